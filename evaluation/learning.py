"""Learn the weights of the second look and of the decision to refuse, and say how far they spread.

Units are ordered by a linear model of `retrieval.features.FEATURES`, fitted so that the units that hold
the evidence come first: the listwise softmax loss of Cao and others (2007). Refusing is a logistic model
of `retrieval.decide.DOUBTS`. Both are cross-validated with whole papers left out, so that what is
reported was never fitted to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.cases import Case
from evaluation.measures import words_of
from index.library import Library
from index.values import Filters
from retrieval.decide import DOUBTS, READ, Finding, doubts
from retrieval.decide import SUPPOSED as SUPPOSED_DOUBTS
from retrieval.features import FEATURES, JUDGED, SUPPOSED
from retrieval.pipeline import look_up
from retrieval.rank import ScoredUnit
from retrieval.reply import Found
from retrieval.settings import RetrievalSettings
from retrieval.stopwatch import Stopwatch

Array = NDArray[np.float64]

RUN = 4
"""Words in a run; a unit holds evidence when the two share most of their runs."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A question looked up: what was found, and which units hold its evidence.

    Attributes:
        group: what is left out together in cross-validation; the paper of the first evidence.
        values: units x features, in the order found.
        holds: for each unit, whether it holds evidence.
    """

    case: Case
    group: str
    found: Found
    values: Array
    holds: NDArray[np.bool_]


def look_up_all(library: Library, cases: Iterable[Case], settings: RetrievalSettings) -> list[Looked]:
    """Look every question up and mark the units that hold its evidence."""
    papers = library.papers()
    looked = []
    for case in cases:
        found = look_up(library, case.question, Filters(), papers, settings, Stopwatch())
        values = np.array([unit.values for unit in found.ordered]).reshape(-1, len(FEATURES))
        quotes = [runs(evidence.quote) for evidence in case.evidence]
        holds = np.array([any(shares(unit, quote) for quote in quotes) for unit in found.ordered], dtype=bool)
        group = next((evidence.paper for evidence in case.evidence if evidence.paper), "") or case.case_id
        looked.append(Looked(case, group, found, values, holds))
    return looked


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of four words; the whole text where it is shorter."""
    words = words_of(text)
    return frozenset(tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))


def shares(unit: ScoredUnit, quote: frozenset[tuple[str, ...]]) -> bool:
    """True when most of the unit stands in the quote, or most of the quote in the unit."""
    own = runs(unit.evidence.text)
    common = len(own & quote)
    return common >= 0.6 * len(own) or common >= 0.5 * len(quote)


FIRST_LOOK = np.array([function not in JUDGED for _, function in FEATURES], dtype=np.float64)
"""1 for each feature that is known before the reranker is asked."""

PRIOR = np.array([SUPPOSED.get(name, 0.0) for name, _ in FEATURES], dtype=np.float64)
"""The weight each feature is supposed to have until questions say otherwise."""


def fit_units(looked: Sequence[Looked], penalty: float = 2.0, *, known: Array | None = None) -> Array:
    """Weights that put the units holding evidence first.

    Args:
        penalty: strength of the pull towards the supposed weights, in questions.
        known: 1 for each feature that may be used, 0 for one whose weight stays 0; all by default.
    """
    usable = [one for one in looked if one.holds.any()]
    used = np.ones(len(FEATURES)) if known is None else known

    def loss(weights: Array) -> tuple[float, Array]:
        pull = weights - PRIOR
        total, gradient = penalty * float(pull @ pull) / 2, penalty * pull
        for one in usable:
            scores = one.values @ weights
            scores = np.exp(scores - scores.max())
            everything, wanted = scores / scores.sum(), scores * one.holds
            total -= float(np.log(max(wanted.sum() / scores.sum(), 1e-12)))
            gradient = gradient + one.values.T @ (everything - wanted / max(wanted.sum(), 1e-12))
        return total, gradient * used

    return np.asarray(minimize(loss, PRIOR * used, jac=True, method="L-BFGS-B").x, dtype=np.float64)


UNREAD = np.array([function not in READ for _, function in DOUBTS], dtype=np.float64)
"""1 for each doubt that is known without a reranker."""


def fit_decision(
    rows: Array, answerable: NDArray[np.bool_], penalty: float = 1.0, *, known: Array | None = None
) -> Array:
    """Weights of the doubts and, last, the intercept.

    A doubt can only speak against an answer: its weight is never below 0, though on few questions a fit
    would sometimes like it to be. Doubts that are seldom raised begin with a supposed weight. Answerable
    and unanswerable questions count the same in all, however many there are of each.
    """
    rows = rows if known is None else rows * known
    scale = rows.std(axis=0) + 1e-6
    supposed = np.array([SUPPOSED_DOUBTS.get(name, 0.0) for name, _ in DOUBTS]) * scale
    design = np.hstack([-rows / scale, np.ones((len(rows), 1))])
    share = np.where(answerable, 0.5 / max(1, answerable.sum()), 0.5 / max(1, (~answerable).sum()))
    share = share * len(rows)
    sign = np.where(answerable, 1.0, -1.0)

    def loss(weights: Array) -> tuple[float, Array]:
        margin = sign * (design @ weights)
        gradient = -(share * sign / (1 + np.exp(margin))) @ design
        pull = np.append(weights[:-1] - supposed, 0.0)
        return (
            float((share * np.logaddexp(0, -margin)).sum()) + penalty * float(pull @ pull) / 2,
            gradient + penalty * pull,
        )

    bounds = [(0.0, None)] * rows.shape[1] + [(None, None)]
    start = np.append(supposed, 0.0)
    fitted = np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)
    return np.append(fitted[:-1] / scale, fitted[-1])


@dataclass(frozen=True, slots=True)
class Spread:
    """A measure over the folds of a cross-validation: its mean, lowest and highest."""

    mean: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How units are ordered, and how an answer is told from a miss.

    Attributes:
        weights: of the features.
        decision: of the doubts and, last, the intercept.
    """

    weights: Array
    decision: Array


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, and how it did on papers left out of the learning.

    Attributes:
        quick: for a look without the reranker.
        read: for a look once the reranker was asked.
        first: share of answerable questions whose first unit holds evidence.
        among_five: share whose first five units do.
        refused: share of unanswerable questions refused.
        misrefused: share of answerable questions refused.
    """

    quick: Fit
    read: Fit
    questions: int
    first: Spread
    among_five: Spread
    refused: Spread
    misrefused: Spread


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question as a fit had it that never saw its papers.

    Attributes:
        fold: which part of the papers was left out.
        sure: the confidence, from 0 to 1.
    """

    fold: int
    one: Looked
    sure: float


def learn(looked: Sequence[Looked], *, folds: int = 5, misrefused: float = 0.05) -> Learned:
    """Fit on every question, and report what the same fit did on papers it never saw.

    Args:
        folds: whole papers are dealt to this many parts, each left out once.
        misrefused: the share of answerable questions that may be refused; the threshold follows from it.
    """
    by_quick_look = list(cross_validated(looked, folds, FIRST_LOOK, UNREAD))
    quick = moved_to_one_half(
        fit(looked, FIRST_LOOK, UNREAD), quantile_of_answerable(by_quick_look, misrefused)
    )
    left_out = list(cross_validated(looked, folds, None, None))
    threshold = quantile_of_answerable(left_out, misrefused)
    read = moved_to_one_half(fit(looked, None, None), threshold)

    def spread(measure: Callable[[LeftOut], float], of_answerable: bool) -> Spread:
        shares = []
        for fold in range(folds):
            held = [
                measure(each)
                for each in left_out
                if each.fold == fold and bool(each.one.case.evidence) is of_answerable
            ]
            if held:
                shares.append(float(np.mean(held)))
        return Spread(round(float(np.mean(shares)), 3), round(min(shares), 3), round(max(shares), 3))

    return Learned(
        quick=quick,
        read=read,
        questions=len(looked),
        first=spread(lambda each: float(each.one.holds[:1].any()), True),
        among_five=spread(lambda each: float(each.one.holds[:5].any()), True),
        refused=spread(lambda each: float(each.sure < threshold), False),
        misrefused=spread(lambda each: float(each.sure < threshold), True),
    )


def fit(looked: Sequence[Looked], features: Array | None, doubts_known: Array | None) -> Fit:
    """The weights of features and of doubts, of those that are known."""
    weights = fit_units(looked, known=features)
    ordered = [reordered(one, weights) for one in looked]
    return Fit(weights, fit_decision(doubt_rows(ordered), answerable(ordered), known=doubts_known))


def cross_validated(
    looked: Sequence[Looked], folds: int, features: Array | None, doubts_known: Array | None
) -> Iterator[LeftOut]:
    """Every question by the fit to the others, whole papers left out together."""
    groups = sorted({one.group for one in looked})
    part = {group: index % folds for index, group in enumerate(groups)}
    for fold in range(folds):
        fitted = fit([one for one in looked if part[one.group] != fold], features, doubts_known)
        for one in looked:
            if part[one.group] == fold:
                ordered = reordered(one, fitted.weights)
                yield LeftOut(fold, ordered, certainty(ordered, fitted.decision))


def quantile_of_answerable(left_out: Sequence[LeftOut], share: float) -> float:
    """The confidence that so many of the answerable questions stay below."""
    sure = [each.sure for each in left_out if each.one.case.evidence]
    return float(np.quantile(sure, share, method="hazen"))


def moved_to_one_half(fitted: Fit, threshold: float) -> Fit:
    """The same with an intercept that puts the threshold at one half."""
    decision = fitted.decision.copy()
    decision[-1] -= np.log(threshold / (1 - threshold))
    return Fit(fitted.weights, decision)


def reordered(one: Looked, weights: Array) -> Looked:
    """The same question with its units in the order of these weights."""
    scores = one.values @ weights
    order = sorted(
        range(len(scores)), key=lambda index: (-scores[index], one.found.ordered[index].evidence.unit.unit_id)
    )
    units = tuple(replace(one.found.ordered[index], score=float(scores[index])) for index in order)
    return replace(
        one, found=replace(one.found, ordered=units), values=one.values[order], holds=one.holds[order]
    )


def doubt_rows(looked: Sequence[Looked]) -> Array:
    """Questions x doubts."""
    return np.array([doubts(Finding(one.found.query, one.found.ordered)) for one in looked])


def answerable(looked: Sequence[Looked]) -> NDArray[np.bool_]:
    """Which questions the papers answer."""
    return np.array([bool(one.case.evidence) for one in looked])


def certainty(one: Looked, decision: Array) -> float:
    """The logistic model's confidence for one question, from 0 to 1."""
    row = np.array(doubts(Finding(one.found.query, one.found.ordered)))
    return float(1 / (1 + np.exp(row @ decision[:-1] - decision[-1])))


def write_weights(learned: Learned, path: Path, sources: Sequence[str]) -> None:
    """Write `weights.json`: the weights and where they come from."""
    stored = {
        "provenance": {
            "questions": learned.questions,
            "sources": list(sources),
            "method": "listwise softmax over units; logistic model of doubts; see evaluation/learning.py",
            "left_out_papers": {
                name: [spread.mean, spread.lowest, spread.highest]
                for name, spread in (
                    ("first unit holds evidence", learned.first),
                    ("evidence among first five units", learned.among_five),
                    ("unanswerable refused", learned.refused),
                    ("answerable refused", learned.misrefused),
                )
            },
        },
        "first_weights": named(FEATURES, learned.quick.weights),
        "unit_weights": named(FEATURES, learned.read.weights),
        "first_decision": decision_of(learned.quick),
        "decision": decision_of(learned.read),
    }
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def decision_of(fitted: Fit) -> dict[str, object]:
    """The weights of doubts and the intercept, as they are stored."""
    return {
        "weights": named(DOUBTS, fitted.decision[:-1]),
        "intercept": round(float(fitted.decision[-1]), 4),
    }


def named(
    functions: Sequence[tuple[str, Callable[..., float]]], weights: Iterable[float]
) -> dict[str, float]:
    """Weights by the name of what they weigh, rounded to four decimals."""
    return {name: round(float(weight), 4) for (name, _), weight in zip(functions, weights, strict=True)}
