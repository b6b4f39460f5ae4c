"""A part of a paper: a run of blocks that was a paper of its own before it was bound with others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.values import Block, BlockKind, Section

NOWHERE = Section()
AGENDA = Section(item_title="Agenda")
STAMP = re.compile(r"^\W*(?:agenda )?item(?: no\.?)?\s*(?P<number>\d{1,3}[a-z]?)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks that was a paper of its own before it was bound with others.

    Attributes:
        start, end: positions of its first block and of the one after its last.
        section: what all its blocks share: number, title, title block, appendix, meeting.
        heading: a heading above all of it, "" where there is none.
        minutes: whether its numbered titles are the items of a meeting.
        text_start: position after its letterhead and title block, whose lines are no headings of the text.
    """

    start: int
    end: int
    section: Section = NOWHERE
    heading: str = ""
    minutes: bool = False
    text_start: int = 0


def cut_by(parts: list[Part], openings: list[Part]) -> list[Part]:
    """Let each opening begin a part of its own that runs to the next; only its start is used."""
    starts = {part.start: part for part in parts}
    for opening in openings:
        known = starts.get(opening.start)
        starts[opening.start] = merge(known, opening) if known and opening.start else opening
    end = max(part.end for part in parts)
    ordered = sorted(starts.values(), key=lambda one: one.start)
    return [
        replace(part, end=ordered[place + 1].start if place + 1 < len(ordered) else end)
        for place, part in enumerate(ordered)
    ]


def merge(known: Part, opening: Part) -> Part:
    """Two openings at one place: what the paper prints counts before what a bookmark says."""
    if known.section.subject or known.minutes:
        section = replace(known.section, item_number=known.section.item_number or opening.section.item_number)
        return replace(known, section=section)
    return opening


def page_start(blocks: Sequence[Block], position: int, most: int = 6) -> int:
    """The first block of the page of a block, where only few lines stand before it; else its own place."""
    page = blocks[position].page
    start = position
    while start > 0 and blocks[start - 1].page == page and page is not None:
        start -= 1
    if page is None:
        return 0 if position <= most else position
    if position - start <= most and all(len(block.text.split()) <= 25 for block in blocks[start:position]):
        return start
    # A report that begins in the middle of a page takes the headings just above with it.
    while position > start and blocks[position - 1].kind is BlockKind.HEADING:
        position -= 1
    return position


def at_top(blocks: Sequence[Block], position: int) -> bool:
    """Whether a block is the first of its page."""
    return position == 0 or blocks[position - 1].page != blocks[position].page
