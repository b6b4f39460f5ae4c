"""Lists as papers write them: what announces points, what begins one, and what runs over a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

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

ANNOUNCES = re.compile(r":\s*$")
"""How a sentence ends that says nothing without what follows it."""


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
    marked = list(takewhile(lambda unit: ANNOUNCED_POINT.match(passage.unit_text(unit)), below))
    lines = list(takewhile(lambda unit: is_line(passage, unit), below))
    points = max(marked, lines, key=len) or list(below[:1])
    return [unit for unit in points if not unit.heading]


def what_goes_on(passage: Passage) -> Callable[[Passage, Unit], bool] | None:
    """What tells, in the next passage, the units that still belong to the list or vote at this one's end.

    Returns:
        None where the passage does not end within one.
    """
    last = passage.units[-1]
    if last.role is Role.VOTE:
        return lambda _, unit: unit.role is Role.VOTE
    if POINT.match(passage.unit_text(last)):
        return lambda following, unit: bool(POINT.match(following.unit_text(unit)))
    if ANNOUNCES.search(passage.unit_text(last)):
        return lambda following, unit: bool(ANNOUNCED_POINT.match(following.unit_text(unit)))
    return None


def rest_of_list(passage: Passage, following: Passage) -> list[Unit]:
    """The units of the next passage that a list or vote at the end of this one goes on with."""
    belongs = what_goes_on(passage)
    if belongs is None:
        return []
    return list(takewhile(lambda unit: belongs(following, unit), following.units))
