"""A paper's passages made ready to be read: headings, paragraphs and tables, with quoted words lit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from index.values import Passage, Unit
from retrieval.running_text import REACH

Range = tuple[int, int]

PASSAGES_SHOWN = 150
"""How many passages one part of a long paper shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is lit or not; the target is where the reader's eye should land."""

    text: str
    lit: bool = False
    target: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is the outermost, the paper's title being 1."""

    pieces: tuple[Piece, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; asked when it stands in the passage that a link asks for."""

    pieces: tuple[Piece, ...]
    asked: bool = False
    target: bool = False


@dataclass(slots=True)
class Table:
    """Rows under one header, each row as wide as the header.

    Attributes:
        lit: True where the quoted words hold words of the header.
        target: True where the reader's eye should land on it.
    """

    columns: tuple[str, ...]
    rows: list[tuple[tuple[Piece, ...], ...]] = field(default_factory=list)
    lit: bool = False
    target: bool = False


ReadingBlock = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Reading:
    """Part of a paper to be read.

    Attributes:
        part: 1-based number of this part; long papers have several.
        asked: the passage where the quoted words stand, or that was asked for; None where there is none.
    """

    blocks: tuple[ReadingBlock, ...]
    part: int
    parts: int
    asked: Passage | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks to see lit."""

    quotes: tuple[str, ...] = ()
    passage_id: str = ""
    page: int | None = None


def reading_of(passages: Sequence[Passage], asked: Asked, part: int | None = None) -> Reading:
    """The part of a paper that holds what is asked for, or the part that is named.

    Args:
        passages: all passages to choose from, in order.
        part: 1-based; None for the part where the asked words are.
    """
    lit = lit_ranges(passages, asked)
    parts = max(1, -(-len(passages) // PASSAGES_SHOWN))
    places = [place for place, passage in enumerate(passages) if passage.passage_id in lit]
    places += [place for place, passage in enumerate(passages) if is_asked(passage, asked)]
    target = places[0] if places else 0
    chosen = min(part or target // PASSAGES_SHOWN + 1, parts)
    shown = passages[(chosen - 1) * PASSAGES_SHOWN : chosen * PASSAGES_SHOWN]
    target_id = passages[target].passage_id if passages else ""
    return Reading(
        blocks=tuple(blocks_of(shown, lit, asked, target_id)),
        part=chosen,
        parts=parts,
        asked=passages[target] if places else None,
    )


def is_asked(passage: Passage, asked: Asked) -> bool:
    """True when a link names this passage, or its page."""
    if asked.passage_id:
        return passage.passage_id == asked.passage_id
    return asked.page is not None and passage.page == asked.page


def lit_ranges(passages: Sequence[Passage], asked: Asked) -> dict[str, list[Range]]:
    """Where the quoted words stand, by passage: in the place that is named, else beside it, else anywhere."""
    places = [place for place, passage in enumerate(passages) if is_asked(passage, asked)]
    named = [passages[place] for place in places]
    beside = passages[max(0, min(places) - REACH) : max(places) + REACH + 1] if places else ()
    lit: dict[str, list[Range]] = {}
    for quote in asked.quotes:
        found = next(filter(None, (ranges_in(searched, quote) for searched in (named, beside, passages))), {})
        for passage_id, ranges in found.items():
            lit[passage_id] = in_order((*lit.get(passage_id, ()), *ranges))
    return lit


def ranges_in(passages: Iterable[Passage], quote: str) -> dict[str, list[Range]]:
    """Where a quote stands in some passages; none of those that do not hold it."""
    found = {passage.passage_id: quoted_ranges(passage.text, quote) for passage in passages}
    return {passage_id: ranges for passage_id, ranges in found.items() if ranges}


def quoted_ranges(text: str, quote: str) -> list[Range]:
    """Where a quote stands in a text, white space aside."""
    words = quote.split()
    if not words:
        return []
    pattern = r"\s+".join(map(re.escape, words))
    return [match.span() for match in re.finditer(pattern, text)]


def in_order(ranges: Iterable[Range]) -> list[Range]:
    """The same stretches in order and without overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def blocks_of(
    passages: Iterable[Passage], lit: dict[str, list[Range]], asked: Asked, target_id: str
) -> Iterator[ReadingBlock]:
    """The blocks of these passages; a table that goes on in the next passage stays one table."""
    path: tuple[str, ...] = ()
    table: Table | None = None
    for passage in passages:
        for block in passage_blocks(passage, lit.get(passage.passage_id, []), asked, target_id):
            same_place = headings_of(passage) == path
            if isinstance(block, Table) and table and same_place and goes_on(table, block):
                table.rows += block.rows
                continue
            if table is not None:
                yield table
                table = None
            if not same_place:
                yield from new_headings(path, passage)
                path = headings_of(passage)
            if isinstance(block, Table):
                table = block
            else:
                yield block
    if table is not None:
        yield table


def goes_on(table: Table, more: Table) -> bool:
    """Whether rows belong under the header of a table; a lit header of their own is seen above them."""
    return more.columns == table.columns and not more.lit


def headings_of(passage: Passage) -> tuple[str, ...]:
    """The headings above a passage, outermost first."""
    return tuple(passage.section.path.split(" > ")) if passage.section.path else ()


def new_headings(before: Sequence[str], passage: Passage) -> Iterator[Heading]:
    """The headings that a reader has not yet passed, and will not meet in the passage itself."""
    now = headings_of(passage)
    same = next(
        (depth for depth, (old, new) in enumerate(zip(before, now, strict=False)) if old != new),
        min(len(before), len(now)),
    )
    printed = {bare(line) for line in passage.text.splitlines()}
    for depth, text in enumerate(now[same:], start=same):
        if bare(text) not in printed:
            yield Heading((Piece(text),), min(depth + 2, 6))


def bare(text: str) -> str:
    """A heading's words alone, to know it again: no numbers, signs or capitals."""
    return "".join(mark for mark in text.casefold() if mark.isalpha())


def passage_blocks(
    passage: Passage, ranges: Sequence[Range], asked: Asked, target_id: str
) -> Iterator[ReadingBlock]:
    """The headings, paragraphs and tables of one passage."""
    levels = {bare(text): min(depth + 2, 6) for depth, text in enumerate(headings_of(passage))}
    target = ranges[0][0] if ranges and passage.passage_id == target_id else None
    named = is_asked(passage, asked) and bool(asked.passage_id)
    seek = named and target is None and passage.passage_id == target_id
    position = 0
    for rows in [*runs_of_rows(passage), ()]:
        end = rows[0].start if rows else len(passage.text)
        for start, stop in lines(passage.text, position, end):
            line = tuple(pieces(passage.text, start, stop, ranges, target))
            if level := levels.get(bare(passage.text[start:stop]) or "-"):
                yield Heading(line, level)
                continue
            yield Paragraph(line, named, seek)
            seek = False
        if rows:
            yield table_of(passage, rows, ranges, target)
            position = rows[-1].end


def runs_of_rows(passage: Passage) -> Iterator[tuple[Unit, ...]]:
    """The rows of a passage, and the header above them, those together that no other words part."""
    for is_row, run in groupby(passage.units, lambda unit: unit.header or bool(unit.cells)):
        if is_row:
            yield tuple(run)


def lines(text: str, start: int, end: int) -> Iterator[Range]:
    """Where the lines of a stretch of text stand, blank ones left out."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        if match.group().strip():
            yield start + match.start(), start + match.end()


def table_of(passage: Passage, run: Sequence[Unit], ranges: Sequence[Range], target: int | None) -> Table:
    """Rows as a table with every column that one of them has; where a row lacks one, its cell is empty.

    The words of a header in the run are those of the columns: it is lit there, and is no row.
    """
    headers = [unit for unit in run if unit.header]
    rows = [unit for unit in run if not unit.header]
    columns: tuple[str, ...] = ()
    for row in rows:
        columns = with_columns(columns, tuple(cell.column for cell in row.cells))
    table = Table(
        columns,
        lit=any(start < unit.end and unit.start < end for unit in headers for start, end in ranges),
        target=target is not None and any(unit.start <= target < unit.end for unit in headers),
    )
    for row in rows:
        cells: list[tuple[Piece, ...]] = [()] * len(columns)
        column, position = 0, row.start
        for cell in row.cells:
            column = columns.index(cell.column, column)
            start = passage.text.find(cell.text, position, row.end)
            if start >= 0:
                position = start + len(cell.text)
                cells[column] = tuple(pieces(passage.text, start, position, ranges, target))
            else:
                cells[column] = (Piece(cell.text),)
            column += 1
        table.rows.append(tuple(cells))
    return table


def with_columns(columns: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of both, in an order that suits both."""
    together: list[str] = []
    matcher = SequenceMatcher(None, columns, others, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        together += columns[start:end]
        if kind in ("insert", "replace"):
            together += others[other_start:other_end]
    return tuple(together)


def pieces(text: str, start: int, end: int, ranges: Iterable[Range], target: int | None) -> Iterator[Piece]:
    """A stretch of text cut where the light goes on and off."""
    position = start
    for first, last in ranges:
        first_here, last_here = max(first, position), min(last, end)
        if first_here >= last_here:
            continue
        if first_here > position:
            yield Piece(text[position:first_here])
        yield Piece(text[first_here:last_here], lit=True, target=first_here == target)
        position = last_here
    if position < end:
        yield Piece(text[position:end])
