"""What an answer prints of a passage: a sentence, a row with its column names, or the part that answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.values import Cell, Role
from index.values import Passage, Unit
from retrieval.excerpts import excerpt
from retrieval.understand import Query, asks_who_voted

LONGEST_UNIT = 80
"""Words of one unit that an answer prints; of a longer one, the part that answers is cut out."""

SHORTEST_POINT = 6
"""Words that each point of a shortened list keeps."""

VOTE_WORDS = 10
"""Words of one line of a vote that are printed where nobody asked who voted: the first few names."""


@dataclass(frozen=True, slots=True)
class Span:
    """A printed piece of a passage.

    Attributes:
        start, end: where it stands in the passage's text, in characters.
        printed: as the answer prints it; a row's cells with their column names.
        is_row: True for a table row.
    """

    passage: Passage
    start: int
    end: int
    printed: str
    is_row: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in its paper; spans of one paper are in order by it."""
        return self.passage.position, self.start

    def meets(self, other: Span | Unit) -> bool:
        """True where it has a character in common with another span, or with a unit."""
        passage_id = other.passage.passage_id if isinstance(other, Span) else other.passage_id
        return passage_id == self.passage.passage_id and self.start < other.end and other.start < self.end


def whole_span(passage: Passage, unit: Unit) -> Span:
    """A unit as it stands in the paper."""
    return Span(passage, unit.start, unit.end, passage.unit_text(unit))


def printed_span(query: Query, passage: Passage, unit: Unit) -> Span:
    """A unit as an answer prints it: a row with its column names, a long sentence cut to what answers."""
    if unit.cells:
        return Span(passage, unit.start, unit.end, print_row(unit.cells), is_row=True)
    text = passage.unit_text(unit)
    if unit.role is Role.VOTE and not asks_who_voted(query):
        start, end = first_words(text, VOTE_WORDS)
    else:
        start, end = excerpt(query, text, LONGEST_UNIT)
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    words = " ".join(text[start:end].split())
    return Span(passage, unit.start + start, unit.start + end, before + words + after)


def beginning(passage: Passage, unit: Unit, most: int) -> Span:
    """The first words of a unit, up to the end of a clause where there is one."""
    text = passage.unit_text(unit)
    words = list(re.finditer(r"\S+", text))
    if len(words) <= most:
        return Span(passage, unit.start, unit.end, " ".join(text.split()))
    ends = [place for place in range(SHORTEST_POINT, most + 1) if words[place - 1].group()[-1] in ".;:,–-"]
    end = words[(ends[-1] if ends else most) - 1].end()
    return Span(passage, unit.start, unit.start + end, " ".join(text[:end].split()) + " …")


def print_row(cells: Sequence[Cell]) -> str:
    """A row's cells with the names of their columns, each name once while it goes on."""
    printed: list[str] = []
    above = ""
    for cell in cells:
        column, text = " ".join(cell.column.split()), " ".join(cell.text.split())
        printed.append(f"{column}: {text}" if column and column != above else text)
        above = column
    return "; ".join(printed)


def first_words(text: str, most: int) -> tuple[int, int]:
    """The first words of a text, all of a sentence with a verb in it, as character offsets."""
    words = list(re.finditer(r"\S+", text))
    if len(words) <= most or text.rstrip().endswith((".", ":")):
        return 0, len(text)
    return 0, words[most - 1].end()


def joined(spans: Sequence[Span]) -> str:
    """Sentences run on; a row begins and ends a line, and so does what stands below another heading."""
    text = ""
    for before, span in zip((None, *spans), spans, strict=False):
        own_line = span.is_row or (before is not None and (before.is_row or are_parted(before, span)))
        text += ("\n" if own_line else " ") + span.printed
    return text.strip()


def are_parted(one: Span, other: Span) -> bool:
    """True where a heading that is not printed stands between a span and a later one."""
    first, last = one.passage, other.passage
    if first.passage_id != last.passage_id:
        below = any(unit.heading for unit in first.units if unit.start >= one.end)
        return below or any(unit.heading for unit in last.units if unit.start < other.start)
    return any(unit.heading and one.end <= unit.start < other.start for unit in first.units)
