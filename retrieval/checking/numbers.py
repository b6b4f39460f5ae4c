"""Figures, in whatever form they are written: forms of the same number are the same number.

£3.9m, £3,900,000, 3.9 million    3900000
seventeen, 17, 17th               17
two thirds, 2/3                   2/3
10.30 a.m., 10:30                 10.30
item 10, paragraph 10             ref:10
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.analysis import MULTIPLES
from retrieval.checking.marks import Mark, MarkKind, overlaps
from retrieval.checking.measures import measure_at

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*"
REFERENCE = re.compile(
    r"\b(?:items?|paragraphs?|paras?|recommendations?|appendix|appendices|annex|table|figure|page|pages|section|"
    r"priority|objective|question|resolution|volume|chapter|part|campaign|module|tier|phase|stage|band|zone)"
    r"\.?\s(?:no\.?\s|number\s)?(?P<number>\d+(?:\.\d+)*)(?![\d,%]|\.\d)",
    re.IGNORECASE,
)
WITH_STROKES = re.compile(r"(?<![\d/£.])\d{1,6}(?:/\d{1,6})+(?![\d/%])")
NUMBERING = re.compile(
    r"\s*(?:\w[\w ]{0,30}:\s)?\(?(?P<number>\d{1,3}(?:\.\d{1,3})*(?=[.)])|"
    r"\d{1,2}(?:\.\d{1,3})+)(?:[.)]+\s?|\s|(?=[A-Z]))"
    r"(?=[A-Z(“\"a-z])"
)
CLOCK = re.compile(
    r"(?<![\d.£,])(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)"
    r"|(?<![\d.£,])(?P<plain_hour>[01]?\d|2[0-3]):(?P<plain_minute>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
DURATION = re.compile(r"(?<![\w.])(?P<minutes>\d+)\s?m(?:ins?)?\s(?P<seconds>\d+)\s?s(?:ecs?)?\b")
FRACTION = re.compile(
    r"\b(?:(?P<many>one|two|three|a|\d)[\s-])?(?P<part>half|halves|thirds?|quarters?|fifths?)\b(?!\s*(?:part|meeting|"
    r"reading|year|yearly|of\s+(?:19|20)\d\d))|(?<![\d/])(?P<top>\d)/(?P<bottom>[2-9])(?![\d/])|(?P<sign>[½¼¾⅓⅔])",
    re.IGNORECASE,
)
PART_OF_ONE = re.compile(
    r"\b(?P<part>(?:a\s)?(?:half|quarter)\s(?:of\s)?(?:a|one|1))(?=\s?(?:%|per\s?cent|percent))",
    re.IGNORECASE,
)
PARTS = {"hal": 2, "thi": 3, "qua": 4, "fif": 5}
SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
AS_PERCENT = {"50": "1/2", "25": "1/4", "75": "3/4", "20": "1/5"}
FIGURE = re.compile(
    rf"(?P<currency>[£$€])?\s?(?P<number>(?<![\w.]){DIGITS}|(?<=[£$€]){DIGITS})"
    r"(?:\s?(?P<multiple>thousand|million|billion|k|mn?|bn)\b)?(?P<ordinal>(?:st|nd|rd|th)\b)?",
    re.IGNORECASE,
)
SMALL_NUMBERS_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
SMALL_NUMBERS = tuple(SMALL_NUMBERS_TEXT.split())
TENS_TEXT = """
twenty thirty forty fifty sixty seventy eighty ninety
"""
TENS = tuple(TENS_TEXT.split())
ORDINALS_TEXT = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
ORDINALS = tuple(ORDINALS_TEXT.split())
WORD_VALUES = (
    {word: value for value, word in enumerate(SMALL_NUMBERS)}
    | {word: 20 + 10 * place for place, word in enumerate(TENS)}
    | {word: value for value, word in enumerate(ORDINALS)}
    | {"twentieth": 20, "thirtieth": 30, "dozen": 12}
)
POWERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
NUMBER_WORD = "|".join(sorted([*WORD_VALUES, *POWERS], key=len, reverse=True))
IN_WORDS = re.compile(rf"\b(?:{NUMBER_WORD})(?:(?:[\s-]|\sand\s)(?:{NUMBER_WORD}))*\b", re.IGNORECASE)
NOT_COUNTED = re.compile(
    r"\b(?:one another|no one|one's|at first|first of all|second-hand|one of)\b", re.IGNORECASE
)


def find_number_marks(text: str, taken: Sequence[tuple[int, int]]) -> list[Mark]:
    """Every figure in a text, in order.

    Args:
        taken: where dates stand, whose figures are no numbers.
    """
    marks: list[Mark] = []
    held = list(taken)
    finders = (references, clock_times, durations, fractions, figures, in_words)
    for find in finders:
        for mark in find(text):
            if not overlaps(mark.start, mark.end, held):
                marks.append(mark)
        held = [*taken, *((mark.start, mark.end) for mark in marks)]
    return sorted(marks, key=lambda mark: mark.start)


def references(text: str) -> Iterator[Mark]:
    """Numbers of items, paragraphs and the like, and the numbering that opens a text."""
    for match in REFERENCE.finditer(text):
        yield mark_of(text, *match.span("number"), f"ref:{match['number']}", "reference")
    for match in WITH_STROKES.finditer(text):
        if not FRACTION.fullmatch(match.group()):
            yield mark_of(text, *match.span(), f"ref:{match.group()}", "reference")
    numbering = NUMBERING.match(text)
    if numbering:
        yield mark_of(text, *numbering.span("number"), f"ref:{numbering['number']}", "reference")


def clock_times(text: str) -> Iterator[Mark]:
    """Times of day, twelve hours and twenty-four alike."""
    for match in CLOCK.finditer(text):
        hour = int(match["hour"] or match["plain_hour"])
        minute = match["minute"] or match["plain_minute"] or "00"
        if (match["half"] or "").casefold().startswith("p") and hour < 12:
            hour += 12
        yield mark_of(text, *match.span(), f"clock:{hour}.{minute}", "clock")


def durations(text: str) -> Iterator[Mark]:
    """Minutes and seconds written short: "2m 28s"."""
    for match in DURATION.finditer(text):
        for name in ("minutes", "seconds"):
            yield mark_of(text, *match.span(name), str(int(match[name])), name.removesuffix("s"))


def fractions(text: str) -> Iterator[Mark]:
    """Halves, thirds and quarters."""
    for match in PART_OF_ONE.finditer(text):
        yield mark_of(text, *match.span("part"), "0.5" if match["part"][:1] in "hH" else "0.25", "percent")
    for match in FRACTION.finditer(text):
        if match["sign"]:
            key = SIGNS[match["sign"]]
        elif match["top"]:
            key = f"{match['top']}/{match['bottom']}"
        else:
            many = (match["many"] or "one").casefold()
            if match["part"].casefold() in ("third", "fifth") and match["many"] is None:
                continue
            top = {"a": "1", "one": "1", "two": "2", "three": "3"}.get(many, many)
            key = f"{top}/{PARTS[match['part'].casefold()[:3]]}"
        yield mark_of(text, *match.span(), key, "fraction")


def figures(text: str) -> Iterator[Mark]:
    """Numbers in figures, with the multiple that follows."""
    for match in FIGURE.finditer(text):
        end = match.end()
        key = key_of(match["number"], match["multiple"])
        measure = "money" if match["currency"] else measure_at(text, end)
        rivals = "ordinal" if match["ordinal"] else measure or "count"
        also = (AS_PERCENT[key],) if measure == "percent" and key in AS_PERCENT else ()
        yield mark_of(text, match.start(), end, key, rivals, also)


def key_of(number: str, multiple: str | None) -> str:
    """One form for a number; what has several points in it is left as it is."""
    plain = number.replace(",", "")
    if plain.count(".") > 1:
        return plain
    value = Decimal(plain) * MULTIPLES[(multiple or "").casefold()] if multiple else Decimal(plain)
    return f"{value.normalize():f}"


def in_words(text: str) -> Iterator[Mark]:
    """Numbers in words: "seventeen", "one hundred and fifty", "third"."""
    idle = [match.span() for match in NOT_COUNTED.finditer(text)]
    for match in IN_WORDS.finditer(text):
        words = [word.casefold() for word in re.findall(r"[A-Za-z]+", match.group())]
        if overlaps(*match.span(), idle) or (words == ["second"] and is_seconding(text, match.end())):
            continue
        measure = measure_at(text, match.end())
        rivals = "ordinal" if words[-1] in ORDINALS else measure or "count"
        yield mark_of(text, *match.span(), str(value_in_words(words)), rivals)


def is_seconding(text: str, end: int) -> bool:
    """Whether "second" is no number here: seconding a motion."""
    return bool(re.match(r"(?:ed|er|ing|ly)\b", text[end:]))


def value_in_words(words: Sequence[str]) -> int:
    """The value of a number in words."""
    total = current = 0
    for word in words:
        if word == "and":
            continue
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in POWERS:
            total += max(current, 1) * POWERS[word]
            current = 0
        else:
            current += WORD_VALUES[word]
    return total + current


def mark_of(text: str, start: int, end: int, key: str, rivals: str, also: tuple[str, ...] = ()) -> Mark:
    """A figure that asks for its key and gives it, and the other forms it has."""
    printed = text[start:end].strip()
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    asks = frozenset((key,))
    return Mark(MarkKind.NUMBER, printed, asks, asks | frozenset(also), begin, end, rivals)
