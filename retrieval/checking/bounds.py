"""At least and at most, before and after: the limits that words put on figures and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading
from retrieval.checking.values import Fault, FaultKind

AT_LEAST = "at least"
MORE = "more than"
AT_MOST = "at most"
LESS = "less than"
LIMITS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            AT_LEAST,
            r"\b(?:at least|no (?:less|fewer) than|not less than|minimum(?: of)?|a minimum of|"
            r"from)\s*(?:of\s)?$",
        ),
        (
            AT_MOST,
            r"\b(?:at most|up to|no more than|not more than|maximum(?: of)?|not exceed(?:ing)?|"
            r"within|no later than|"
            r"limit\w*(?:\s\w+){0,3}\sto|capped at)\s*(?:of\s)?(?:the\s)?$",
        ),
        (MORE, r"\b(?:more than|over|above|exceed(?:s|ed|ing)?|in excess of|greater than|upwards of)\s*$"),
        (LESS, r"\b(?:less than|fewer than|under|below|nearly|almost|just short of)\s*$"),
    )
)
AFTERWARDS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            AT_LEAST,
            r"^\s?(?:\+|or (?:more|over|above|older))|^[A-Za-z%\s]{0,24}\bor (?:more|over|above|"
            r"longer|later|older)\b",
        ),
        (
            AT_MOST,
            r"^[A-Za-z%\s]{0,24}\bor (?:less|fewer|under|below|younger|earlier)\b|"
            r"^[A-Za-z%\s]{0,20}\bat (?:the )?most\b",
        ),
    )
)
WHEN = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("before", r"\b(?:before|prior to|until|till|up to|ahead of)\s(?:the\s)?(?:end of\s)?\w*,?\s?$"),
        ("by", r"\b(?:by|no later than)\s(?:the\s)?(?:end of\s)?\w*,?\s?$"),
        ("after", r"\b(?:after|since|following|from|as of|later than)\s(?:the\s)?(?:end of\s)?\w*,?\s?$"),
    )
)
ONLY_WITH = {"before": "after", "after": "before by", "by": "after"}
LOOK_BACK = 26


def limit_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Figures that the paper limits and the sentence does not, or otherwise."""
    for mark in sentence.marks:
        if mark.kind is MarkKind.NUMBER and mark.rivals != "reference":
            said = limit_of(sentence, mark)
            given = {limit_of(footing.reading, other) for footing, other in standing(mark, ground)}
            if given and said not in given:
                how = said or "exactly"
                reason = f"The passages have “{words_of(given)}” {mark.printed}, the sentence “{how}”."
                yield Fault(FaultKind.NEGATION, mark.printed, reason)
        if mark.kind is MarkKind.DATE:
            when = when_of(sentence, mark)
            against = {when_of(footing.reading, other) for footing, other in standing(mark, ground)}
            if when and against and all(one and one in ONLY_WITH[when].split() for one in against):
                reason = f"The passages have “{words_of(against)}” {mark.printed}, the sentence “{when}”."
                yield Fault(FaultKind.NEGATION, mark.printed, reason)


def words_of(limits: set[str]) -> str:
    """Limits in words."""
    return " or ".join(sorted(limit or "exactly" for limit in limits))


def standing(mark: Mark, ground: Ground) -> list[tuple[Footing, Mark]]:
    """Where a mark stands in what the sentence rests on."""
    return [
        (footing, other)
        for footing in ground.chosen
        for other in footing.reading.marks
        if other.kind is mark.kind and mark.is_carried_by(other.gives)
    ]


def limit_of(reading: Reading, mark: Mark) -> str:
    """The limit that words put on a figure, "" where they put none."""
    before = reading.text[max(0, mark.start - LOOK_BACK) : mark.start]
    for name, pattern in LIMITS:
        if pattern.search(before):
            return "" if name == AT_LEAST and before.rstrip().casefold().endswith("from") else name
    after = reading.text[mark.end : mark.end + LOOK_BACK + 10]
    return next((name for name, pattern in AFTERWARDS if pattern.search(after)), "")


def when_of(reading: Reading, mark: Mark) -> str:
    """Whether something is before or after a date, "" where the words do not say."""
    before = reading.text[max(0, mark.start - LOOK_BACK) : mark.start]
    return next((name for name, pattern in WHEN if pattern.search(before)), "")
