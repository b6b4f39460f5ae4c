"""Where reports, minutes and policies begin in a paper that holds several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates import find_dates, written
from corpus.places.part import STAMP, Part, at_top, page_start
from corpus.places.title_blocks import TitleBlock, find_title_blocks
from corpus.values import Block, BlockKind, Section

MINUTES_HEAD = re.compile(
    r"^\W*(?:draft |confirmed )?minutes of (?:an?|the)\b.{0,60}\bmeeting\b", re.IGNORECASE
)
POLICY_TITLE = re.compile(
    r"^[A-Z][\w,&’'() \-–]*\b(?:Policy|POLICY|Procedure|PROCEDURE|procedure|Guidance|GUIDANCE|Strategy|"
    r"STRATEGY|Protocol|"
    r"Terms of Reference|TERMS OF REFERENCE|Code of Conduct|Standing Orders|Report)$"
)


def title_block_parts(blocks: Sequence[Block]) -> list[Part]:
    """A part for each report, from its title block; lines of its page above it go with it."""
    parts = []
    for title_block in find_title_blocks(blocks):
        start = page_start(blocks, title_block.start)
        section = section_from(title_block)
        stamps = [STAMP.match(block.text) for block in blocks[start : title_block.start]]
        number = next((stamp["number"] for stamp in stamps if stamp), "")
        parts.append(Part(start, start, replace(section, item_number=number), text_start=title_block.end))
    return parts


def section_from(title_block: TitleBlock) -> Section:
    """The section that a title block gives to its report."""
    return Section(
        item_title=title_block.subject,
        report_of=title_block.report_of,
        subject=title_block.subject,
        report_date=title_block.date or (written_date(title_block.to)),
        author=title_block.author,
    )


def written_date(words: str) -> str:
    """The date at the end of "County Council, 13 March 2025", as printed; "" where there is none."""
    found = find_dates(words)
    return words[found[0].start : found[0].end] if found else ""


def policy_parts(blocks: Sequence[Block]) -> list[Part]:
    """A part for each policy or procedure where a file holds several, from the line that names it."""
    named: list[Part] = []
    for position, block in enumerate(blocks):
        title = " ".join(block.text.split())
        plain = block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and not block.continues)
        if not plain or not 2 <= len(title.split()) <= 9 or not POLICY_TITLE.match(title):
            continue
        if named and title.casefold() == named[-1].section.item_title.casefold():
            continue
        named.append(Part(position, position, Section(item_title=title)))
    return named if len(named) >= 2 else []


def minutes_parts(blocks: Sequence[Block]) -> list[Part]:
    """A part for each set of minutes bound in a pack, with the meeting that they are of."""
    parts = []
    for position, block in enumerate(blocks):
        if not MINUTES_HEAD.match(block.text) or (
            page_start(blocks, position) == position > 0 and not at_top(blocks, position)
        ):
            continue
        lines = " ".join(" ".join(one.text.split()) for one in blocks[position : position + 5])
        dates = find_dates(lines)
        if not dates:
            continue
        day = dates[0].value
        start = page_start(blocks, position)
        section = Section(
            item_title=f"Minutes of the meeting of {written(day)}", meeting_date=day.isoformat()
        )
        parts.append(Part(start, start, section, f"Minutes of the meeting of {written(day)}", minutes=True))
    return parts
