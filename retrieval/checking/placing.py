"""Whether every figure, date and name stands in the paper beside the words it stands beside in the sentence.

"Burglary fell by 4%; robbery by 9%" does not carry "Robbery fell by 4%", though it has all its words. The
stretch of the paper that is most like a stretch of the sentence has to be one that has the same figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.checking.carried_figures import is_measure
from retrieval.checking.directions import axis_of
from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, gives_of, read, says_something
from retrieval.checking.reported_speech import is_of_reporting
from retrieval.checking.stretches import (
    Stretch,
    among,
    clauses,
    rivalry,
    role_of,
    row_labels,
    stretch_of,
    stretches,
)
from retrieval.checking.values import Fault, FaultKind

CARRIED_ON = 0.5
"""What a word counts in the stretches after its own, where it may be understood: "robbery by 9%"."""

AROUND = 0.4
"""What a word of a heading, a title or a sentence before counts."""

BEYOND_ITS_CLAUSE = 0.5
"""What a word of the sentence counts that stands in another clause than the mark."""

MARGIN_WITHIN = 0.45
MARGIN_WITHIN_OF_WORDS = 0.7
MARGIN_OF_ROWS = 0.5
MARGIN_ACROSS = 1.6
MARGIN_ACROSS_FROM_NOTHING = 0.9
"""By how many words another stretch has to be more like the sentence's: in the same unit, in another row, in
another unit, and in another unit where the mark itself stands beside none of the words."""

NOTHING = 0.5
MARGIN_OF_EXCHANGE = 1.1
"""By how many words two figures of a sentence have to stand better the other way round."""


CLOSEST = 2
FIGURES = (MarkKind.NUMBER, MarkKind.DATE)
WITH_YEAR = re.compile(r"(?:19|20)\d\d")
KINDS = {MarkKind.NUMBER: FaultKind.NUMBER, MarkKind.DATE: FaultKind.DATE, MarkKind.NAME: FaultKind.NAME}
AGAINST = {"from": {"to", "by"}, "to": {"from", "by"}, "by": {"from", "to"}}


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of the paper compared with one of the sentence.

    Attributes:
        likeness: how many words of the sentence's stretch it carries.
    """

    footing: Footing
    stretch: Stretch
    likeness: float


def placing_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Figures, dates, names and directions that stand beside other words than in the papers."""
    common = frozenset().union(*(read(footing.cited.body).gives for footing in ground.chosen))
    for mark in sentence.marks:
        kind = rivalry(mark)
        if not kind or kind == "reference":
            continue
        if kind == "name" and (mark.is_carried_by(common) or only_speaks(sentence, mark)):
            continue
        better = in_its_place(sentence, mark, ground)
        if better is not None:
            reason = (
                f"The passages say “{mark.printed}” of something else; here they have “{better.printed}”."
            )
            yield Fault(KINDS.get(mark.kind, FaultKind.NEGATION), mark.printed, reason)
        elif mark.kind is MarkKind.NUMBER:
            yield from role_faults(sentence, mark, ground)
            yield from cell_faults(sentence, mark, ground)
            yield from alone_faults(sentence, mark, ground)


def only_speaks(sentence: Reading, mark: Mark) -> bool:
    """Whether a clause only says who speaks: ", Mr Lisle said"."""
    return all(
        one.kind is MarkKind.NAME or is_of_reporting(one, sentence)
        for one in sentence.clause(mark.clause)
        if says_something(one)
    )


def in_its_place(sentence: Reading, mark: Mark, ground: Ground) -> Mark | None:
    """What the papers have in this mark's place; None where the mark itself is in place."""
    kinds = {
        rivalry(other)
        for footing in ground.all
        for other in footing.reading.marks
        if rivalry(other) and same_thing(mark, other)
    }
    better: Mark | None = None
    for kind in kinds:
        better = likelier(sentence, mark, kind, ground)
        if better is None:
            return None
    return better


def likelier(sentence: Reading, mark: Mark, kind: str, ground: Ground) -> Mark | None:
    """The rival of this kind whose stretch is more like the sentence's than that of the mark itself."""
    beside = stretch_of(sentence, mark)
    if any(
        mark.kind is not MarkKind.WORD and mark.is_carried_by(one.gives) and not one.rivals
        for footing in ground.chosen
        for one in footing.reading.marks
        if footing.unit.cells
    ):
        return None
    all_standing = [
        Standing(footing, stretch, likeness_of(beside, mark, stretch, footing))
        for footing in ground.all
        if not (kind == "name" and len(footing.unit.cells) == 1)
        for stretch in stretches(footing.reading, kind, bool(footing.unit.cells))
        if any(may_rival(mark, one) for one in stretch.rivals)
    ]
    own = [one for one in all_standing if any(same_thing(mark, rival) for rival in one.stretch.rivals)]
    if not own:
        return None
    best = max(own, key=lambda one: one.likeness)
    others = [
        one for one in all_standing if one not in own and one.likeness - best.likeness > margin(one, best)
    ]
    said = [one for one in sentence.marks if one != mark and rivalry(one) == rivalry(mark)]
    others = [
        one
        for one in others
        if is_better_so(sentence, mark, said, best, one) and not is_otherwise_said(sentence, said, one)
    ]
    return max(others, key=lambda one: one.likeness).stretch.rivals[0] if others else None


def is_better_so(
    sentence: Reading, mark: Mark, said: Sequence[Mark], best: Standing, other: Standing
) -> bool:
    """Whether a rival that the sentence has too would with this mark be better placed the other way round."""
    also = [one for one in said if any(same_thing(one, rival) for rival in other.stretch.rivals)]
    if not also:
        return True
    beside = stretch_of(sentence, also[0])
    if mark in beside.rivals:
        return False
    as_said = likeness_of(beside, also[0], other.stretch, other.footing)
    exchanged = likeness_of(beside, also[0], best.stretch, best.footing)
    return other.likeness + exchanged - best.likeness - as_said > MARGIN_OF_EXCHANGE


def is_otherwise_said(sentence: Reading, said: Sequence[Mark], other: Standing) -> bool:
    """Whether the sentence has a rival as a plain word: "police" of "Police officers"."""
    rest = [mark for mark in sentence.marks if mark not in said and mark.kind is MarkKind.WORD]
    return any(among(rival, rest) for rival in other.stretch.rivals)


def margin(one: Standing, best: Standing) -> float:
    """By how much one stretch has to be more like the sentence's than another."""
    if one.footing.unit.unit_id == best.footing.unit.unit_id:
        return MARGIN_WITHIN if one.stretch.rivals[0].kind in FIGURES else MARGIN_WITHIN_OF_WORDS
    if one.footing.unit.cells and best.footing.unit.cells:
        return MARGIN_OF_ROWS
    return MARGIN_ACROSS if best.likeness > NOTHING else MARGIN_ACROSS_FROM_NOTHING


def may_rival(mark: Mark, other: Mark) -> bool:
    """Whether a mark of the paper may be meant for one of the sentence: a year is no day without a year."""
    return mark.kind is not MarkKind.DATE or any(map(WITH_YEAR.match, mark.asks)) == any(
        map(WITH_YEAR.match, other.gives)
    )


def same_thing(mark: Mark, other: Mark) -> bool:
    """Whether a mark of the paper is the one of the sentence."""
    if mark.kind is MarkKind.WORD:
        return axis_of(other) == axis_of(mark) and mark.is_carried_by(other.gives)
    return mark.is_carried_by(other.gives) and bool(other.rivals)


def likeness_of(beside: Stretch, mark: Mark, stretch: Stretch, footing: Footing) -> float:
    """How many words of a sentence's stretch a stretch of the paper carries."""
    own, earlier = gives_of(stretch.own), gives_of(stretch.earlier)
    closest = closest_to(mark, beside.own) if mark.kind is MarkKind.NAME else ()
    total = 0.0
    counted: set[frozenset[str]] = set()
    for factor, marks in ((1.0, beside.own), (CARRIED_ON, beside.earlier)):
        for one in marks:
            if one in beside.rivals or not says_something(one) or one.asks in counted:
                continue
            if mark.kind is MarkKind.NAME and one not in closest:
                continue
            counted.add(one.asks)
            beyond = 1.0 if one.clause == mark.clause or factor < 1 else BEYOND_ITS_CLAUSE
            total += factor * beyond * one.weight * share_of(one, own, earlier, footing.near)
    return total


def closest_to(name: Mark, marks: Sequence[Mark]) -> list[Mark]:
    """The few words of a name's clause that stand nearest to it: what its bearer does."""
    told = [
        one
        for one in marks
        if one.clause == name.clause and one.kind is not MarkKind.NAME and says_something(one)
    ]
    return sorted(told, key=lambda one: min(abs(one.start - name.end), abs(name.start - one.end)))[:CLOSEST]


def share_of(mark: Mark, own: frozenset[str], earlier: frozenset[str], near: frozenset[str]) -> float:
    """How much a mark counts that a stretch has itself, from before it, or from around it."""
    if mark.is_carried_by(own):
        return 1.0
    if mark.is_carried_by(earlier):
        return CARRIED_ON
    return AROUND if mark.is_carried_by(near) else 0.0


def role_faults(sentence: Reading, mark: Mark, ground: Ground) -> Iterator[Fault]:
    """A figure that a change is said to lead to, where the paper has it lead from there."""
    role = role_of(sentence, mark)
    given = {
        role_of(footing.reading, other)
        for footing in ground.chosen
        for other in footing.reading.marks
        if other.kind is MarkKind.NUMBER and mark.is_carried_by(other.gives)
    }
    if given and role in AGAINST and given <= AGAINST[role]:
        reason = f"The passages have “{min(given)} {mark.printed}”, the sentence “{role} {mark.printed}”."
        yield Fault(FaultKind.NUMBER, mark.printed, reason)


def cell_faults(sentence: Reading, mark: Mark, ground: Ground) -> Iterator[Fault]:
    """A cell's figure that the sentence says of another column."""
    strange: list[Mark] = []
    for footing in ground.chosen:
        if len(footing.unit.cells) > 1 and among_cells(mark, footing):
            may_be_said = allowed(sentence, footing) | footing.near
            strange = [
                one
                for one in sentence.marks
                if one.kind in (MarkKind.WORD, MarkKind.NUMBER)
                and says_something(one)
                and not is_measure(one, sentence)
                and one.is_carried_by(footing.reading.gives)
                and not one.is_carried_by(may_be_said)
            ]
            if not strange:
                return
    if strange:
        reason = f"In the table {mark.printed} does not stand under “{strange[0].printed}”."
        yield Fault(FaultKind.NUMBER, mark.printed, reason)


def alone_faults(sentence: Reading, mark: Mark, ground: Ground) -> Iterator[Fault]:
    """A figure that stands in the paper beside none of the words of its clause."""
    beside = [
        one
        for one in sentence.clause(mark.clause)
        if one is not mark and says_something(one) and not is_measure(one, sentence)
    ]
    standing = [
        footing
        for footing in ground.chosen
        if any(mark.is_carried_by(one.gives) for one in footing.reading.marks)
    ]
    if (
        beside
        and standing
        and not any(one.is_carried_by(footing.reading.gives) for footing in standing for one in beside)
    ):
        reason = f"The passages do not give {mark.printed} of “{beside[0].printed}”."
        yield Fault(FaultKind.NUMBER, mark.printed, reason)


def among_cells(mark: Mark, footing: Footing) -> bool:
    """Whether a figure is in a cell of a row, its headers aside."""
    return any(mark.is_carried_by(one.gives) and one.rivals for one in footing.reading.marks)


def allowed(sentence: Reading, footing: Footing) -> frozenset[str]:
    """What may be said of a row: its labels, the cells that the sentence has, words of many columns."""
    found: list[Mark] = list(row_labels(footing.reading))
    said = [one for one in sentence.marks if one.kind in (MarkKind.NUMBER, MarkKind.DATE)]
    cells = clauses(footing.reading)
    for cell in cells:
        values = [one for one in cell if one.rivals and one.kind in (MarkKind.NUMBER, MarkKind.DATE)]
        if any(among(value, said) for value in values):
            found.extend(cell)
    keys = Counter(
        key for cell in cells for key in gives_of(one for one in cell if one.kind is MarkKind.WORD)
    )
    return gives_of(found) | {key for key, times in keys.items() if times > 1}
