"""Tables of documents (Word, OpenDocument, HTML, slides): their header rows found, their rows made blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.values import Block, BlockKind, Cell

MOST_HEADER_WORDS = 12
MOST_HEADER_ROWS = 3
MOST_COLUMNS = 1000
FIGURE = re.compile(r"[£$€(-]*\d[\d,.]*\s*[%kKmM)]*$|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table as a document gives it.

    Attributes:
        text: the cell's words, "" where it is empty.
        columns: how many columns it spans.
        continues: True where it only goes on a cell begun in a row above (a vertical merge).
        header: True where the document marks it as a header.
        bold: True where all of its words are bold.
    """

    text: str
    columns: int = 1
    continues: bool = False
    header: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, and whether the document marks it as a header row."""

    cells: tuple[TableCell, ...]
    header: bool = False

    @property
    def filled(self) -> tuple[TableCell, ...]:
        """The cells that have words of their own."""
        return tuple(cell for cell in self.cells if cell.text and not cell.continues)

    @property
    def text(self) -> str:
        """The words of the filled cells, joined with tabs."""
        return "\t".join(cell.text for cell in self.filled)

    @property
    def width(self) -> int:
        """How many columns the row has."""
        return sum(cell.columns for cell in self.cells)


def table_blocks(rows: Sequence[TableRow], table: int, sheet: str = "") -> list[Block]:
    """Turn the rows of one table into blocks, each cell with the words of its column header.

    The first row below the header bears it; a header row that is repeated further down is left out.

    Args:
        rows: all rows, in order.
        table: the number that the rows share in `Block.table`.
        sheet: the sheet or slide the table is on.
    """
    first, last = header_span(rows)
    names = column_names(rows[first:last])
    headers = {row.text.casefold() for row in rows[first:last]}
    header = "\n".join(row.text for row in rows[first:last] if row.filled)
    blocks: list[Block] = []
    for index, row in enumerate(rows):
        is_header = first <= index < last
        if not row.filled or is_header or (index >= last and row.text.casefold() in headers):
            continue
        cells: list[Cell] = []
        column = 0
        for cell in row.cells:
            if cell.text and not cell.continues:
                name = names.get(column, "") if index >= last else ""
                cells.append(Cell(name, cell.text))
            column += cell.columns
        block = Block(BlockKind.TABLE_ROW, row.text, cells=tuple(cells), table=table, sheet=sheet)
        if index >= last:
            block, header = replace(block, header=header), ""
        blocks.append(block)
    if not blocks and last > first:
        return table_blocks_without_header(rows, table, sheet)
    return blocks


def table_blocks_without_header(rows: Sequence[TableRow], table: int, sheet: str = "") -> list[Block]:
    """Turn every row into a block, none being a header."""
    return [
        Block(
            BlockKind.TABLE_ROW,
            row.text,
            cells=tuple(Cell("", cell.text) for cell in row.filled),
            table=table,
            sheet=sheet,
        )
        for row in rows
        if row.filled
    ]


def header_span(rows: Sequence[TableRow]) -> tuple[int, int]:
    """Return the first header row and the row after the last one; equal where there is none.

    Rows that the document marks come first; else the first row that is neither blank nor a title over the
    whole width is judged by its words: short, and set apart from those below by weight or by being no figure.
    """
    start = next(
        (index for index, row in enumerate(rows) if len(row.filled) > 1 or (row.filled and row.header)), -1
    )
    if start < 0 or start + 1 >= len(rows):
        return (0, 0)
    end = start
    while end < len(rows) and _is_marked(rows[end]):
        end += 1
    if end == start and _reads_as_header(rows, start):
        end = start + 1
    if start < end < len(rows) and not _is_marked(rows[start]):
        while end < len(rows) and end - start < MOST_HEADER_ROWS and _hangs_under(rows[end - 1], rows[end]):
            end += 1
    return (start, end) if end < len(rows) else (0, 0)


def column_names(headers: Sequence[TableRow]) -> dict[int, str]:
    """Return the header words of each column, those of several rows joined with " / "."""
    parts: dict[int, list[str]] = {}
    for row in headers:
        column = 0
        for cell in row.cells:
            for spanned in range(column, min(column + cell.columns, MOST_COLUMNS)):
                words = parts.setdefault(spanned, [])
                if cell.text and not cell.continues and cell.text not in words:
                    words.append(cell.text)
            column += cell.columns
    return {column: " / ".join(words) for column, words in parts.items()}


def _is_marked(row: TableRow) -> bool:
    return row.header or (bool(row.filled) and all(cell.header for cell in row.filled))


def _reads_as_header(rows: Sequence[TableRow], index: int) -> bool:
    row, below = rows[index], [row for row in rows[index + 1 :] if row.filled]
    filled = row.filled
    if len(filled) < 2 or not below:
        return False
    if any(cell.text.endswith((":", ".")) or FIGURE.match(cell.text) for cell in filled[:1]):
        return False
    if any(len(cell.text.split()) > MOST_HEADER_WORDS for cell in filled):
        return False
    if sum(1 for cell in row.cells if not cell.text) > 1 + len(row.cells) // 4:
        return False
    distinct = len({cell.text.casefold() for cell in filled}) == len(filled)
    has_corner = not row.cells[0].text and len(filled) == len(row.cells) - 1
    if has_corner and distinct and all(other.cells[0].text or other.cells[0].continues for other in below):
        return True
    others = [cell for other in below for cell in other.filled]
    if all(cell.bold for cell in filled):
        return sum(cell.bold for cell in others) < 0.8 * len(others)
    figures = sum(bool(FIGURE.match(cell.text)) for cell in filled)
    if figures:
        return False
    if sum(bool(FIGURE.match(cell.text)) for cell in others) > 0.15 * len(others):
        return True
    words = sum(len(cell.text.split()) for cell in filled) / len(filled)
    words_below = sum(len(cell.text.split()) for cell in others) / len(others)
    return len(below) > 1 and distinct and words <= 4 and words_below >= 1.5 * words


def _hangs_under(above: TableRow, row: TableRow) -> bool:
    """Say whether a row names the parts of a column that the row above names as a whole."""
    spans = any(cell.columns > 1 and cell.text for cell in above.cells)
    starts_below = bool(row.cells) and (row.cells[0].continues or not row.cells[0].text)
    short = all(len(cell.text.split()) <= 6 and not FIGURE.match(cell.text) for cell in row.filled)
    return spans and starts_below and short and bool(row.filled)
