"""A question for two years or two names, of one of which nothing was found: which, in a sentence.

Only this can be told from the words. Papers say most other things in words of their own, so that the lack of
the question's words, or of a figure, does not tell that a part of it is unanswered.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from index.values import Passage
from retrieval.checking.dates import find_date_marks
from retrieval.checking.names import find_names
from retrieval.compose import Chosen
from retrieval.features import terms_of
from retrieval.rank import ScoredUnit

PASSAGES_READ = 8
"""Passages, the likeliest first, that have to be silent too, beside those cited."""

OPENING = re.compile(
    r"(?:who|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|had|will|would|can|could"
    r"|should|compare)\b\s*",
    re.IGNORECASE,
)
"""How a question begins; its capital makes no name of it."""

BESIDE = re.compile(
    r"\s*(?:,|/|,?\s(?:and|or|&|versus|vs\.?|than|with|compared (?:with|to)))\s?"
    r"(?:(?:in|for|the|of|at|on)\s){0,2}",
    re.IGNORECASE,
)
"""What stands between two years or names that are asked for one beside the other."""

SPAN = re.compile(r"\b(?:between|from|to|over|since|until)\b[^,?]*$", re.IGNORECASE)
"""What makes two years the ends of one stretch of time, of which papers need not name both."""

WRITTEN_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?[-/–]\s?(\d\d)(?!\d))?|(?<![\d/])(\d\d)/(\d\d)(?![\d/])|['’](\d\d)\b"
)
"""Years in figures: whole, of a financial year, and with the century left out."""

YEAR_BEFORE = re.compile(
    r"\byear (?:before|earlier|ago)\b|\b(?:last|previous|prior|preceding|next|following|each|every)"
    r" (?:financial )?year\b|\bannually\b",
    re.IGNORECASE,
)
"""How papers speak of a year that they do not name."""

SPELT_ALIKE = 0.8
"""How alike a word of the papers has to be to one that may be mistyped, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """A year or name as a question prints it, and where."""

    printed: str
    start: int
    end: int


def half_answered(question: str, chosen: Sequence[Chosen], ordered: Sequence[ScoredUnit]) -> str:
    """A sentence that names the year or name of which nothing found speaks, though it does of the one beside.

    Returns:
        "" where something is found of each, or of none.
    """
    years, names = years_asked(question), names_asked(question)
    if not years and not names:
        return ""
    found = "\n".join(f"{passage.context}\n{passage.text}" for passage in passages_read(chosen, ordered))
    told_years, told_terms = years_in(found), frozenset(terms_of(found))
    years = [] if YEAR_BEFORE.search(found) else years
    silent = [
        *only_some(years, [not years_in(year).isdisjoint(told_years) for year in years]),
        *only_some(names, [is_told(name, told_terms) for name in names]),
    ]
    return f"Nothing found seems to speak of {' or '.join(silent)}." if silent else ""


def is_told(name: str, told: frozenset[str]) -> bool:
    """True where a word of a name is among those told, even if spelt somewhat otherwise."""
    return any(term in told or get_close_matches(term, told, 1, SPELT_ALIKE) for term in terms_of(name))


def only_some(asked: Sequence[str], told: Sequence[bool]) -> list[str]:
    """Those of which nothing is told, where something is told of another."""
    return [one for one, is_told in zip(asked, told, strict=True) if not is_told] if any(told) else []


def passages_read(chosen: Sequence[Chosen], ordered: Sequence[ScoredUnit]) -> list[Passage]:
    """The passages cited and the likeliest of those found."""
    passages = {part.passage.passage_id: part.passage for part in chosen}
    for scored in ordered:
        if len(passages) >= len(chosen) + PASSAGES_READ:
            break
        passages.setdefault(scored.passage.passage_id, scored.passage)
    return list(passages.values())


def years_asked(question: str) -> list[str]:
    """The years asked for one beside the other, as printed; none for the ends of a stretch of time."""
    marks = [mark for mark in find_date_marks(question) if years_in(mark.printed)]
    return beside_one_another(question, [Place(mark.printed, mark.start, mark.end) for mark in marks])


def beside_one_another(question: str, places: Sequence[Place]) -> list[str]:
    """Of some years or names those that stand beside the next or the one before; short forms stand alone."""
    found: list[str] = []
    for one, other in itertools.pairwise(places):
        short = one.printed.isupper() or other.printed.isupper()
        between, before = question[one.end : other.start], question[: one.start]
        if BESIDE.fullmatch(between) and not SPAN.search(before) and not short:
            found += [one.printed, other.printed]
    return list(dict.fromkeys(found))


def years_in(text: str) -> frozenset[int]:
    """Every year that a text names, both of a financial year."""
    found: set[int] = set()
    for whole, last, short, short_last, alone in WRITTEN_YEAR.findall(text):
        found.update(
            int(year) if len(year) == 4 else 2000 + int(year)
            for year in (whole, last, short, short_last, alone)
            if year
        )
    return frozenset(found)


def names_asked(question: str) -> list[str]:
    """The names asked for one beside the other; not short forms, which papers may spell out."""
    names: list[Place] = []
    for name in find_names(question):
        for half in re.finditer(r"(?:(?!\s(?:and|or|&)\s).)+", name.printed):
            printed = half.group().removeprefix("and ").removeprefix("& ").strip()
            opening = OPENING.match(printed) if not name.start else None
            printed = printed[opening.end() :] if opening else printed
            if printed:
                end = name.start + half.end()
                names.append(Place(printed, end - len(printed), end))
    return beside_one_another(question.replace(",", ";"), names)  # a comma adds a place to a name
