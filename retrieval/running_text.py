"""Passages as a reader meets them: one after another, as far as a page and an item go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.values import Passage, Unit

BORDER = "\n\n"
"""Stands in a quote where one passage ends and the next begins."""

SHARED = 8
"""Characters by which it is known that a passage begins with the end of the one before."""

REACH = 2
"""So many passages before and after one a quote may run over."""

Places = Mapping[tuple[str, int], Passage]
"""Passages by their paper and their place in it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit, and where it stands in a running text, in characters."""

    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RunningText:
    """Neighbouring passages of one item on one page, in order; at least one."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """Their words."""
        return BORDER.join(passage.text for passage in self.passages)

    @property
    def units(self) -> list[Placed]:
        """All their units, in order."""
        begins = self.begins
        return [
            Placed(unit, begins[passage.passage_id] + unit.start, begins[passage.passage_id] + unit.end)
            for passage in self.passages
            for unit in passage.units
        ]

    @property
    def begins(self) -> dict[str, int]:
        """Where each passage begins in the text, by its id."""
        begins: dict[str, int] = {}
        length = 0
        for passage in self.passages:
            begins[passage.passage_id] = length
            length += len(passage.text) + len(BORDER)
        return begins


def by_place(passages: Iterable[Passage]) -> dict[tuple[str, int], Passage]:
    """Passages by their paper and their place in it."""
    return {(passage.paper_id, passage.position): passage for passage in passages}


def text_around(passage: Passage, known: Places) -> RunningText:
    """A passage with all that is known before and after it without a gap."""
    run = [passage]
    while (before := known.get((passage.paper_id, run[0].position - 1))) and goes_on(before, run[0]):
        run.insert(0, before)
    while (after := known.get((passage.paper_id, run[-1].position + 1))) and goes_on(run[-1], after):
        run.append(after)
    return RunningText(tuple(run))


def text_between(first: Passage, last: Passage, known: Places) -> RunningText | None:
    """The passages from one to another, as one quote may run over them.

    Returns:
        None where they are far apart or not of one text, or where one between them is not known.
    """
    if not 0 <= last.position - first.position <= REACH:
        return None
    run = [first]
    while run[-1].position < last.position:
        after = known.get((first.paper_id, run[-1].position + 1))
        if after is None or not goes_on(run[-1], after):
            return None
        run.append(after)
    return RunningText(tuple(run)) if run[-1].passage_id == last.passage_id else None


def goes_on(one: Passage, other: Passage) -> bool:
    """True where a passage is the next on the same page and of the same item, and repeats nothing."""
    return (
        other.paper_id == one.paper_id
        and other.position == one.position + 1
        and other.page == one.page
        and other.item_index == one.item_index
        and not begins_with_the_end_of(one, other)
    )


def begins_with_the_end_of(one: Passage, other: Passage) -> bool:
    """True where the pieces of a long paragraph were cut so that they share some words."""
    start = one.text.rfind(other.text[:SHARED])
    return start >= 0 and other.text.startswith(one.text[start:])
