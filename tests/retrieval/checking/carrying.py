"""Sentences compared with passages made by hand, for the tests of this room."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from passages import PAPER, passage

from corpus.values import Cell
from index.values import Passage, Unit
from retrieval.checking.check import check_sentence
from retrieval.checking.values import Check, CitedPassage, FaultKind


def level(sentence: str, units: Sequence[Unit]) -> Sequence[float]:
    """All units alike, so that only the words decide."""
    return [0.6] * len(units)


def cited(of: Passage) -> CitedPassage:
    """A passage of the minutes of 26 July 2023."""
    return CitedPassage(of, PAPER.title, PAPER.body, PAPER.meeting_date)


def check(sentence: str, *units: str) -> Check:
    """A sentence compared with one passage of these units."""
    return check_sentence(sentence, [cited(passage(*units))], level)


def is_carried(sentence: str, *units: str) -> bool:
    """Whether a passage of these units carries a sentence."""
    return check(sentence, *units).is_carried


def faults(sentence: str, *units: str) -> set[FaultKind]:
    """What is wrong with a sentence."""
    return {fault.kind for fault in check(sentence, *units).faults}


def table(*rows: dict[str, str]) -> CitedPassage:
    """A passage of table rows, each from column to cell."""
    cells = {
        number: tuple(Cell(column, text) for column, text in row.items()) for number, row in enumerate(rows)
    }
    return cited(passage(*("\t".join(row.values()) for row in rows), cells=cells))


def in_table(sentence: str, *rows: dict[str, str]) -> bool:
    """Whether a table carries a sentence."""
    return check_sentence(sentence, [table(*rows)], level).is_carried
