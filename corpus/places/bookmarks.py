"""What the bookmarks of a pack say of the papers bound in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates import find_dates
from corpus.places.part import Part, page_start
from corpus.values import Block, FileText, OutlineEntry, Section

NUMBERED_ENTRY = re.compile(r"^(?P<number>\d{1,2}[a-z]?)\s*[.)\-–]?\s+(?P<title>[A-Z].*)$", re.DOTALL)
NUMBERED_HEADING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.\s")


def outline_parts(text: FileText) -> list[Part]:
    """A part for each bookmark of a pack that opens a page, so that each bound paper is its own."""
    first: dict[int, int] = {}
    for position, block in enumerate(text.blocks):
        if block.page is not None:
            first.setdefault(block.page, position)
    parts: list[Part] = []
    outermost = min((entry.level for entry in text.outline), default=1)
    parent = Section()
    seen: set[int] = set()
    for entry in text.outline:
        start = entry_start(text.blocks, entry, first)
        if start is None or start in seen or entry.level > outermost + 1:
            continue
        if entry.level > outermost and NUMBERED_HEADING.match(entry.title):
            continue
        seen.add(start)
        section = section_of_entry(entry, outermost, parent, text.blocks, start)
        if entry.level == outermost:
            parent = section
        heading = "" if entry.level == outermost else " ".join(entry.title.split())
        parts.append(Part(start, start, section, heading))
    return parts


def entry_start(blocks: Sequence[Block], entry: OutlineEntry, first: dict[int, int]) -> int | None:
    """The block that a bookmark opens: the one with its words on its page, else the page's first."""
    start = next((first[page] for page in range(entry.page, entry.page + 3) if page in first), None)
    if start is None:
        return None
    wanted = "".join(entry.title.casefold().split())
    for position in range(start, len(blocks)):
        if blocks[position].page != blocks[start].page:
            break
        words = "".join(blocks[position].text.casefold().split())
        if words and (wanted.startswith(words) or words.startswith(wanted)) and len(words) > 3:
            # Lines such as a letterhead or a stamp above it open the paper with it.
            return page_start(blocks, position)
    return start


def section_of_entry(
    entry: OutlineEntry, outermost: int, parent: Section, blocks: Sequence[Block], start: int
) -> Section:
    """The section of a bookmark: an item where it is outermost, else a paper attached to the item above."""
    title = " ".join(entry.title.split())
    if entry.level > outermost:
        return replace(parent, item_title=parent.item_title or title)
    numbered = NUMBERED_ENTRY.match(title)
    if numbered:
        return Section(item_number=numbered["number"], item_title=numbered["title"])
    following = blocks[start + 1] if start + 1 < len(blocks) else None
    if (
        following
        and following.page == blocks[start].page
        and len(following.text.split()) <= 6
        and find_dates(following.text)
    ):
        title = f"{title}, {' '.join(following.text.split())}"
    return Section(item_title=title)
