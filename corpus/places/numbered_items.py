"""The numbered items of minutes, told from numbered points, dates and sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.places.part import Part
from corpus.values import Block, BlockKind

NUMBER = r"\d{1,4}(?:\.\d{1,2}){0,2}[a-z]?"
TITLED = re.compile(
    rf"^(?:(?:agenda )?item\s+)?(?P<number>{NUMBER})(?P<mark>[.):]?)\s*[\-–:]?\s+(?P<title>\S.*)$",
    re.IGNORECASE | re.S,
)
ITEM_STAMP = re.compile(r"\(\s*(?:agenda )?item\s+(?P<number>\d{1,3}[a-z]?)\s*\)\s*$", re.IGNORECASE)
# An item's predecessor is never further back than this many candidates; it keeps long papers quick.
LOOK_BACK = 300
CLAUSE = re.compile(
    r"^(?:that|to|the following|there|it|this|these|in|on|for|if|as|a|an|following|whilst|where|when|he|"
    r"she|they|we|mr|mrs|ms|miss|cllr|councillors?|members?|please)\b(?! (?:confirm|consider|"
    r"receive|approve|note|agree|adopt|elect|declare))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may open an item, and how much it looks like one."""

    position: int
    order: tuple[int, ...]
    number: str
    title: str
    weight: float
    style: tuple[str, bool]


def numbered_items(blocks: Sequence[Block], part: Part) -> dict[int, tuple[str, str]]:
    """The best rising run of numbered titles in a part.

    Numbered points inside an item and figures that open a line do not rise with the items, or do not
    read as titles; the run of candidates with the greatest weight leaves them out.
    """
    candidates = [one for one in (candidate(blocks, place) for place in range(part.start, part.end)) if one]
    if not candidates:
        return {}
    best: list[tuple[float, int]] = []
    for place, one in enumerate(candidates):
        score, before = one.weight, -1
        for earlier in range(max(0, place - LOOK_BACK), place):
            step = step_weight(candidates[earlier], one)
            if step is not None and best[earlier][0] + step + one.weight > score:
                score, before = best[earlier][0] + step + one.weight, earlier
        best.append((score, before))
    place = max(range(len(best)), key=lambda one: best[one][0])
    run: list[Candidate] = []
    while place >= 0:
        run.append(candidates[place])
        place = best[place][1]
    if len(run) < 2 or sum(one.weight for one in run) <= 0 or are_points(blocks, part, run):
        return {}
    return {
        one.position: (one.number, one.title)
        for one in (*reversed(run), *misnumbered(blocks, candidates, run))
    }


def misnumbered(
    blocks: Sequence[Block], candidates: list[Candidate], run: list[Candidate]
) -> list[Candidate]:
    """Headings set just as those of the run whose number breaks it: a slip such as "6" between 55 and 57."""
    styles = {(blocks[one.position].kind, blocks[one.position].level, one.style) for one in run}
    if len(run) < 4 or len(styles) > 1 or next(iter(styles))[0] is not BlockKind.HEADING:
        return []
    within = range(run[-1].position, run[0].position)
    return [
        one
        for one in candidates
        if one not in run
        and one.position in within
        and (blocks[one.position].kind, blocks[one.position].level, one.style) in styles
    ]


def are_points(blocks: Sequence[Block], part: Part, run: list[Candidate]) -> bool:
    """Whether a run is of points under the headings of minutes whose items have no numbers."""
    headings = [block for block in blocks[part.start + 2 : part.end] if block.kind is BlockKind.HEADING]
    plain = all(blocks[one.position].kind is not BlockKind.HEADING and not one.style[1] for one in run)
    return plain and len(headings) >= 3 and len(headings) > len(run)


def candidate(blocks: Sequence[Block], position: int) -> Candidate | None:
    """A block that begins with a number and something like a title."""
    block = blocks[position]
    flat = " ".join(block.text.split())
    match = TITLED.match(flat)
    if block.kind is BlockKind.TABLE_ROW or not match:
        return None
    number = match["number"]
    title, weight = title_of(match["title"], block)
    if number.count(".") == 2 and (not title or match["title"].endswith(".")):
        # "19.09.03" numbers only items, so what follows it is a title, even with its text run on.
        title, weight = leading_title(match["title"]), 0.5
    if not title:
        return None
    order = tuple(int(re.sub(r"\D", "", piece) or 0) for piece in number.split("."))
    if len(order) == 1 and match["mark"] == "" and not re.match(r"(?:agenda )?item\b", flat, re.IGNORECASE):
        # A bare number before words may as well be a date or a sum.
        weight -= 1.0 if block.kind is not BlockKind.HEADING else 0.0
        if re.match(
            r"(?:st|nd|rd|th|%|january|february|march|april|may|june|july|august|september|october|"
            r"november|december)\b",
            title,
            re.IGNORECASE,
        ):
            return None
    return Candidate(position, order, number, title, weight, (match["mark"], title.isupper()))


def title_of(words: str, block: Block) -> tuple[str, float]:
    """The title in the words after a number, and how much it reads as one; "" where it cannot be."""
    words = ITEM_STAMP.sub("", words).strip()
    weight = 1.5 if block.kind is BlockKind.HEADING else 0.0
    # "2503. Police Report: No report received." has title and text in one line.
    run_in = re.match(r"^(?P<title>[^.:;]{3,80}?)\s*(?::|\s[–-]\s)\s*\S", words)
    if not words[:1].isalpha() and words[:1] not in "“\"'‘(":
        return "", 0.0
    if words.isupper() or (
        len(words) > 3 and sum(one.isupper() for one in words) > 0.8 * sum(one.isalpha() for one in words)
    ):
        return words.rstrip(" .:"), weight + 2.5 if len(words.split()) <= 40 else 0.0
    if CLAUSE.match(words):
        return (words.rstrip(" .:"), weight - 2.0) if len(words.split()) <= 16 else ("", 0.0)
    if len(words.split()) <= 25 and not words.endswith((".", ";", ",")) and words[0].isupper():
        return words.rstrip(" :"), weight + (1.5 if len(words.split()) <= 14 else 0.5)
    if run_in and words[0].isupper() and len(run_in["title"].split()) <= 10:
        return run_in["title"].strip(), weight + 0.8
    if len(words.split()) <= 14 and words[0].isupper() and words.count(". ") == 0:
        return words.rstrip(" ."), weight + 0.5
    return "", 0.0


def leading_title(words: str) -> str:
    """The capitalised words that a text begins with, less the one that opens its first sentence."""
    run: list[str] = []
    for word in words.split()[:9]:
        if not (
            word[:1].isupper()
            or word[:1].isdigit()
            or (run and word in ("and", "of", "the", "for", "to", "in", "&", "-"))
        ):
            run = run[:-1]
            break
        run.append(word)
    while len(run) > 1 and run[-1].casefold() in ("the", "a", "an", "and", "of", "for", "to", "in", "&", "-"):
        run.pop()
    return " ".join(run).rstrip(" .:")


def step_weight(earlier: Candidate, later: Candidate) -> float | None:
    """What it adds that one candidate follows another; None where it cannot."""
    if len(earlier.order) != len(later.order) or earlier.order[:-1] != later.order[:-1]:
        return None
    gap = later.order[-1] - earlier.order[-1]
    if not 1 <= gap <= 4:
        return None
    same = 0.75 if earlier.style == later.style else 0.0
    return same + (1.0 if gap == 1 else 0.0)
