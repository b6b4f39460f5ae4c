"""Rows of one table, told apart by those words of a question that not every one of them holds.

"The figure for March 2025" tells a row by words that are common in the papers and rare in the table, so how
rare a word is counts within the table here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.dates import MONTHS
from index.values import Passage, Unit
from retrieval.features import terms_of
from retrieval.understand import Query

MONTH_TERMS = frozenset(terms_of(" ".join(MONTHS)))
YEAR_OR_QUARTER = re.compile(r"(?:19|20)\d\d(?:/\d\d)?|q[1-4]")

Table = tuple[str, str, tuple[str, ...]]
"""The paper, the place in it and the columns, which the rows of one table share."""


def table_of(passage: Passage, row: Unit) -> Table:
    """The table that a row of a passage belongs to."""
    return passage.paper_id, passage.section.path, tuple(cell.column for cell in row.cells)


def rows_told_apart(query: Query, passages: Iterable[Passage]) -> dict[str, float]:
    """For the rows of each table: how much of what the question says of one row each of them holds."""
    found: dict[str, float] = {}
    for rows in rows_of_tables(frozenset(query.asked), passages):
        holding = Counter(term for words in rows.values() for term in words)
        weight = {term: math.log(len(rows) / count) for term, count in holding.items()}
        total = sum(weight.values())
        for unit_id, words in rows.items() if total else ():
            found[unit_id] = sum(weight[term] for term in words) / total
    return found


def times_told(query: Query, passages: Iterable[Passage]) -> dict[str, frozenset[str]]:
    """For each row, the times in the question that it holds and some other row of its table does not."""
    times = frozenset(filter(is_time, query.asked))
    if not times:
        return {}
    found: dict[str, frozenset[str]] = {}
    for rows in rows_of_tables(times, passages):
        shared = frozenset.intersection(*rows.values())
        found.update((unit_id, words - shared) for unit_id, words in rows.items())
    return found


def is_time(term: str) -> bool:
    """True for a month, a quarter or a year."""
    return term in MONTH_TERMS or YEAR_OR_QUARTER.fullmatch(term) is not None


def rows_of_tables(asked: frozenset[str], passages: Iterable[Passage]) -> Iterator[dict[str, frozenset[str]]]:
    """The rows of each table by their ids, each with the terms asked for that it holds."""
    tables: dict[Table, dict[str, frozenset[str]]] = {}
    for passage in passages:
        for unit in passage.units:
            if unit.cells:
                words = asked & frozenset(terms_of(passage.unit_text(unit)))
                tables.setdefault(table_of(passage, unit), {})[unit.unit_id] = words
    yield from tables.values()
