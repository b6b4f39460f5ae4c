"""The longer words of a sentence, and what it puts in quotation marks."""

from __future__ import annotations

import re

from carried.names import SMALL, TITLES, plain
from carried.numbers import MONTHS, SCALES, WORD, listed

LONG = 5
"""Letters of a word that is long enough to say something."""

EMPTY = SMALL | TITLES | frozenset(MONTHS) | frozenset(SCALES)
EMPTY |= frozenset(
    listed(
        "about above across again against along already among another around based being below could does "
        "doing given having however later least might never other others over should still together "
        "towards using whether whose would"
    )
)
ENDINGS = listed(
    "isations isation izations ization ations ation ements ement ments ment ingly edly ances ance ences ence "
    "ities ity ings ing iest ies ied ers er ed es ly al s e y"
)


def missing_words(sentence: str, cited: str) -> tuple[float, list[str]]:
    """The share of a sentence's longer words that a cited text has, by their stems, and those it has not."""
    there = {stem(word) for word in re.findall(r"[^\W\d_]+", plain(cited).lower())}
    words = [word for word in re.findall(r"[^\W\d_]+", plain(sentence).lower()) if says_something(word)]
    lacking = [word for word in words if stem(word) not in there]
    return (1 - len(lacking) / len(words) if words else 1.0), lacking


def says_something(word: str) -> bool:
    """True for a longer word that is no number, month, title or small word."""
    return len(word) >= LONG and word not in EMPTY and not re.fullmatch(WORD, word)


def stem(word: str) -> str:
    """A word without its ending."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def quotations(sentence: str) -> list[str]:
    """What a sentence puts in quotation marks, the marks at its end aside."""
    return [
        words.strip(" .,;:") for words in re.findall(r'"([^"]+)"', plain(sentence)) if words.strip(" .,;:")
    ]
