"""Text to search terms: the same at indexing and at question time, so that the two can meet.

Words are lower-cased, unaccented and stemmed. Numbers and references are kept whole and written one way:

    S106, s.106, section 106      s106
    2023-24, 2023/24, 23-24       2023/24
    £3.9m, £3.9 million           3900000
    1,762                         1762
    64%, 64 per cent              64%
    29th                          29
    26/07/2023                    26 juli 2023
    Dec, Cllr                     decemb, councillor
    anti-social                   anti social antisoci
"""

from __future__ import annotations

import calendar
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped,unused-ignore]

STOP_WORDS = frozenset(
    " ".join(
        (
            "a about also am an and any are as at be been being but by can could did do does doing eg etc",
            "for from had has have having he her hers him his how i ie if in into is it its itself me my of",
            "on or our ours please she should so some such tell than that the their theirs them then there",
            "these they this those to too us was we were what when where which while who whom whose why will",
            "with would you your yours",
        )
    ).split()
)

MULTIPLES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}

TOKEN = re.compile(
    r"""
      (?P<section>\b(?:s|ss|sec|sect|section|sections)\.?\s?(?P<section_number>\d+[a-z]?(?:\.\d+)*)\b)
    | (?P<date>\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d|\d\d)\b)
    | (?P<years>\b(?P<first_year>(?:19|20)\d\d)\s?[-/\u2013]\s?(?P<last_year>(?:19|20)?\d\d)\b)
    | (?P<short_years>\b(?P<short_first>\d\d)[-/\u2013](?P<short_last>\d\d)\b(?![-/.]))
    | (?P<percent>(?P<percent_number>\d[\d,]*(?:\.\d+)?)\s?(?:%|per\s?cent\b))
    | (?P<amount>(?P<amount_number>\d[\d,]*(?:\.\d+)?)\s?(?P<multiple>thousand|million|billion|k|mn?|bn)\b)
    | (?P<ordinal>\b(?P<ordinal_number>\d+)(?:st|nd|rd|th)\b)
    | (?P<number>\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+(?:\.\d+)+(?![\w])|\b\d+\b)
    | (?P<initials>\b(?:[a-z]\.){2,}[a-z]?)
    | (?P<word>[^\W_]+(?:['&][^\W_]+)*(?:[-/][^\W_]+(?:'[^\W_]+)*)*)
    """,
    re.VERBOSE,
)
WITHIN_WORD = re.compile(r"[-/&']")
FOLDS = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "ʼ": "'", "`": "'"})
STEMMER = snowballstemmer.stemmer("english")
STEMMING = threading.Lock()  # the stemmer keeps its work in itself, so two threads would mix their words

ABBREVIATIONS = {
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "cllr": "councillor",
    "cllrs": "councillors",
    "ctte": "committee",
    "dept": "department",
    "govt": "government",
    "mtg": "meeting",
    "mtgs": "meetings",
    "yr": "year",
    "yrs": "years",
}
"""Short forms that minutes and those who ask of them use for the same words."""


def terms(text: str) -> list[str]:
    """The search terms of a text, in order, repeats kept; empty when only stop words are left."""
    found: list[str] = []
    for match in TOKEN.finditer(fold(text)):
        found += terms_of_match(match)
    return found


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or reference of a text.

    Attributes:
        terms: as `terms` gives them.
        forms: the runs of terms that stand for the same: "anti-social" is "antisoci", or "anti social".
        start, end: where it stands in the text as printed, in characters.
    """

    terms: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order, without the common words."""
    folded = fold_in_place(text)
    for match in TOKEN.finditer(folded.text):
        made = tuple(terms_of_match(match))
        if made:
            yield Token(made, forms_of(match["word"], made), *folded.place(match.start(), match.end()))


def forms_of(word: str | None, made: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The runs of terms that a token may have been written as; only a hyphenated word has several."""
    parts = parts_of(word) if word else []
    if len(parts) < 2 or made[-1] != stem("".join(parts)):
        return (made,)
    whole, apart = made[-1:], made[:-1]
    # Where a common word was among the parts, those left would stand for too much: "well" for "well-being".
    return (whole, apart) if len(apart) == len(parts) else (whole,)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text that remembers where each of its characters stood.

    Attributes:
        places: for each character of `text`, its place in the text as printed.
    """

    text: str
    places: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text, which is not empty, stands in the text as printed."""
        return self.places[start], self.places[end - 1] + 1


def fold_in_place(text: str) -> FoldedText:
    """Fold a text as `fold` does, character by character, so that each can be traced back."""
    straight = text.translate(FOLDS)
    if straight.isascii():
        return FoldedText(straight.lower(), range(len(straight)))
    pieces = [fold(character) for character in straight]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return FoldedText("".join(pieces), places)


def fold(text: str) -> str:
    """Lower case, one form for each character, no accents, straight apostrophes."""
    folded = unicodedata.normalize("NFKC", text.translate(FOLDS)).lower()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def terms_of_match(match: re.Match[str]) -> Iterable[str]:
    """The terms of one token."""
    word = match["word"]
    return reference_terms(match) if word is None else word_terms(word)


def reference_terms(match: re.Match[str]) -> Iterator[str]:
    """Terms of a number or reference; `lastgroup` cannot say which, since the kinds have groups inside."""
    kind = next(name for name in KINDS if match[name] is not None)
    if kind == "number":
        yield plain_number(match["number"])
    elif kind == "section":
        yield f"s{match['section_number']}"
    elif kind == "date":
        yield from date_terms(match["day"], match["month"], match["year"])
    elif kind == "years":
        yield f"{match['first_year']}/{match['last_year'][-2:]}"
    elif kind == "short_years":
        yield from short_year_terms(match["short_first"], match["short_last"])
    elif kind == "percent":
        yield f"{plain_number(match['percent_number'])}%"
    elif kind == "amount":
        value = Decimal(match["amount_number"].replace(",", "")) * MULTIPLES[match["multiple"]]
        yield f"{value.normalize():f}"
    elif kind == "ordinal":
        yield match["ordinal_number"]
    else:
        initials = match["initials"].replace(".", "")
        if initials not in STOP_WORDS:
            yield initials


KINDS = (
    "number",
    "section",
    "date",
    "years",
    "short_years",
    "percent",
    "amount",
    "ordinal",
    "initials",
)


def short_year_terms(first: str, last: str) -> Iterator[str]:
    """Yield a financial year ("22-23" is 2022/23), or two numbers where it is none ("14-21 days")."""
    if int(last) == int(first) + 1:
        yield f"20{first}/{last}"
    else:
        yield first
        yield last


def plain_number(printed: str) -> str:
    """A number without thousands separators, and without pence where there are none.

    Section numbers keep their zeros: "3.10" is not "3.1".
    """
    digits = printed.replace(",", "")
    return digits.removesuffix(".00") if digits.count(".") == 1 else digits


def date_terms(day: str, month: str, year: str) -> Iterator[str]:
    """A date in figures as the terms of the same date in words; day before month, as in Britain."""
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        yield f"{day}/{month}/{year}"
        return
    yield str(int(day))
    yield stem(calendar.month_name[int(month)].lower())
    yield year if len(year) == 4 else f"20{year}"


@lru_cache(maxsize=100_000)
def word_terms(printed: str) -> tuple[str, ...]:
    """The terms of one word; of a hyphenated one, its parts and the parts joined."""
    parts = parts_of(printed)
    if len(parts) == 1:
        return () if parts[0] in STOP_WORDS else (stem(parts[0]),)
    bare = [part.removesuffix("'s") for part in parts]
    apart = [stem(part) for part in bare if part not in STOP_WORDS and len(part) > 1]
    joined = "/" not in printed or any(character.isdigit() for character in printed)
    return (*apart, stem("".join(parts))) if joined else tuple(apart)


def parts_of(word: str) -> list[str]:
    """What stands between the hyphens, slashes and apostrophes of a word; its genitive aside."""
    return [part for part in WITHIN_WORD.split(word.removesuffix("'s").rstrip("'")) if part]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a lower-case word; words with figures in them are left as they are."""
    if any(character.isdigit() for character in word):
        return word
    with STEMMING:
        stemmed: str = STEMMER.stemWord(ABBREVIATIONS.get(word, word))
    return stemmed
