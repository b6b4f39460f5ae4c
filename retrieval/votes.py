"""A vote as minutes tell it: what was moved and by whom, how many were for it, and how it ended.

The motion, the count and the outcome stand on different pages, with long lists of names between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.roles import VOTE_CALLED, VOTE_ENDS, VOTES
from corpus.values import Role
from corpus.votes import line_of_motion
from index.library import Library
from index.values import Passage, Unit
from retrieval.features import terms_of
from retrieval.named import RARE
from retrieval.rank import ScoredUnit
from retrieval.running_text import Places
from retrieval.understand import Query, Wanted, asks_who_voted

Line = tuple[Passage, Unit]

BEST = 5
"""So many units are followed to the votes of their items."""

FARTHEST = 8
"""So many passages lie between a motion and the end of its vote at most."""

AGREED = re.compile(r"\W*(?:agreed|carried|lost|not agreed)\b\W*", re.IGNORECASE)
"""A whole line that says how a vote ended."""

LONGEST_NAME = 80
"""Characters in which a motion says its kind and who moved it."""

LONGEST_START = 40
"""Characters that a line of a motion is known by."""


def votes_near(library: Library, query: Query, ordered: Sequence[ScoredUnit]) -> tuple[Passage, ...]:
    """Where a decision is asked for, the votes in the items that the best units stand in, and around them.

    Raises:
        PanelPapersError: a store failed.
    """
    if Wanted.DECISION not in query.wanted:
        return ()
    near: dict[str, Passage] = {}
    items = dict.fromkeys((one.passage.paper_id, one.passage.item_index) for one in ordered[:BEST])
    for paper_id, item_index in items:
        passages = library.item_passages(paper_id, item_index)
        if any(passage.section.motion for passage in passages):
            near.update((passage.passage_id, passage) for passage in passages)
    return tuple(near.values())


def vote_and_motion(query: Query, passage: Passage, unit: Unit, found: Places) -> list[Line]:
    """The vote that a line belongs to, or that was taken on it, the outcome before all else of it.

    The names of the voters are left out where nobody asked for them.

    Args:
        found: passages by their paper and their place in it.

    Returns:
        none where the line is of no vote.
    """
    start = (passage, unit) if unit.role is Role.VOTE else vote_on(query, passage, unit, found)
    if start is None:
        return []
    told = vote_around(*start, found)
    counts = sorted((line for line in told if is_count(line)), key=importance)
    names = [line for line in told if not is_count(line)] if asks_who_voted(query) else []
    return [*(counts or told), *names, *motion_before(query, *start, found)]


def vote_on(query: Query, passage: Passage, unit: Unit, found: Places) -> Line | None:
    """The first line of the vote on the motion that a unit is a line of.

    Or opens, where the motion speaks of the question: one member may move several.
    """
    for other in nearby(passage, found, range(FARTHEST)):
        motion = other.section.motion
        if is_line_of(passage.unit_text(unit), motion) or (opens(unit, motion) and speaks(query, motion)):
            return next(((other, line) for line in other.units if line.role is Role.VOTE), None)
    return None


def vote_around(passage: Passage, unit: Unit, found: Places) -> list[Line]:
    """Every line of one vote: from where it is called, or the one before ended, to where it ends."""
    motion = passage.section.motion
    steps = range(-FARTHEST, FARTHEST + 1)
    near = (other for other in nearby(passage, found, steps) if other.section.motion == motion)
    lines: list[Line] = []
    is_past = False
    for other in near:
        for line in other.units:
            if line.role is not Role.VOTE:
                continue
            text = words(other, line)
            if VOTE_CALLED.search(text):
                if is_past:
                    return lines
                lines.clear()
            lines.append((other, line))
            is_past = is_past or line.unit_id == unit.unit_id
            if ends(text):
                if is_past:
                    return lines
                lines.clear()
    return lines


def is_count(line: Line) -> bool:
    """True for a line that calls a vote, counts it or says how it ended; the others are names."""
    text = words(*line)
    return text.endswith(":") or bool(VOTE_CALLED.search(text) or VOTES.match(text) or ends(text))


def importance(line: Line) -> int:
    """How a vote ended comes first, then its counts, then that it was called."""
    text = words(*line)
    return 0 if ends(text) else 1 if VOTES.match(text) else 2


def motion_before(query: Query, passage: Passage, unit: Unit, found: Places) -> list[Line]:
    """The line of a vote's motion that speaks most of the question, and who moved it; none if not found."""
    motion = passage.section.motion
    lines: list[Line] = []
    for other in reversed(list(nearby(passage, found, range(-FARTHEST, 1)))):
        for line in reversed(other.units):
            if other is passage and line.position >= unit.position:
                continue
            if opens(line, motion):
                return [*most_telling(query, motion, lines), (other, line)]
            lines.append((other, line))
    return []


def most_telling(query: Query, motion: str, lines: Sequence[Line]) -> list[Line]:
    """Of the lines of a motion the one that holds most of the question's rarity; none that holds any."""

    def worth(line: Line) -> float:
        text = line[0].unit_text(line[1])
        if not is_line_of(text, motion):
            return 0.0
        return sum(query.rarity.get(term, 0.0) for term in set(terms_of(text)))

    best = max(lines, key=worth, default=None)
    return [best] if best and worth(best) > 0 else []


def opens(unit: Unit, motion: str) -> bool:
    """True for the paragraph that says who moves a motion."""
    return (
        unit.role is Role.MOTION and bool(unit.owner) and f" moved by {unit.owner}: " in motion[:LONGEST_NAME]
    )


def speaks(query: Query, motion: str) -> bool:
    """True where a motion's own words hold a rare word of the question."""
    own = set(terms_of(motion.partition(": ")[2])) & set(query.asked)
    return any(query.rarity[term] >= RARE for term in own)


def is_line_of(text: str, motion: str) -> bool:
    """True for a line of a motion's own words."""
    start = line_of_motion(text)[:LONGEST_START]
    return bool(start) and start in motion


def nearby(passage: Passage, found: Places, steps: range) -> Iterator[Passage]:
    """The passages of the same item that stand so many places on, where they were found."""
    for step in steps:
        other = found.get((passage.paper_id, passage.position + step))
        if other and other.item_index == passage.item_index:
            yield other


def ends(text: str) -> bool:
    """True for a line that says how a vote ended."""
    return bool(VOTE_ENDS.match(text) or AGREED.fullmatch(text))


def words(passage: Passage, unit: Unit) -> str:
    """A line's words, one space between them."""
    return " ".join(passage.unit_text(unit).split())
