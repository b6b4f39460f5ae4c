"""Units that must not be parted: a resolution, a list with what announces it, those present, a bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.values import Role
from index.values import Passage, Unit
from retrieval.lists import (
    MOST_PASSAGES,
    POINT,
    SENTENCES_OF_A_POINT,
    announces,
    points_below,
    rest_over_passages,
)
from retrieval.rank import ScoredUnit
from retrieval.running_text import Places
from retrieval.search import DECIDING
from retrieval.understand import Query, Wanted
from retrieval.votes import vote_and_motion

LABEL = re.compile(r"[^\W\d]+(?:\s[^\W\d]+)?\s?:?")
"""Text that only names what follows it."""

BRACKET = re.compile(r"\([^()]*\)")
"""Brackets that are closed, with what stands in them."""


def said_together(query: Query, scored: ScoredUnit, after: Places) -> list[tuple[Passage, Unit]]:
    """A unit with those that must not be parted from it; none for a heading, which says nothing.

    Lines that a page broke within brackets are given together. A question for a decision gets the whole
    resolution, or the vote with what was moved, one for a list all its points with what announces them, a
    sentence that announces something gets it, and a list of those present is given whole. Of a list that
    goes on in the next passage the rest is given too.

    Args:
        after: passages by their paper and their place in it.
    """
    unit, passage = scored.evidence.unit, scored.passage
    units, text = passage.units, passage.unit_text
    if Wanted.DECISION in query.wanted and not unit.heading:
        voted = vote_and_motion(query, passage, unit, after)
        if voted:
            return voted
    only_names = is_label(text(unit), unit)
    listed = list_around(passage, unit) if only_names or Wanted.LIST in query.wanted else ()
    if unit.heading or (only_names and unit.role is Role.NONE and not listed):
        return []
    together: Sequence[Unit] = (unit,)
    if listed:
        together = listed
    elif only_names:
        alike = neighbours(units, unit.position, [other.role is unit.role for other in units])
        together = [other for other in alike if other.position >= unit.position]
        if len(together) == 1:
            return []
    elif unit.role is Role.ATTENDANCE or (unit.role in DECIDING and Wanted.DECISION in query.wanted):
        together = neighbours(units, unit.position, [other.role is unit.role for other in units])
    elif announces(passage, unit):
        together = (unit, *points_below(passage, unit))
    elif Wanted.LIST in query.wanted and POINT.match(text(unit)):
        together = neighbours(units, unit.position, [bool(POINT.match(text(other))) for other in units])
    else:
        together = up_to_closed_bracket(passage, unit)
    found = [(passage, other) for other in together]
    is_part = len(together) > 1 or announces(passage, unit) or unit.role is Role.VOTE
    if is_part and units[-1].position - together[-1].position <= SENTENCES_OF_A_POINT:
        found += over_the_page(passage, after)
    return found


def over_the_page(passage: Passage, after: Places) -> list[tuple[Passage, Unit]]:
    """What a list or vote at the end of a passage goes on with in the next ones."""
    places = ((passage.paper_id, passage.position + step) for step in range(1, MOST_PASSAGES + 1))
    following = (after[place] for place in takewhile(after.__contains__, places))
    return [(other, unit) for other, rest in rest_over_passages(passage, following) for unit in rest]


def list_around(passage: Passage, unit: Unit) -> tuple[Unit, ...]:
    """The list that a unit is a point of, with what announces it; none where nothing does."""
    for before in reversed(passage.units[: unit.position]):
        if announces(passage, before):
            points = points_below(passage, before)
            return (before, *points) if unit in points and not before.heading else ()
    return ()


def up_to_closed_bracket(passage: Passage, unit: Unit) -> tuple[Unit, ...]:
    """The unit, and the next one where that closes a bracket which this one leaves open."""
    following = passage.units[unit.position + 1 : unit.position + 2]
    open_brackets = BRACKET.sub("", passage.unit_text(unit)).count("(")
    if unit.cells or not open_brackets or not following or following[0].cells:
        return (unit,)
    closes = BRACKET.sub("", passage.unit_text(following[0])).count(")") >= open_brackets
    return (unit, following[0]) if closes else (unit,)


def is_label(text: str, unit: Unit) -> bool:
    """True for a word or two that only name what follows: "Recommendation", "RESOLVED:", "Background"."""
    return not unit.cells and LABEL.fullmatch(text.strip()) is not None


def neighbours(units: Sequence[Unit], position: int, alike: Sequence[bool]) -> tuple[Unit, ...]:
    """The unit at a place, and those before and after it up to the first that is not alike."""
    if position >= len(units):
        return ()
    first = last = position
    while first > 0 and alike[first - 1]:
        first -= 1
    while last + 1 < len(units) and alike[last + 1]:
        last += 1
    return tuple(units[first : last + 1])
