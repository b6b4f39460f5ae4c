"""The cells of a row as their columns mean them: figures in thousands, in millions, in money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.values import Cell
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, gives_of, read

THOUSANDS = re.compile(r"£\s?['’]?0{3}|£\s?k\b|\bthousands\b|(?<!\d)['’]000", re.IGNORECASE)
MILLIONS = re.compile(r"£\s?mn?\b|£\s?millions?\b|\bmillions\b", re.IGNORECASE)
MONEY = re.compile(
    r"[£$€]|\b(?:cost|price|income|expenditure|amount|net|gross|budget|value)\b", re.IGNORECASE
)
FALLS = re.compile(r"\s*[-−–]\s?[£\d]")
FALLEN = read("decreased fell fallen reduced").gives
PERCENT = re.compile(r"%|\bper\s?cent|\bpercent", re.IGNORECASE)


def scaled(reading: Reading, cells: Sequence[Cell]) -> Reading:
    """A row's reading with its figures as their columns mean them; the headers are no rivals of the cells."""
    heads = [0]
    for cell in cells:
        heads.append(heads[-1] + (len(cell.column) + 2 if cell.column else 0) + len(cell.text) + 2)
    marks = tuple(
        replace(mark, rivals="", kind=word_kind(mark))
        if mark.start < heads[mark.clause] + len(cells[mark.clause].column)
        else as_meant(plain_start(mark, heads, cells), cells[mark.clause])
        for mark in reading.marks
    )
    return replace(reading, marks=marks, gives=gives_of(marks))


def as_meant(mark: Mark, cell: Cell) -> Mark:
    """One mark of a cell, its value and measure those that the column gives it."""
    if mark.kind is not MarkKind.NUMBER or mark.printed not in cell.text:
        return mark
    if FALLS.match(cell.text):
        mark = replace(mark, gives=mark.gives | FALLEN)
    if mark.rivals != "count":
        return mark
    power = 1_000 if THOUSANDS.search(cell.column) else 1_000_000 if MILLIONS.search(cell.column) else 1
    if power > 1:
        values = frozenset(f"{(Decimal(key) * power).normalize():f}" for key in mark.asks if is_plain(key))
        return replace(mark, asks=values, gives=values, rivals="money")
    if PERCENT.search(cell.column):
        return replace(mark, rivals="percent")
    return replace(mark, rivals="money") if MONEY.search(cell.column) else mark


def plain_start(mark: Mark, heads: Sequence[int], cells: Sequence[Cell]) -> Mark:
    """A mark of a cell; the capital that opens a cell tells nothing unless a name goes on."""
    cell = cells[mark.clause]
    starts = heads[mark.clause] + (len(cell.column) + 2 if cell.column else 0)
    if mark.kind is MarkKind.NAME and mark.start == starts and mark.rivals and not mark.printed.isupper():
        return replace(mark, kind=MarkKind.WORD, rivals="")
    return mark


def word_kind(mark: Mark) -> MarkKind:
    """The kind of a header's mark: its capitals tell nothing."""
    return MarkKind.WORD if mark.kind is MarkKind.NAME else mark.kind


def is_plain(key: str) -> bool:
    """Whether a key is a number and nothing else."""
    return bool(re.fullmatch(r"\d+(?:\.\d+)?", key))
