"""Decide whether what was found answers the question, or whether the papers are silent.

A search for the nearest always finds something, so an answer is given only while the doubts are small.
Each doubt is a small function with its reason; its value is 0 where there is no reason to doubt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.values import Role
from retrieval.features import MOST_SURE, Evidence, coverage, terms_of
from retrieval.learned import learned
from retrieval.named import names_asked
from retrieval.rank import ScoredUnit
from retrieval.search import DECIDING
from retrieval.understand import Query, Wanted

NEAR = 0.45
"""Cosine above which a sentence is as near to a question as true answers are."""

OWN_WORDS = 0.65
"""Cosine above which a question is put in the words of the paper."""

MOST_WORDS = 0.65
"""Share of its rare words above which the same is taken of a question."""

OUTRIGHT_WORDS = 0.75
"""Share of a question's rare words that a sentence, with what stands above it, holds if it tells outright."""

OUTRIGHT = 0.75
"""The confidence, at least, in an answer that is told outright."""

FIGURES = frozenset({Wanted.NUMBER, Wanted.MONEY, Wanted.CHANGE})

YEAR = re.compile(r"(?:19|20)\d\d(?:/\d\d)?")
FINANCIAL_YEAR = re.compile(r"(?:19|20)\d\d/\d\d")
BODY = re.compile(
    r"\b(?P<name>[A-Z][\w'-]+(?: (?:and |& )?[A-Z][\w'-]+)*) "
    r"(?i:police|constabulary|force|council|borough|district|fire|trust|university|hospital|college|school)\b"
)
STANDS_FOR = re.compile(r"\b[A-Z][A-Z&]+\b.*\bstands? for\b|\bstands? for\b.*\b[A-Z][A-Z&]+\b")
OTHER_THAN_PAPERS = re.compile(
    r"\b(?:today|tonight|tomorrow|right now|this (?:morning|afternoon|evening|week|weekend)|next week"
    r"|(?:write|draft|translate|recommend|book) (?:me|us|an?)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """A question and the units found for it, the likeliest answer first; never empty."""

    query: Query
    ordered: Sequence[ScoredUnit]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What is known of each unit."""
        return [unit.evidence for unit in self.ordered]

    @cached_property
    def held(self) -> float:
        """Most of the question's rare words that one place holds, with what stands above it."""
        return max(coverage(self.query, one.around | one.context_words) for one in self.evidence[:10])

    @cached_property
    def read(self) -> dict[str, float]:
        """What the reranker made of each passage it read, by the passage's id; empty without one."""
        return {one.unit.passage_id: one.judged.passage for one in self.evidence if one.judged}

    def missing(self, terms: frozenset[str]) -> float:
        """Share of the terms that even the best of the first three passages does not hold."""
        if not terms:
            return 0.0
        held = [len(terms & one.placed_words) for one in self.evidence[:3]]
        return 1 - max(held) / len(terms)


def nothing_is_near(finding: Finding) -> float:
    """Neither a sentence nor a passage is as near as true answers are, nor holds the rare words."""
    nearest = max(max(one.similarity, one.candidate.similarity) for one in finding.evidence)
    return max(0.0, NEAR - nearest) * (1 - finding.held)


def sources_disagree(finding: Finding) -> float:
    """Words and meaning lead to different passages."""
    candidates = {one.candidate.passage.passage_id: one.candidate for one in finding.evidence}.values()
    by_words = sorted(candidates, key=lambda one: -one.keyword_score)[:10]
    by_meaning = sorted(candidates, key=lambda one: -one.similarity)[:10]
    both = {one.passage.passage_id for one in by_words} & {one.passage.passage_id for one in by_meaning}
    return 1 - len(both) / 10


def words_unknown(finding: Finding) -> float:
    """Words, by their rarity, that no paper holds at all."""
    query = finding.query
    total = sum(query.rarity[term] for term in query.asked) or 1.0
    return sum(query.rarity[term] for term in query.asked if term in query.unknown) / total


def year_missing(finding: Finding) -> float:
    """The right subject in the wrong year: the best passages do not hold the year asked for."""
    return finding.missing(frozenset(term for term in finding.query.asked if YEAR.fullmatch(term)))


def name_missing(finding: Finding) -> float:
    """The right subject of the wrong body or person: the best passages do not hold the name asked for."""
    return finding.missing(names_asked(finding.query))


def other_years(finding: Finding) -> float:
    """The financial year asked for stands in none of the best passages, though others do."""
    asked = {term for term in finding.query.asked if FINANCIAL_YEAR.fullmatch(term)}
    if not asked:
        return 0.0
    held = {term for one in finding.evidence[:5] for term in one.placed_words}
    return float(not asked & held and any(FINANCIAL_YEAR.fullmatch(term) for term in held))


def other_body(finding: Finding) -> float:
    """The best passages do not hold the force, council or other body that is asked about by name."""
    named = {term for match in BODY.finditer(finding.query.question) for term in terms_of(match["name"])}
    return finding.missing(frozenset(named))


def best_not_read_as_an_answer(finding: Finding) -> float:
    """Read together with the question, not even the best passage seems to answer it."""
    return unlikeliness(max(finding.read.values())) if finding.read else 0.0


def first_not_read_as_an_answer(finding: Finding) -> float:
    """The sentence that the answer would begin with does not seem to answer."""
    first = finding.evidence[0]
    if not finding.read or first_is_what_is_asked_for(finding):
        return 0.0
    return unlikeliness(first.log_odds)


def rest_not_read_as_an_answer(finding: Finding) -> float:
    """Where papers answer, passages beside the best one seem to as well: they speak of the same matter."""
    if not finding.read:
        return 0.0
    return unlikeliness(sum(finding.read.values()) / len(finding.read))


def near_and_yet_silent(finding: Finding) -> float:
    """The nearer a sentence is, the surer it would be read as the answer if it were.

    A near miss is as near as an answer, or nearer; this weighs against what reading found. A question in the
    paper's own words is nearer still, and is not doubted more for that.
    """
    return min(OWN_WORDS, max(one.similarity for one in finding.evidence)) if finding.read else 0.0


def full_and_yet_silent(finding: Finding) -> float:
    """The same by words: a sentence with most of the question's rare words in it is hard to overlook.

    A question in the paper's own words is not doubted more for that.
    """
    if not finding.read:
        return 0.0
    return min(MOST_WORDS, coverage(finding.query, finding.evidence[0].words))


def asks_for_no_figure(finding: Finding) -> float:
    """The reranker doubts questions for figures more than others, since near misses often ask for them.

    So that both are doubted alike, the others are doubted a little more.
    """
    return float(bool(finding.read) and not FIGURES & set(finding.query.wanted))


def unlikeliness(log_odds: float) -> float:
    """How far a judgement is from the surest, from 0 to 2."""
    return 1 - max(-MOST_SURE, min(MOST_SURE, log_odds)) / MOST_SURE


def first_is_what_is_asked_for(finding: Finding) -> bool:
    """A resolution where one is asked for, or a list of those present: neither says what it is about."""
    query, role = finding.query, finding.evidence[0].unit.role
    resolved = Wanted.DECISION in query.wanted and role in DECIDING
    return resolved or (Wanted.ATTENDANCE in query.wanted and role is Role.ATTENDANCE)


def not_spelled_out(finding: Finding) -> float:
    """What an abbreviation stands for is asked, and no paper spells it out; using it is no answer."""
    return float(bool(STANDS_FOR.search(finding.query.question)) and not finding.query.expansions)


def other_than_papers(finding: Finding) -> float:
    """Published papers know nothing of this week, and do no errands."""
    return float(bool(OTHER_THAN_PAPERS.search(finding.query.question)))


RULES = (
    words_unknown,
    year_missing,
    name_missing,
    other_years,
    other_body,
    other_than_papers,
    not_spelled_out,
)
"""Doubts that have a reason by themselves, whatever was read."""


def is_told_outright(finding: Finding) -> bool:
    """The sentence that the answer would begin with holds what is asked for, and is read as the answer.

    What one paper says plainly once, the other passages need not speak of. The questions that the weights of
    the doubts are learned from are put in other words than the papers', and do not show this.
    """
    first = finding.evidence[0]
    if first.log_odds <= 0:
        return False
    held = coverage(finding.query, first.words | first.context_words)
    return held >= OUTRIGHT_WORDS and not any(rule(finding) > 0 for rule in RULES)


READ: tuple[Callable[[Finding], float], ...] = (
    best_not_read_as_an_answer,
    first_not_read_as_an_answer,
    rest_not_read_as_an_answer,
    near_and_yet_silent,
    full_and_yet_silent,
    asks_for_no_figure,
)
"""The doubts that only a reranker raises."""

DOUBTS: tuple[tuple[str, Callable[[Finding], float]], ...] = tuple(
    (doubt.__name__, doubt)
    for doubt in (
        nothing_is_near,
        sources_disagree,
        *RULES,
        *READ,
    )
)

SUPPOSED = {
    "other_body": 3.0,
    "other_years": 2.0,
    "other_than_papers": 3.0,
    "not_spelled_out": 10.0,
    "nothing_is_near": 10.0,
}
"""Weights of doubts that few questions raise, until there are enough to learn them from."""


def doubts(finding: Finding) -> tuple[float, ...]:
    """What speaks against an answer being there, in the order of `DOUBTS`; each 0 or more."""
    return tuple(doubt(finding) for _, doubt in DOUBTS)


def confidence(query: Query, ordered: Sequence[ScoredUnit]) -> float:
    """How sure we are, from 0 to 1, that the papers answer: a logistic model of the doubts.

    Of an answer that is told outright we are never less sure than `OUTRIGHT`.
    """
    if not ordered:
        return 0.0
    finding = Finding(query, ordered)
    weights, intercept = learned_decision("decision" if finding.read else "first_decision")
    total = intercept - sum(weight * value for weight, value in zip(weights, doubts(finding), strict=True))
    sure = 1 / (1 + math.exp(-total))
    return max(sure, OUTRIGHT) if is_told_outright(finding) else sure


@lru_cache(maxsize=2)
def learned_decision(name: str) -> tuple[tuple[float, ...], float]:
    """The weight of each doubt, 0 or more, and the intercept.

    Args:
        name: "decision" where passages were read, "first_decision" where there is no reranker.
    """
    decision = learned()[name]
    weights = tuple(float(decision["weights"].get(name, 0.0)) for name, _ in DOUBTS)
    return weights, float(decision["intercept"])
