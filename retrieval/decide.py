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
from retrieval.features import Evidence, coverage, terms_of
from retrieval.learned import learned
from retrieval.rank import ScoredUnit
from retrieval.search import DECIDING
from retrieval.understand import Query, Wanted

NEAR = 0.45
"""Cosine above which a sentence is as near to a question as true answers are."""

PROMISED = 6.0
"""Log-odds of being read as an answer that go with one unit of cosine."""

USUAL = 0.5
"""How far reading usually falls behind nearness where the papers do answer."""

STANDS_OUT = 2.5
"""A passage read this much surer than most of the others answers, though those are about something else."""

NUMBERS_BEHIND = 0.14
"""How much further it falls behind for questions for figures, of which near misses are made too."""

NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w'&-]+")
YEAR = re.compile(r"(?:19|20)\d\d(?:/\d\d)?")
FINANCIAL_YEAR = re.compile(r"(?:19|20)\d\d/\d\d")
BODY = re.compile(
    r"\b(?P<name>[A-Z][\w'-]+(?: (?:and |& )?[A-Z][\w'-]+)*) "
    r"(?i:police|constabulary|force|council|borough|district|fire|trust|university|hospital|college|school)\b"
)
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

    def missing(self, terms: frozenset[str]) -> float:
        """Share of the terms that even the best of the first three passages does not hold."""
        if not terms:
            return 0.0
        held = [len(terms & (one.passage_words | one.context_words)) for one in self.evidence[:3]]
        return 1 - max(held) / len(terms)


def units_are_far(finding: Finding) -> float:
    """Nothing means what is asked, and nothing holds its rare words either."""
    nearest = sorted((one.similarity for one in finding.evidence), reverse=True)[:5]
    return max(0.0, NEAR - sum(nearest) / len(nearest)) * (1 - finding.held)


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
    names = {term for name in NAME.findall(finding.query.question) for term in terms_of(name)}
    return finding.missing(frozenset(names & set(finding.query.asked)))


def other_years(finding: Finding) -> float:
    """The financial year asked for stands in none of the best passages, though others do."""
    asked = {term for term in finding.query.asked if FINANCIAL_YEAR.fullmatch(term)}
    if not asked:
        return 0.0
    held = {term for one in finding.evidence[:5] for term in one.passage_words | one.context_words}
    return float(not asked & held and any(FINANCIAL_YEAR.fullmatch(term) for term in held))


def other_body(finding: Finding) -> float:
    """The best passages do not hold the force, council or other body that is asked about by name."""
    named = {term for match in BODY.finditer(finding.query.question) for term in terms_of(match["name"])}
    return finding.missing(frozenset(named))


def not_read_as_an_answer(finding: Finding) -> float:
    """Read together with the question, not even the best passage seems to answer it."""
    read = [one.judged.passage for one in finding.evidence if one.judged]
    return 1 / (1 + math.exp(max(read))) if read else 0.0


def near_and_yet_silent(finding: Finding) -> float:
    """So near to the question that it would be read as the answer if it were, and it is not.

    A near miss is as near as an answer, or nearer. What it lacks is only seen by reading.
    """
    read = {one.unit.passage_id: one.judged.passage for one in finding.evidence if one.judged}
    if not read or first_is_what_is_asked_for(finding):
        return 0.0
    nearest = max(one.similarity for one in finding.evidence)
    for_figures = not {Wanted.NUMBER, Wanted.MONEY}.isdisjoint(finding.query.wanted)
    reading = max(sum(read.values()) / len(read), max(read.values()) - STANDS_OUT)
    usual = USUAL + (NUMBERS_BEHIND if for_figures else 0.0)
    return max(0.0, nearest - reading / PROMISED - usual)


def first_is_what_is_asked_for(finding: Finding) -> bool:
    """A resolution where one is asked for, or a list of those present: neither says what it is about."""
    query, role = finding.query, finding.evidence[0].unit.role
    resolved = Wanted.DECISION in query.wanted and role in DECIDING
    return resolved or (Wanted.ATTENDANCE in query.wanted and role is Role.ATTENDANCE)


def other_than_papers(finding: Finding) -> float:
    """Published papers know nothing of this week, and do no errands."""
    return float(bool(OTHER_THAN_PAPERS.search(finding.query.question)))


DOUBTS: tuple[tuple[str, Callable[[Finding], float]], ...] = tuple(
    (doubt.__name__, doubt)
    for doubt in (
        units_are_far,
        nothing_is_near,
        sources_disagree,
        words_unknown,
        year_missing,
        name_missing,
        other_years,
        other_body,
        not_read_as_an_answer,
        near_and_yet_silent,
        other_than_papers,
    )
)

SUPPOSED = {"other_body": 3.0, "other_years": 2.0, "other_than_papers": 3.0}
"""Weights of doubts that few questions raise, until there are enough to learn them from."""


def doubts(query: Query, ordered: Sequence[ScoredUnit]) -> tuple[float, ...]:
    """What speaks against an answer being there, in the order of `DOUBTS`; each 0 or more."""
    finding = Finding(query, ordered)
    return tuple(doubt(finding) for _, doubt in DOUBTS)


def confidence(query: Query, ordered: Sequence[ScoredUnit]) -> float:
    """How sure we are, from 0 to 1, that the papers answer: a logistic model of the doubts."""
    if not ordered:
        return 0.0
    weights, intercept = learned_decision()
    total = intercept - sum(
        weight * value for weight, value in zip(weights, doubts(query, ordered), strict=True)
    )
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def learned_decision() -> tuple[tuple[float, ...], float]:
    """The weight of each doubt, 0 or more, and the intercept."""
    decision = learned()["decision"]
    weights = tuple(float(decision["weights"].get(name, 0.0)) for name, _ in DOUBTS)
    return weights, float(decision["intercept"])
