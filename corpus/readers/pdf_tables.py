"""Ruled tables: drawn lines to a grid, the grid to cells, the words of a page to their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf_lines import AMOUNT, make_lines, make_segments
from corpus.readers.pdfium import PageLayout, Ruling, Word

NEAR = 3.0  # points: lines closer than this are one line, ends closer than this touch
MAX_RULINGS = 2_000  # after merging; more is artwork
REPEATED_LABEL = 80  # characters: a label this short that spans rows is given to each of them
UNRULED_LINES = 2.5  # more lines of figures per ruled row than this: the rows are not ruled


@dataclass(frozen=True, slots=True)
class TableCell:
    """The lines of text of one cell, the column it starts in and how many columns it spans."""

    lines: tuple[str, ...]
    column: int
    span: int = 1
    bold: bool = False

    @property
    def text(self) -> str:
        """Its lines with single spaces."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page.

    Attributes:
        edges: the x of every column edge, one more than there are columns.
        rows: the non-empty cells of each non-empty row.
        headers: how many of the first rows hold column names, where that is known from the layout; -1
            where it is to be judged from the words.
        header_lines: where the layout told the header, its lines as printed, cells joined with tabs.
    """

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    headers: int = -1
    header_lines: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.edges) - 1


def ruled_tables(page: PageLayout) -> tuple[list[Table], list[Word]]:
    """Find the ruled tables of a page.

    Returns:
        The tables from top to bottom, and the words that stand in none of them.
    """
    rulings = merge_rulings(page.rulings)
    tables: list[Table] = []
    words = list(page.words)
    grids = [grid for grid in map(make_grid, touching(rulings)) if grid is not None]
    for grid in sorted(grids, key=lambda grid: grid.area):
        inside = [word for word in words if grid.holds(word)]
        table = fill_grid(grid, inside) if inside else None
        if table is not None:
            tables.append(table)
            taken = {id(word) for word in inside}
            words = [word for word in words if id(word) not in taken]
    return sorted(tables, key=lambda table: table.top), words


def merge_rulings(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Join rulings that lie on one line and touch or overlap."""
    merged: list[Ruling] = []
    for flat in (True, False):
        placed = [
            (r.top, r.x0, r.x1) if flat else (r.x0, r.top, r.bottom) for r in rulings if r.horizontal == flat
        ]
        for at, start, end in join_spans(placed):
            merged.append(Ruling(start, at, end, at) if flat else Ruling(at, start, at, end))
    return merged if len(merged) <= MAX_RULINGS else []


def join_spans(spans: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join spans (position, start, end) of nearly the same position that touch or overlap."""
    joined: list[tuple[float, float, float]] = []
    group: list[tuple[float, float, float]] = []
    for span in sorted(spans):
        if group and span[0] - group[0][0] > NEAR / 2:
            joined += join_group(group)
            group = []
        group.append(span)
    return joined + join_group(group)


def join_group(group: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join the touching spans of one position."""
    joined: list[tuple[float, float, float]] = []
    for at, start, end in sorted(group, key=lambda span: span[1]):
        if joined and start <= joined[-1][2] + NEAR:
            joined[-1] = (joined[-1][0], joined[-1][1], max(joined[-1][2], end))
        else:
            joined.append((at, start, end))
    return joined


def touching(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Group the rulings that touch one another, directly or through others."""
    groups: list[list[Ruling]] = []
    left = list(rulings)
    while left:
        group = [left.pop()]
        for member in group:
            near = [other for other in left if touch(member, other)]
            group += near
            taken = {id(other) for other in near}
            left = [other for other in left if id(other) not in taken]
        groups.append(group)
    return groups


def touch(one: Ruling, other: Ruling) -> bool:
    """Whether two rulings meet."""
    return (
        one.x0 <= other.x1 + NEAR
        and other.x0 <= one.x1 + NEAR
        and one.top <= other.bottom + NEAR
        and other.top <= one.bottom + NEAR
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """The column and row edges of a ruled table, and the rulings that draw them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rulings: tuple[Ruling, ...]

    @property
    def area(self) -> float:
        """Its area in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, word: Word) -> bool:
        """Whether a word stands in it."""
        across = (word.x0 + word.x1) / 2
        return self.xs[0] <= across <= self.xs[-1] and self.ys[0] <= word.middle <= self.ys[-1]

    def wall(self, row: int, column: int) -> bool:
        """Whether a line parts a cell from the one on its right."""
        x, y = self.xs[column + 1], (self.ys[row] + self.ys[row + 1]) / 2
        return any(
            not r.horizontal and abs(r.x0 - x) <= NEAR and r.top <= y <= r.bottom for r in self.rulings
        )

    def floor(self, row: int, column: int) -> bool:
        """Whether a line parts a cell from the one below it."""
        x, y = (self.xs[column] + self.xs[column + 1]) / 2, self.ys[row + 1]
        return any(r.horizontal and abs(r.top - y) <= NEAR and r.x0 <= x <= r.x1 for r in self.rulings)


def make_grid(rulings: Sequence[Ruling]) -> Grid | None:
    """The grid that touching rulings draw, None where they draw a box, an underline or a frame."""
    flat = [ruling for ruling in rulings if ruling.horizontal]
    upright = [ruling for ruling in rulings if not ruling.horizontal]
    if not flat or not upright:
        return None
    xs = cluster([r.x0 for r in upright] + [min(r.x0 for r in flat), max(r.x1 for r in flat)])
    ys = cluster([r.top for r in flat] + [min(r.top for r in upright), max(r.bottom for r in upright)])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(rulings))


def cluster(values: Sequence[float]) -> list[float]:
    """Values in order, those that lie near one another made one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR + 1:
            kept.append(value)
    return kept


def cell_corners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of a grid, the top left place of the merged cell that it belongs to."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    corner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while corner[place] != place:
            place = corner[place]
        return place

    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and not grid.wall(row, column):
                first, second = sorted((root((row, column)), root((row, column + 1))))
                corner[second] = first
            if row + 1 < rows and not grid.floor(row, column):
                first, second = sorted((root((row, column)), root((row + 1, column))))
                corner[second] = first
    return {place: root(place) for place in corner}


def fill_grid(grid: Grid, words: Sequence[Word]) -> Table | None:
    """Give the words of a page to the cells of a grid; None where it is no table after all."""
    corners = cell_corners(grid)
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = corners[find_edge(grid.ys, word.middle), find_edge(grid.xs, (word.x0 + word.x1) / 2)]
        held.setdefault(place, []).append(word)
    rows: list[tuple[TableCell, ...]] = []
    for row in range(len(grid.ys) - 1):
        cells = row_cells(row, grid.xs, corners, held)
        if cells:
            rows.append(cells)
    if is_layout(rows) or rows_unruled(rows, words):
        return None
    return Table(grid.ys[0], grid.ys[-1], grid.xs, tuple(rows))


def row_cells(
    row: int,
    edges: Sequence[float],
    corners: dict[tuple[int, int], tuple[int, int]],
    held: dict[tuple[int, int], list[Word]],
) -> tuple[TableCell, ...]:
    """The non-empty cells of one row; short labels that span rows are in each of them."""
    cells: list[TableCell] = []
    begins = False
    columns = len(edges) - 1
    for column in range(columns):
        place = corners[row, column]
        if (column and corners[row, column - 1] == place) or place not in held:
            continue
        span = sum(corners[row, other] == place for other in range(columns))
        made = cells_of(held[place], column, edges[column : column + span + 1])
        if place[0] == row:
            begins = True
            cells += made
        else:
            cells += [cell for cell in made if len(cell.text) <= REPEATED_LABEL]
    return tuple(cells) if begins else ()


def cells_of(words: Sequence[Word], column: int, edges: Sequence[float]) -> list[TableCell]:
    """One cell; or one to a column where no line is drawn between them and yet each has words of its own.

    Words that stand apart, and all of them within the columns that other rows have, are no one label.
    """
    span = len(edges) - 1
    whole = [make_cell(words, column, span)]
    if span == 1:
        return whole
    apart: list[list[Word]] = [[] for _ in range(span)]
    for segment in make_segments(words):
        place = find_edge(edges, (segment.x0 + segment.x1) / 2)
        if segment.x0 < edges[place] - NEAR or segment.x1 > edges[place + 1] + NEAR:
            return whole
        apart[place] += segment.words
    return [make_cell(part, column + place, 1) for place, part in enumerate(apart)] if all(apart) else whole


def make_cell(words: Sequence[Word], column: int, span: int) -> TableCell:
    """A cell from its words."""
    if sum(word.sideways for word in words) * 2 > len(words):
        texts = [" ".join(word.text for word in sorted(words, key=lambda word: word.index))]
    else:
        texts = [line.text for line in make_lines(make_segments(words))]
    heavy = sum(len(word.text) for word in words if word.bold)
    bold = heavy * 2 > sum(len(word.text) for word in words)
    return TableCell(tuple(texts), column, span, bold)


def find_edge(edges: Sequence[float], value: float) -> int:
    """The number of the interval between edges that a value lies in."""
    for number, edge in enumerate(edges[1:]):
        if value <= edge:
            return number
    return len(edges) - 2


def is_layout(rows: Sequence[tuple[TableCell, ...]]) -> bool:
    """Whether rulings frame running text: hardly any row has two cells with words."""
    return sum(len(row) >= 2 for row in rows) < 0.2 * len(rows) or not rows


def rows_unruled(rows: Sequence[tuple[TableCell, ...]], words: Sequence[Word]) -> bool:
    """Whether the ruled cells hold whole columns of figures, whose rows no line parts."""
    lines = make_lines(make_segments(words))
    figures = sum(sum(segment.is_amount for segment in line.segments) >= 2 for line in lines)
    if figures >= UNRULED_LINES * len(rows) and figures >= 4:
        return True
    return any(sum(map(stacks_figures, (cell.lines for cell in row))) >= 2 for row in rows)


def stacks_figures(lines: Sequence[str]) -> bool:
    """Whether a cell has at least three lines of nothing but figures."""
    return sum(all(AMOUNT.fullmatch(word) for word in line.split()) for line in lines) >= 3
