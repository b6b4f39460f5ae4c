"""Order the units of the candidates by how likely each is to answer: a quick look, then a second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from index.library import Library
from index.passages import count_tokens, unit_in_words
from index.reranking import ToJudge
from index.values import Passage, PassageKind, Unit
from retrieval.excerpts import excerpt
from retrieval.features import FEATURES, JUDGED, Evidence, Judged, coverage, terms_of
from retrieval.learned import learned
from retrieval.rows import rows_told_apart
from retrieval.search import Candidate, Vector
from retrieval.settings import RetrievalSettings
from retrieval.understand import Query

APRIL = 4
"""The month in which a financial year begins."""

ROW_TOKENS = 170
"""About so many tokens of rows the reranker has room for, beside the question and where they stand."""

MOTION_WORDS = 36
"""Words of a motion that its vote is read with."""


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A unit with its features' values, in the order of `FEATURES`, and their weighted sum."""

    evidence: Evidence
    values: tuple[float, ...]
    score: float

    @property
    def passage(self) -> Passage:
        """The passage the unit belongs to."""
        return self.evidence.candidate.passage


def order_units(
    library: Library, query: Query, vector: Vector, candidates: Sequence[Candidate]
) -> tuple[ScoredUnit, ...]:
    """Every unit of the candidates, the likeliest answer first, as a quick look has it."""
    known = (
        (evidence, tuple(feature(query, evidence) for _, feature in FEATURES))
        for evidence in gather_evidence(library, query, vector, candidates)
    )
    return ordered_by("first_weights", known)


def look_again(
    library: Library, query: Query, ordered: Sequence[ScoredUnit], settings: RetrievalSettings
) -> tuple[ScoredUnit, ...]:
    """The same units in the order that the reranker helps to find.

    It reads the first passages only, and the very first more widely, since it takes its time. Without a
    reranker the order stays.
    """
    passages: dict[str, list[ScoredUnit]] = {}
    for unit in ordered:
        passages.setdefault(unit.passage.passage_id, []).append(unit)
    stretches = [
        stretch_of(units, settings.wide_words if place < settings.read_widely else settings.narrow_words)
        for place, units in enumerate(list(passages.values())[: settings.reranked])
    ]
    judgements = library.judge(query.question, [to_judge(query, stretch) for stretch in stretches])
    if judgements is None:
        return tuple(ordered)
    judged = {
        unit.unit_id: Judged(log_odds, judgement.passage)
        for stretch, judgement in zip(stretches, judgements, strict=True)
        for unit, log_odds in zip(stretch.units, judgement.pieces, strict=True)
        if log_odds is not None
    }

    def judged_anew(unit: ScoredUnit) -> tuple[Evidence, tuple[float, ...]]:
        evidence = replace(unit.evidence, judged=judged.get(unit.evidence.unit.unit_id))
        return evidence, (*unit.values[: -len(JUDGED)], *(feature(query, evidence) for feature in JUDGED))

    return ordered_by("unit_weights", map(judged_anew, ordered))


def ordered_by(
    weights_name: str, known: Iterable[tuple[Evidence, tuple[float, ...]]]
) -> tuple[ScoredUnit, ...]:
    """Units, each given with its features' values, in the order of the weighted sum of these."""
    units = list(known)
    if not units:
        return ()
    table = np.array([values for _, values in units])
    # Not by a matrix product, whose last digits may hang on the row that a unit happens to be.
    scores = (table * learned_weights(weights_name)).sum(axis=1)
    scored = [
        ScoredUnit(evidence, values, score)
        for (evidence, values), score in zip(units, scores.tolist(), strict=True)
    ]
    return tuple(sorted(scored, key=lambda unit: (-unit.score, unit.evidence.unit.unit_id)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units of one passage that are read together, in its order."""

    passage: Passage
    units: tuple[Unit, ...]


def stretch_of(units: Sequence[ScoredUnit], most_words: int) -> Stretch:
    """What is read of a passage: the text around its likeliest unit, or its likeliest rows.

    Args:
        units: all of the passage's, the likeliest first.
        most_words: of text; of a table as many rows are read as there is room for.
    """
    if units[0].passage.kind is PassageKind.TABLE:
        return likeliest_rows(units)
    return stretch_around(units[0], most_words)


def likeliest_rows(units: Sequence[ScoredUnit], most_tokens: int = ROW_TOKENS) -> Stretch:
    """Rows with the names of their columns, likeliest first: a row needs no neighbours to be understood."""
    passage = units[0].passage
    kept: list[Unit] = []
    room = most_tokens
    for one in units:
        needed = count_tokens(unit_in_words(passage, one.evidence.unit))
        if not kept or needed <= room:
            kept.append(one.evidence.unit)
            room -= needed
    return Stretch(passage, tuple(sorted(kept, key=lambda unit: unit.position)))


def stretch_around(scored: ScoredUnit, most_words: int) -> Stretch:
    """A unit with those after and before it, by turns, while there are words left."""
    passage, units = scored.passage, scored.passage.units
    lengths = [len(passage.unit_text(unit).split()) for unit in units]
    first = last = scored.evidence.unit.position
    words = lengths[first]
    grown = True
    while grown:
        grown = False
        if last + 1 < len(units) and words + lengths[last + 1] <= most_words:
            last, words, grown = last + 1, words + lengths[last + 1], True
        if first > 0 and words + lengths[first - 1] <= most_words:
            first, words, grown = first - 1, words + lengths[first - 1], True
    return Stretch(passage, units[first : last + 1])


def to_judge(query: Query, stretch: Stretch) -> ToJudge:
    """A stretch as the reranker reads it: where it stands, and its units; a row with its columns.

    A vote is read with what the motion says of the question.
    """
    motion = stretch.passage.section.motion
    start, end = excerpt(query, motion, MOTION_WORDS)
    pieces = tuple(unit_in_words(stretch.passage, unit) for unit in stretch.units)
    return ToJudge(place_as_read(stretch.passage), pieces, motion[start:end])


def place_as_read(passage: Passage) -> str:
    """Where a passage stands: body, day and nearest heading first, since only the first words are read."""
    path, motion = passage.section.path, passage.section.motion
    lines = (line for line in passage.context.split("\n") if line not in (path, motion))
    body, day, *others = (*lines, "", "")
    return ", ".join(filter(None, (body, day, path.rpartition(" > ")[2], *others)))


def gather_evidence(
    library: Library, query: Query, vector: Vector, candidates: Sequence[Candidate]
) -> list[Evidence]:
    """What is known of every unit of the candidates."""
    unit_ids = [unit.unit_id for candidate in candidates for unit in candidate.passage.units]
    if not unit_ids:
        return []
    similarities = library.unit_vectors(unit_ids) @ vector
    told_apart = rows_told_apart(query, [candidate.passage for candidate in candidates])
    recency = recencies([meeting_day(library, candidate.passage) for candidate in candidates])
    nearness = places(candidate.similarity for candidate in candidates)
    said_by = [said_words(candidate.passage) for candidate in candidates]
    words_of = [
        with_columns(candidate.passage, said) for candidate, said in zip(candidates, said_by, strict=True)
    ]
    above = [above_words(library, candidate.passage) for candidate in candidates]
    fullness = places(
        max((coverage(query, one | over) for one in words), default=0.0)
        for words, over in zip(words_of, above, strict=True)
    )
    gathered: list[Evidence] = []
    first = 0
    for number, candidate in enumerate(candidates):
        passage = candidate.passage
        count = len(passage.units)
        similar = similarities[first : first + count]
        first += count
        words = words_of[number]
        passage_words = frozenset().union(*said_by[number])
        for position, unit in enumerate(passage.units):
            near = range(max(0, position - 1), min(count, position + 2))
            others = [float(similar[other]) for other in near if other != position]
            gathered.append(
                Evidence(
                    unit=unit,
                    candidate=candidate,
                    text=passage.unit_text(unit),
                    words=words[position],
                    around=frozenset().union(*(words[other] for other in near)),
                    passage_words=passage_words,
                    context_words=above[number],
                    similarity=float(similar[position]),
                    neighbour_similarity=max(others, default=0.0),
                    nearness=nearness[number],
                    fullness=fullness[number],
                    recency=recency[number],
                    told_apart=told_apart.get(unit.unit_id, 0.0),
                )
            )
    return gathered


def said_words(passage: Passage) -> list[frozenset[str]]:
    """Each unit's terms."""
    return [frozenset(terms_of(passage.unit_text(unit))) for unit in passage.units]


def with_columns(passage: Passage, said: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Each unit's terms, and for a row those of its column headers."""
    return [
        words | frozenset(terms_of(" ".join(cell.column for cell in unit.cells))) if unit.cells else words
        for unit, words in zip(passage.units, said, strict=True)
    ]


def above_words(library: Library, passage: Passage) -> frozenset[str]:
    """The terms of what stands above a passage; a paper is of a financial year though it need not say so."""
    return frozenset(terms_of(passage.context)) | financial_year(meeting_day(library, passage))


def meeting_day(library: Library, passage: Passage) -> str:
    """The day of the meeting a passage belongs to, as "2023-07-26"; "" where it is not known."""
    day = library.paper(passage.paper_id).meeting_date
    return passage.section.meeting_date or (day.isoformat() if day else "")


def financial_year(day: str) -> frozenset[str]:
    """The term for the financial year that a day lies in; none for a day that is not known."""
    if not day:
        return frozenset()
    year, month = int(day[:4]), int(day[5:7])
    first = year if month >= APRIL else year - 1
    return frozenset(terms_of(f"{first}/{(first + 1) % 100:02}"))


def recencies(days: Sequence[str]) -> list[float]:
    """How late each day is among the different days given, from 0 to 1; 0 for a day that is not known."""
    order = {day: place for place, day in enumerate(sorted({*days, ""}))}
    latest = max(1, len(order) - 1)
    return [order[day] / latest for day in days]


def places(values: Iterable[float]) -> list[int]:
    """The 1-based place of each value when the highest comes first; equal ones in the order given."""
    held = list(values)
    place = [0] * len(held)
    for rank, number in enumerate(sorted(range(len(held)), key=lambda one: -held[one]), start=1):
        place[number] = rank
    return place


@lru_cache(maxsize=4)
def learned_weights(name: str) -> tuple[float, ...]:
    """The weight of each feature, in the order of `FEATURES`: "first_weights" or "unit_weights"."""
    weights = learned()[name]
    # A feature added since the last fit weighs nothing until the next.
    return tuple(float(weights.get(name, 0.0)) for name, _ in FEATURES)
