"""Names of a sentence that a cited text has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from carried.numbers import MONTHS, listed

SMALL = frozenset(
    listed(
        "a an and as at but by for from if in into is it its no none not of on or so than that the their "
        "then there these they this those to under until up was were when where which while who with after "
        "all also although any according because before between both during each every following once only "
        "since some such through within without he she her his we our you your i my"
    )
)
TITLES = frozenset(listed("mr mrs ms miss dr sir dame cllr councillor councillors"))
BETWEEN = frozenset(listed("of the and for"))
"""Small words that may stand inside a name."""
TOKEN = re.compile(r"[^\W_][\w&'-]*|[.!?:\"]")


def plain(text: str) -> str:
    """A text in one line, with one sort of quotation mark and dash."""
    text = text.translate(str.maketrans("’‘“”–—\u2011\u00a0", "''\"\"--- "))
    return " ".join(text.split())


def missing_names(sentence: str, cited: str) -> Iterator[str]:
    """The capitalised words of a sentence that a cited text has not, spelled out or as an acronym.

    Months are left to the dates. The first word of a sentence counts only where it begins a longer name.
    """
    there, first_letters = words_of(cited), initials(cited)
    acronyms = set(re.findall(r"\b[A-Z]{2,}", cited))
    for run in names_in(sentence):
        lacking = [word for word in run if not is_there(word, there, first_letters)]
        if lacking and "".join(word[0] for word in run) not in acronyms:
            yield from lacking


def names_in(sentence: str) -> Iterator[list[str]]:
    """The names of a sentence, each as its capitalised words."""
    tokens = [re.sub(r"'s?$", "", token) for token in TOKEN.findall(plain(sentence))]
    run: list[str] = []
    for position, token in enumerate(tokens):
        if is_name(token) and not begins(tokens, position):
            run.append(token)
        elif run and token not in BETWEEN and token.lower() not in TITLES:
            yield run
            run = []
    if run:
        yield run


def is_name(token: str) -> bool:
    """True for a capitalised word that is no month, title or small word."""
    passed_over = SMALL | TITLES | frozenset(MONTHS)
    return token[0].isupper() and token.lower() not in passed_over and not re.search(r"\d", token)


def begins(tokens: list[str], position: int) -> bool:
    """True for a first word that is capitalised only because it is the first."""
    if position and tokens[position - 1] not in '.!?:"':
        return False
    follows = tokens[position + 1] if position + 1 < len(tokens) else ""
    return not (tokens[position].isupper() or (follows and is_name(follows)))


def words_of(cited: str) -> set[str]:
    """Every word of a cited text in small letters, and the weekdays of its dates."""
    words = {re.sub(r"'s?$", "", word) for word in re.findall(r"[^\W\d_][\w&'-]*", plain(cited).lower())}
    words |= {part for word in words for part in word.split("-")}
    return words | {day.strftime("%A").lower() for day in days_of(cited)}


def days_of(cited: str) -> Iterator[date]:
    """The days that a cited text gives as 2024-07-17."""
    for found in re.findall(r"\b\d{4}-\d\d-\d\d\b", cited):
        try:
            yield date.fromisoformat(found)
        except ValueError:  # figures that look like a day and are none
            continue


def initials(cited: str) -> str:
    """The first letters of a text's words, small words left out."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", cited.lower()) if word not in SMALL)


def is_there(word: str, there: set[str], first_letters: str) -> bool:
    """True where a cited text has a name, or the words that an acronym is made of."""
    low = word.lower()
    if low in there or low.removesuffix("s") in there or all(part in there for part in low.split("-")):
        return True
    acronym = word.removesuffix("s")
    return len(acronym) > 1 and acronym.isupper() and acronym.lower() in first_letters
