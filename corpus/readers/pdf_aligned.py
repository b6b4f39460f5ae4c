"""Tables without ruled rows, such as budgets: rows of figures that stand under one another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf_lines import YEAR, Line, Segment, make_segments, split_figures
from corpus.readers.pdf_tables import Table, TableCell

MIN_ROWS = 3
MAX_HEADERS = 5
HEADER_GAP = 0.6  # font sizes: names of narrow columns stand closer together than words of a text do not
ALIGNED = 4.0  # points: edges closer than this stand under one another
ROW_GAP = 3.2  # times the height of a line: rows further apart belong to different tables
MARKER = re.compile(r"[•●▪◦‣\-–*]|\(?[a-zA-Z0-9]{1,4}[.)]|\d+(\.\d+)+\.?")


@dataclass(frozen=True, slots=True)
class Span:
    """The lines `start` to `end` (end not included) of a column, which make up a table."""

    start: int
    end: int
    table: Table


def aligned_tables(lines: Sequence[Line]) -> list[Span]:
    """Find the tables among the lines of one column of text."""
    lines = [split_figures(line) for line in lines]
    spans: list[Span] = []
    index = 0
    while index < len(lines):
        if not is_data(lines[index]):
            index += 1
            continue
        end = run_end(lines, index)
        table = make_table(lines, spans[-1].end if spans else 0, index, end)
        if table is None:
            index = max(end, index + 1)
        else:
            spans.append(table)
            index = table.end
    return spans


def is_data(line: Line) -> bool:
    """Whether a line is a row of figures: cells apart from one another, at least one a figure."""
    cells = line.segments
    if len(cells) < 2:
        return False
    body = cells[1:] if MARKER.fullmatch(cells[0].text) and len(cells) > 2 else cells
    amounts = sum(cell.is_amount for cell in body)
    if MARKER.fullmatch(cells[0].text) and len(cells) == 2:
        return False
    return amounts >= 1 and amounts * 3 >= len(body)


def run_end(lines: Sequence[Line], start: int) -> int:
    """Where a run of rows that starts at a line of figures ends; labels between rows belong to it."""
    end, last = start + 1, start
    for index in range(start + 1, len(lines)):
        height = lines[index].bottom - lines[index].top
        if lines[index].top - lines[index - 1].bottom > ROW_GAP * height:
            break
        if is_data(lines[index]):
            last, end = index, index + 1
        elif index - last > 2 or not is_label(lines[index], lines[start]):
            break
    return end


def is_label(line: Line, row: Line) -> bool:
    """Whether a line between rows of figures is a label of them: short, with nothing under the figures."""
    amounts = [cell.x0 for cell in row.segments if cell.is_amount]
    return len(line.words) <= 8 and (line.x1 < max(amounts) or len(line.segments) > 1)


def make_table(lines: Sequence[Line], free: int, start: int, end: int) -> Span | None:
    """The table that rows of figures make, with its header; None where they do not line up."""
    data = [line for line in lines[start:end] if is_data(line)]
    if len(data) < MIN_ROWS or not lines_up(data):
        return None
    edges = column_edges(data)
    if edges is None:
        return None
    first = header_start(lines, free, start, edges)
    beyond = [s.x1 for line in lines[first:start] for s in line.segments if s.x0 > edges[-1]]
    if beyond:  # a named column without figures
        edges = (*edges, max(beyond) + ALIGNED)
    rows: list[tuple[TableCell, ...]] = []
    figures = figure_columns(data, edges)
    for number in range(first, end):
        above = number < start - 1 and len(name_segments(lines[number + 1])) > len(
            name_segments(lines[number])
        )
        line = lines[number]
        if number < start:
            line = Line(tuple(name_segments(line)), line.left, line.right)
        rows.append(spanning_cells(line, edges, figures) if above else row_cells(line, edges))
    headers = start - first
    while headers and len(rows[headers - 1]) == 1 and rows[headers - 1][0].column == 0:
        headers -= 1  # a label such as "REVENUE" between the header and the first figures
    names = (name_segments(line) for line in lines[first : first + headers])
    printed = tuple("\t".join(segment.text for segment in segments) for segments in names)
    top, bottom = lines[first].top, lines[end - 1].bottom
    return Span(first, end, Table(top, bottom, edges, tuple(rows), headers, printed))


def lines_up(rows: Sequence[Line]) -> bool:
    """Whether most figures share an edge with figures of other rows."""
    amounts = [(number, s) for number, row in enumerate(rows) for s in row.segments if s.is_amount]
    aligned = 0
    for number, one in amounts:
        aligned += any(
            number != other
            and (abs(one.x1 - two.x1) <= ALIGNED or abs(one.x0 - two.x0) <= ALIGNED or near_centre(one, two))
            for other, two in amounts
        )
    return aligned >= 0.7 * len(amounts)


def near_centre(one: Segment, two: Segment) -> bool:
    """Whether two cells share their centre line."""
    return abs(one.x0 + one.x1 - two.x0 - two.x1) <= ALIGNED


def column_edges(rows: Sequence[Line]) -> tuple[float, ...] | None:
    """Column edges half-way through the white between columns; None for a single column."""
    widest = max(len(row.segments) for row in rows)
    spans = sorted((s.x0, s.x1) for row in rows if len(row.segments) * 2 >= widest for s in row.segments)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    if len(columns) < 2:
        return None
    inner = [(left[1] + right[0]) / 2 for left, right in itertools.pairwise(columns)]
    return (columns[0][0] - ALIGNED, *inner, columns[-1][1] + ALIGNED)


def header_start(lines: Sequence[Line], free: int, start: int, edges: Sequence[float]) -> int:
    """The first line of the header above the first row of figures."""
    first = start
    while first > free and start - first < MAX_HEADERS:
        line, below = lines[first - 1], lines[first]
        height = line.bottom - line.top
        if below.top - line.bottom > 1.6 * height or not is_heading(line, edges):
            break
        first -= 1
    while first < start and is_lone_label(lines[first], edges):
        first += 1
    return first


def is_lone_label(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line has words in the first column only."""
    return len(line.segments) == 1 and line.x1 <= edges[1]


def is_heading(line: Line, edges: Sequence[float]) -> bool:
    """Whether every part of a line stands over a column and none is a sentence."""
    if line.x0 < edges[0] - 20 or any(is_title(segment, edges) for segment in line.segments):
        return False
    if len(line.segments) == 1:
        wide = line.x0 < edges[1] - ALIGNED and line.x1 > edges[1] + ALIGNED
        return not wide or bool(YEAR.fullmatch(line.text))
    return not any(segment.is_amount for segment in line.segments)


def is_title(segment: Segment, edges: Sequence[float]) -> bool:
    """Whether part of a line is a title over the table: a sentence, or many words over several columns."""
    covered = sum(segment.x0 < right and segment.x1 > left for left, right in itertools.pairwise(edges))
    return len(segment.words) > 8 or (len(segment.words) > 4 and covered >= 2)


def row_cells(line: Line, edges: Sequence[float]) -> tuple[TableCell, ...]:
    """The cells of a row: each part of the line in the column it mostly lies in."""
    cells: dict[int, list[Segment]] = {}
    for segment in line.segments:
        cells.setdefault(column_of(segment, edges), []).append(segment)
    return tuple(
        TableCell((" ".join(s.text for s in parts),), column, 1, all(w.bold for s in parts for w in s.words))
        for column, parts in sorted(cells.items())
    )


def figure_columns(rows: Sequence[Line], edges: Sequence[float]) -> frozenset[int]:
    """The columns that hold figures in at least one row."""
    return frozenset(column_of(s, edges) for row in rows for s in row.segments if s.is_amount)


def name_segments(line: Line) -> list[Segment]:
    """The column names on a header line."""
    return make_segments(line.words, widest=HEADER_GAP)


def spanning_cells(line: Line, edges: Sequence[float], figures: frozenset[int]) -> tuple[TableCell, ...]:
    """The cells of a header row whose names stand over several columns of figures each."""
    columns = len(edges) - 1
    centres = [(edges[i] + edges[i + 1]) / 2 for i in range(columns)]
    segments = name_segments(line)
    if len(segments) * 2 > columns - 1 or len(segments) < 2:
        return row_cells(line, edges)
    middles = [(segment.x0 + segment.x1) / 2 for segment in segments]
    cells = []
    for column, centre in enumerate(centres):
        nearest = min(range(len(segments)), key=lambda number: abs(middles[number] - centre))
        over = edges[column] <= middles[nearest] <= edges[column + 1]
        if column in figures or over:
            cells.append(TableCell((segments[nearest].text,), column))
    return tuple(cells)


def column_of(segment: Segment, edges: Sequence[float]) -> int:
    """The column that most of a segment lies in."""
    shares = [min(segment.x1, right) - max(segment.x0, left) for left, right in itertools.pairwise(edges)]
    return max(range(len(shares)), key=lambda column: shares[column])
