"""Decide whether what was found answers the question, or whether the papers are silent."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from retrieval.features import Evidence, answers_in_kind, coverage, terms_of
from retrieval.rank import ScoredUnit
from retrieval.understand import Query

FIRST = 8
"""Units looked at: one strong sign anywhere near the top is what a true answer shows."""

NAME_OR_NUMBER = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w&-]+|\b\d[\d,./%-]*")
"""Words of a question that an answer must not contradict: names, years, figures."""


@dataclass(frozen=True, slots=True)
class Top:
    """The first units found, and all that stands in or above them."""

    ordered: Sequence[ScoredUnit]

    @property
    def evidence(self) -> list[Evidence]:
        """The first units."""
        return [unit.evidence for unit in self.ordered[:FIRST]]

    @property
    def words(self) -> frozenset[str]:
        """Every term of the first units' passages and of what stands above them."""
        return frozenset[str]().union(*(one.passage_words | one.context_words for one in self.evidence))


def best_score(query: Query, top: Top) -> float:
    """The best unit's score in ordering."""
    return top.ordered[0].score


def best_similarity(query: Query, top: Top) -> float:
    """How near the nearest of the first units is."""
    return max(one.similarity for one in top.evidence)


def best_unit_coverage(query: Query, top: Top) -> float:
    """How much of the question one unit holds."""
    return max(coverage(query, one.words) for one in top.evidence)


def best_around_coverage(query: Query, top: Top) -> float:
    """How much of the question one unit and its neighbours hold."""
    return max(coverage(query, one.around) for one in top.evidence)


def best_context_coverage(query: Query, top: Top) -> float:
    """How much of the question one passage holds with what stands above it."""
    return max(coverage(query, one.passage_words | one.context_words) for one in top.evidence)


def found_anywhere(query: Query, top: Top) -> float:
    """How much of the question the first passages hold together."""
    return coverage(query, top.words)


def unknown_words(query: Query, top: Top) -> float:
    """How much of the question, by rarity, no paper holds at all."""
    total = sum(query.rarity[term] for term in query.asked) or 1.0
    return sum(query.rarity[term] for term in query.asked if term in query.unknown) / total


def names_missing(query: Query, top: Top) -> float:
    """Names, years and figures asked for that the best passages do not hold: the sign of a near miss."""
    asked = {term for found in NAME_OR_NUMBER.findall(query.question) for term in terms_of(found)}
    asked &= set(query.asked)
    if not asked:
        return 0.0
    held = [len(asked & (one.passage_words | one.context_words)) for one in top.evidence[:3]]
    return 1 - max(held) / len(asked)


def lead(query: Query, top: Top) -> float:
    """How far the best unit stands out from the field."""
    return top.ordered[0].score - top.ordered[min(30, len(top.ordered) - 1)].score


def in_kind(query: Query, top: Top) -> float:
    """Whether the best units are of the kind asked for."""
    return max(answers_in_kind(query, one) for one in top.evidence[:2])


SIGNALS: tuple[tuple[str, Callable[[Query, Top], float]], ...] = tuple(
    (signal.__name__, signal)
    for signal in (
        best_score,
        best_similarity,
        best_unit_coverage,
        best_around_coverage,
        best_context_coverage,
        found_anywhere,
        unknown_words,
        names_missing,
        lead,
        in_kind,
    )
)


def signals(query: Query, ordered: Sequence[ScoredUnit]) -> tuple[float, ...]:
    """What speaks for an answer being there, in the order of `SIGNALS`."""
    top = Top(ordered)
    return tuple(signal(query, top) for _, signal in SIGNALS)


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
    return tuple(float(decision["weights"][name]) for name, _ in SIGNALS), float(decision["intercept"])
