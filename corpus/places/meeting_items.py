"""Where the items of a meeting begin in its minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.places.headings import is_stamp
from corpus.places.numbered_items import ITEM_STAMP, numbered_items
from corpus.places.part import Part
from corpus.values import Block, BlockKind

QUESTION = re.compile(r"^(?:Question|QUESTION)\s+\d{1,3}\b(?![:.,]?\s*[a-z])")
QUESTION_BY = re.compile(r"^(?:Question|QUESTION)\s+(?:\d+\W+)?(?:by|from|BY|FROM|put by)\s")
PAPER_HEADING = re.compile(
    r"\b(?:minutes|agenda|present|attend\w*|apologies|members)\b|\b(?:council|committee|panel|board|forum|"
    r"group)$",
    re.IGNORECASE,
)


def item_starts(blocks: Sequence[Block], part: Part) -> dict[int, tuple[str, str]]:
    """The positions at which items of a part's minutes begin, with number and title."""
    if not part.minutes:
        return question_starts(blocks, part)
    starts = numbered_items(blocks, part)
    stamped = stamped_items(blocks, part)
    for position, (number, title) in stamped.items():
        if not any(position - 2 <= start <= position for start in starts):
            starts[position] = (number, title)
    return starts or headed_items(blocks, part)


def headed_items(blocks: Sequence[Block], part: Part) -> dict[int, tuple[str, str]]:
    """The items of minutes that number none: one for each heading after those of the paper itself."""
    found: dict[int, tuple[str, str]] = {}
    for position in range(part.start + 1, part.end):
        if blocks[position].kind is not BlockKind.HEADING:
            continue
        flat = " ".join(blocks[position].text.split())
        if found or not (PAPER_HEADING.search(flat) or is_stamp(flat)):
            found[position] = ("", flat)
    return found


def question_starts(blocks: Sequence[Block], part: Part) -> dict[int, tuple[str, str]]:
    """Questions put to a meeting, each of which is an item of its own: "Question 4"."""
    found: dict[int, tuple[str, str]] = {}
    for position in range(part.start, part.end):
        flat = " ".join(blocks[position].text.split())
        if not QUESTION_BY.match(flat) or len(flat.split()) > 40:
            continue
        start, number = position, ""
        # Its number, the council's name and the date stand above it.
        while (
            start > part.start
            and len(blocks[start - 1].text.split()) <= 6
            and not blocks[start - 1].text.endswith(".")
        ):
            start -= 1
            if QUESTION.match(blocks[start].text.strip()):
                number = " ".join(blocks[start].text.split()[:2]).capitalize()
                break
        found[start] = (part.section.item_number, ": ".join(one for one in (number, flat) if one))
    return found if len(found) >= 2 else {}


def stamped_items(blocks: Sequence[Block], part: Part) -> dict[int, tuple[str, str]]:
    """Items named by a line above their stamp: "Participation Team Update", "(Item 4)"."""
    found: dict[int, tuple[str, str]] = {}
    for position in range(part.start, part.end):
        flat = " ".join(blocks[position].text.split())
        match = ITEM_STAMP.search(flat)
        if not match:
            continue
        title = flat[: match.start()].strip()
        start = position
        if not title and position > part.start:
            start = position - 1
            title = " ".join(blocks[start].text.split())
        if title and len(title.split()) <= 40 and not title.endswith((".", ";")):
            found[start] = (match["number"], title)
    return found
