"""Which blocks are headings, as read or by their shape, and how deep."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.dates import find_dates
from corpus.places.part import Part
from corpus.values import Block, BlockKind

INFERRED_LEVEL = 4
HEADING_SHAPE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+)?[A-Z“\"'‘][^@\t]*$")
NOT_HEADING = re.compile(
    r"@|https?:|www\.|\bTel\b|:\s*\S|^(?:RESOLVED|AGREED|Resolved|Agreed|Signed|That|Cllrs?|Councillors?|"
    r"Mr|Mrs|Ms|Miss|Dr)\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+ \d{4}\b|£\d|\b(?:includes?|of|the|and|on|to|a|by|in|with|"
    r"for)\W*$"
)
# A line with one of these words is a sentence, or the opening of a list.
SENTENCE = re.compile(r"\b(?:following|that|is|are|was|were|has|have|had|will|shall|must|be|been)\b")
TIME_ONLY = re.compile(
    r"^\W*(?:at\s+)?\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\.?)?\W*$|^(?:a\s?g\s?e\s?n\s?d\s?a)$", re.IGNORECASE
)
STAMPED = re.compile(
    r"^\W*(?:agenda )?item(?: no\.?)?\s*\d{1,3}[a-z]?\W*$|^\W*(?:appendix|annex)\s+\w{1,3}\W*$|^\W*(?:date|"
    r"time|place|venue|tel)\s*:|"
    r"^\W*page \d+",
    re.IGNORECASE,
)
HEADING_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+\S")


def level_of(blocks: Sequence[Block], position: int, part: Part) -> int:
    """The level at which a block is a heading, 0 where it is none.

    By its number where it has one ("2.1" is below "2"), else as read. A line that was not read as a
    heading but stands as one, short and above longer text, is below those that were.
    """
    block = blocks[position]
    match = HEADING_NUMBER.match(block.text)
    depth = 1 + match["number"].count(".") if match and "." in match["number"] else 0
    if block.kind is BlockKind.HEADING:
        sentence = depth > 1 and SENTENCE.search(block.text)
        return 0 if sentence or is_stamp(block.text) else max(block.level, depth, 1)
    if not stands_as_heading(block) or position + 1 >= part.end or is_clause_of_list(blocks, position, part):
        return 0
    # A numbered heading is above one without a number.
    level = INFERRED_LEVEL + (depth if match else 1)
    following = blocks[position + 1]
    if stands_above(following):
        above = blocks[position - 1] if position > part.start else None
        return level + (1 if above is not None and stands_as_heading(above) else 0)
    after = blocks[position + 2] if position + 2 < part.end else None
    return level if stands_as_heading(following) and after is not None and stands_above(after) else 0


def stands_as_heading(block: Block) -> bool:
    """Whether a paragraph has the shape of a heading: a few words, begun large, not ended as a sentence."""
    words = block.text.strip()
    if block.kind is not BlockKind.PARAGRAPH or block.continues or not 1 <= len(words.split()) <= 10:
        return False
    if not HEADING_SHAPE.match(words) or NOT_HEADING.search(words) or SENTENCE.search(words):
        return False
    return not words.endswith((".", ";", ",", "?", "!", ")", "-", "–"))


def stands_above(block: Block) -> bool:
    """Whether a block is text of the length that stands below a heading."""
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM):
        return True
    return block.kind is BlockKind.PARAGRAPH and len(block.text.split()) >= 9


def is_clause_of_list(blocks: Sequence[Block], position: int, part: Part) -> bool:
    """Whether the block above ends as the opening of a list, so that this one is its first entry."""
    return position > part.start and blocks[position - 1].text.rstrip().endswith((",", ";", ":-"))


def is_stamp(words: str) -> bool:
    """Whether a line is only a stamp on a page or a label: "Item 3", "APPENDIX 2", "Date: 9 October"."""
    if len(words.split()) > 12:
        return bool(STAMPED.match(words))
    for found in reversed(find_dates(words)):
        words = words[: found.start] + words[found.end :]
    words = re.sub(r"\b\w+day\b", "", words)
    return bool(STAMPED.match(words) or TIME_ONLY.match(words.strip())) or not re.search(r"\w", words)
