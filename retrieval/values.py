"""The values that flow out of `retrieval`: filters, hits, citations and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.values import Passage


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_IN_PAPERS = "not_in_papers"
    NO_PAPERS = "no_papers"
    FILTER_MATCHES_NOTHING = "filter_matches_nothing"
    QUESTION_UNCLEAR = "question_unclear"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage found, its score (higher is nearer; only the order means anything) and its rank by source.

    Attributes:
        ranks: 1-based rank in each source that found it, for example (("keywords", 3), ("vectors", 1)).
        rejected_because: a sentence, "" where the passage was accepted.
    """

    passage: Passage
    score: float
    ranks: tuple[tuple[str, int], ...] = ()
    rejected_because: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage quoted verbatim, with all that is needed to find it again.

    Attributes:
        marker: the number printed in the answer's text, from 1.
        section: the heading path in words.
        page: 1-based page in the file; None where the format has none.
        quote: words that stand in the paper exactly so, white space aside.
        url: opens the page with the quote lit.
        label: as a clerk would write it: "Panel, 26 July 2023, item 10, p. 8".
    """

    marker: int
    passage_id: str
    paper_id: str
    title: str
    file_name: str
    body: str
    meeting_date: date | None
    item: str
    section: str
    page: int | None
    page_label: str
    quote: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: how many papers, of which bodies, between which dates.

    Attributes:
        undated: papers that give no day, which the dates do not speak for.
    """

    papers: int
    first_date: date | None
    last_date: date | None
    bodies: tuple[str, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """What was searched, found and rejected, and how long each stage took.

    Attributes:
        threshold: the confidence below which the question is refused, 0 to 1.
        confidence: the confidence of this answer, 0 to 1.
        milliseconds: (stage, time) in the order they ran.
        notes: sentences on how the question was understood.
    """

    question: str
    accepted: tuple[ScoredPassage, ...] = ()
    rejected: tuple[ScoredPassage, ...] = ()
    threshold: float = 0.0
    confidence: float = 0.0
    milliseconds: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a question: an answer with its citations, or a named refusal with its reason.

    Raises:
        ValueError: an answered answer without a citation, or a refusal with one.
    """

    answer_id: str
    question: str
    status: AnswerStatus
    text: str
    coverage: Coverage
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    trace: Trace = field(default_factory=lambda: Trace(question=""))

    def __post_init__(self) -> None:
        answered = self.status is AnswerStatus.ANSWERED
        if answered and not (self.citations and self.text):
            raise ValueError("an answered answer needs text and at least one citation")
        if not answered and self.citations:
            raise ValueError("a refusal has no citations; its passages belong in `nearest`")
