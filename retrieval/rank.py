"""Order the units of the candidates by how likely each is to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.library import Library
from index.values import Passage
from retrieval.features import FEATURES, Evidence, terms_of
from retrieval.learned import learned
from retrieval.search import Candidate, Vector
from retrieval.understand import Query


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
    """Every unit of the candidates, the likeliest answer first."""
    weights = learned_weights()
    scored = []
    for evidence in gather_evidence(library, vector, candidates):
        values = tuple(feature(query, evidence) for _, feature in FEATURES)
        scored.append(ScoredUnit(evidence, values, float(np.dot(weights, values))))
    return tuple(sorted(scored, key=lambda unit: (-unit.score, unit.evidence.unit.unit_id)))


def gather_evidence(library: Library, vector: Vector, candidates: Sequence[Candidate]) -> list[Evidence]:
    """What is known of every unit of the candidates."""
    unit_ids = [unit.unit_id for candidate in candidates for unit in candidate.passage.units]
    if not unit_ids:
        return []
    similarities = library.unit_vectors(unit_ids) @ vector
    gathered: list[Evidence] = []
    first = 0
    for candidate in candidates:
        passage = candidate.passage
        count = len(passage.units)
        similar = similarities[first : first + count]
        first += count
        words = [unit_words(passage, position) for position in range(count)]
        passage_words = frozenset(terms_of(passage.text))
        context_words = frozenset(terms_of(passage.context))
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
                    context_words=context_words,
                    similarity=float(similar[position]),
                    neighbour_similarity=max(others, default=0.0),
                )
            )
    return gathered


def unit_words(passage: Passage, position: int) -> frozenset[str]:
    """A unit's terms, and for a row those of its column headers."""
    unit = passage.units[position]
    columns = " ".join(cell.column for cell in unit.cells)
    return frozenset(terms_of(passage.unit_text(unit))) | frozenset(terms_of(columns))


@lru_cache(maxsize=1)
def learned_weights() -> tuple[float, ...]:
    """The weight of each feature, in the order of `FEATURES`."""
    weights = learned()["unit_weights"]
    # A feature added since the last fit weighs nothing until the next.
    return tuple(float(weights.get(name, 0.0)) for name, _ in FEATURES)
