"""Decide whether what was found answers the question, or whether the papers are silent."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from retrieval.features import coverage
from retrieval.rank import ScoredUnit
from retrieval.understand import Query

SIGNALS = (
    "best_score",
    "best_similarity",
    "best_unit_coverage",
    "best_around_coverage",
    "best_context_coverage",
    "found_anywhere",
    "unknown_words",
    "margin",
)


def signals(query: Query, ordered: Sequence[ScoredUnit]) -> tuple[float, ...]:
    """What speaks for an answer being there, in the order of `SIGNALS`.

    The best over the first units is taken rather than the first unit's own, since one strong sign
    anywhere near the top is what a true answer shows.
    """
    top = ordered[:8]
    evidence = [unit.evidence for unit in top]
    words = frozenset().union(*(one.passage_words | one.context_words for one in evidence))
    total = sum(query.rarity[term] for term in query.asked) or 1.0
    highest = max(query.rarity.values(), default=1.0)
    unknown = sum(
        query.rarity[term]
        for term in query.asked
        if query.rarity[term] >= 0.999 * highest and term not in words
    )
    return (
        top[0].score,
        max(one.similarity for one in evidence),
        max(coverage(query, one.words) for one in evidence),
        max(coverage(query, one.around) for one in evidence),
        max(coverage(query, one.passage_words | one.context_words) for one in evidence),
        coverage(query, words),
        unknown / total,
        top[0].score - ordered[min(30, len(ordered) - 1)].score,
    )


def confidence(query: Query, ordered: Sequence[ScoredUnit]) -> float:
    """How sure we are, from 0 to 1, that the papers answer: a logistic model of the signals."""
    if not ordered:
        return 0.0
    weights, intercept = learned_decision()
    total = intercept + sum(
        weight * value for weight, value in zip(weights, signals(query, ordered), strict=True)
    )
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def learned_decision() -> tuple[tuple[float, ...], float]:
    """The weight of each signal and the intercept, from `weights.json`."""
    stored = json.loads(files("retrieval").joinpath("weights.json").read_text(encoding="utf-8"))
    decision = stored["decision"]
    return tuple(float(decision["weights"][name]) for name in SIGNALS), float(decision["intercept"])
