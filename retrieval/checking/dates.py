"""Days, months, years and quarters: what a sentence asks of a paper and what a paper gives.

14 March 2024     asks 2024-03-14, gives 2024-03-14, 03-14, 2024-03, 2024 and 03
March 2024        asks 2024-03, gives 2024-03, 2024 and 03
2023-24, 2023/2024, 2023 to 2024    2023/24
Q3, third quarter                   q3
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.dates import FoundDate, find_dates, month_number
from retrieval.checking.marks import Mark, MarkKind, overlaps

LEAP_YEAR = 2000
MONTH_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
MONTH_AND_YEAR = re.compile(
    rf"\b(?P<month>{MONTH_NAMES})(?:\s+(?:of\s+)?|[-–/’'])(?P<year>(?:19|20)\d{{2}}|(?<=[-–/’'])\d\d)(?![\d/])",
    re.IGNORECASE,
)
MONTHS_TO = re.compile(
    rf"\b(?P<month>{MONTH_NAMES})(?=\s*(?:and|to|or|until|[-–])\s*(?:{MONTH_NAMES})\s+(?P<year>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
MONTH_ALONE = re.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
FINANCIAL_YEAR = re.compile(
    r"(?<![\d/.£-])(?:(?P<first>(?:19|20)\d\d)\s?(?:[-/–]|\sto\s)\s?(?P<last>(?:19|20)\d\d|\d\d)"
    r"|(?P<short_first>\d\d)/(?P<short_last>\d\d))(?![\d/%-]|\.\d)"
)
YEAR = re.compile(r"(?<![\d,.£$€/-])(?P<year>(?:19|20)\d\d)(?![\d/%]|,\d|\.\d)")
QUARTER = re.compile(
    r"\bQ(?P<figure>[1-4])\b|\bquarter\s(?P<after>[1-4]|one|two|three|four)\b"
    r"|\b(?P<before>first|second|third|fourth|final|last)\s+quarter\b",
    re.IGNORECASE,
)
QUARTERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def find_date_marks(text: str) -> list[Mark]:
    """Every day, month, year and quarter in a text, in order."""
    marks: list[Mark] = []
    taken: list[tuple[int, int]] = []
    for mark in (*whole_days(text), *months(text), *financial_years(text), *years(text), *quarters(text)):
        if not overlaps(mark.start, mark.end, taken):
            marks.append(mark)
            taken.append((mark.start, mark.end))
    return sorted(marks, key=lambda mark: mark.start)


def whole_days(text: str) -> Iterator[Mark]:
    """Days with their month, and their year where it is printed."""
    for found in find_dates(text, default_year=LEAP_YEAR):
        yield mark_of(text, found.start, found.end, day_keys(found), "date")


def day_keys(found: FoundDate) -> tuple[str, ...]:
    """What a day gives, the most exact first."""
    return given_by(found.value) if found.has_year else (f"{found.value:%m-%d}", f"{found.value:%m}")


def given_by(day: date) -> tuple[str, ...]:
    """What a day with its year gives, the most exact first."""
    return (
        f"{day:%Y-%m-%d}",
        f"{day:%m-%d}",
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day:%m}",
        WEEKDAYS[day.weekday()],
    )


def months(text: str) -> Iterator[Mark]:
    """Months with their year, and months alone."""
    for pattern in (MONTH_AND_YEAR, MONTHS_TO):
        for match in pattern.finditer(text):
            month = month_number(match["month"].casefold())
            year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
            keys = (f"{year}-{month:02}", year, f"{month:02}")
            start, end = match.span() if pattern is MONTH_AND_YEAR else match.span("month")
            yield mark_of(text, start, end, keys, "date")
    for match in MONTH_ALONE.finditer(text):
        if match["month"] not in ("May", "March") or not is_sentence_start(text, match.start()):
            yield mark_of(text, *match.span(), (f"{month_number(match['month'].casefold()):02}",), "date")


def is_sentence_start(text: str, start: int) -> bool:
    """Whether a word opens the text, where a capital tells nothing."""
    return not text[:start].strip()


def financial_years(text: str) -> Iterator[Mark]:
    """Two years together, of which the second follows the first."""
    for match in FINANCIAL_YEAR.finditer(text):
        first = match["first"] or f"20{match['short_first']}"
        last = match["last"] or match["short_last"]
        if (int(first) + 1) % 100 == int(last[-2:]):
            yield mark_of(text, *match.span(), (f"{first}/{last[-2:]}",), "date")


def years(text: str) -> Iterator[Mark]:
    """Years alone."""
    for match in YEAR.finditer(text):
        yield mark_of(text, *match.span(), (match["year"],), "date")


def quarters(text: str) -> Iterator[Mark]:
    """Quarters of a year."""
    for match in QUARTER.finditer(text):
        said = (match["figure"] or match["after"] or match["before"]).casefold()
        number = 4 if said in ("final", "last") else QUARTERS.get(said) or int(said)
        yield mark_of(text, *match.span(), (f"q{number}",), "quarter")


def mark_of(text: str, start: int, end: int, keys: tuple[str, ...], rivals: str) -> Mark:
    """A mark that asks for the first of its keys and gives them all."""
    return Mark(
        MarkKind.DATE, text[start:end].strip(), frozenset(keys[:1]), frozenset(keys), start, end, rivals
    )
