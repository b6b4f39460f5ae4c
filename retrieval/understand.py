"""From a question's words to what is looked for: terms, their weights and the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np

from index.analysis import terms
from retrieval.everyday_words import official_terms

ACRONYM_WEIGHT = 0.5
"""A spelled-out acronym says again what the question said, so it counts for less than a word asked."""

ALTERNATIVE_WEIGHT = 0.3
"""What papers may say for an everyday word counts for less again: it may not be meant."""

SHORTEST_SLIP = 5
"""Letters of a term from which another may be meant by it; shorter ones are like too many others."""


class Wanted(StrEnum):
    """The kind of answer a question asks for."""

    PERSON = "person"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    LIST = "list"
    DEFINITION = "definition"
    DECISION = "decision"
    REASON = "reason"
    CHANGE = "change"
    ATTENDANCE = "attendance"
    LATEST = "latest"
    FACT = "fact"


MANNER_WORDS = frozenset(
    terms(
        "all already always anyone anything else ever exactly far find get gets getting give given go goes "
        "going got happen happened happens hear kind know let long look looking many mean meant mind much "
        "need now often please pls put really said say says show something someone sort stands stand still "
        "sure take takes taken talk tell thing things think time told took type up use used using vs want "
        "wanted went whats whos whens wheres whole yet"
    )
)
"""Words of how a question is put, not of what it is about; an answer need not repeat them."""

MONTH_OF_YEAR = re.compile(
    r"(?<!\d )(?<!\d(?:st|nd|rd|th) )"
    r"\b((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*) '?(\d\d)\b(?![:.\d])",
    re.IGNORECASE,
)

WANTED_PATTERNS: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (
            Wanted.DEFINITION,
            r"\bstands? for\b|\bmeaning\b|\bdefin|\bwhat (?:does|do) .{1,60} mean\b"
            r"|^what(?:'s| is|s)? (?:an? |the )?[\w-]+(?: [\w-]+)?\s*\?*$|\bin full\b|\bspelled out\b",
        ),
        (
            Wanted.CHANGE,
            r"\bchang(?:e|ed|es)\b|\bcompar(?:e|ed|es)\b|\bgrow[ns]?\b|\bgrew\b|\brise[ns]?\b|\brose\b"
            r"|\bfall(?:en|s)?\b|\bfell\b|\bup or down\b|\bsince\b.*\b(?:19|20)\d\d\b|\bversus\b|\bvs\b"
            r"|\bincreas|\bdecreas|\btrend\b",
        ),
        (
            Wanted.MONEY,
            r"\bhow much (?:money|did|does|do|will|would|was|is)\b|\bcosts?\b|\bprice\b|\bbudget\b|£",
        ),
        (
            Wanted.NUMBER,
            r"\bhow (?:many|much|often|long|big|large|old|far|fast)\b|\bnumbers?\b|\bpercent|\bper cent\b|%"
            r"|\bproportion\b|\bshare of\b|\brate\b|\btotal\b|\bfigures?\b|\bsize\b|\bcount\b|\bvolume\b",
        ),
        (
            Wanted.DECISION,
            r"\bresolv|\bdecid|\bdecision|\bagree|\bapprov|\boutcome\b|\bvot(?:e|ed|es|ing)\b|\brecommend"
            r"|\bcarried\b|\badopt|\bsign(?:ed)?(?: it)? off\b|\bbecame of\b|\bresult\b|\breject|\brefus"
            r"|\b(?:get|got|go|went|gone) through\b|\b(?:turned|voted) down\b|\bthrown out\b|\bdefeat",
        ),
        (
            Wanted.ATTENDANCE,
            r"\battend(?:ed|ance|ing|ees?)?\b|\bturned up\b|\bapolog(?:ies|ised|ized)\b|\babsent\b"
            r"|\b(?:was|were) (?:there|present)\b|\bwho (?:was|were) at\b|\bmembers present\b",
        ),
        (
            Wanted.LATEST,
            r"\blatest\b|\bmost recent(?:ly)?\b|\bnewest\b|\bup to date\b"
            r"|\blast (?:meeting|time|met\b|discuss|consider|report|agree|resolv|look|review|talk|rais)",
        ),
        (Wanted.REASON, r"\bwhy\b|\breason\b|\bhow come\b|\bjustif|\bexplain"),
        (
            Wanted.PERSON,
            r"\bwho(?:'s|m|se)?\b|\bwhich (?:member|councillor|cllr|officer|person|minister)"
            r"|\bnames?\b|\bauthor\b|\bwrote\b|\bchair(?:s|ed|man)?\b",
        ),
        (
            Wanted.DATE,
            r"\bwhen\b|\bwhat (?:date|day|time|year|month)\b|\bdate\b|\bdeadline\b|\bby what\b|\bhow soon\b",
        ),
        (
            Wanted.LIST,
            r"\bwhich .{0,40}s\b|\blist\b|\bwhat .{0,30}s (?:are|were|did|do|have|is|was)\b|\bexamples?\b"
            r"|\ball the\b|\bname the\b",
        ),
    )
)


class Vocabulary(Protocol):
    """What the papers know of words: acronyms spelled out, and how common a term is."""

    @property
    def passage_count(self) -> int:
        """How many passages are indexed."""

    def glossary(self) -> dict[str, tuple[str, ...]]:
        """Acronyms and what they stand for."""

    def document_frequency(self, term: str) -> int:
        """In how many passages a term occurs."""

    def similar_term(self, term: str) -> str:
        """The term that a mistyped one most likely stands for, "" where none is near."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood.

    Attributes:
        question: as asked.
        asked: the question's own terms, in order, each once.
        expansions: terms added from the glossary.
        alternatives: for terms of everyday expressions, the terms that papers use for the same things.
        rarity: for every term of these, its inverse document frequency, at least 0.
        unknown: the question's terms that no paper holds.
        wanted: the kinds of answer it may be asking for, likeliest first; never empty.
        notes: sentences on how it was understood, for the trace.
    """

    question: str
    asked: tuple[str, ...]
    expansions: tuple[str, ...]
    rarity: dict[str, float]
    unknown: frozenset[str]
    wanted: tuple[Wanted, ...]
    notes: tuple[str, ...] = ()
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def weighted_terms(self) -> tuple[tuple[str, float], ...]:
        """Every term with the weight it has in keyword search."""
        weights = dict.fromkeys(self.asked, 1.0)
        for term in self.expansions:
            weights.setdefault(term, ACRONYM_WEIGHT)
        for term in self.asked:
            for other in self.alternatives.get(term, ()):
                weights.setdefault(other, ALTERNATIVE_WEIGHT)
        return tuple(weights.items())


VOTING = frozenset(terms("vote against favour support oppose abstain abstention back reject"))
"""Words of which one is in a question for the voters."""


def asks_who_voted(query: Query) -> bool:
    """True for a question whose answer is the names of those who voted one way or another."""
    return Wanted.PERSON in query.wanted and not VOTING.isdisjoint(query.asked)


def understand(question: str, vocabulary: Vocabulary) -> Query:
    """Read a question: its terms, acronyms spelled out both ways, and the kinds of answer it wants."""
    asked = asked_terms(question)
    spelled_out, notes = expand_acronyms(question, asked, vocabulary.glossary())
    mended = mend_spelling(asked, vocabulary)
    notes += tuple(f"“{slip}” was also looked for as “{meant}”." for slip, meant in mended)
    expansions = tuple(dict.fromkeys((*spelled_out, *(meant for _, meant in mended))))
    alternatives = {term: others for term, others in official_terms(question).items() if term in asked}
    every = dict.fromkeys(
        (*asked, *expansions, *(other for others in alternatives.values() for other in others))
    )
    frequency = {term: vocabulary.document_frequency(term) for term in every}
    return Query(
        question=question,
        asked=asked,
        expansions=expansions,
        rarity={
            term: inverse_document_frequency(count, vocabulary.passage_count)
            for term, count in frequency.items()
        },
        unknown=frozenset(term for term in asked if not frequency[term] and not is_compound(term, asked)),
        wanted=kinds_wanted(question),
        notes=notes,
        alternatives=alternatives,
    )


def asked_terms(question: str) -> tuple[str, ...]:
    """The terms a question is about, each once; all of its terms where manner is all there is.

    "July 23" is read as a month of 2023: in British use a day stands before its month.
    """
    every = tuple(dict.fromkeys(terms(MONTH_OF_YEAR.sub(r"\1 20\2", question))))
    return tuple(term for term in every if term not in MANNER_WORDS) or every


def is_compound(term: str, asked: tuple[str, ...]) -> bool:
    """True for a hyphenated word's joined form, whose parts are asked for too."""
    return any(part != term and term.startswith(part) for part in asked)


def kinds_wanted(question: str) -> tuple[Wanted, ...]:
    """The kinds of answer a question asks for, in the order the patterns are listed."""
    found = tuple(wanted for wanted, pattern in WANTED_PATTERNS if pattern.search(question))
    return found or (Wanted.FACT,)


def expand_acronyms(
    question: str, asked: tuple[str, ...], glossary: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Terms that the glossary adds to a question, and a note for each acronym understood."""
    words = set(re.findall(r"[A-Za-z][A-Za-z&-]+", question))
    folded = question.casefold()
    added: list[str] = []
    notes: list[str] = []
    for short, meanings in glossary.items():
        if short in words or (len(short) > 2 and short.casefold() in {word.casefold() for word in words}):
            for meaning in meanings:
                added.extend(terms(meaning))
            notes.append(f"{short} was read as {' or '.join(meanings)}.")
        elif any(meaning.casefold() in folded for meaning in meanings):
            added.extend(terms(short))
            notes.append(f"{meanings[0]} was also looked for as {short}.")
    return tuple(term for term in dict.fromkeys(added) if term not in asked), tuple(notes)


def mend_spelling(asked: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Words that no paper holds, each with the word of the papers that it may be a slip of."""
    slips = [
        term
        for term in asked
        if len(term) >= SHORTEST_SLIP and term.isalpha() and not vocabulary.document_frequency(term)
    ]
    found = ((slip, vocabulary.similar_term(slip)) for slip in slips)
    return tuple((slip, meant) for slip, meant in found if meant and meant not in asked)


def inverse_document_frequency(frequency: int, passage_count: int) -> float:
    """How rare a term is, as in BM25 (Robertson and Zaragoza, 2009)."""
    return float(np.log(1 + (passage_count - frequency + 0.5) / (frequency + 0.5)))
