"""Lists as papers write them: what announces points, what begins one, and what runs over a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from corpus.roles import VOTE_ENDS
from corpus.values import Role
from index.values import Passage, Unit

POINT = re.compile(r"\s*(?:[-–·•*]|\(?(?:[a-z]|[ivx]{1,4})[.)])\s")
"""How a point of a list begins; numbered paragraphs are no points."""

ANNOUNCED_POINT = re.compile(
    rf"{POINT.pattern}|\s*\(?\d{{1,2}}[.)]\s|\s*(?:step|stage|phase|option) \d{{1,2}}\b", re.IGNORECASE
)
"""How a point begins where a sentence before has announced points: they may be numbered too."""

LONGEST_LINE = 12
"""Words of a line that may be a point of a list though no mark shows it."""

SENTENCES_OF_A_POINT = 4
"""How many sentences may follow the first one of a point before the next point."""

MOST_PASSAGES = 3
"""Over so many further passages a list is followed."""

NUMBER = re.compile(r"\d+")

ANNOUNCES = re.compile(r":\s*$")
"""How a sentence ends that says nothing without what follows it."""


def announces(passage: Passage, unit: Unit) -> bool:
    """True for a unit that says nothing without what follows it."""
    return ANNOUNCES.search(passage.unit_text(unit)) is not None


def is_line(passage: Passage, unit: Unit) -> bool:
    """True for a few words that are neither a heading, a row nor a whole sentence."""
    text = passage.unit_text(unit).rstrip()
    brief = len(text.split()) <= LONGEST_LINE and not text.endswith((".", ":", "?", "!"))
    return brief and not unit.heading and not unit.cells


def points_below(passage: Passage, announcing: Unit) -> list[Unit]:
    """The points that a unit announces, as far as the passage goes.

    Documents often lose the marks of their lists: lines in a row are points too. Where there are none of
    either, what follows is taken, since the unit says nothing without it.
    """
    below = passage.units[announcing.position + 1 :]
    marked = points_among(passage, below)
    lines = list(takewhile(lambda unit: is_line(passage, unit), below))
    points = max(marked, lines, key=len) or list(below[:1])
    return [unit for unit in points if not unit.heading]


def points_among(passage: Passage, units: Sequence[Unit]) -> list[Unit]:
    """The points that units begin with, of one list and of lists within it.

    A point may go on for a few sentences, which are passed over.
    """
    points: list[Unit] = []
    passed_over = number = 0
    for unit in units:
        text = passage.unit_text(unit)
        if ANNOUNCED_POINT.match(text):
            own_number = number_of(text)
            if number and own_number and own_number != number + 1:
                break  # the number of another list, or of a paragraph
            points.append(unit)
            passed_over, number = 0, own_number or number
            continue
        passed_over += 1
        ended = unit.heading or unit.cells or announces(passage, unit) or passed_over > SENTENCES_OF_A_POINT
        if ended or not points:
            break
    return points


def kind_of_mark(text: str) -> str:
    """What the points of one list have in common: the mark itself, "number", "letter" or the word before."""
    match = ANNOUNCED_POINT.match(text)
    mark = match.group().strip(" ().\t") if match else ""
    if mark[:1].isdigit():
        return "number"
    return mark.split()[0].lower() if " " in mark else "letter" if mark.isalpha() else mark


def number_of(text: str) -> int:
    """The number of a point that has one; 0 for others."""
    found = NUMBER.search(text) if kind_of_mark(text) == "number" else None
    return int(found.group()) if found else 0


def what_goes_on(passage: Passage) -> Callable[[Passage, Unit], bool] | None:
    """What tells, in the next passage, the units that still belong to the list or vote at this one's end.

    Returns:
        None where the passage does not end within one.
    """
    last = passage.units[-1]
    if last.role is Role.VOTE:
        motion = passage.section.motion
        ended = VOTE_ENDS.match(passage.unit_text(last))
        return (
            None if ended else lambda other, unit: unit.role is Role.VOTE and other.section.motion == motion
        )
    if announces(passage, last):
        return lambda following, unit: bool(ANNOUNCED_POINT.match(following.unit_text(unit)))
    if ends_in_a_point(passage):
        return lambda following, unit: bool(POINT.match(following.unit_text(unit)))
    return None


def ends_in_a_point(passage: Passage) -> bool:
    """True where a point, with what it goes on with, is the last of the passage."""
    for unit in reversed(passage.units[-1 - SENTENCES_OF_A_POINT :]):
        if POINT.match(passage.unit_text(unit)):
            return True
        if unit.heading or unit.cells:
            return False
    return False


def rest_of_list(passage: Passage, following: Passage) -> list[Unit]:
    """The units of the next passage that a list or vote at the end of this one goes on with."""
    belongs = what_goes_on(passage)
    if belongs is None:
        return []
    if following.units[0].role is Role.VOTE or not belongs(following, following.units[0]):
        return list(takewhile(lambda unit: belongs(following, unit), following.units))
    return points_among(following, following.units)


def rest_over_passages(
    passage: Passage, following: Iterable[Passage]
) -> Iterator[tuple[Passage, list[Unit]]]:
    """Each of the next passages that a list or vote at the end of a passage goes on in, with what of it."""
    for other in following:
        rest = rest_of_list(passage, other)
        if not rest:
            return
        yield other, rest
        passage = other
