"""Where sentences end in the prose of public papers: their titles, sums, clauses and lists."""

from __future__ import annotations

import re

SHORTENED = """
mr mrs ms miss dr prof sir rev revd hon cllr cllrs coun councillors st no nos para paras p pp s ss
sec sect art arts ch chap fig figs vol ed eds e.g i.e eg ie cf viz etc approx est ca inc ltd plc co
corp dept div govt gov supt insp sgt det ch.insp gen col capt lt maj bros jr sr vs v ref refs ext
tel fao min max ave rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
thurs fri sat sun cyng
"""
# "No. 5" and "p. 4" are abbreviations only before a number; "No. We did not" ends a sentence.
BEFORE_A_NUMBER = (
    "no nos p pp para paras s ss sec sect art arts fig figs vol ref ext ca est etc inc ltd plc co corp dept"
)
ABBREVIATIONS = frozenset(SHORTENED.split())
NUMBERED = frozenset(BEFORE_A_NUMBER.split())
END = re.compile(
    r"(?P<lines>\s*\n\s*)|(?P<stop>[.!?…]+[\"'”’)\]]*)(?P<space>\s+|$)|(?P<bullet>\s+(?=[•●▪■◦➢✓]\s))"
)
WORD_BEFORE = re.compile(r"[\w.&'’\-/()]*$")
NUMBERING = re.compile(r"^\(?(?:\d{1,4}(?:\.\d{1,3})*|[ivxlc]{1,5}|[a-z]|[A-Z]|[QA]\d{1,3})[.)]{0,2}$")
BULLET_ONLY = re.compile(r"^[\s•●▪■◦➢✓o\-–*]*$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end) in characters.

    Together they cover the text: white space after a sentence belongs to it. Line breaks and bullets end
    a sentence, semicolons do not; a number or bullet that opens a clause stays with the clause.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in END.finditer(text):
        end = match.end()
        if match["stop"] is not None and not ends_sentence(text, start, match):
            continue
        if BULLET_ONLY.match(text[start:end]) and end < len(text):
            continue
        if end > start:
            spans.append((start, end))
            start = end
    if start < len(text):
        spans.append((start, len(text)))
    return merge_blank(text, spans)


def ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether this full stop ends its sentence, from the words on both sides of it."""
    if match.end() == len(text):
        return True
    following = text[match.end()]
    if match["stop"][0] in "!?" or len(match["stop"].rstrip("\"'”’)]")) > 1:
        return not following.islower()
    word_match = WORD_BEFORE.search(text, max(start, match.start() - 40), match.start())
    word = word_match.group() if word_match else ""
    plain = word.lstrip("(").casefold()
    if not text[start : match.start() - len(word)].strip(" \t•●▪■◦➢✓-–*") and NUMBERING.match(word + "."):
        return False
    return not is_abbreviation(word.lstrip("("), plain, following) and not following.islower()


def is_abbreviation(word: str, plain: str, following: str) -> bool:
    """Whether the word before a full stop is shortened rather than last: "Cllr", "e.g", "J", "No"."""
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    if plain in NUMBERED:
        return following.isdigit()
    if plain in ("p.m", "a.m"):
        return not following.isupper()
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word):
        return not following.isupper() or len(word) <= 3
    return plain in ABBREVIATIONS


def merge_blank(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give stretches of white space to the sentence before, or after where there is none before."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and (not text[start:end].strip() or not text[merged[-1][0] : merged[-1][1]].strip()):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
