"""Short forms that a paper itself spells out, in its text or in a glossary table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.values import Block

SMALL = "a an and at by for from in into of on or the to with within & de y"
SMALL_WORDS = frozenset(SMALL.split())
SHORT = r"[A-Z][A-Za-z0-9&/\-]{0,10}[A-Z0-9][a-z]?"
LONG_THEN_SHORT = re.compile(rf"\(\s*[\"'‘“]?(?:the |or |also )?[\"'‘“]?({SHORT})[\"'’”]?\s*\)")
SHORT_THEN_LONG = re.compile(rf"(?<![\w(])({SHORT})\s*\(\s*([A-Z][^()]{{3,120}}?)\s*\)")
SHORT_ALONE = re.compile(rf"^{SHORT}$")
WORDS = re.compile(r"[A-Za-z0-9’'&]+")


def find_acronyms(blocks: Iterable[Block]) -> tuple[tuple[str, str], ...]:
    """Every short form with the words it stands for, in the order first spelt out.

    Both orders are read, "Office of the Police and Crime Commissioner (OPCC)" and "DART (Domestic Abuse
    Resolution Team)", and table rows whose first cell is the short form of their second. Only words whose
    initials make the short form are taken, so a post or a party in brackets is not mistaken for one.
    """
    found: dict[str, str] = {}
    for block in blocks:
        pairs = list(pairs_in_text(block.text.replace("\n", " ")))
        if block.cells and len(block.cells) >= 2:
            pairs = list(pairs_in_row([cell.text for cell in block.cells])) + pairs
        for short, long in pairs:
            if short not in found or (found[short].isupper() and not long.isupper()):
                found[short] = long
    return tuple(found.items())


def pairs_in_text(text: str) -> Iterable[tuple[str, str]]:
    """The short forms spelt out in running text."""
    for match in LONG_THEN_SHORT.finditer(text):
        long = words_before(text[max(0, match.start() - 160) : match.start()], match[1])
        if long:
            yield match[1], long
    for match in SHORT_THEN_LONG.finditer(text):
        long = match[2].strip(" .,;:")
        if initials_match(match[1], WORDS.findall(long)):
            yield match[1], long


def pairs_in_row(cells: list[str]) -> Iterable[tuple[str, str]]:
    """The short form in the first cell of a row and what the second says it is."""
    short, long = cells[0].strip(), cells[1].strip()
    if (
        SHORT_ALONE.match(short)
        and 2 <= len(long.split()) <= 14
        and initials_match(short, WORDS.findall(long))
    ):
        yield short, long


def words_before(text: str, short: str) -> str:
    """The words just before a bracketed short form whose initials make it, "" where none do."""
    # A sentence or clause boundary is never inside the long form.
    clause = re.split(r"[.;:!?()\n\t•]\s", text)[-1]
    words = list(WORDS.finditer(clause))
    spelt = [word.group() for word in words]
    capitals = sum(letter.isupper() or letter.isdigit() for letter in short)
    fewest, most = max(2, capitals // 2), min(len(words), capitals * 2 + 3)
    starts = [
        start
        for start in range(len(words) - fewest, len(words) - most - 1, -1)
        if spelt[start][0].casefold() == short[0].casefold() and spelt[start].casefold() not in SMALL_WORDS
    ]
    # Every letter an initial is surer than a word that gives two, however short.
    for once in (True, False):
        for start in starts:
            if initials_match(short, spelt[start:], once):
                return " ".join(clause[words[start].start() :].split()).rstrip(" ,-–\"'“‘")
    return ""


def initials_match(short: str, words: list[str], once: bool = False) -> bool:
    """Whether the letters of a short form are the initials of the words, small words being optional.

    Every word that is not small gives its initial; unless `once`, it may give one more of its letters.
    """
    letters = re.sub(
        r"[^a-z0-9]", "", short.casefold().rstrip("s") if short.endswith("s") else short.casefold()
    )
    if len(letters) < 2 or len(words) < 2:
        return False
    return spell(letters, [word.casefold().replace("’", "").replace("'", "") for word in words], 0, 0, once)


def spell(letters: str, words: list[str], at: int, place: int, once: bool) -> bool:
    """Whether letters from `at` are spelt by words from `place`."""
    if at == len(letters):
        return all(word in SMALL_WORDS for word in words[place:])
    if place == len(words):
        return False
    word = words[place]
    if word in SMALL_WORDS and spell(letters, words, at, place + 1, once):
        return True
    if not word or word[0] != letters[at]:
        return False
    if spell(letters, words, at + 1, place + 1, once):
        return True
    # A word may give one more of its letters, as in "PhD"; more than that is chance.
    if not once and at + 1 < len(letters) and letters[at + 1] in word[1:]:
        return spell(letters, words, at + 2, place + 1, once)
    return False
