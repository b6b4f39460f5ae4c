"""Whether every figure, date and name stands in the paper beside the words it stands beside in the sentence.

"Burglary fell by 4%; robbery by 9%" does not carry "Robbery fell by 4%", though it has all its words. The
sentence and the paper are cut into stretches, one to each figure (or name, or date); the stretch of the
paper that is most like a stretch of the sentence has to be one that has the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.checking.directions import axis_of
from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

CARRIED_ON = 0.5
"""What a word counts in the stretches after its own, where it may be understood: "robbery by 9%"."""

AROUND = 0.4
"""What a word of a heading, a title or a sentence before counts."""

MARGIN_WITHIN = 0.7
MARGIN_ACROSS = 1.6
"""By how many words another stretch has to be more like the sentence's, in the same unit and in another."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a text that one figure, date or name speaks in.

    Attributes:
        rivals: the marks of the kind looked for; mostly one.
        own: its marks.
        earlier: the marks of the stretches before it.
    """

    rivals: tuple[Mark, ...]
    own: tuple[Mark, ...]
    earlier: tuple[Mark, ...]


def placing_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Figures, dates, names and directions that stand beside other words than in the papers."""
    told: set[str] = set()
    for mark in sentence.marks:
        kind = rivalry(mark)
        if not kind or mark.printed in told or mark.rivals == "reference":
            continue
        if kind == "name" and mark.is_carried_by(common_to(ground)):
            continue
        better = stood_beside(sentence, mark, ground)
        if better is not None:
            told.add(mark.printed)
            yield fault_of(mark, better)


def fault_of(mark: Mark, better: Mark) -> Fault:
    """The fault of a mark in place of which the papers have another."""
    kinds = {MarkKind.NUMBER: FaultKind.NUMBER, MarkKind.DATE: FaultKind.DATE, MarkKind.NAME: FaultKind.NAME}
    reason = f"The passages say “{mark.printed}” of something else; here they have “{better.printed}”."
    return Fault(kinds.get(mark.kind, FaultKind.NEGATION), mark.printed, reason)


def rivalry(mark: Mark) -> str:
    """The kind of thing a mark may be mistaken for; "" where for nothing."""
    return axis_of(mark) if mark.kind is MarkKind.WORD else mark.rivals


def common_to(ground: Ground) -> frozenset[str]:
    """What the citation and the headings give to all that the sentence rests on."""
    near = [footing.near for footing in ground.chosen]
    return frozenset.intersection(*near) if near else frozenset()


def stood_beside(sentence: Reading, mark: Mark, ground: Ground) -> Mark | None:
    """The rival that the papers have in this mark's place; None where the mark itself is in place."""
    standing = [
        (footing, other)
        for footing in ground.all
        for other in footing.reading.marks
        if same_thing(mark, other)
    ]
    if not standing:
        return None
    kinds = {rivalry(other) for _, other in standing} - {""}
    rests_on = {footing.unit.unit_id for footing in ground.chosen}
    faults = []
    for kind in kinds:
        beside = stretch_of(sentence, mark, rivalry(mark))
        own_best, home = 0.0, ""
        others: list[tuple[float, Mark, str]] = []
        for footing in ground.all:
            for stretch in stretches(footing.reading, kind, bool(footing.unit.cells)):
                likeness = likeness_of(beside, stretch, footing, mark)
                has_it = any(same_thing(mark, one) for one in stretch.rivals)
                if has_it and likeness >= own_best:
                    own_best, home = likeness, footing.unit.unit_id
                elif not has_it and footing.unit.unit_id in rests_on | {home} or not has_it:
                    others.append((likeness, stretch.rivals[0], footing.unit.unit_id))
        better = [
            one for one in others if one[0] - own_best > (MARGIN_WITHIN if one[2] == home else MARGIN_ACROSS)
        ]
        if not better:
            return None
        faults.append(max(better, key=lambda one: one[0])[1])
    return faults[0] if faults else None


def same_thing(mark: Mark, other: Mark) -> bool:
    """Whether a mark of the paper is the one of the sentence."""
    if mark.kind is MarkKind.WORD:
        return bool(axis_of(other)) and axis_of(other) == axis_of(mark) and mark.is_carried_by(other.gives)
    return mark.is_carried_by(other.gives) and bool(other.rivals)


def stretch_of(reading: Reading, mark: Mark, kind: str) -> Stretch:
    """The stretch of a sentence that a mark stands in."""
    return next(one for one in stretches(reading, kind, False) if mark in one.rivals)


def stretches(reading: Reading, kind: str, is_row: bool) -> Sequence[Stretch]:
    """A text cut so that each part has its rivals of this kind; of a row, each cell has the row's labels."""
    groups: list[list[Mark]] = []
    waiting: list[Mark] = []
    for number in dict.fromkeys(mark.clause for mark in reading.marks):
        waiting.extend(reading.clause(number))
        if any(rivalry(mark) == kind for mark in waiting):
            groups.append(waiting)
            waiting = []
    if groups:
        groups[-1].extend(waiting)
    labels = row_labels(reading) if is_row else ()
    made = []
    for place, group in enumerate(groups):
        earlier = () if is_row else tuple(mark for before in groups[:place] for mark in before)
        rivals = tuple(mark for mark in group if rivalry(mark) == kind)
        made.append(Stretch(rivals, (*group, *labels), earlier))
    return made


def row_labels(reading: Reading) -> tuple[Mark, ...]:
    """The marks of a row that tell what it is about: its first cell and its cells without figures."""
    labels: list[Mark] = []
    for number in dict.fromkeys(mark.clause for mark in reading.marks):
        cell = reading.clause(number)
        if not labels or not any(mark.kind is MarkKind.NUMBER for mark in cell):
            labels.extend(cell)
    return tuple(labels)


def likeness_of(beside: Stretch, stretch: Stretch, footing: Footing, mark: Mark) -> float:
    """How many words of a sentence's stretch a stretch of the paper carries."""
    own = frozenset().union(*(one.gives for one in stretch.own))
    earlier = frozenset().union(*(one.gives for one in stretch.earlier))
    total = 0.0
    counted: set[frozenset[str]] = set()
    for factor, marks in ((1.0, beside.own), (CARRIED_ON, beside.earlier)):
        for one in marks:
            if one in beside.rivals or not says_something(one) or one.asks in counted:
                continue
            counted.add(one.asks)
            share = 1.0 if one.is_carried_by(own) else 0.0
            share = share or (CARRIED_ON if one.is_carried_by(earlier) else 0.0)
            share = share or (AROUND if one.is_carried_by(footing.near) else 0.0)
            total += factor * share * one.weight
    return total
