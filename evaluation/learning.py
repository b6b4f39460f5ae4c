"""Learn the weights of the second look and of the decision to refuse, and say how far they spread.

Units are ordered by a linear model of `retrieval.features.FEATURES`, fitted so that the units that hold
the evidence come first: the listwise softmax loss of Cao and others (2007). Refusing is a logistic model
of `retrieval.decide.SIGNALS`. Both are cross-validated with whole papers left out, so that what is
reported was never fitted to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.cases import Case
from evaluation.measures import words_of
from index.library import Library
from index.values import Filters
from retrieval.decide import SIGNALS, signals
from retrieval.features import FEATURES
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


def fit_units(looked: Sequence[Looked], penalty: float = 2.0) -> Array:
    """Weights that put the units holding evidence first.

    Args:
        penalty: strength of the pull towards zero, in questions.
    """
    usable = [one for one in looked if one.holds.any()]

    def loss(weights: Array) -> tuple[float, Array]:
        total, gradient = penalty * float(weights @ weights) / 2, penalty * weights
        for one in usable:
            scores = one.values @ weights
            scores = np.exp(scores - scores.max())
            everything, wanted = scores / scores.sum(), scores * one.holds
            total -= float(np.log(max(wanted.sum() / scores.sum(), 1e-12)))
            gradient = gradient + one.values.T @ (everything - wanted / max(wanted.sum(), 1e-12))
        return total, gradient

    start = np.zeros(len(FEATURES))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x, dtype=np.float64)


def fit_decision(rows: Array, answerable: NDArray[np.bool_], penalty: float = 1.0) -> Array:
    """Weights of the signals and, last, the intercept; both sides count the same whatever their number."""
    design = np.hstack([rows, np.ones((len(rows), 1))])
    share = np.where(answerable, 0.5 / max(1, answerable.sum()), 0.5 / max(1, (~answerable).sum()))
    share = share * len(rows)
    sign = np.where(answerable, 1.0, -1.0)

    def loss(weights: Array) -> tuple[float, Array]:
        margin = sign * (design @ weights)
        gradient = -(share * sign / (1 + np.exp(margin))) @ design
        pull = np.append(weights[:-1], 0.0)
        return (
            float((share * np.logaddexp(0, -margin)).sum()) + penalty * float(pull @ pull) / 2,
            gradient + penalty * pull,
        )

    return np.asarray(minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B").x)
