"""A text cut into stretches, one to each figure (or name, or date), with the words said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.checking.directions import axis_of
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import BREAK, Reading

SPEAKS_OF_WHAT_IS_BEFORE = re.compile(
    r"\b(?:who|which|whom|whose|where|that|because|as|so that|including|such as|namely)\b|\(", re.IGNORECASE
)
ROLE = re.compile(r"\b(?:from|to)\b(?=(?:\s[\w’'-]+){0,6}\s[£$]?$)|\bby\b(?=\s(?:\w+\s)?$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a text that one figure, date or name speaks in.

    Attributes:
        rivals: the marks of the kind looked for; mostly one.
        own: its marks.
        earlier: the marks of the stretches before it, which may be understood in it.
    """

    rivals: tuple[Mark, ...]
    own: tuple[Mark, ...]
    earlier: tuple[Mark, ...] = ()


def rivalry(mark: Mark) -> str:
    """The kind of thing a mark may be mistaken for; "" where for nothing."""
    return axis_of(mark) if mark.kind is MarkKind.WORD else mark.rivals


@lru_cache(maxsize=50_000)
def stretches(reading: Reading, kind: str, is_row: bool) -> tuple[Stretch, ...]:
    """A text cut so that each part has its rivals of this kind.

    Words before the first and after the last of them are said of all: "in 2024", "of the precept".
    """
    if is_row:
        return cells(reading, kind)
    groups: list[list[Mark]] = []
    before: list[Mark] = []
    waiting: list[Mark] = []
    for clause in clauses(reading):
        if any(rivalry(mark) == kind for mark in clause):
            groups.append([*waiting, *clause])
            waiting = []
        elif not groups:
            before.extend(clause)
        elif goes_with_what_is_before(between(reading, clause[0])):
            groups[-1].extend(clause)
        else:
            waiting.extend(clause)
            # What is told of a person or place goes on over commas: "Corrisham, built in 1968, needs work".
            groups[-1].extend(clause if kind == "name" else ())
    shared = (*before, *waiting)
    return tuple(
        Stretch(
            tuple(mark for mark in group if rivalry(mark) == kind),
            (*group, *shared),
            tuple(mark for earlier in groups[:place] for mark in earlier),
        )
        for place, group in enumerate(groups)
    )


def goes_with_what_is_before(joint: str) -> bool:
    """Whether a clause that begins so is said of the clause before: "who", "within 7 days"."""
    return bool(SPEAKS_OF_WHAT_IS_BEFORE.search(joint)) or not BREAK.search(joint)


def clauses(reading: Reading) -> tuple[tuple[Mark, ...], ...]:
    """The marks of a text, clause by clause."""
    return tuple(reading.clause(number) for number in dict.fromkeys(mark.clause for mark in reading.marks))


def between(reading: Reading, first: Mark) -> str:
    """The words between the clause before and the first mark of a clause."""
    before = max((mark.end for mark in reading.marks if mark.end <= first.start), default=0)
    return reading.text[before : first.start]


def cells(reading: Reading, kind: str) -> tuple[Stretch, ...]:
    """The cells of a row that have a rival of this kind, each with what the row is about."""
    labels = row_labels(reading)
    return tuple(
        # What tells of the row, such as its month, is said of all its cells.
        Stretch(rivals, reading.marks if rivals[0] in labels else (*cell, *labels))
        for cell in clauses(reading)
        if (rivals := tuple(mark for mark in cell if rivalry(mark) == kind))
    )


def row_labels(reading: Reading) -> tuple[Mark, ...]:
    """The marks of a row that tell what it is about: its first cell and its cells without figures."""
    labels: list[Mark] = []
    for place, cell in enumerate(clauses(reading)):
        if place == 0 or not any(is_value(reading, mark) for mark in cell):
            labels.extend(cell)
    return tuple(labels)


def is_value(reading: Reading, mark: Mark) -> bool:
    """Whether a figure opens its cell, so that the cell is a figure and no words with a figure in them."""
    if mark.kind not in (MarkKind.NUMBER, MarkKind.DATE) or not mark.rivals:
        return False
    before = reading.text[: mark.start].rstrip(" £$€-−–(+")
    return not before or before[-1] in ":;"


def stretch_of(reading: Reading, mark: Mark) -> Stretch:
    """The stretch of a sentence that a mark stands in."""
    return next(one for one in stretches(reading, rivalry(mark), False) if mark in one.rivals)


def role_of(reading: Reading, mark: Mark) -> str:
    """Whether a change is from a figure, to it or by it; "" where the words do not say."""
    before = [one.end for one in reading.marks if one.kind is MarkKind.NUMBER and one.end <= mark.start]
    roles = ROLE.findall(reading.text[max(before, default=0) : mark.start])
    return roles[-1].casefold() if roles else ""


def among(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether something of the paper is also said by one of some marks of the sentence."""
    return any(one.is_carried_by(mark.gives) for one in marks)
