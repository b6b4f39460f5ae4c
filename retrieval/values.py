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
    NOT_IN_PASSAGES = "not_in_passages"
    OUTSIDE_PURPOSE = "outside_purpose"
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
        quote: words that stand in the paper exactly so, white space aside; a blank line where they run on
            into the next passage of the page.
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


NOT_CONFIRMED = "(not confirmed by the papers)"
"""Stands after a sentence that a model wrote and the papers do not carry."""


class Verdict(StrEnum):
    """How a sentence of an answer stands to the papers.

    QUOTED: the paper's own words, as the search chose them.
    CONFIRMED: a language model's words, carried by the passages cited.
    MENDED: the paper's own words, in place of a model's sentence that the passages did not carry.
    NOT_CONFIRMED: a model's words that the passages do not carry; shown only where the owner wishes it.
    """

    QUOTED = "quoted"
    CONFIRMED = "confirmed"
    MENDED = "mended"
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer, or a few that belong together, with the citations they rest on.

    Attributes:
        text: without markers.
        markers: of the citations, in the order they are printed.
        reason: why the model's own words were not confirmed, a sentence; "" where they were.

    Raises:
        ValueError: it says nothing, or stands without a citation though it claims to be carried by one.
    """

    text: str
    markers: tuple[int, ...]
    verdict: Verdict
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a sentence needs words")
        if not self.markers and self.verdict is not Verdict.NOT_CONFIRMED:
            raise ValueError("a sentence of an answer needs a citation")

    @property
    def printed(self) -> str:
        """The sentence with its markers, as the answer's text prints it; what is not confirmed says so."""
        said = f"{self.text} {NOT_CONFIRMED}" if self.verdict is Verdict.NOT_CONFIRMED else self.text
        return " ".join((said, *(f"[{marker}]" for marker in self.markers)))


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

    Attributes:
        text: all that is to be read, markers included.
        sentences: the same in pieces, each with its verdict; passages only pointed to are not among them.
        written_by: the language model that wrote it, "" where it is in the papers' own words.
        notice: what the reader should know beside it, a sentence or two: that papers differ, that a part of
            the question seems unanswered, that a language model failed; mostly "".

    Raises:
        ValueError: an answered answer without a citation, a refusal with one or with sentences, or a
            sentence whose marker no citation has.
    """

    answer_id: str
    question: str
    status: AnswerStatus
    text: str
    coverage: Coverage
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    trace: Trace = field(default_factory=lambda: Trace(question=""))
    sentences: tuple[AnswerSentence, ...] = ()
    written_by: str = ""
    notice: str = ""

    def __post_init__(self) -> None:
        answered = self.status is AnswerStatus.ANSWERED
        if answered and not (self.citations and self.text):
            raise ValueError("an answered answer needs text and at least one citation")
        if not answered and (self.citations or self.sentences):
            raise ValueError("a refusal has no citations; its passages belong in `nearest`")
        cited = {citation.marker for citation in self.citations}
        if not all(cited.issuperset(sentence.markers) for sentence in self.sentences):
            raise ValueError("a sentence's marker needs a citation")
