"""Finds the tables in a sheet of cells: their titles, their header rows, and tables side by side.

Pure functions on the texts of the cells. A sheet is read from the top: a row of short words over rows of
figures or dates begins a table; a lone cell above it is its title; a column that is blank from there to the
next beginning parts two tables, if what stands on its right has labels of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from corpus.values import Block, BlockKind, Cell

Place = tuple[int, int]
"""A cell's row and column, from 1."""
Cells = dict[int, str]
"""The filled cells of one row, by column."""

MOST_HEADER_WORDS = 20
MOST_WORDS_OF_A_HEADER_CELL = 6
MOST_CAPTION_WORDS = 8
MOST_PART_WORDS = 4
LEAST_PERIODS_TO_COME = 3
MOST_TITLE_WORDS = 16
MOST_HEADER_ROWS = 4
PLACEHOLDER_CAPTIONS = {"Row Labels", "Column Labels"}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
NUMBER = re.compile(r"[£$€(+-]*\s*[£$€]?\s*\d[\d,]*(?:\.\d+)?\s*[%kKmM)]*-?|[£$€(]*-[)]?|\.\d+")
YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:\d\d|\d{4}))?")
DATE = re.compile(
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}(?:\s+\d{{1,2}}:\d\d.*)?|\d{{4}}-\d\d-\d\d.*|"
    rf"(?:{DAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?(?:\s+\d{{2,4}})?|"
    rf"(?:{DAY},?\s+)?{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"{MONTH}(?:[ '’-]+\d{{2,4}})?",
    re.I,
)
PERIOD = re.compile(r"(?:q|qtr|quarter|week|wk)\.?\s*\d+.*", re.I)
ERROR = re.compile(r"(?:ERROR:)?\s*#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
NOTHING = re.compile(r"[£$€(\s]*(?:0+(?:\.0+)?|[-–—])[\s)%]*")


class Form(Enum):
    """What a cell's text is."""

    WORDS = "words"
    FIGURE = "figure"
    YEAR = "year"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet that has filled cells.

    Attributes:
        number: counted from 1.
        cells: their texts, by column.
        caption: True where the words stood under a figure of the row above and name what follows.
    """

    number: int
    cells: Cells
    caption: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One table of a sheet.

    Attributes:
        titles: what stands alone above it, outermost first.
        columns: the columns it covers.
        names: the header words of each column that has any.
        header: the header's rows as they stand, a line each, cells joined with tabs.
        rows: its rows below the header, cut to its columns.
        beside: True where it stands on the right of another under the same titles.
    """

    titles: tuple[str, ...]
    columns: tuple[int, ...]
    names: Mapping[int, str]
    header: str
    rows: tuple[Cells, ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The blocks of a sheet, how many tables it holds, and how many held nothing but zeros."""

    blocks: tuple[Block, ...]
    tables: int
    unfilled: int


def sheet_blocks(
    cells: Mapping[Place, str], merged: Mapping[Place, Place], sheet: str, first_table: int
) -> SheetReading:
    """Turn the cells of one sheet into blocks: a heading for the sheet, then titles and table rows.

    Args:
        cells: the text of every filled cell, line breaks kept.
        merged: for the first cell of each merged range, its last cell.
        sheet: the sheet's name.
        first_table: the number of the first table found.
    """
    heading = Block(BlockKind.HEADING, sheet, level=1, sheet=sheet)
    blocks = [heading]
    number, unfilled, titled = first_table, 0, False
    names: set[str] = set()
    for table in find_tables(sheet_rows(cells), merged):
        rows = filled_rows(table)
        if not rows and table.names:
            unfilled += 1
            continue
        own = set(table.names.values())
        if titled and not table.titles and not table.beside and own and 2 * len(own & names) < len(own):
            blocks.append(heading)  # the title of a table of another make does not reach this one
            titled = False
        titled = titled or bool(table.titles)
        names = own or names
        for title in table.titles:
            short = len(title.split()) <= MOST_TITLE_WORDS
            kind = BlockKind.HEADING if short else BlockKind.PARAGRAPH
            blocks.append(Block(kind, title, level=2 if short else 0, sheet=sheet))
        blocks += row_blocks(table, rows, sheet, number)
        number += 1
    return SheetReading(tuple(blocks) if len(blocks) > 1 else (), number - first_table, unfilled)


@lru_cache(maxsize=100_000)
def form_of(text: str) -> Form:
    """Say what a cell's text is."""
    if YEAR.fullmatch(text):
        return Form.YEAR
    if NUMBER.fullmatch(text):
        return Form.FIGURE
    return Form.DATE if DATE.fullmatch(text) else Form.WORDS


def sheet_rows(cells: Mapping[Place, str]) -> list[SheetRow]:
    """Gather cells into rows, from the top; errors are left out, and rows that only label an error.

    Words typed on a new line under a figure name what follows, and become a row of their own.
    """
    numbered: dict[int, Cells] = {}
    for (row, column), text in sorted(cells.items()):
        if text.strip():
            numbered.setdefault(row, {})[column] = text.strip()
    rows: list[SheetRow] = []
    for number, texts in numbered.items():
        caption = ""
        kept: Cells = {}
        for column, text in texts.items():
            first, _, rest = text.partition("\n")
            is_captioned = rest.strip() and (ERROR.match(first) or form_of(first.strip()) is Form.FIGURE)
            brief = len(rest.split()) <= MOST_CAPTION_WORDS and form_of(rest.strip()) is Form.WORDS
            if is_captioned and brief:
                caption, text = " ".join(rest.split()), first
            if not ERROR.match(text):
                kept[column] = " ".join(text.split())
        labels_an_error = len(kept) == 1 < len(texts) and form_of(next(iter(kept.values()))) is Form.WORDS
        if kept and not labels_an_error:
            rows.append(SheetRow(number, kept))
        if caption:
            rows.append(SheetRow(number, {min(texts): caption}, caption=True))
    return rows


def find_tables(rows: Sequence[SheetRow], merged: Mapping[Place, Place]) -> Iterator[SheetTable]:
    """Yield the tables of a sheet, from the top, and from the left where they stand side by side."""
    starts = [index for index in range(len(rows)) if _begins_table(rows, index)]
    # A title, or the upper rows of a header, and the rows below it begin one table, not several.
    begins: list[int] = []
    held_to = -1
    for index in starts:
        if index > held_to:
            begins.append(index)
            held_to = _header_end(rows, index) - 1
    if not begins or begins[0] > 0:
        begins.insert(0, 0)
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        yield from _tables_of_segment(rows[begin:end], merged)


def _tables_of_segment(rows: Sequence[SheetRow], merged: Mapping[Place, Place]) -> Iterator[SheetTable]:
    if not rows:
        return
    first = 0
    while first + 1 < len(rows) and _is_title_row(rows, first):
        first += 1
    parts = _column_groups(rows[first:])
    for part, columns in enumerate(parts):
        cut = [
            SheetRow(row.number, {column: text for column, text in row.cells.items() if column in columns})
            for row in rows[first:]
        ]
        cut = [row for row in cut if row.cells]
        titles = [
            text
            for row in rows[:first]
            for column, text in row.cells.items()
            if _part_below(parts, column) == part
        ]
        while len(cut) > 1 and len(cut[0].cells) == 1 and len(cut[1].cells) > 1 and _is_short(cut[0].cells):
            titles += cut.pop(0).cells.values()
        depth = _header_depth(cut) if cut else 0
        names = _column_names(cut[:depth], columns, merged)
        header = "\n".join(row_text(row.cells) for row in cut[:depth])
        rows_below = tuple(row.cells for row in cut[depth:])
        yield SheetTable(tuple(titles), columns, names, header, rows_below, part > 0)


def row_text(cells: Cells) -> str:
    """The words of a row's cells, joined with tabs."""
    return "\t".join(cells[column] for column in sorted(cells))


def _part_below(parts: Sequence[Sequence[int]], column: int) -> int:
    """Return which of the tables side by side a title names: the one below it or next on its right."""
    return next((part for part, columns in enumerate(parts) if column <= columns[-1]), len(parts) - 1)


def _header_end(rows: Sequence[SheetRow], index: int) -> int:
    """Return the row after the title and header rows that begin at a row."""
    while index + 1 < len(rows) and _is_title_row(rows, index):
        index += 1
    return index + max(1, _header_depth(rows[index:]))


def _begins_table(rows: Sequence[SheetRow], index: int) -> bool:
    return _is_title_row(rows, index) or _is_header(rows, index, fresh=_is_fresh(rows, index))


def _is_fresh(rows: Sequence[SheetRow], index: int) -> bool:
    """Say whether nothing stands right above a row."""
    return index == 0 or rows[index].number - rows[index - 1].number > 1


def _is_title_row(rows: Sequence[SheetRow], index: int) -> bool:
    """Say whether a row's cells stand alone above the tables that they name."""
    row = rows[index]
    if row.caption:
        return True
    columns = sorted(row.cells)
    if any(right - left == 1 for left, right in pairwise(columns)):
        return False
    if any(form_of(text) in (Form.FIGURE, Form.DATE) for text in row.cells.values()):
        return False
    for following in range(index + 1, min(index + 4, len(rows))):
        if _is_header(rows, following, fresh=True) and len(rows[following].cells) > len(columns):
            return len(rows[following].cells) >= 2 * len(columns)
        if len(rows[following].cells) > 1:
            break
    is_lone = len(columns) == 1 and index + 1 < len(rows) and len(rows[index + 1].cells) > 1
    return is_lone and _is_fresh(rows, index) and columns[0] <= min(rows[index + 1].cells)


def _groups(cells: Cells) -> list[Cells]:
    """Part a row at its blank columns."""
    groups: list[Cells] = []
    for column in sorted(cells):
        if not groups or column - 1 not in groups[-1]:
            groups.append({})
        groups[-1][column] = cells[column]
    return groups


def _is_short(cells: Cells) -> bool:
    lengths = [len(text.split()) for text in cells.values()]
    return (
        max(lengths) <= MOST_HEADER_WORDS
        and sum(lengths) <= MOST_WORDS_OF_A_HEADER_CELL * len(lengths)
        and all(form_of(text) is not Form.FIGURE for text in cells.values())
    )


def _is_header(rows: Sequence[SheetRow], index: int, *, fresh: bool) -> bool:
    """Say whether a row, or the leftmost group of its cells, names the columns below it.

    Args:
        fresh: True where nothing stands above the row; a row in the midst of others needs stronger grounds.
    """
    row = rows[index]
    below = [other.cells for other in rows[index + 1 : index + 5]]
    if not below:
        return False
    if _names_columns(row.cells, below, fresh=fresh):
        return True
    groups = [group for group in _groups(row.cells) if len(group) > 1]
    return len(groups) > 0 and _names_columns(groups[0], below, fresh=fresh)


def _names_columns(cells: Cells, below: Sequence[Cells], *, fresh: bool) -> bool:
    if len(cells) < 2 or not _is_short(cells):
        return False
    if len(cells) < 3 and all(form_of(text) is not Form.WORDS for text in cells.values()):
        return False
    flips = 0
    leftmost = min(cells)
    leftmost_flips = False
    for column, text in cells.items():
        forms = [form_of(other[column]) for other in below if column in other]
        form = form_of(text)
        figures = sum(other is Form.FIGURE for other in forms)
        if form is Form.DATE and 2 * figures <= len(forms):
            return False
        if form is Form.YEAR and Form.YEAR in forms[:2]:
            return False
        changed = [other for other in forms if other is not Form.WORDS and other is not form]
        flips += len(changed) > len(forms) / 2
        if column == leftmost:
            leftmost_flips = len(changed) > 1 and len(changed) == len(forms)
    if _distinct(cells) < 0.6:
        return False
    if flips > 1 or leftmost_flips:
        wide = 2 * len(cells) * len(below) >= sum(len(other) for other in below)
        return fresh or (wide and (leftmost_flips or flips * 3 >= len(cells)))
    if flips == 1:
        return fresh or (len(cells) == 2 and form_of(cells[leftmost]) is Form.YEAR)
    return fresh and _distinct(cells) == 1 and _reads_as_words_header(cells, below)


def _distinct(cells: Cells) -> float:
    """Return the least share of different words in any group of a row's cells."""
    return min(len(set(group.values())) / len(group) for group in _groups(cells))


def _reads_as_words_header(cells: Cells, below: Sequence[Cells]) -> bool:
    """Say whether a row of words over rows of words is a header: as wide, shorter, and not repeated below."""
    widest = max(len(other) for other in below)
    repeated = any(other.get(column) == text for column, text in cells.items() for other in below)
    lengths = [len(text.split()) for other in below for text in other.values()]
    own = sum(len(text.split()) for text in cells.values()) / len(cells)
    return (
        len(below) > 1
        and len(cells) >= 0.8 * widest
        and not repeated
        and own <= max(4.0, sum(lengths) / max(len(lengths), 1))
    )


def _header_depth(rows: Sequence[SheetRow]) -> int:
    """Return how many rows from the first on name the columns, 0 where none does."""
    if not rows or not _is_header(rows, 0, fresh=True):
        return 0
    depth = 1
    while depth < min(MOST_HEADER_ROWS, len(rows) - 1) and _names_parts(rows, depth):
        depth += 1
    return depth


def _names_parts(rows: Sequence[SheetRow], index: int) -> bool:
    """Say whether a row goes on a header: it hangs under it, or is the fuller header below a group label."""
    above, row = rows[index - 1].cells, rows[index].cells
    first = min(rows[0].cells)
    if not _is_short(row) or any(form_of(text) is Form.DATE for text in row.values()):
        return False
    below = [form_of(other.cells[first]) for other in rows[index + 1 : index + 4] if first in other.cells]
    brief = all(
        len(text.split()) <= MOST_PART_WORDS and not any(letter.isdigit() for letter in text)
        for text in row.values()
    )
    if first not in row and below:
        return brief
    if brief and len(row) < len(above) and row.keys() <= above.keys() and Form.WORDS not in below and below:
        return True
    return len(above) < len(row) and _is_header(rows, index, fresh=False)


def _column_groups(rows: Sequence[SheetRow]) -> list[tuple[int, ...]]:
    """Part the columns where one is blank throughout and what is on its right has labels of its own."""
    used = sorted({column for row in rows for column in row.cells})
    groups: list[list[int]] = []
    for column in used:
        if groups and column - groups[-1][-1] == 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    parted: list[list[int]] = []
    for group in groups:
        if parted and not (len(parted[-1]) > 1 and _stands_alone(rows, group)):
            parted[-1] += group
        else:
            parted.append(group)
    return [tuple(group) for group in parted]


def _stands_alone(rows: Sequence[SheetRow], columns: Sequence[int]) -> bool:
    labels = [row.cells[columns[0]] for row in rows if columns[0] in row.cells]
    values = sum(any(column in row.cells for column in columns[1:]) for row in rows)
    if len(columns) < 2 or len(labels) < 2 or values < 2:
        return len(columns) == 2 and len(labels) == 1 == values and form_of(labels[0]) is Form.WORDS
    named = sum(form_of(label) is not Form.FIGURE for label in labels)
    return named >= 0.7 * len(labels) and len(labels) >= 0.6 * values


def _column_names(
    header: Sequence[SheetRow], columns: Sequence[int], merged: Mapping[Place, Place]
) -> dict[int, str]:
    """Return the words above each column; a group's label reaches over the columns that it groups."""
    shown = [dict(row.cells) for row in header]
    for index, row in enumerate(header):
        for column, text in row.cells.items():
            _, last_column = merged.get((row.number, column), (row.number, column))
            for spanned in range(column + 1, min(last_column, columns[-1]) + 1):
                shown[index].setdefault(spanned, text)
            if last_column == column:
                lower = [other for other in shown[index + 1 :] if column in other]
                spanned = column + 1
                while lower and spanned in columns and spanned not in row.cells:
                    if not any(spanned in other for other in shown[index + 1 :]):
                        break
                    shown[index].setdefault(spanned, text)
                    spanned += 1
    names: dict[int, str] = {}
    for column in columns:
        parts: list[str] = []
        for cells in shown:
            text = cells.get(column, "")
            if text and text not in parts and text not in PLACEHOLDER_CAPTIONS:
                parts.append(text)
        if parts:
            names[column] = " / ".join(parts)
    return names


def filled_rows(table: SheetTable) -> tuple[Cells, ...]:
    """Return the rows of a table that someone has filled in.

    Left out are rows of nothing but zeros and dashes, rows that only name a period to come, the rows at the
    end of a run of periods that hold only zeros, and every row of a table whose figures are all zero.
    """
    rows = [row for row in table.rows if not all(NOTHING.fullmatch(text) for text in row.values())]
    if len(table.columns) > 2 and table.names:
        rows = [row for row in rows if not all(_is_period(text) for text in row.values())]
    figures = [text for row in rows for text in row.values() if form_of(text) is Form.FIGURE]
    if table.names and len(figures) > 1 and all(NOTHING.fullmatch(text) for text in figures):
        rows = [row for row in rows if not any(NOTHING.fullmatch(text) for text in row.values())]
    blank = [_is_blank_period(row) for row in rows]
    end = len(rows)
    while end and (blank[end - 1] or (end > 1 and blank[end - 2] and table.columns[0] not in rows[end - 1])):
        end -= 1
    future = sum(blank[end:])
    if future < LEAST_PERIODS_TO_COME:
        return tuple(rows)
    return tuple(row for row, empty in zip(rows, blank, strict=True) if not empty)


def _is_period(text: str) -> bool:
    return form_of(text) in (Form.YEAR, Form.DATE) or PERIOD.fullmatch(text) is not None


def _is_blank_period(row: Cells) -> bool:
    """Say whether a row names a period and holds nothing but zeros for it."""
    labels = [text for text in row.values() if _is_period(text)]
    others = [text for text in row.values() if not _is_period(text)]
    return bool(labels) and bool(others) and all(NOTHING.fullmatch(text) for text in others)


def row_blocks(table: SheetTable, rows: Sequence[Cells], sheet: str, number: int) -> list[Block]:
    """Turn the filled rows of one table into blocks; a lone label above other rows is a heading.

    The first row bears the table's header, unless a label stands between them.
    """
    dated = _dated_columns(table, rows)
    blocks: list[Block] = []
    for index, row in enumerate(rows):
        text = row_text(row)
        lone = len(row) == 1 and min(row) == table.columns[0] and form_of(text) is Form.WORDS
        if lone and (len(table.columns) == 1 or len(text.split()) > MOST_TITLE_WORDS):
            blocks.append(Block(BlockKind.PARAGRAPH, text, sheet=sheet))
        elif lone and index + 1 < len(rows) and len(rows[index + 1]) > 1:
            blocks.append(Block(BlockKind.HEADING, text, level=3, sheet=sheet))
        else:
            unlike = {
                column
                for column in row.keys() & dated
                if form_of(row[column]) in (Form.WORDS, Form.FIGURE) and min(row) in dated
            }
            strange = min(row) in unlike  # a summary row, that the header of a dated column does not name
            cells = tuple(
                Cell("" if strange and column in unlike else table.names.get(column, ""), row[column])
                for column in sorted(row)
            )
            header = "" if blocks else table.header
            blocks.append(
                Block(BlockKind.TABLE_ROW, text, cells=cells, table=number, sheet=sheet, header=header)
            )
    return blocks


def _dated_columns(table: SheetTable, rows: Sequence[Cells]) -> set[int]:
    """Return the columns that hold years or dates, with few exceptions."""
    dated: set[int] = set()
    for column in table.columns:
        forms = [form_of(row[column]) for row in rows if column in row]
        if len(forms) > 2 and sum(form in (Form.YEAR, Form.DATE) for form in forms) >= 0.5 * len(forms):
            dated.add(column)
    return dated
