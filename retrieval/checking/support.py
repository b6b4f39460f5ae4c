"""Which units of the cited passages a sentence rests on: the fewest that carry most of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retrieval.checking.footing import Footing
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, read, says_something
from retrieval.checking.stretches import clauses
from retrieval.checking.values import Support

MOST_UNITS = 4
LEAST_GAIN = 2.0
"""Words that a further unit has to add: one stray word elsewhere in a passage carries nothing."""

LEAST_SHARE = 0.25
"""Share of a sentence below which a unit is not like it at all."""

NEARBY = 3
TOGETHER = 0.6
LIKENESS_WEIGHT = 2.0


def choose_footings(
    sentence: Reading, footings: Sequence[Footing], likeness: Sequence[float]
) -> tuple[Footing, ...]:
    """The units a sentence rests on, the likeliest first; none where nothing is like it.

    Args:
        likeness: of the sentence with each footing, in their order.
    """
    wanted = [mark for mark in sentence.marks if says_something(mark)]
    chosen: list[Footing] = []
    left = list(wanted)
    while left and len(chosen) < MOST_UNITS:
        scored = [
            (score(left, footing, chosen) + likely(footing, cosine, not chosen), -place)
            for place, (footing, cosine) in enumerate(zip(footings, likeness, strict=True))
        ]
        if not scored:
            break
        best = footings[-max(scored)[1]]
        gained = gain(left, best)
        if gained < (LEAST_GAIN if chosen else LEAST_SHARE * sum(mark.weight for mark in wanted)):
            break
        if chosen and best.unit.cells and not is_told_of(sentence, left, best):
            break
        chosen.append(best)
        left = [mark for mark in left if not mark.is_carried_by(best.gives)]
    return tuple(chosen)


def likely(footing: Footing, cosine: float, is_first: bool) -> float:
    """How much likelier a unit is for its meaning; a heading says little."""
    return (LIKENESS_WEIGHT * cosine if is_first else 0) - (1 if footing.unit.heading else 0)


def score(left: Sequence[Mark], footing: Footing, chosen: Sequence[Footing]) -> float:
    """How well a unit carries what is left; a unit near those chosen is likelier to be meant."""
    beside = any(
        footing.passage.passage_id == other.passage.passage_id
        and abs(footing.unit.position - other.unit.position) <= NEARBY
        for other in chosen
    )
    around = sum(mark.weight for mark in left if mark.is_carried_by(footing.near)) / 4
    return gain(left, footing) + around + (TOGETHER if beside else 0)


def gain(left: Sequence[Mark], footing: Footing) -> float:
    """The weight of what a unit's own words carry of what is left."""
    return sum(mark.weight for mark in left if mark.is_carried_by(footing.reading.gives))


def is_told_of(sentence: Reading, left: Sequence[Mark], footing: Footing) -> bool:
    """Whether a sentence also speaks of a further row: of two of its cells, or of a cell and its column."""
    if len(footing.unit.cells) < 2:
        return True
    gained = [mark for mark in left if mark.is_carried_by(footing.reading.gives)]
    if all(mark.kind is MarkKind.WORD for mark in gained):
        return False
    cells = [
        cell
        for cell in clauses(footing.reading)
        if any(mark.is_carried_by(one.gives) for mark in gained for one in cell if is_value(one, footing))
    ]
    headers = Counter(key for cell in footing.unit.cells for key in read(cell.column).gives)
    return len(cells) > 1 or any(
        mark.is_carried_by(frozenset(key for key in one.gives if headers[key] == 1))
        for cell in cells
        for one in cell
        if not is_value(one, footing)
        for mark in sentence.marks
        if says_something(mark)
    )


def is_value(mark: Mark, footing: Footing) -> bool:
    """Whether a mark of a row is of a cell, not of its column's header."""
    return mark.printed in footing.unit.cells[mark.clause].text


def supports_of(chosen: Sequence[Footing]) -> tuple[Support, ...]:
    """The units rested on, passage by passage, the likeliest passage first."""
    passages = {footing.passage.passage_id: footing.passage for footing in chosen}
    return tuple(
        Support(
            passage,
            tuple(
                sorted(
                    (one.unit for one in chosen if one.passage.passage_id == passage_id),
                    key=lambda unit: unit.position,
                )
            ),
        )
        for passage_id, passage in passages.items()
    )
