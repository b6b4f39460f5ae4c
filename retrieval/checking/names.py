"""Persons, places, bodies and their short forms, by their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.acronyms import WORDS, initials_match, pairs_in_text

NAME_WORD = r"(?:[A-Z][\w’'&]*(?:-[A-Z]?[\w’']+)*|[A-Z](?=\.))"
BETWEEN = r"(?:\.?\s(?:(?:of|the|and|for|in|de|y|&)\s){0,2}|\.\s?|-|\s?&\s?)"
NAME = re.compile(rf"(?<![\w’'])(?:{NAME_WORD})(?:{BETWEEN}(?:{NAME_WORD}))*")
SMALL_TEXT = """
of the and for in on to de y &
"""
SMALL = frozenset(SMALL_TEXT.split())
TITLES = {
    "cllr": "councillor",
    "cllrs": "councillor",
    "councillors": "councillor",
    "councillor": "councillor",
    "coun": "councillor",
    "mr": "mr",
    "mrs": "mrs",
    "ms": "ms",
    "miss": "miss",
    "dr": "doctor",
    "doctor": "doctor",
    "prof": "professor",
    "professor": "professor",
    "sir": "sir",
    "dame": "dame",
    "lord": "lord",
    "lady": "lady",
    "baroness": "baroness",
    "rev": "reverend",
    "revd": "reverend",
    "reverend": "reverend",
    "acc": "acc",
    "pc": "pc",
    "supt": "superintendent",
}
CHANGING_TEXT = """
deputy vice assistant acting interim former shadow co temporary designate elect junior senior
"""
CHANGING = frozenset(CHANGING_TEXT.split())
"""Words before an office that make another office of it."""
WELL_KNOWN = {
    "pcc": "police and crime commissioner",
    "opcc": "office of the police and crime commissioner",
    "pcp": "police and crime panel",
    "pcso": "police community support officer",
    "asb": "anti-social behaviour",
    "cfo": "chief finance officer",
    "ceo": "chief executive officer",
    "acc": "assistant chief constable",
    "dcc": "deputy chief constable",
    "foi": "freedom of information",
}
"""Short forms that every reader of such papers knows."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words with capitals.

    Attributes:
        words: lower-case, titles in one form, without small words and initials.
    """

    printed: str
    words: tuple[str, ...]
    start: int
    end: int


def find_names(text: str) -> list[Name]:
    """Every run of capitals in a text, in order; at its start only where more than the first word has one."""
    found = []
    for match in NAME.finditer(text):
        printed = match.group()
        words = name_words(printed)
        if words:
            found.append(Name(printed, words, match.start(), match.end()))
    return found


def name_words(printed: str) -> tuple[str, ...]:
    """The words that tell of a name; an initial tells nothing beside a longer word."""
    words = [plain(word) for word in re.findall(r"[\w’'&-]+", printed)]
    told = [word for word in words if word not in SMALL]
    longer = [word for word in told if len(word) > 1]
    return tuple(longer if longer and len(longer[-1]) > 2 and told[-1] == longer[-1] else told)


def plain(word: str) -> str:
    """A word of a name in lower case, without its genitive, a title in one form."""
    bare = word.replace("’", "'").casefold().removesuffix("'s").rstrip("'").strip("-")
    return TITLES.get(bare, bare)


def sequence(text: str) -> tuple[str, ...]:
    """The words of a text as names are looked for among them."""
    return tuple(plain(word) for word in re.findall(r"[\w’'&-]+", text))


LONGEST_GAP = 2
"""Words that may stand between two of a name: an initial, a title, "of the"."""


def stands_in(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words of a name stand together in this order, as a whole name and no part of another."""
    return any(
        stands_at(name, words, start) and not is_changed(words, start)
        for start, word in enumerate(words)
        if alike(word, name[0])
    )


def alike(one: str, other: str) -> bool:
    """Whether two words of names are the same, one perhaps in the plural."""
    return one == other or (min(len(one), len(other)) > 3 and one.rstrip("s") == other.rstrip("s"))


def stands_at(name: Sequence[str], words: Sequence[str], start: int) -> bool:
    """Whether a name stands from this word on."""
    at = start
    for wanted in name[1:]:
        gap = 1
        while at + gap < len(words) and not alike(words[at + gap], wanted):
            passed = words[at + gap]
            if gap > LONGEST_GAP or not (len(passed) == 1 or passed in SMALL or passed in TITLES.values()):
                return False
            gap += 1
        if at + gap >= len(words):
            return False
        at += gap
    return True


def is_changed(words: Sequence[str], start: int) -> bool:
    """Whether a word before makes another office of the name: "Deputy Commissioner" is no "Commissioner"."""
    return start > 0 and words[start - 1] in CHANGING


def spelt_out(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Short forms with what they stand for, by these texts themselves, in lower case."""
    found = {short.casefold(): long.casefold() for text in texts for short, long in pairs_in_text(text)}
    return tuple(found.items())


def other_forms(
    name: Name, spelling: Sequence[tuple[str, str]], texts: Sequence[str]
) -> list[tuple[str, ...]]:
    """The other ways a name may be written: spelt out, or by its initials.

    Args:
        spelling: short forms that the papers spell out.
        texts: the papers' words, in which initials may be met.
    """
    forms: list[tuple[str, ...]] = []
    known = [*spelling, *WELL_KNOWN.items()]
    said = " ".join(name.words)
    for short, long in known:
        long_words = tuple(word for word in sequence(long) if word not in SMALL)
        if short.rstrip("s") == said.rstrip("s"):
            forms.append(long_words)
        elif " ".join(long_words) == said or said == long or is_end_of(name.words, long_words):
            forms.append((short,))
        elif short in name.words:
            at = name.words.index(short)
            forms.append((*name.words[:at], *long_words, *name.words[at + 1 :]))
        elif len(long_words) > 1 and " ".join(long_words) in said:
            forms.append(tuple(said.replace(" ".join(long_words), short, 1).split()))
    if name.printed.isupper() and len(name.words) == 1 and len(name.printed) > 1:
        forms.extend(
            other.words
            for text in texts
            for other in find_names(text)
            if len(other.words) > 1 and initials_match(name.printed, WORDS.findall(other.printed), True)
        )
    return forms


def is_end_of(words: Sequence[str], long_words: Sequence[str]) -> bool:
    """Whether a name is the office that a longer one ends with: "Commissioner"."""
    return tuple(words) == ("commissioner",) and tuple(long_words) == ("police", "crime", "commissioner")
