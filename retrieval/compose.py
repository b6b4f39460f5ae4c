"""Write the answer from the papers' own sentences and rows, each with its marker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.values import Cell
from index.values import Passage, Unit
from retrieval.features import terms_of
from retrieval.rank import ScoredUnit
from retrieval.settings import RetrievalSettings
from retrieval.understand import Query

CLOSE_ENOUGH = 0.55
"""A further unit is added while its score is within so much of the best unit's (in score units)."""

LONGEST_UNIT = 80
"""Words of one unit that an answer prints; of a longer one, the part that answers is cut out."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units of one passage that go into the answer, in the order they stand in the paper."""

    passage: Passage
    units: tuple[Unit, ...]
    printed: tuple[str, ...]


def choose(
    query: Query, ordered: Sequence[ScoredUnit], limit: int, settings: RetrievalSettings
) -> tuple[Chosen, ...]:
    """The few units that answer, grouped by passage, the passage with the best unit first.

    Args:
        ordered: units, the likeliest answer first.
        limit: the most passages to cite.
    """
    chosen: dict[str, list[tuple[Unit, str]]] = {}
    passages: dict[str, Passage] = {}
    said: list[frozenset[str]] = []
    words = 0
    for scored in ordered:
        if scored.score < ordered[0].score - CLOSE_ENOUGH:
            break
        passage, unit = scored.passage, scored.evidence.unit
        if passage.passage_id not in chosen and len(chosen) == limit:
            continue
        printed = print_unit(query, passage, unit)
        length = len(printed.split()) + 1
        meaning = frozenset(terms_of(printed))
        if not meaning or words + length > settings.answer_words or is_said(meaning, said):
            continue
        said.append(meaning)
        words += length
        passages[passage.passage_id] = passage
        chosen.setdefault(passage.passage_id, []).append((unit, printed))
    return tuple(
        Chosen(
            passage=passages[passage_id],
            units=tuple(unit for unit, _ in sorted(pairs, key=in_order)),
            printed=tuple(printed for _, printed in sorted(pairs, key=in_order)),
        )
        for passage_id, pairs in chosen.items()
    )


def in_order(pair: tuple[Unit, str]) -> int:
    """Where a unit stands in its passage."""
    return pair[0].position


def is_said(meaning: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    """True when nearly all of these terms stand in one thing already said."""
    return any(len(meaning & other) >= 0.85 * len(meaning) for other in said)


def write(chosen: Sequence[Chosen]) -> str:
    """The answer's text: the units of each passage, then its marker."""
    return "\n\n".join(f"{' '.join(part.printed)} [{marker}]" for marker, part in enumerate(chosen, start=1))


def print_unit(query: Query, passage: Passage, unit: Unit) -> str:
    """A unit as an answer prints it: a row with its column names, a long sentence cut to what answers."""
    if unit.cells:
        return print_row(query, unit.cells)
    text = " ".join(passage.unit_text(unit).split())
    return excerpt(query, text, LONGEST_UNIT)


def print_row(query: Query, cells: Sequence[Cell]) -> str:
    """A row's cells with the names of their columns; of a very long row, the cells that answer."""
    printed = []
    for cell in cells:
        text = excerpt(query, " ".join(cell.text.split()), LONGEST_UNIT)
        column = " ".join(cell.column.split())
        printed.append(f"{column}: {text}" if column else text)
    return "; ".join(printed)


def excerpt(query: Query, text: str, most: int) -> str:
    """The run of at most so many words that holds most of the question's rarity, with ellipses where cut."""
    words = text.split()
    if len(words) <= most:
        return text
    value = [sum(query.rarity.get(term, 0.0) for term in set(terms_of(word))) for word in words]
    sums = [sum(value[start : start + most]) for start in range(len(words) - most + 1)]
    start = max(range(len(sums)), key=lambda index: (sums[index], -index))
    start = sentence_start(words, start, max(0, start - 15))
    before = "… " if start else ""
    after = " …" if start + most < len(words) else ""
    return before + " ".join(words[start : start + most]) + after


def sentence_start(words: Sequence[str], start: int, earliest: int) -> int:
    """The nearest place at or before `start` where a clause begins, not before `earliest`."""
    for index in range(start, earliest, -1):
        if re.search(r"[.;:!?,]$", words[index - 1]):
            return index
    return start
