"""Tables to blocks: which rows are the header, and every other row with its column names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from corpus.readers.pdf_lines import AMOUNT, YEAR
from corpus.readers.pdf_tables import Table, TableCell
from corpus.readers.pdf_words import Vocabulary
from corpus.values import Block, BlockKind, Cell

HEADER_WORDS = 14  # a longer cell is text, not a column name
DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(st|nd|rd|th)? [A-Z][a-z]{2,8}( \d{4})?")

Row = tuple[TableCell, ...]


def table_blocks(
    table: Table, page: int, number: int, names: Sequence[str] | None, vocabulary: Vocabulary
) -> tuple[list[Block], tuple[str, ...]]:
    """The rows of a table as blocks.

    Args:
        number: the table's number within the paper.
        names: the column names of the table that this one goes on with, None where it starts anew.

    Returns:
        The blocks, and the column names for a page that goes on with the table.
    """
    rows = list(table.rows)
    count = header_count(table)
    heading = rows[:count]
    own = column_names(heading, table.columns, vocabulary)
    if names is None or (count and own != tuple(names)):
        titles = [row for row in heading if is_title(row, table.columns)]
        columns = own
    else:
        titles, columns = [], tuple(names)
    if not rows[count:]:
        columns = ("",) * table.columns
        return row_blocks(rows, page, number, columns, vocabulary), columns
    body = row_blocks(rows[count:], page, number, columns, vocabulary)
    if body:
        body[0] = replace(body[0], header=header_text(table, count, vocabulary))
    return row_blocks(titles, page, number, columns, vocabulary) + body, columns


def row_blocks(
    rows: Sequence[Row], page: int, number: int, columns: Sequence[str], vocabulary: Vocabulary
) -> list[Block]:
    """Rows as blocks, those without words left out."""
    blocks = [row_block(row, page, number, columns, vocabulary) for row in rows]
    return [block for block in blocks if block.text]


def header_text(table: Table, count: int, vocabulary: Vocabulary) -> str:
    """The header as printed, a line for each of its rows, without the titles above it.

    A cell that stands over several rows is in the first of them only. "" where a title stands inside it.

    Args:
        count: how many of the table's first rows are its header and the titles above it.
    """
    if table.header_lines:
        return "\n".join(table.header_lines)
    rows = list(dropwhile(lambda row: is_title(row, table.columns), table.rows[:count]))
    if any(is_title(row, table.columns) for row in rows):
        return ""
    with_above: Sequence[Row] = ((), *rows)
    own = [[cell for cell in row if cell not in above] for above, row in pairwise(with_above)]
    lines = ("\t".join(vocabulary.join_lines(cell.lines).strip() for cell in cells) for cells in own)
    return "\n".join(line for line in lines if line.strip())


def row_block(row: Row, page: int, number: int, columns: Sequence[str], vocabulary: Vocabulary) -> Block:
    """One row as a block."""
    cells = []
    for cell in row:
        text = vocabulary.join_lines(cell.lines).strip()
        whole = cell.span >= len(columns) and len(columns) > 1
        name = "" if whole or cell.column >= len(columns) else columns[cell.column]
        if text:
            cells.append(Cell(name, text))
    return Block(
        BlockKind.TABLE_ROW,
        "\t".join(cell.text for cell in cells),
        page=page,
        cells=tuple(cells),
        table=number,
    )


def column_names(rows: Sequence[Row], columns: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The name of each column: the words of the header rows above it, from the top down."""
    names: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        if is_title(row, columns):
            continue
        for cell in row:
            text = vocabulary.join_lines(cell.lines).strip()
            for column in range(cell.column, min(cell.column + cell.span, columns)):
                if text and text not in names[column]:
                    names[column].append(text)
    return tuple(" ".join(parts) for parts in names)


def is_title(row: Row, columns: int) -> bool:
    """Whether a row is one cell over the whole table."""
    return len(row) == 1 and row[0].span == columns and columns > 1


def header_count(table: Table) -> int:
    """How many of a table's first rows are its header, titles above the header included."""
    if table.headers >= 0:
        return table.headers
    rows = table.rows
    start = 0
    while start < len(rows) and is_title(rows[start], table.columns):
        start += 1
    if start >= len(rows) - 1 or start > 2:
        return 0
    end = start + 1
    while end < len(rows) - 1 and spans_columns(rows[end - 1]) and may_name(rows[end]):
        end += 1
    return end if is_header(rows[start:end], rows[end:], table.columns) else 0


def spans_columns(row: Row) -> bool:
    """Whether a cell of a row stands over several columns."""
    return any(cell.span > 1 for cell in row)


def may_name(row: Row) -> bool:
    """Whether the cells of a row could be column names."""
    return all(len(cell.text.split()) <= HEADER_WORDS and not is_value(cell.text) for cell in row)


def is_value(text: str) -> bool:
    """Whether a cell holds a figure or a date."""
    return bool((AMOUNT.fullmatch(text) and not YEAR.fullmatch(text)) or DATE.fullmatch(text))


def is_header(heading: Sequence[Row], body: Sequence[Row], columns: int) -> bool:
    """Whether rows name the columns of the rows below them."""
    first = [cell for row in heading for cell in row]
    if not all(map(may_name, heading)) or len(heading[0]) < 2 or any(c.text.endswith(":") for c in first):
        return False
    below = [cell for row in body for cell in row]
    bold_below = sum(cell.bold for cell in below) / len(below)
    if all(cell.bold for cell in first):
        first_column = [cell.bold for cell in below if cell.column == 0]
        labelled = columns == 2 and first_column and sum(first_column) > 0.6 * len(first_column)
        if bold_below < 0.5:
            return not labelled
    named = {cell.column for cell in first for _ in range(cell.span)}
    if len(named) < min(columns, 3) - 1 or (len(first) < columns - 1 and not spans_columns(heading[0])):
        return False
    return any(differs(column, first, body, columns) for column in range(columns))


def differs(column: int, heading: Sequence[TableCell], body: Sequence[Row], columns: int) -> bool:
    """Whether the cells of a column are of another sort than its name: figures, dates or long text."""
    cells = [cell for row in body for cell in row if cell.column == column and cell.span == 1]
    names = [cell for cell in heading if cell.column <= column < cell.column + cell.span]
    if not cells or not names:
        return False
    if sum(is_value(cell.text) for cell in cells) >= 0.6 * len(cells):
        return True
    words = sum(len(cell.text.split()) for cell in cells) / len(cells)
    return columns >= 3 and words >= 2 * len(names[-1].text.split()) + 1
