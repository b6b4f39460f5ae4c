"""Dates as public papers write them, read day first, as they are meant in the United Kingdom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WELSH_MONTHS = (
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
)
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|" + "|".join(WELSH_MONTHS) + ")"
)
ORDINAL = r"(?:st|nd|rd|th|af|ain|il|ydd|fed|ed|eg)?"
DAY_FIRST = re.compile(
    r"(?<![\d.,£/])(?P<day>\d{1,2})\s?"
    + ORDINAL
    + r"(?:\s+day)?(?:\s+of)?[\s,\-–./]{0,3}"
    + MONTH
    # A year of two figures needs a mark before it: "9-Jan-25", not "5 March 10 officers".
    + r"(?![a-z])(?:[\s,.\-–/]{1,4}(?P<year>(?:19|20)\d{2})(?!\d)|[\-–./'’](?P<short>\d{2})(?![\d:.%]))?",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
YEAR_MONTH_NAME_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d{2})[ \-]" + MONTH + r"[ \-](?P<day>\d{1,2})(?!\d)", re.IGNORECASE
)
ISO = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)")
NUMERIC = re.compile(
    r"(?<![\d.£])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2}|\d{2})"
    r"(?![\d%])(?!\.\d)"
)
SPACED = re.compile(r"(?<!\d)(?P<day>\d{2}) (?P<month>\d{2}) (?P<year>20\d{2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
SHORT_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
COMPACT_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text, in characters.

    Attributes:
        has_year: False where the paper gives day and month only and the year was supplied.
    """

    value: date
    start: int
    end: int
    has_year: bool = True


def find_dates(text: str, *, default_year: int | None = None) -> list[FoundDate]:
    """Every date written in running text, in order.

    Args:
        text: a line, a paragraph or a page.
        default_year: the year of dates that give only day and month; without it those are left out.
    """
    found: list[FoundDate] = []
    if not re.search(r"\d", text):
        return found
    for pattern in (DAY_FIRST, MONTH_FIRST, ISO, NUMERIC):
        for match in pattern.finditer(text):
            value = value_of(match, default_year)
            overlaps = any(match.start() < other.end and other.start < match.end() for other in found)
            if value and not overlaps:
                found.append(FoundDate(value, match.start(), match.end(), bool(year_of(match))))
    return sorted(found, key=lambda one: one.start)


def first_date(text: str, *, default_year: int | None = None) -> date | None:
    """The first date in a text, None where there is none."""
    found = find_dates(text, default_year=default_year)
    return found[0].value if found else None


def date_in_file_name(file_name: str) -> date | None:
    """The date a file is named after: "2023-10-09-pack.pdf", "CPP_Minutes_10.12.24.pdf", "20190624.pdf".

    File names also use forms that would be risky in running text: "19-02-06" (year first), "190711".
    """
    name = re.sub(r"\.[A-Za-z]{2,5}$", "", file_name).replace("_", " ")
    patterns = (
        ISO,
        YEAR_MONTH_NAME_DAY,
        DAY_FIRST,
        MONTH_FIRST,
        COMPACT,
        SPACED,
        SHORT_YEAR_FIRST,
        NUMERIC,
        COMPACT_DAY_FIRST,
    )
    for pattern in patterns:
        for match in pattern.finditer(name):
            value = value_of(match, None)
            if value:
                return value
    return None


def year_in(text: str) -> int | None:
    """The only year that a text names, None where it names none or several."""
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)}
    return years.pop() if len(years) == 1 else None


def value_of(match: re.Match[str], default_year: int | None) -> date | None:
    """The date of a match; None where there is no such day, or no year."""
    month = match["month"].casefold()
    number = int(month) if month.isdigit() else month_number(month)
    year = year_of(match)
    if year is None and default_year is None:
        return None
    full_year = default_year if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    try:
        value = date(full_year or 0, number, int(match["day"]))
    except ValueError:
        return None
    return value if 1900 <= value.year <= 2100 else None


def year_of(match: re.Match[str]) -> str | None:
    """The year as printed, with two figures or four."""
    return match["year"] or match.groupdict().get("short")


def month_number(name: str) -> int:
    """1 to 12 for the name of a month, in English or Welsh, or its first three letters in English."""
    if name in WELSH_MONTHS:
        return WELSH_MONTHS.index(name) + 1
    return next(place for place, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def written(value: date) -> str:
    """A date as a clerk writes it: "9 October 2023"."""
    return f"{value.day} {MONTHS[value.month - 1].title()} {value.year}"
