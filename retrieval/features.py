"""What speaks for a sentence or row as part of the answer: small functions, each with its reason."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from corpus.values import Role
from index.analysis import terms
from index.values import Unit
from retrieval.search import DECIDING, Candidate
from retrieval.understand import Query, Wanted


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit with what is known of it when a question looks at it.

    Attributes:
        words: the unit's terms; those of its table's column headers included.
        around: terms of the unit and the units before and after it.
        similarity: cosine of unit and question.
        nearness: 1 for the passage most similar to the question, 2 for the next, and so on.
        fullness: the same by the rare words that the passage's fullest unit holds.
        told_apart: for a table row, the share, by how few rows of the table hold it, of the question's terms
            that stand in some of its rows and not in all.
        recency: from 0 for the candidates of the earliest meeting, and those without a date, to 1 for the
            latest.
        judged: what the reranker made of it; None before it was asked, or where it did not read so far.
    """

    unit: Unit
    candidate: Candidate
    text: str
    words: frozenset[str]
    around: frozenset[str]
    passage_words: frozenset[str]
    context_words: frozenset[str]
    similarity: float
    neighbour_similarity: float
    nearness: int = 1
    fullness: int = 1
    told_apart: float = 0.0
    recency: float = 0.0
    judged: Judged | None = None

    @property
    def log_odds(self) -> float:
        """How the unit is read as an answer; what was not read is least likely."""
        return self.judged.unit if self.judged else -MOST_SURE

    @property
    def placed_words(self) -> frozenset[str]:
        """Terms of the passage and of what stands above it."""
        return self.passage_words | self.context_words


@dataclass(frozen=True, slots=True)
class Judged:
    """A reranker's log-odds that the unit, and that its passage, answers."""

    unit: float
    passage: float


ALTERNATIVE = 0.6
"""How much of a term the papers' word for the same thing stands for."""

PLACES = 5
"""At this many places behind the first, a passage's place counts about half."""

MOST_SURE = 8.0
"""Log-odds beyond which a judgement says no more."""


@lru_cache(maxsize=50_000)
def terms_of(text: str) -> tuple[str, ...]:
    """The search terms of a text; remembered, since good passages come up often."""
    return tuple(terms(text))


def coverage(query: Query, words: frozenset[str]) -> float:
    """Share of what the question asks for, by rarity, that the words hold; other words may stand in."""
    total = held = 0.0
    for term in query.asked:  # a plain loop: some two thousand of these are asked for each question
        worth = query.rarity[term]
        total += worth
        if term in words:
            held += worth
        elif not words.isdisjoint(query.alternatives.get(term, ())):
            held += ALTERNATIVE * worth
    if not total:
        return 0.0
    if not words.isdisjoint(query.expansions):
        held += 0.5 * sum(query.rarity[term] for term in query.expansions if term in words)
    return min(1.0, held / total)


def unit_similarity(query: Query, evidence: Evidence) -> float:
    """A sentence that means what the question asks is near it."""
    return evidence.similarity


def neighbour_similarity(query: Query, evidence: Evidence) -> float:
    """A sentence among others on the same subject is likelier than one that stands alone."""
    return evidence.neighbour_similarity


def passage_similarity(query: Query, evidence: Evidence) -> float:
    """A passage on the subject is where its answers are."""
    return evidence.candidate.similarity


def fused_rank(query: Query, evidence: Evidence) -> float:
    """What several sources agree on is likelier right."""
    return evidence.candidate.fused


def row_told_apart(query: Query, evidence: Evidence) -> float:
    """Of the words that tell the rows of a table apart, this row holds those of the question."""
    return evidence.told_apart


def near_passage(query: Query, evidence: Evidence) -> float:
    """The passage is one of those most similar, whatever the similarity."""
    return PLACES / (PLACES + evidence.nearness - 1)


def full_passage(query: Query, evidence: Evidence) -> float:
    """One of its sentences holds more of the rare words than other passages' sentences do."""
    return PLACES / (PLACES + evidence.fullness - 1)


def keyword_score(query: Query, evidence: Evidence) -> float:
    """A passage full of the question's rare words."""
    return evidence.candidate.keyword_score


def unit_coverage(query: Query, evidence: Evidence) -> float:
    """A sentence that holds the question's rare words."""
    return coverage(query, evidence.words)


def around_coverage(query: Query, evidence: Evidence) -> float:
    """The words may be spread over neighbouring sentences."""
    return coverage(query, evidence.around)


def passage_coverage(query: Query, evidence: Evidence) -> float:
    """The passage holds the question's rare words."""
    return coverage(query, evidence.passage_words)


def context_coverage(query: Query, evidence: Evidence) -> float:
    """The meeting, item or heading above the passage holds words that the passage need not repeat."""
    return coverage(query, evidence.placed_words)


def placed_coverage(query: Query, evidence: Evidence) -> float:
    """A sentence says its own part and leaves the rest to the heading, item and meeting above it."""
    return coverage(query, evidence.words | evidence.context_words)


def adjacent_terms(query: Query, evidence: Evidence) -> float:
    """Two words that stand side by side in the question stand so in the sentence."""
    pairs = set(zip(query.asked, query.asked[1:], strict=False))
    if not pairs:
        return 0.0
    words = terms_of(evidence.text)
    return len(pairs & set(itertools.pairwise(words))) / len(pairs)


NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\b", re.I
)
MONEY = re.compile(r"£\s?\d|\d\s?(?:pence|million|m\b|k\b)")
DATE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\bquarter(?:ly)?\b"
    r"|\b(?:week|month|annual|year)ly\b|\bQ[1-4]\b",
    re.I,
)
PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllrs?|Councillors?|Sir|Dame|Lord|Lady|Baroness|Superintendent|Supt|Inspector"
    r"|Chair(?:man)?|Sgt|DCI|CC|DCC|ACC)\b\.?|\b[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)
DECISION = re.compile(
    r"\b(?:resolved|agreed|approved|carried|lost|adopted|recommend(?:ed|s)?|noted|rejected|supported|decided"
    r"|confirmed|request(?:ed)?)\b",
    re.I,
)
REASON = re.compile(
    r"\b(?:because|due to|as a result|since|owing|in order|so that|therefore|reason|to ensure)\b", re.I
)
DEFINITION = re.compile(
    r"\bis an?\b|\bare\b|\bmeans\b|\brefers to\b|\bdefined as\b|\([A-Z][A-Za-z&-]{1,9}\)|\bwhich\b"
)
CHANGE = re.compile(
    r"\b(?:increas|decreas|r[io]se|fell|fall|reduc|compar|from\b.*\bto|previous|chang|up by|down by)", re.I
)
LISTING = re.compile(r",.*,.*\band\b|;.*;|•|^\s*[-–·]\s|\t", re.I)

SIGNS: dict[Wanted, re.Pattern[str]] = {
    Wanted.PERSON: PERSON,
    Wanted.DATE: DATE,
    Wanted.NUMBER: NUMBER,
    Wanted.MONEY: MONEY,
    Wanted.LIST: LISTING,
    Wanted.DEFINITION: DEFINITION,
    Wanted.DECISION: DECISION,
    Wanted.REASON: REASON,
    Wanted.CHANGE: CHANGE,
}


def answers_in_kind(query: Query, evidence: Evidence) -> float:
    """A question for a person is answered by a name, one for a number by a number, and so on."""
    signs = [SIGNS[wanted] for wanted in query.wanted if wanted in SIGNS]
    if not signs:
        return 0.5
    return sum(bool(sign.search(evidence.text)) for sign in signs) / len(signs)


def resolution(query: Query, evidence: Evidence) -> float:
    """A question for a decision is answered by the resolution itself."""
    return float(evidence.unit.role in DECIDING and Wanted.DECISION in query.wanted)


def attendance(query: Query, evidence: Evidence) -> float:
    """A question for who came is answered by the list of those present."""
    return float(evidence.unit.role is Role.ATTENDANCE and Wanted.ATTENDANCE in query.wanted)


def spells_out(query: Query, evidence: Evidence) -> float:
    """A question for what an abbreviation means is answered where it is spelled out."""
    asked = Wanted.DEFINITION in query.wanted and query.expansions
    return float(bool(asked) and evidence.words.issuperset(query.expansions))


def latest(query: Query, evidence: Evidence) -> float:
    """A question for the last time is answered by the latest of the meetings that speak of it."""
    return evidence.recency if Wanted.LATEST in query.wanted else 0.0


def new_words(query: Query, evidence: Evidence) -> float:
    """A sentence that only repeats the question, such as a heading, answers nothing."""
    return min(1.0, len(evidence.words - set(query.asked)) / 12)


PURPOSE = re.compile(
    r"^\W*(?:\d+[.)]?\s*)?(?:the )?(?:purpose of|this (?:report|paper|appendix) (?:is|provides|sets|presents)"
    r"|(?:the )?panel is (?:asked|recommended)|report of\b|overview:)",
    re.I,
)


def states_purpose(query: Query, evidence: Evidence) -> float:
    """What a report is for says what it is about, not what it found."""
    return float(bool(PURPOSE.search(evidence.text)))


def heading(query: Query, evidence: Evidence) -> float:
    """A heading names what follows and answers nothing itself."""
    return float(evidence.unit.heading)


SERIAL_NUMBERS = frozenset(str(number) for number in range(1, 100))
"""What the first cell of a row often holds when it names nothing."""


def row(query: Query, evidence: Evidence) -> float:
    """A table row answers questions for figures more often than others."""
    return float(bool(evidence.unit.cells) and Wanted.NUMBER in query.wanted)


def unit_judged(query: Query, evidence: Evidence) -> float:
    """Read together with the question, the sentence seems to answer it."""
    return bounded(evidence.judged.unit) if evidence.judged else 0.0


def passage_judged(query: Query, evidence: Evidence) -> float:
    """Read together with the question, the passage seems to answer it."""
    return bounded(evidence.judged.passage) if evidence.judged else 0.0


def not_judged(query: Query, evidence: Evidence) -> float:
    """What was not thought worth reading is seldom the answer."""
    return float(evidence.judged is None)


def bounded(log_odds: float) -> float:
    """Log-odds as a feature of about the size of the others."""
    return max(-MOST_SURE, min(MOST_SURE, log_odds)) / MOST_SURE


def row_asked_for(query: Query, evidence: Evidence) -> float:
    """The row that is named as the question names what it asks for: its month, its place, its rank."""
    if not evidence.unit.cells:
        return 0.0
    label = set(terms_of(evidence.unit.cells[0].text)) - SERIAL_NUMBERS
    return len(label & set(query.asked)) / len(label) if label else 0.0


JUDGED = (unit_judged, passage_judged, not_judged)
"""The features that only the reranker gives a value. They stand last; the first look goes by the others."""

FEATURES: tuple[tuple[str, Callable[[Query, Evidence], float]], ...] = tuple(
    (feature.__name__, feature)
    for feature in (
        unit_similarity,
        neighbour_similarity,
        passage_similarity,
        fused_rank,
        keyword_score,
        unit_coverage,
        around_coverage,
        passage_coverage,
        context_coverage,
        placed_coverage,
        adjacent_terms,
        answers_in_kind,
        resolution,
        attendance,
        spells_out,
        latest,
        new_words,
        states_purpose,
        heading,
        row,
        row_asked_for,
        row_told_apart,
        near_passage,
        full_passage,
        *JUDGED,
    )
)

SUPPOSED = {"attendance": 3.0, "spells_out": 2.0, "row_told_apart": 1.5, "latest": 1.5}
"""Weights of features that few questions ask for, until there are enough to learn them from."""
