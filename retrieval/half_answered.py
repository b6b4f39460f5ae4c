"""A question of two parts of which one seems to have found no answer: which, in a sentence.

Only what can be told from the words is told: a year or a name that is asked for beside another and stands in
nothing found, and a part that asks how much or how many where nothing printed has a figure. Papers say most
other things in words of their own, so that the lack of the question's words tells nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.values import Passage
from retrieval.checking.dates import find_date_marks
from retrieval.checking.marks import MarkKind
from retrieval.checking.names import find_names
from retrieval.checking.reading import read
from retrieval.compose import Chosen
from retrieval.features import terms_of
from retrieval.rank import ScoredUnit

PASSAGES_READ = 8
"""Passages, the likeliest first, that have to be silent too, beside those cited."""

ASKS = (
    r"(?:who|what|when|where|why|how|which|whose|whom|did|does|do|is|are|was|were|has|have|had|will|would|can"
    r"|could|should)\b"
)
ASKING = re.compile(rf"\b{ASKS}", re.IGNORECASE)
JOINT = re.compile(
    rf"(?:\s*[,;–]\s*|\s-\s|\s)(?:and|but)\s+(?={ASKS})|[;?]\s+(?=\w)|,\s+(?={ASKS})", re.IGNORECASE
)
"""Where one part of a question ends and the next begins."""

BESIDE = re.compile(
    r"\s*(?:,|/|,?\s(?:and|or|&|versus|vs\.?|than|with|compared (?:with|to)))\s?"
    r"(?:(?:in|for|the|of|at|on)\s){0,2}",
    re.IGNORECASE,
)
"""What stands between two years or names that are asked for one beside the other."""

SPAN = re.compile(r"\b(?:between|from|to|over|since|until)\b[^,?]*$", re.IGNORECASE)
"""What makes two years the ends of one stretch of time, of which papers need not name both."""

HOW_MUCH = re.compile(
    r"\bhow (?:much|many)\b(?!\s(?:more|of a|longer|further))|\bwhat (?:percentage|proportion|sum)\b",
    re.IGNORECASE,
)
WRITTEN_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?[-/–]\s?(\d\d)(?!\d))?|(?<![\d/])(\d\d)/(\d\d)(?![\d/])|['’](\d\d)\b"
)
NOT_FIGURES = frozenset({"reference", "ordinal", "clock"})


@dataclass(frozen=True, slots=True)
class Place:
    """A year or name as a question prints it, and where."""

    printed: str
    start: int
    end: int


def half_answered(question: str, chosen: Sequence[Chosen], ordered: Sequence[ScoredUnit]) -> Iterator[str]:
    """A sentence for each part that nothing found seems to answer; none where each part has something."""
    years, names, amounts = years_asked(question), names_asked(question), amounts_asked(question)
    if years or names:
        found = "\n".join(f"{passage.context}\n{passage.text}" for passage in passages_read(chosen, ordered))
        told_years, told_terms = years_in(found), frozenset(terms_of(found))
        silent = [
            *only_some(years, [not years_in(year).isdisjoint(told_years) for year in years]),
            *only_some(names, [not told_terms.isdisjoint(terms_of(name)) for name in names]),
        ]
        if silent:
            yield f"Nothing found seems to speak of {' or '.join(silent)}."
    if amounts and not any(has_figure(part) for part in chosen if not part.is_further):
        yield f"No figure is printed for this part: “{amounts[0]}”."


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


def parts_of_question(question: str) -> list[str]:
    """The parts of a question that ask, each for something of its own."""
    return [part.strip(" ?!.,") for part in JOINT.split(question) if len(part.split()) > 1]


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
            opening = re.match(rf"{ASKS}\s*", printed, re.IGNORECASE) if not name.start else None
            printed = printed[opening.end() :] if opening else printed
            if printed:
                end = name.start + half.end()
                names.append(Place(printed, end - len(printed), end))
    return beside_one_another(question.replace(",", ";"), names)  # a comma adds a place to a name


def amounts_asked(question: str) -> list[str]:
    """The parts that ask how much or how many, of a question that asks something else too."""
    parts = [part for part in parts_of_question(question) if ASKING.search(part)]
    return [part for part in parts if HOW_MUCH.search(part)] if len(parts) > 1 else []


def has_figure(part: Chosen) -> bool:
    """Whether what is printed of a passage gives a figure that counts something."""
    return any(
        mark.kind is MarkKind.NUMBER and mark.rivals not in NOT_FIGURES
        for span in part.spans
        for mark in read(span.printed).marks
    )
