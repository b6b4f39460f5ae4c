"""Measure the checker: how many false sentences it catches, and how many true ones it lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.values import Paper
from evaluation.cases import CaseError, Evidence
from evaluation.checking.sentences import Falsehood, Paraphrase, SentenceCase, Wording
from index.library import Library
from index.values import Passage
from retrieval.checking.values import Check, CitedPassage

CheckWith = Callable[[str, Sequence[CitedPassage]], Check]
"""From a sentence and the passages it cites to what comes of comparing them."""


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """One sentence and what the checker said of it.

    Attributes:
        reasons: of the faults found, a sentence each.
    """

    case: SentenceCase
    flagged: bool
    reasons: tuple[str, ...]

    @property
    def is_mistake(self) -> bool:
        """True for a false sentence let through, or a true one flagged."""
        return self.flagged is self.case.is_true


@dataclass(frozen=True, slots=True)
class CheckerFigures:
    """What the checker did with some sentences, counted.

    Attributes:
        caught: false sentences that were flagged.
        let_through: true sentences that were not.
    """

    false: int
    caught: int
    true: int
    let_through: int

    @property
    def recall(self) -> float | None:
        """Share of the false sentences that were caught, None where there are none."""
        return share(self.caught, self.false)

    @property
    def precision(self) -> float | None:
        """Share of the flagged sentences that are false, None where none was flagged."""
        return share(self.caught, self.caught + self.true - self.let_through)

    @property
    def passed(self) -> float | None:
        """Share of the true sentences that were let through, None where there are none."""
        return share(self.let_through, self.true)


@dataclass(frozen=True, slots=True)
class CheckerRun:
    """Every sentence with what the checker said of it."""

    results: tuple[CheckedCase, ...]

    @property
    def figures(self) -> CheckerFigures:
        """Over all sentences."""
        return figures_of(self.results)

    @property
    def by_kind(self) -> Mapping[Paraphrase | Falsehood, CheckerFigures]:
        """Over the sentences of each kind there is: the true ones first, then the false."""
        kinds: tuple[Paraphrase | Falsehood, ...] = (*Paraphrase, *Falsehood)
        groups = {kind: [result for result in self.results if result.case.kind is kind] for kind in kinds}
        return {kind: figures_of(results) for kind, results in groups.items() if results}

    @property
    def by_wording(self) -> Mapping[Wording, CheckerFigures]:
        """Over the sentences of each wording there is, the nearest first."""
        groups = {
            wording: [result for result in self.results if result.case.wording is wording]
            for wording in Wording
        }
        return {wording: figures_of(results) for wording, results in groups.items() if results}

    @property
    def missed(self) -> tuple[CheckedCase, ...]:
        """The false sentences let through."""
        return tuple(result for result in self.results if result.is_mistake and not result.case.is_true)

    @property
    def wrongly_flagged(self) -> tuple[CheckedCase, ...]:
        """The true sentences flagged."""
        return tuple(result for result in self.results if result.is_mistake and result.case.is_true)


def measure_checker(
    cases: Iterable[SentenceCase], library: Library, check: CheckWith | None = None
) -> CheckerRun:
    """Put every sentence, with the passages it cites, to the checker.

    Args:
        cases: the sentences.
        library: holds the papers that they cite.
        check: the checker to measure; the product's own where none is given.

    Raises:
        CaseError: a sentence cites words that are not in one passage of a paper of the library.
    """
    papers = {paper.file_name: paper for paper in library.papers()}
    check = check or product_checker(library)
    return CheckerRun(tuple(check_case(case, cited_by(case, papers, library), check) for case in cases))


def product_checker(library: Library) -> CheckWith:
    """The checker that every sentence of a language model has to pass."""
    from retrieval.checking.check import check_sentence
    from retrieval.checking.likeness import library_likeness

    likeness = library_likeness(library)
    return lambda sentence, passages: check_sentence(sentence, passages, likeness)


def check_case(case: SentenceCase, passages: Sequence[CitedPassage], check: CheckWith) -> CheckedCase:
    """Put one sentence to the checker."""
    found = check(case.sentence, passages)
    return CheckedCase(case, not found.is_carried, tuple(fault.reason for fault in found.faults))


def cited_by(case: SentenceCase, papers: Mapping[str, Paper], library: Library) -> tuple[CitedPassage, ...]:
    """The passages that a sentence cites, in the order of its evidence."""
    cited = []
    for evidence in case.evidence:
        paper = papers.get(evidence.paper)
        if paper is None:
            raise CaseError(f"{case.case_id}: there is no paper {evidence.paper}")
        passage = holding(evidence, library.passages_of(paper.paper_id), case.case_id)
        cited.append(CitedPassage(passage, paper.title, paper.body, paper.meeting_date))
    return tuple(cited)


def holding(evidence: Evidence, passages: Iterable[Passage], case_id: str) -> Passage:
    """The one passage that holds the words of some evidence, white space aside."""
    words = in_one_line(evidence.quote)
    found = [
        passage
        for passage in passages
        if passage.page == evidence.page and words in in_one_line(passage.text)
    ]
    if len(found) != 1:
        where = evidence.paper if evidence.page is None else f"{evidence.paper}, page {evidence.page}"
        raise CaseError(f"{case_id}: {len(found)} passages of {where} hold the words {evidence.quote!r}")
    return found[0]


def in_one_line(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())


def figures_of(results: Sequence[CheckedCase]) -> CheckerFigures:
    """Count some results."""
    flagged_of = {
        truth: [result.flagged for result in results if result.case.is_true is truth]
        for truth in (False, True)
    }
    return CheckerFigures(
        false=len(flagged_of[False]),
        caught=sum(flagged_of[False]),
        true=len(flagged_of[True]),
        let_through=len(flagged_of[True]) - sum(flagged_of[True]),
    )


def share(part: int, whole: int) -> float | None:
    """A share to three places, None of nothing."""
    return round(part / whole, 3) if whole else None
