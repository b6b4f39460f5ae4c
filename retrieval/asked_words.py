"""What a search asks for: words, phrases in quotation marks, and words to leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import QuestionError
from index.analysis import Token, fold, fold_in_place, tokens

APART = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2013\u2212])?["\u201c\u201d\u201e](?P<phrase>[^"\u201c\u201d\u201e]*)["\u201c\u201d]"""
    r"""|(?<!\S)[-\u2013\u2212](?P<left_out>[^\s"\u201c\u201d-]\S*)"""
)
"""What is read apart from the plain words: a phrase, with or without a minus, and a word with one."""

NUMBER_WORDS = ("per", "cent", "k", "m", "mn", "bn", "thousand", "million", "billion")
JOINS_NEIGHBOURS = frozenset(("s", "ss", "sec", "sect", "section", "sections", *NUMBER_WORDS))
"""Words that become one term with a number beside them."""

DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2212": "-"})

# A number ends where its figures end: "106" does not stand in "1,106" or in "106.5".
BEGINS = r"(?<!\w)(?<!\d[.,])"
ENDS = r"(?!\w)(?![.,]\d)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word, number or reference, to be found in whatever form of it.

    Attributes:
        printed: as it was typed.
        forms: as in `index.analysis.Token`.
    """

    printed: str
    forms: tuple[tuple[str, ...], ...]

    @property
    def narrowing(self) -> tuple[tuple[str, ...], ...]:
        """Sets of terms; each passage that holds the word holds all the terms of one of them."""
        return self.forms

    @property
    def is_certain(self) -> bool:
        """Whether a passage that holds the terms holds the word."""
        return all(len(form) == 1 for form in self.forms)

    def places(self, text: str) -> Iterator[Place]:
        """Wherever the word stands in a text."""
        read = list(tokens(text))
        run = [(term, token) for token in read for term in token.terms]
        for form in self.forms:
            for first in range(len(run) - len(form) + 1):
                if all(run[first + step][0] == term for step, term in enumerate(form)):
                    yield Place(run[first][1].start, run[first + len(form) - 1][1].end)


@dataclass(frozen=True, slots=True)
class AskedPhrase:
    """Words that must stand together as written; capitals, accents and the width of spaces aside.

    Attributes:
        printed: as it was typed, without its quotation marks.
    """

    printed: str

    @property
    def narrowing(self) -> tuple[tuple[str, ...], ...]:
        """One set of terms, all held by each passage that holds the phrase; it may be empty."""
        words = fold(self.printed).split()
        while words and joins_neighbours(words[0]):
            words.pop(0)
        while words and joins_neighbours(words[-1]):
            words.pop()
        parts = (term for token in tokens(" ".join(words)) for term in token.forms[-1])
        return (tuple(dict.fromkeys(parts)),)

    @property
    def is_certain(self) -> bool:
        """Never: how the words stand is seen only in the text."""
        return False

    def places(self, text: str) -> Iterator[Place]:
        """Wherever the phrase stands in a text."""
        written = r"\s+".join(re.escape(part) for part in fold(self.printed.translate(DASHES)).split())
        begins = BEGINS if self.printed[0].isalnum() else ""
        ends = ENDS if self.printed[-1].isalnum() else ""
        folded = fold_in_place(text.translate(DASHES))
        for match in re.finditer(f"{begins}{written}{ends}", folded.text):
            yield Place(*folded.place(match.start(), match.end()))


Asked = AskedWord | AskedPhrase


@dataclass(frozen=True, slots=True)
class AskedWords:
    """All that a search asks for.

    Attributes:
        wanted: in the order typed, each once.
        left_out: what no passage found may hold.

    Raises:
        ValueError: nothing is wanted.
    """

    wanted: tuple[Asked, ...]
    left_out: tuple[Asked, ...] = ()

    def __post_init__(self) -> None:
        if not self.wanted:
            raise ValueError("a search wants at least one word")

    def places(self, text: str) -> tuple[Place, ...]:
        """Where anything that is wanted stands in a text, in order, none overlapping another."""
        found = sorted(
            (place for asked in self.wanted for place in asked.places(text)),
            key=lambda place: (place.start, place.end),
        )
        merged: list[Place] = []
        for place in found:
            if merged and place.start < merged[-1].end:
                merged[-1] = Place(merged[-1].start, max(place.end, merged[-1].end))
            else:
                merged.append(place)
        return tuple(merged)


def read_asked_words(typed: str) -> AskedWords:
    """Read what was typed into a search.

    Raises:
        QuestionError: it holds nothing that can be looked for.
    """
    wanted: list[Asked] = []
    left_out: list[Asked] = []
    position = 0
    for match in APART.finditer(typed):
        wanted.extend(plain_words(typed[position : match.start()]))
        position = match.end()
        if match["left_out"]:
            left_out.extend(plain_words(match["left_out"]))
        else:
            (left_out if match["minus"] else wanted).extend(phrase(match["phrase"]))
    wanted.extend(plain_words(typed[position:]))
    if wanted:
        return AskedWords(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(left_out)))
    if left_out:
        raise QuestionError(
            "The search names only words to leave out.",
            next_step="Add a word to look for, before those with a minus.",
        )
    raise QuestionError(
        "The search holds only words that stand everywhere, or none.",
        next_step="Add a word that says what it is about, or put the exact wording in quotation marks.",
    )


def plain_words(typed: str) -> Iterator[AskedWord]:
    """The words that stand outside quotation marks, common ones aside."""
    for token in tokens(typed):
        yield asked_word(typed, token)


def asked_word(typed: str, token: Token) -> AskedWord:
    """One token of what was typed."""
    return AskedWord(typed[token.start : token.end], token.forms)


def phrase(printed: str) -> Iterator[AskedPhrase]:
    """The words between quotation marks, unless there are none."""
    if any(character.isalnum() for character in printed):
        yield AskedPhrase(" ".join(printed.split()))


def joins_neighbours(word: str) -> bool:
    """Whether a word at the edge of a phrase may be one term with what stands beside it in the papers."""
    return any(character.isdigit() for character in word) or word.strip(".,;:()") in JOINS_NEIGHBOURS
