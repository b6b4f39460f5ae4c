"""The resolutions of an item, with who moved and seconded them and how the vote went.

The roles of the lines were recognised when the paper was read. Here a resolution is put together from
them: its clauses, the motion it came of, and the vote. Where the minutes leave a doubt about whose motion
it was, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from corpus.roles import (
    NARRATIVE,
    RESOLVED,
    RESOLVED_HEAD,
    RESOLVED_INSIDE,
    VOTE_ENDS,
    VOTES,
    follows,
)
from corpus.values import Role
from retrieval.registers.quoting import Paragraph, Quoting
from retrieval.registers.values import Resolution

MOST_CLAUSES = 80
OUTCOME = re.compile(
    r"^\W*(?:\(?\d{1,3}[.)]+\s*)?(?:agreed(?: unanimously)?\W*$|(?!.*\bRESOLVED\b).*\b(?:motion|amendment)\b"
    r".*\b(?:carried|agreed|lost|fell|defeated)\b)",
    re.IGNORECASE,
)
LOST = re.compile(r"\b(?:lost|fell|defeated|not carried|not agreed|rejected)\b", re.IGNORECASE)
SAID_AGREED = re.compile(r"\b(?:agreed|resolved|approved|carried)\b(?!\s*by\b)", re.IGNORECASE)
SAID_VOTE = re.compile(
    r"\b(?:carried|lost|votes? (?:for|against)|voted|dissent\w*|unanimous\w*)\b", re.IGNORECASE
)
FOR = re.compile(r"^\W*(?:those )?(?:voting )?(?:for|in favour)\b", re.IGNORECASE)
AMENDMENT = re.compile(r"\bamendment\b", re.IGNORECASE)
TO_THE_VOTE = re.compile(r"\bbe (?:now )?put to the vote\b", re.IGNORECASE)
MOVED = re.compile(r"\b(?:moved|proposed|proposer|seconded)\b", re.IGNORECASE)
FORMAL = re.compile(r"\bRESOLVED\b|^\W*(?:\w{1,4}[.)]+\s*)?(?:Resolved|AGREED|Agreed)\b")
AFTER_A_NAME = re.compile(r"\.\s+(?:All|The|It|This|That|There|Members|Councillors)\b.*$")
BROKEN_OFF = re.compile(r"^[a-z]{2,}\b(?![.)])")
TOLD = re.compile(
    r"(?<!had )(?<!have )(?<!has )(?<!been )\b(?:resolved (?:not )?(?:to [a-z]|that\b|all\b)|"
    r"unanimously (?:agreed|approved)\b)"
)
OF_OTHERS = re.compile(
    r"\b(?:cabinet|government|minister|ministers|county|district) (?:\w+ )?resolved\b", re.IGNORECASE
)
LETTERED = re.compile(r"^\W*\(?[a-z]{1,5}[.)]\s")
ABOUT_THE_MOTION = re.compile(r"\bsubstantive\b|\bmotion set out\b", re.IGNORECASE)


class MotionKind(Enum):
    """Which motion it is: the item's own, one to change it, or one about the proceedings."""

    MAIN = "main"
    AMENDMENT = "amendment"
    PROCEDURE = "procedure"


@dataclass(slots=True)
class Motion:
    """A motion while its item is read."""

    paragraphs: list[Paragraph]
    kind: MotionKind
    carried: bool = False
    lost: bool = False
    vote: str = ""

    @property
    def mover(self) -> str:
        """Who moved it, as printed."""
        return self.paragraphs[0].unit.owner

    @property
    def seconder(self) -> str:
        """Who seconded it, as printed."""
        return AFTER_A_NAME.sub("", self.paragraphs[0].unit.state)


@dataclass(slots=True)
class Proceedings:
    """Where the reading of an item's minutes stands."""

    quoting: Quoting
    found: list[Resolution] = field(default_factory=list)
    motions: list[Motion] = field(default_factory=list)
    counts: list[Paragraph] = field(default_factory=list)
    vote: str = ""

    def move(self, paragraph: Paragraph) -> None:
        """A motion opens, or goes on with a clause."""
        if not paragraph.unit.owner:
            if self.motions:
                self.motions[-1].paragraphs.append(paragraph)
            return
        motion = motion_of(paragraph)
        if motion.kind is MotionKind.MAIN:
            self.close()
        self.motions.append(motion)
        if motion.vote:
            self.vote = "" if motion.lost or motion.kind is not MotionKind.MAIN else motion.vote

    def count(self, paragraph: Paragraph) -> None:
        """A vote is counted, or its end is told."""
        self.counts.append(paragraph)
        if VOTE_ENDS.match(paragraph.text):
            self.conclude(paragraph)

    def conclude(self, paragraph: Paragraph) -> None:
        """The last vote ended: it is that of the motion it speaks of."""
        counted = counts_of(self.counts)
        self.counts = []
        words = paragraph.text
        last = self.motions[-1] if self.motions else None
        aside = last is not None and last.kind is not MotionKind.MAIN
        if AMENDMENT.search(words) or (aside and not ABOUT_THE_MOTION.search(words)):
            if aside:
                self.motions.pop()
            return
        vote = " ".join([*counted, without_number(words)])
        self.vote = "" if LOST.search(words) else vote
        mains = self.mains()
        if mains:
            mains[-1].carried, mains[-1].lost = bool(self.vote), not self.vote
            mains[-1].vote = self.vote

    def resolve(self, paragraphs: Sequence[Paragraph]) -> None:
        """A resolution is recorded; it is of the only motion that may have led to it."""
        if not FORMAL.search(paragraphs[0].text) and any(motion.carried for motion in self.mains()):
            self.close()  # "It was agreed to ..." is another matter than the motion carried before it
        self.record(paragraphs)

    def record(self, paragraphs: Sequence[Paragraph]) -> None:
        """Note a resolution with the motion and the vote that led to it."""
        mains = [motion for motion in self.mains() if not motion.lost]
        of = mains[0] if len(mains) == 1 else None
        self.found.append(
            Resolution(
                quotations=self.quoting.quote(paragraphs),
                moved_by=of.mover if of else "",
                seconded_by=of.seconder if of else "",
                vote=(of.vote if of else "") or self.vote,
            )
        )
        self.motions, self.counts, self.vote = [], [], ""

    def mains(self) -> list[Motion]:
        """The motions that are neither amendments nor about the proceedings."""
        return [motion for motion in self.motions if motion.kind is MotionKind.MAIN]

    def close(self) -> None:
        """A motion that was carried is a resolution, also where the minutes do not repeat its words."""
        mains = self.mains()
        if len(mains) == 1 and mains[0].carried:
            self.record(mains[0].paragraphs)


def resolutions_of(paragraphs: Sequence[Paragraph], quoting: Quoting) -> tuple[Resolution, ...]:
    """The resolutions that the minutes of one item record, in order."""
    proceedings = Proceedings(quoting)
    paragraphs = [one for one in paragraphs if not is_margin(one)]
    position = 0
    while position < len(paragraphs):
        one, end = paragraphs[position], position + 1
        if one.role is Role.MOTION:
            proceedings.move(one)
        elif one.role is Role.VOTE:
            proceedings.count(one)
        elif one.role is Role.RESOLUTION and OUTCOME.match(one.text):
            proceedings.conclude(one)
        elif one.role is Role.RESOLUTION:
            end = resolution_end(paragraphs, position)
            proceedings.resolve(paragraphs[position:end])
        position = end
    proceedings.close()
    return tuple(proceedings.found) or told_in_passing(paragraphs, quoting)


def told_in_passing(paragraphs: Sequence[Paragraph], quoting: Quoting) -> tuple[Resolution, ...]:
    """The sentences of a narrative that say what was resolved, where an item records it in no other way."""
    lines = [line for one in paragraphs if one.role is Role.NONE for line in one.lines]
    telling = [line for line in lines if TOLD.search(line.text) and not OF_OTHERS.search(line.text)]
    return tuple(Resolution(quoting.quote([Paragraph((line,))])) for line in telling)


def resolution_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """The position after the last clause of the resolution that begins at `start`."""
    end = start + 1
    while end < len(paragraphs) and is_clause(paragraphs[start:end], paragraphs[end]):
        end += 1
    if not is_open(paragraphs[end - 1]):
        return end
    # "RESOLVED that:" announces clauses that were not taken for any when the paper was read.
    number = paragraphs[start].unit.paragraph
    while end < len(paragraphs) and end - start < MOST_CLAUSES:
        one = paragraphs[end]
        ends = follows(number, one.unit.paragraph) if number else NARRATIVE.match(one.text)
        if one.role is not Role.NONE or ends:
            break
        end += 1
    return end


def is_clause(resolution: Sequence[Paragraph], after: Paragraph) -> bool:
    """Whether a paragraph goes on with the resolution before it."""
    if after.role is Role.NONE:
        unfinished = not resolution[-1].text.endswith((".", ";", ":"))
        listed = is_open(resolution[0]) and LETTERED.match(resolution[-1].text)
        return bool(unfinished and BROKEN_OFF.match(after.text)) or bool(
            listed and LETTERED.match(after.text)
        )
    if after.role is not Role.RESOLUTION or OUTCOME.match(after.text):
        return False
    if len(resolution) == 1 and RESOLVED_HEAD.match(resolution[0].text):
        return True
    again = RESOLVED.match(after.text) or RESOLVED_INSIDE.search(after.text)
    return not again


def is_margin(paragraph: Paragraph) -> bool:
    """Whether a line only names in the margin who is to see to a resolution: "Clerk"."""
    word = paragraph.text.strip()
    return paragraph.role is Role.RESOLUTION and word.isalpha() and not RESOLVED_HEAD.match(word)


def is_open(paragraph: Paragraph) -> bool:
    """Whether what was resolved is still to come."""
    return bool(RESOLVED_HEAD.match(paragraph.text)) or paragraph.text.rstrip().endswith((":", ":-"))


def motion_of(paragraph: Paragraph) -> Motion:
    """A motion as it is moved, with its end where the same paragraph tells it."""
    first = paragraph.lines[0].text
    if TO_THE_VOTE.search(first):
        kind = MotionKind.PROCEDURE
    elif AMENDMENT.search(first):
        kind = MotionKind.AMENDMENT
    else:
        kind = MotionKind.MAIN
    moved = next((line.text for line in paragraph.lines if MOVED.search(line.text)), first)
    told = [
        line.text
        for line in paragraph.lines[1:]
        if SAID_VOTE.search(line.text) and not MOVED.search(line.text)
    ]
    vote = " ".join(told[-1].split()) if told else ""
    lost = bool(LOST.search(vote))
    carried = bool(vote and not lost) or bool(not told and SAID_AGREED.search(moved))
    return Motion([paragraph], kind, carried, lost, "" if lost else vote)


def counts_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The counts of the last vote, without the names of those who voted so."""
    starts = [place for place, one in enumerate(paragraphs) if FOR.match(one.text) and VOTES.match(one.text)]
    last = paragraphs[starts[-1] :] if starts else ()
    return [f"{one.text.rstrip(' .')}." for one in last if VOTES.match(one.text)]


def without_number(words: str) -> str:
    """A paragraph's words without the number printed before them."""
    return re.sub(r"^\W*\(?\d{1,3}[.)]+\s*", "", words)
