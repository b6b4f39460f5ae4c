"""Numbers and dates of a text, in figures and words, as values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


def listed(words: str) -> tuple[str, ...]:
    """Words written in a row."""
    return tuple(words.split())


UNITS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
SCALES = {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000}
SCALES |= {"billion": 1_000_000_000, "bn": 1_000_000_000}
MONTHS = listed("january february march april may june july august september october november december")

WORD = rf"(?:(?:{'|'.join(TENS)})[- ](?:{'|'.join(UNITS[1:10])})|{'|'.join(TENS + UNITS)}|hundred)"
MONTH = rf"(?:{'|'.join(MONTHS)})"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
NUMBER = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<figures>\d{{1,2}}/\d{{1,2}}/\d{{4}})\b"
    rf"|\b(?P<date>{DAY},? {MONTH}(?:,? \d{{4}})?|{MONTH} {DAY}\b(?:,? \d{{4}})?)\b"
    rf"|\b(?P<month>{MONTH}(?: \d{{4}})?)\b"
    rf"|\b(?P<years>(?:19|20)\d\d[/–-](?:20)?\d\d)(?![\d/-])"
    rf"|\b(?P<time>\d{{1,2}}[.:]\d\d\s*[ap]\.?m)\b"
    rf"|\b(?P<part>(?:one|two|three|four|\d) (?:{'|'.join(PARTS)})s?|an? (?:third|fifth|sixth|eighth|tenth)"
    rf"|a quarter(?= of)|half(?= (?:of|a|the|as)\b))\b"
    rf"|\b(?P<share>{WORD}|\d{{1,3}}) (?:in|out of) (?:every )?(?P<whole>{WORD}|\d{{1,3}})\b(?![,./]\d)"
    rf"|(?P<plain>\d+(?:,\d{{3}})*(?:\.\d+)?|\b{WORD}\b)"
    rf"(?:\s*(?P<scale>hundred|thousand|million|billion|bn|m(?!\s*\d+\s*s)|k)\b"
    rf"|\s*(?P<percent>%|per ?cent\b)|(?P<pence>p)\b)?",
    re.IGNORECASE,
)
IN_THOUSANDS = re.compile(r"£ ?thousand|£ ?'?000|thousands of pounds", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A number or date of a text.

    Attributes:
        words: as it stands there.
        carried_by: the values any of which, given by what is cited, carries it.
        gives: the values it carries where it is cited.
    """

    words: str
    carried_by: frozenset[str]
    gives: frozenset[str]


def numbers_in(text: str) -> Iterator[Said]:
    """Every number and date of a text; "one" by itself is too often a pronoun to count."""
    for found in NUMBER.finditer(text):
        words = " ".join(found[0].split())
        if words.lower() == "one":
            continue
        for carried_by, gives in values_of(found):
            yield Said(words, frozenset(carried_by), frozenset(gives))


def values_in(cited: str) -> set[str]:
    """Every value that a cited text gives; amounts in thousands of pounds also in full."""
    values = {value for said in numbers_in(cited) for value in said.gives}
    if IN_THOUSANDS.search(cited):
        values |= {str(Fraction(value) * 1000) for value in values if value.isdigit()}
    return values


Values = tuple[set[str], set[str]]
"""What carries it, and what it gives."""


def values_of(found: re.Match[str]) -> Iterator[Values]:
    """The values of one match; a date also has a year, which is a number of its own."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        yield from day_values(day, month, year)
    elif found["figures"]:
        day, month, year = map(int, found["figures"].split("/"))
        yield from day_values(day, month, year)
    elif found["date"] or found["month"]:
        yield from worded_values((found["date"] or found["month"]).lower())
    elif found["years"]:
        first, last = re.split("[/–-]", found["years"])
        yield same({f"years {first}/{last[-2:]}"})
    elif found["time"]:
        yield same({re.sub(r"[\s.]", "", found["time"].lower().replace(":", ""))})
    elif found["part"]:
        yield same({str(part_value(found["part"].lower()))})
    elif found["share"]:
        share, whole = whole_number(found["share"]), whole_number(found["whole"])
        value = str(Fraction(share, whole or 1))
        yield {value}, {value, str(share), str(whole)}
    else:
        yield same(plain_values(found))


def same(values: set[str]) -> Values:
    """Values that carry and are carried alike."""
    return values, values


def plain_values(found: re.Match[str]) -> set[str]:
    """The values of a number with what follows it: 75 per cent is also three quarters, 45p also £0.45."""
    digits = found["plain"].replace(",", "")
    value = Fraction(digits) if digits[0].isdigit() else Fraction(whole_number(digits))
    if found["scale"]:
        return {str(value * SCALES[found["scale"].lower()])}
    return {str(value), str(value / 100)} if found["percent"] or found["pence"] else {str(value)}


def part_value(words: str) -> Fraction:
    """The value of a fraction in words."""
    *top, part = words.split()
    above = 1 if not top or top[0] in ("a", "an") else whole_number(top[0])
    return Fraction(above, PARTS[part.removesuffix("s")])


def whole_number(words: str) -> int:
    """A number to a hundred, in figures or words."""
    total = 0
    for part in re.split(r"[- ]", words.lower()):
        if part.isdigit():
            total += int(part)
        elif part in UNITS:
            total += UNITS.index(part)
        elif part in TENS:
            total += 20 + 10 * TENS.index(part)
        else:
            total += 100
    return total


def worded_values(words: str) -> Iterator[Values]:
    """The values of a date or month whose month is a word."""
    [name] = re.findall(MONTH, words)
    month = MONTHS.index(name) + 1
    year = re.search(r"\d{4}", words)
    day = re.search(r"\b\d{1,2}(?!\d)", words)
    if day:
        yield from day_values(int(day[0]), month, int(year[0]) if year else None)
    elif year:
        yield {f"month {year[0]}-{month}", f"some {month}"}, {f"month {year[0]}-{month}", f"any {month}"}
        yield same({year[0]})
    else:
        yield {f"any {month}"}, {f"any {month}", f"some {month}"}


def day_values(day: int, month: int, year: int | None) -> Iterator[Values]:
    """The values of a day; one cited without its year may be of the year wanted."""
    if year is None:
        yield (
            {f"any {month}-{day}"},
            {f"any {month}-{day}", f"some {month}-{day}", f"any {month}", f"some {month}", str(day)},
        )
        return
    yield (
        {f"day {year}-{month}-{day}", f"some {month}-{day}"},
        {
            f"day {year}-{month}-{day}",
            f"any {month}-{day}",
            f"month {year}-{month}",
            f"any {month}",
            str(day),
        },
    )
    yield same({str(year)})
