"""A text read for what it states: its marks in order, clause by clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.analysis import Token, stem, tokens
from retrieval.checking.dates import find_date_marks
from retrieval.checking.marks import Mark, MarkKind, overlaps
from retrieval.checking.names import CHANGING, Name, find_names
from retrieval.checking.numbers import find_number_marks
from retrieval.checking.same_words import ADDED_BY_WRITING, everyday_senses, senses

BREAK = re.compile(
    r"[;:()\t\n]|[–—](?!\s?[£\d])|,(?!\d)|(?<=\s)-(?=\s)|\b(?:and|or|but|while|whilst|whereas|although|though|compared|versus|"
    r"which|who|where|then|because)\b",
    re.IGNORECASE,
)
CONNECTING = re.compile(
    r"\b(?:in|to|by|with|for|from|against|of|at|on|as|is|was|were|are|had|has|than|per)\b|,", re.IGNORECASE
)
FOOTNOTED = re.compile(r"([a-z]{4,})\d{1,2}")
SECTION_TERM = re.compile(r"s\d")
OPENING = re.compile(r"(?:\W*\(?(?:\d[\d.]*|[a-z]|[ivx]+)[.)]+\s)?\W*([\w’'-]+)")


FROM = re.compile(r"\bfrom\s(?:\w+\s){0,3}$", re.IGNORECASE)
TO = re.compile(r"\bto\b", re.IGNORECASE)
SHORT_FORM = re.compile(r"\([A-Z][A-Za-z]{1,6}\)")
OF_SO_MANY = re.compile(r"\s(?:out\s)?of\s(?:the|its|their|these|those|his|her|all)?\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text and the marks it is made of; two readings are the same only where they are one.

    Attributes:
        names: runs of capitals.
        gives: all that its marks give.
    """

    text: str
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    gives: frozenset[str]

    def clause(self, number: int) -> tuple[Mark, ...]:
        """The marks of one clause."""
        return tuple(mark for mark in self.marks if mark.clause == number)


@lru_cache(maxsize=20_000)
def read(text: str, breaks: tuple[int, ...] = ()) -> Reading:
    """Read a text.

    Args:
        breaks: where a row's cells begin, in characters: its clauses are its cells. None for prose.
    """
    found = find_date_marks(text)
    sections = [mark for mark in word_marks(text, []) if mark.rivals == "reference"]
    taken = [(mark.start, mark.end) for mark in (*found, *sections)]
    found = [*found, *sections, *find_number_marks(text, taken)]
    taken = [(mark.start, mark.end) for mark in found]
    found.extend(mark for mark in word_marks(text, taken) if mark.rivals != "reference")
    found.sort(key=lambda mark: mark.start)
    names = find_names(text)
    named = name_kinds(found, names, opening_word(text))
    marks = in_clauses(text, named, breaks)
    return Reading(text, marks, tuple(names), gives_of(marks))


def read_sentence(text: str, named: frozenset[str]) -> Reading:
    """Read a sentence that asks to be carried: its everyday words may stand for those that papers use.

    Args:
        named: what the names of the papers give, by which a name that opens the sentence is known.
    """
    instead = everyday_senses(text)
    reading = read(text)
    opening = opening_word(text)
    marks = tuple(asking(mark, instead, named, opening) for mark in reading.marks)
    return replace(reading, marks=marks)


def asking(
    mark: Mark, instead: dict[str, frozenset[str]], named: frozenset[str], opening: tuple[int, int]
) -> Mark:
    """A mark of a sentence that asks to be carried."""
    if mark.kind is not MarkKind.WORD:
        return mark
    if mark.start == opening[0] and mark.printed[:1].isupper() and mark.is_carried_by(named):
        return replace(mark, kind=MarkKind.NAME, rivals="name")
    return replace(mark, asks=mark.asks.union(*(instead.get(key, frozenset()) for key in mark.asks)))


def gives_of(marks: Iterable[Mark]) -> frozenset[str]:
    """All that some marks give."""
    return frozenset(key for mark in marks for key in mark.gives)


def word_marks(text: str, taken: Sequence[tuple[int, int]]) -> list[Mark]:
    """The words of a text that say something, and references such as "section 106"."""
    marks = []
    held = list(taken)
    for token in tokens(text):
        if overlaps(token.start, token.end, held):
            continue
        printed = text[token.start : token.end]
        if SECTION_TERM.match(token.terms[0]):
            keys = frozenset(token.terms)
            marks.append(Mark(MarkKind.NUMBER, printed, keys, keys, token.start, token.end, "reference"))
            continue
        keys = senses(as_word(printed), terms_of(token))
        marks.append(Mark(MarkKind.WORD, printed, keys, keys, token.start, token.end))
    return marks


def as_word(printed: str) -> str:
    """A word in lower case, without its genitive."""
    return printed.casefold().replace("’", "'").removesuffix("'s")


def terms_of(token: Token) -> tuple[str, ...]:
    """The terms of a word; of "vice-chair" only the whole, of "redress35" also the word without its note."""
    if len(token.terms) > 1 and token.terms[0] in CHANGING | {"non", "ex"}:
        return token.terms[-1:]
    noted = FOOTNOTED.fullmatch(token.terms[0])
    return (*token.terms, stem(noted[1])) if noted else token.terms


def opening_word(text: str) -> tuple[int, int]:
    """Where the first word of a text stands, whose capital tells nothing."""
    match = OPENING.match(text)
    return match.span(1) if match else (0, 0)


def name_kinds(marks: Sequence[Mark], names: Sequence[Name], opening: tuple[int, int]) -> list[Mark]:
    """The same marks, those within names as such; the first word of a text only where a name goes on."""
    spans = [
        (name.start, name.end) for name in names if len(name.printed.split()) > 1 or name.start >= opening[1]
    ]
    spans += [
        (name.start, name.end)
        for name in names
        if name.start < opening[1] and len(name.words) == 1 and is_surely_a_name(name.printed)
    ]
    ends = {end for _, end in spans}
    return [
        replace(mark, kind=MarkKind.NAME, rivals="name" if closes(mark, ends) else "")
        if mark.kind is MarkKind.WORD and overlaps(mark.start, mark.end, spans)
        else mark
        for mark in marks
    ]


def with_names(reading: Reading, named: frozenset[str]) -> Reading:
    """The same reading with its first word as a name where the papers have it as one elsewhere."""
    first = reading.marks[0] if reading.marks else None
    if first is None or first.kind is not MarkKind.WORD or not first.printed[:1].isupper():
        return reading
    if first.start != opening_word(reading.text)[0] or not first.is_carried_by(named):
        return reading
    return replace(reading, marks=(replace(first, kind=MarkKind.NAME, rivals="name"), *reading.marks[1:]))


def closes(mark: Mark, ends: set[int]) -> bool:
    """Whether a word is the last of a name, which stands for the whole of it."""
    return any(abs(mark.end - end) <= len("’s") for end in ends)


def is_surely_a_name(printed: str) -> bool:
    """Whether a single word is a name wherever it stands: a short form, or a genitive."""
    return (printed.isupper() and len(printed) > 1) or printed.endswith(("’s", "'s"))


def in_clauses(text: str, marks: Sequence[Mark], breaks: tuple[int, ...]) -> tuple[Mark, ...]:
    """The marks with the clauses they stand in."""
    ends = list(breaks[1:]) if breaks else clause_ends(text, marks)
    numbered = []
    clause = 0
    for mark in marks:
        while clause < len(ends) and mark.start >= ends[clause]:
            clause += 1
        numbered.append(replace(mark, clause=clause))
    return tuple(numbered)


def clause_ends(text: str, marks: Sequence[Mark]) -> list[int]:
    """Where prose is cut: at conjunctions and commas, and between two figures of a kind."""
    inside = [(mark.start, mark.end) for mark in marks if mark.kind in (MarkKind.NUMBER, MarkKind.DATE)]
    names = [(name.start, name.end) for name in find_names(text)]
    names += [match.span() for match in SHORT_FORM.finditer(text)]
    ends = [
        match.start()
        for match in BREAK.finditer(text)
        if not overlaps(match.start(), match.end(), [*inside, *names])
    ]
    figures = [mark for mark in marks if mark.kind is MarkKind.NUMBER and mark.rivals != "reference"]
    for one, other in itertools.pairwise(figures):
        if any(one.end <= end <= other.start for end in ends):
            continue
        if OF_SO_MANY.fullmatch(text[one.end : other.start]) or is_change(text, one, other, inside):
            continue
        joints = [match.start() for match in CONNECTING.finditer(text, one.end, other.start)]
        if joints:
            ends.append(joints[-1])
    return sorted(ends)


def is_change(text: str, one: Mark, other: Mark, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether two figures are the two ends of one change: "from £7.4 million to £6.2 million"."""
    return bool(
        FROM.search(text[: one.start])
        and TO.search(text[one.end : other.start])
        and not overlaps(one.end, other.start, list(figures))
    )


def says_something(mark: Mark) -> bool:
    """Whether a mark is more than a word that writing adds."""
    return mark.kind is not MarkKind.WORD or mark.printed.casefold() not in ADDED_BY_WRITING
