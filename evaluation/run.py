"""Put cases to an assistant, question by question, and gather what is measured."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation import measures
from evaluation.cases import Case
from retrieval.values import Answer

Ask = Callable[[str], Answer]
Search = Callable[[str, int], Sequence[str]]

PASSAGES_SEARCHED = 20


@dataclass(frozen=True, slots=True)
class Result:
    """One case, the answer given, and its measures; None where a measure does not apply.

    Attributes:
        seconds: the time the answer took.
        failure: the words of the error that ended the question, else "".
    """

    case: Case
    answer: Answer | None
    seconds: float
    score: bool
    refused: bool
    right: bool | None = None
    cited: float | None = None
    grounded: bool | None = None
    page: float | None = None
    within_6000: float | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of a set of results: each the mean over the questions that it applies to.

    Attributes:
        refused: the share of unanswerable questions that were refused.
        misrefused: the share of answerable questions that were refused.
        seconds_p50, seconds_p95: the time in which half, and 95 of 100, of the answers came.
    """

    questions: int
    score: float | None
    right: float | None
    cited: float | None
    grounded: float | None
    page: float | None
    refused: float | None
    misrefused: float | None
    within_6000: float | None
    seconds_p50: float | None
    seconds_p95: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluation: every result, and what it was made with.

    Attributes:
        fingerprint: of the index that was asked.
        settings: (name, value) of all that was set.
        files: the names of the question files.
    """

    results: tuple[Result, ...]
    fingerprint: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", figures_of(self.results))

    @property
    def by_type(self) -> Mapping[str, Figures]:
        """The figures of each type of question, in order of name."""
        return grouped(self.results, lambda result: result.case.type)

    @property
    def by_asker(self) -> Mapping[str, Figures]:
        """The figures of each sort of asker, in order of name."""
        return grouped(self.results, lambda result: result.case.asker)

    @property
    def wrong(self) -> tuple[Result, ...]:
        """The results that do not count towards the score."""
        return tuple(result for result in self.results if not result.score)


def run_cases(
    cases: Iterable[Case],
    ask: Ask,
    search: Search | None = None,
    *,
    fingerprint: str = "",
    settings: Mapping[str, object] | None = None,
    files: Sequence[str] = (),
    told: Callable[[Result], None] | None = None,
) -> Run:
    """Put every case to `ask`, and to `search` where it is given.

    An error ends its question, which then counts as one that was neither answered nor refused; it
    never ends the run.

    Args:
        cases: the questions.
        ask: gives the answer to a question.
        search: gives the texts of the passages found for a question, best first, at most so many.
        fingerprint: of the index asked.
        settings: what the assistant was set to.
        files: names of the question files, to be told beside the figures.
        told: is given each result as it comes.
    """
    results: list[Result] = []
    for case in cases:
        result = run_case(case, ask, search)
        results.append(result)
        if told is not None:
            told(result)
    named = tuple((name, str(value)) for name, value in (settings or {}).items())
    return Run(tuple(results), fingerprint, named, tuple(files))


def run_case(case: Case, ask: Ask, search: Search | None) -> Result:
    """Put one case and measure what comes back."""
    began = time.perf_counter()
    try:
        answer = ask(case.question)
    except Exception as error:  # the run goes on, and the report says what went wrong
        return failed(case, time.perf_counter() - began, error)
    seconds = time.perf_counter() - began
    within = None
    if search is not None and case.answerable:
        within = measures.within_6000(case, search(case.question, PASSAGES_SEARCHED))
    applies = case.answerable
    return Result(
        case=case,
        answer=answer,
        seconds=seconds,
        score=measures.score(case, answer),
        refused=not measures.answered(answer),
        right=measures.right(case, answer) if applies else None,
        cited=measures.cited(case, answer) if applies else None,
        grounded=measures.grounded(case, answer) if applies else None,
        page=measures.page(case, answer) if applies else None,
        within_6000=within,
    )


def failed(case: Case, seconds: float, error: Exception) -> Result:
    """The result of a question that ended in an error: nothing is right, and nothing was refused."""
    nothing = 0.0 if case.answerable else None
    wrong = False if case.answerable else None
    return Result(
        case=case,
        answer=None,
        seconds=seconds,
        score=False,
        refused=False,
        right=wrong,
        cited=nothing,
        grounded=wrong,
        failure=f"{type(error).__name__}: {error}",
    )


def figures_of(results: Sequence[Result]) -> Figures:
    """The figures of some results."""
    answerable = [result for result in results if result.case.answerable]
    unanswerable = [result for result in results if not result.case.answerable]
    times = [result.seconds for result in results]
    return Figures(
        questions=len(results),
        score=mean(result.score for result in results),
        right=mean(result.right for result in answerable),
        cited=mean(result.cited for result in answerable),
        grounded=mean(result.grounded for result in answerable),
        page=mean(result.page for result in answerable),
        refused=mean(result.refused for result in unanswerable),
        misrefused=mean(result.refused for result in answerable),
        within_6000=mean(result.within_6000 for result in answerable),
        seconds_p50=round(statistics.median(times), 3) if times else None,
        seconds_p95=round(sorted(times)[math.ceil(len(times) * 0.95) - 1], 3) if times else None,
    )


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of the values there are, to three places; None where there are none."""
    there = [float(value) for value in values if value is not None]
    return round(statistics.fmean(there), 3) if there else None


def grouped(results: Sequence[Result], name_of: Callable[[Result], str]) -> Mapping[str, Figures]:
    """The figures of each group of results."""
    names = sorted({name_of(result) for result in results})
    return {name: figures_of([result for result in results if name_of(result) == name]) for name in names}
