"""Items, headings, appendices and numbered paragraphs: where in its paper each block stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.places.headings import HEADING_NUMBER, level_of
from corpus.places.meeting_items import item_starts
from corpus.places.numbered_items import numbered_items
from corpus.places.part import AGENDA
from corpus.places.parts import find_parts
from corpus.values import Block, BlockKind, FileText, PaperKind, Section

PARAGRAPH = re.compile(
    r"^\s*[-•●▪]?\s*(?P<number>\d{1,3}\.\d{1,3}(?:\.\d{1,3})?|\d{1,3}(?=[.)])|\([ivxlc]{1,6}\)|"
    r"\([a-z0-9]{1,2}\)|"
    r"[ivxlc]{1,6}(?=[.)])|[a-z](?=[.)]))[.)]?\s+(?=[A-Z“\"'(‘£\[])"
)


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its section; blocks of one item share an item index."""

    block: Block
    section: Section
    item_index: int


@dataclass(slots=True)
class Place:
    """Where the walk through a paper stands."""

    section: Section
    item_index: int
    headings: list[tuple[int, str]] = field(default_factory=list)

    def open_heading(self, level: int, words: str) -> None:
        """Go under a heading, leaving those as deep or deeper.

        A numbered heading stands beside the numbered headings before it, however each was set in type.
        """
        number = HEADING_NUMBER.match(words)
        depth = number["number"].count(".") if number else 0
        for known, heading in self.headings:
            other = HEADING_NUMBER.match(heading)
            if number and other and other["number"].count(".") == depth:
                level = known
        if self.section.item_title.casefold().startswith(words.casefold()):
            return
        self.headings = [one for one in self.headings if one[0] < level]
        self.headings.append((level, words))


def place_blocks(text: FileText, kind: PaperKind) -> list[PlacedBlock]:
    """Every block with its place: part, item, appendix, headings and paragraph number."""
    blocks = text.blocks
    placed: list[PlacedBlock] = []
    index = -1
    for part in find_parts(text, kind):
        index += 1
        items = item_starts(blocks, part)
        entries = numbered_items(blocks, part) if part.section == AGENDA else {}
        place = Place(part.section, index, [(0, part.heading)] if part.heading else [])
        for position in range(part.start, part.end):
            block = blocks[position]
            if block.continues and placed and position > part.start and position not in items:
                placed.append(PlacedBlock(block, placed[-1].section, placed[-1].item_index))
                continue
            if position in items:
                index += 1
                number, title = items[position]
                place = Place(
                    replace(part.section, item_number=number, item_title=title),
                    index,
                    [(0, part.heading)] if part.heading else [],
                )
            elif position in entries:
                place.headings = [(1, ". ".join(entries[position]))]
            elif position >= part.text_start and (level := level_of(blocks, position, part)):
                place.open_heading(level, " ".join(block.text.split()).rstrip(" :"))
            placed.append(PlacedBlock(block, section_of(block, place), place.item_index))
    return placed


def section_of(block: Block, place: Place) -> Section:
    """The section of a block at a place."""
    headings = tuple(words for _, words in place.headings)
    number = ""
    if block.kind is not BlockKind.TABLE_ROW:
        match = PARAGRAPH.match(block.text)
        number = match["number"] if match else ""
    return replace(place.section, headings=headings, paragraph=number, sheet=block.sheet)
