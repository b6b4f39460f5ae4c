"""Put an answer or a refusal together: its text, citations, coverage and trace."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from corpus.values import Paper
from index.library import Library
from index.values import Filters
from retrieval.cite import cite
from retrieval.compose import Chosen, choose_further, sentences_of, write
from retrieval.coverage import coverage_of
from retrieval.purpose.replies import REPLIES
from retrieval.purpose.values import Rule
from retrieval.quotes import Quoter
from retrieval.rank import ScoredUnit
from retrieval.running_text import REACH
from retrieval.search import Candidate
from retrieval.settings import RetrievalSettings
from retrieval.stopwatch import Stopwatch
from retrieval.understand import Query
from retrieval.values import Answer, AnswerStatus, Citation, ScoredPassage, Trace

NEAREST = 3
"""Passages shown with a refusal."""

SURENESS = 0.3
"""How far scores are to be believed: they tell units apart more sharply than they are right (Guo and others,
2017), and what answers often takes more than one sentence."""


@dataclass(frozen=True)
class Found:
    """What looking a question up came to.

    Attributes:
        candidates: passages after fusion, best first.
        ordered: all their units, the likeliest answer first.
        confidence: from 0 to 1, that the papers answer.
    """

    query: Query
    candidates: tuple[Candidate, ...]
    ordered: tuple[ScoredUnit, ...]
    confidence: float = 0.0

    @cached_property
    def likelihood(self) -> dict[str, float]:
        """How likely each unit is to answer beside the likeliest, by its id: the softmax of their scores."""
        best = self.ordered[0].score if self.ordered else 0.0
        return {unit.evidence.unit.unit_id: math.exp(SURENESS * (unit.score - best)) for unit in self.ordered}

    @cached_property
    def scores(self) -> dict[str, float]:
        """The score of each unit, by its id; only differences mean anything."""
        return {unit.evidence.unit.unit_id: unit.score for unit in self.ordered}

    @property
    def passages(self) -> tuple[ScoredPassage, ...]:
        """The candidates in the order of their best unit."""
        ranks = {candidate.passage.passage_id: candidate.ranks for candidate in self.candidates}
        best: dict[str, ScoredPassage] = {}
        for unit in self.ordered:
            key = unit.passage.passage_id
            best.setdefault(key, ScoredPassage(passage=unit.passage, score=unit.score, ranks=ranks[key]))
        return tuple(best.values())


@dataclass(frozen=True, slots=True)
class Reply:
    """Builds the end of one question."""

    library: Library
    question: str
    filters: Filters
    limit: int
    settings: RetrievalSettings
    papers: tuple[Paper, ...]
    clock: Stopwatch

    def answer(self, found: Found, chosen: Sequence[Chosen], notice: str = "") -> Answer:
        """The answer made of the chosen units.

        Args:
            notice: what the reader should know of it beside the papers' words; mostly "".
        """
        with self.clock.stage("cite"):
            citations = self.cite_all(chosen, found)
        sentences = sentences_of(chosen)
        return Answer(
            answer_id=self.answer_id(),
            question=self.question,
            status=AnswerStatus.ANSWERED,
            text=write(sentences, len(citations)),
            coverage=coverage_of(self.papers),
            citations=citations,
            sentences=sentences,
            notice=notice,
            trace=self.trace(
                found,
                accepted={part.passage.passage_id for part in chosen},
                because="Other passages say more to the question.",
            ),
        )

    def refusal(self, status: AnswerStatus, found: Found | None = None) -> Answer:
        """A refusal with its reason, what was searched, and the nearest passages."""
        nearest: tuple[Citation, ...] = ()
        if found:
            nearest = self.cite_all(
                choose_further(found.query, found.ordered, (), NEAREST, self.settings, self.quoter(found)),
                found,
            )
        return Answer(
            answer_id=self.answer_id(),
            question=self.question,
            status=status,
            text=refusal_text(status),
            coverage=coverage_of(self.papers),
            nearest=nearest,
            trace=self.trace(found, set(), "The confidence stayed below the threshold."),
        )

    def outside(self, rule: Rule) -> Answer:
        """The reply to a question the product is not for: nothing was searched, and the trace says why."""
        return Answer(
            answer_id=self.answer_id(),
            question=self.question,
            status=AnswerStatus.OUTSIDE_PURPOSE,
            text=REPLIES[rule.outside],
            coverage=coverage_of(()),
            trace=Trace(
                question=self.question,
                threshold=self.settings.threshold,
                milliseconds=self.clock.stages,
                notes=(rule.note,),
            ),
        )

    def answer_id(self) -> str:
        """The same for the same question, filters, index and models."""
        models, index = self.library.settings, self.library.fingerprint
        key = repr((self.question, self.filters, self.limit, self.settings, models, index))
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def quoter(self, found: Found) -> Quoter:
        """Quotes what was found, with the likeliest around it."""
        beside = partial(self.library.neighbours, before=REACH, after=REACH)
        return Quoter(self.settings.quote_characters, found.likelihood, beside)

    def cite_all(self, chosen: Iterable[Chosen], found: Found) -> tuple[Citation, ...]:
        """Cite what was chosen, numbered from 1."""
        bodies = coverage_of(self.library.papers()).bodies
        parts = tuple(chosen)
        quotes = self.quoter(found).quotes(part.spans for part in parts)
        return tuple(
            cite(marker, self.library.paper(part.passage.paper_id), part.passage, quote.text, bodies=bodies)
            for marker, (part, quote) in enumerate(zip(parts, quotes, strict=True), start=1)
        )

    def trace(self, found: Found | None, accepted: set[str], because: str) -> Trace:
        """What was searched, found and rejected, and the time of each stage."""
        passages = found.passages if found else ()
        return Trace(
            question=self.question,
            accepted=tuple(hit for hit in passages if hit.passage.passage_id in accepted),
            rejected=tuple(
                ScoredPassage(hit.passage, hit.score, hit.ranks, rejected_because=because)
                for hit in passages
                if hit.passage.passage_id not in accepted
            ),
            threshold=self.settings.threshold,
            confidence=round(found.confidence, 4) if found else 0.0,
            milliseconds=self.clock.stages,
            notes=found.query.notes if found else (),
        )


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer was made of, for whoever writes it anew."""

    reply: Reply
    found: Found
    chosen: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the papers' own words, or a refusal, which a language model may put into plain words.

    Attributes:
        basis: None for a refusal, of which there is nothing to write.
    """

    answer: Answer
    basis: Basis | None = None

    def __post_init__(self) -> None:
        if self.basis is not None and self.answer.status is not AnswerStatus.ANSWERED:
            raise ValueError("nothing is written of a refusal")


def refusal_text(status: AnswerStatus) -> str:
    """Why there is no answer, and what to do next; what was searched is told beside it, by the coverage."""
    match status:
        case AnswerStatus.NO_PAPERS:
            return "No papers have been added yet. Add a folder of papers, then ask again."
        case AnswerStatus.FILTER_MATCHES_NOTHING:
            return "No paper matches this filter. Widen the dates, or choose another body or kind of paper."
        case AnswerStatus.QUESTION_UNCLEAR:
            return (
                "I could not tell what is asked. Name what you are looking for, for example a subject, "
                "a meeting or a person."
            )
        case AnswerStatus.NOT_IN_PAPERS:
            return (
                "The papers I hold do not seem to answer this. The nearest passages are listed below; they "
                "may be about something else."
            )
        case AnswerStatus.NOT_IN_PASSAGES:
            return (
                "The passages found are near the question, but a language model that read them says that "
                "they do not answer it. They are listed below, for you to judge."
            )
        case _:
            return "Something went wrong while looking. Ask again; if it happens again, tell the owner."
