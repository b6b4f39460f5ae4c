"""What each vote of the minutes is on: a count of hands says nothing without the motion it decides.

Minutes count votes paragraphs, often pages, after the motion, and say no more than "the amendment set out
in paragraph 15 above".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.places.items import PlacedBlock
from corpus.roles import VOTE_CALLED, VOTE_ENDS, Recognised
from corpus.values import Role

MOST_WORDS = 150
"""Words of a motion that are kept: enough to tell it from others."""

LONGEST_LABEL = 6
"""Words of a line that only says what follows it: "Proposed purpose:", "Council is asked to:"."""

NUMBER = re.compile(r"^\W*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]+\s+)+")
REFERENCE = re.compile(r"\bparagraphs?\s+\(?(\d{1,3})\b", re.IGNORECASE)
AMENDMENT = re.compile(r"\bamendment\b", re.IGNORECASE)
SUBSTANTIVE = re.compile(r"\b(?:substantive|original) motion\b", re.IGNORECASE)


@dataclass(slots=True)
class Motion:
    """A motion or an amendment while the item it stands in is read.

    Attributes:
        number: of the paragraph that it begins with, "" where that has none.
        name: its kind and who moved it.
        lines: its own words; of an amendment, what no motion before it said.
        decided: whether its vote has ended.
    """

    number: str
    name: str
    lines: list[str] = field(default_factory=list)
    decided: bool = False

    @property
    def words(self) -> str:
        """Its name and its first words."""
        return f"{self.name}: {' '.join(' '.join(self.lines).split()[:MOST_WORDS])}"


def motions_voted_on(placed: Sequence[PlacedBlock], roles: Sequence[Recognised]) -> list[str]:
    """For each block the motion that it tells the vote on, in the words of that; "" for all others."""
    found: list[str] = []
    motions: list[Motion] = []
    said: set[str] = set()
    voted: Motion | None = None
    voting = False
    for position, (one, role) in enumerate(zip(placed, roles, strict=True)):
        if position and placed[position - 1].item_index != one.item_index:
            motions, said, voting = [], set(), False
        words = " ".join(one.block.text.split())
        if role.role is Role.VOTE:
            if not voting or VOTE_CALLED.search(words):
                voted = motion_put(words, motions)
            voting = not VOTE_ENDS.match(words)
            found.append(voted.words if voted else "")
            if voted and not voting:
                voted.decided = True
            continue
        found.append("")
        voting = False
        if role.role is Role.MOTION and role.owner:
            motions.append(opened(words, one.section.paragraph, role.owner))
        elif motions and role.role is not Role.RESOLUTION:
            go_on(motions[-1], words, said)
    return found


def line_of_motion(words: str) -> str:
    """A line as `motions_voted_on` gives it: without its number, and without quotation marks around it."""
    return NUMBER.sub("", " ".join(words.split())).strip(" “”\"'")


def motion_put(words: str, motions: Sequence[Motion]) -> Motion | None:
    """The motion that a paragraph puts to the vote.

    It is the item's own where it is called the substantive one, else the one that it refers to, else the
    last that is not decided.
    """
    if motions and SUBSTANTIVE.search(words):
        return motions[0]
    reference = REFERENCE.search(words)
    if reference:
        return next((motion for motion in motions if motion.number == reference[1]), None)
    return next((motion for motion in reversed(motions) if not motion.decided), None)


def opened(words: str, number: str, mover: str) -> Motion:
    """The motion that a paragraph opens; one told in a sentence is in that."""
    kind = "Amendment" if AMENDMENT.search(words) else "Motion"
    motion = Motion("".join(re.findall(r"\d+", number)), f"{kind} moved by {mover}")
    if not words.endswith((":", "-", "–", "that")):
        motion.lines.append(words)
    return motion


def go_on(motion: Motion, words: str, said: set[str]) -> None:
    """A line below the opening of a motion; what an earlier motion said already does not tell it apart."""
    line = line_of_motion(words)
    if line.endswith(":") and len(line.split()) <= LONGEST_LABEL:
        return
    if line.casefold() not in said:
        motion.lines.append(line)
        said.add(line.casefold())
