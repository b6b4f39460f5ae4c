"""The day of the meeting a paper belongs to, or the paper's own where it has no meeting."""

from __future__ import annotations

import re
from datetime import date

from corpus.dates import FoundDate, date_in_file_name, find_dates, year_in
from corpus.facts.kinds import MINUTES_OF
from corpus.facts.opening import Found, Opening, place
from corpus.values import Block, BlockKind, PaperKind

BODY = r"(?:council|committee|panel|board|cabinet|group|forum|commission|assembly|authority|cyngor)"
MEETING = re.compile(rf"\bmeeting\b|\b{BODY}\b|\bcyfarfod\b", re.IGNORECASE)
HELD = re.compile(r"\b(?:held|cynhaliwyd|gynhaliwyd)\b|\bmeeting\b", re.IGNORECASE)
BODY_BEFORE = re.compile(rf"\b{BODY}\s*(?:[-–:,|(]|meeting)*\s*(?:on\s+)?(?:\w+day,?\s*)?$", re.IGNORECASE)
LABEL = re.compile(r"^\W*(?:date(?: of meeting)?|meeting date|held)\s*[:\-–\t]", re.IGNORECASE)
OTHER_MEETING = re.compile(
    r"\b(?:previous|last|next)\b.{0,30}\bmeeting\b|\bminutes of the (?:last|previous)\b|\bapprove\b|"
    r"\bconfirm\b",
    re.IGNORECASE,
)
OTHER_MINUTES = re.compile(r"\bminutes of\b.{0,200}\bheld on\b.{0,40}$", re.IGNORECASE | re.DOTALL)
# "19.09.04 Matters Arising" is an item, not a day in 2004.
ITEM_NUMBER = re.compile(r"^\s*\d{2}\.\d{2}\.\d{1,2}\s+[A-Z]")
# What may stand beside the date of a paper on its line.
OWN_DATE = re.compile(
    r"^(?:\W|_|\b(?:dated?|adopted|approved|issued|published|publication|version|updated|last|reviewed|"
    r"signed|on|"
    r"\w+day|v\d[\d.]*|of|report)\b)*$",
    re.IGNORECASE,
)
WITH_BODY, SAYS_HELD, PLAIN = 9.5, 9.0, 7.5
PERIOD = re.compile(r"\bto\b|\bfrom\b|\bended\b|\bending\b|\bsince\b|\bbetween\b|\buntil\b", re.IGNORECASE)


def find_meeting_date(opening: Opening, kind: PaperKind) -> Found[date | None]:
    """The date of the meeting, or the paper's own where it has no meeting.

    Never a date from the narrative: only one on a line that says when the meeting is held, in a title
    block, standing with the name of the body, in the file's name, or alone in the opening.
    """
    named = date_in_file_name(opening.text.file_name)
    year = named.year if named else year_in(opening.text.file_name) or year_in(opening.source_folder)
    is_meeting = kind in (PaperKind.AGENDA, PaperKind.MINUTES)
    if is_meeting:
        weight, found = date_of_meeting(opening.blocks, year)
        # A date that only stands near the meeting's name does not outweigh the file's own name.
        if found and (weight >= PLAIN or not named):
            return found
    return title_block_date(opening) or dated_body(opening) or own_date(opening, named, is_meeting)


def dated_body(opening: Opening) -> Found[date | None] | None:
    """The date on a line with the body's name at the head of a paper: "Town Council Meeting 21 June 2024"."""
    weight, found = date_of_meeting(opening.blocks[:6], None)
    return found if weight > SAYS_HELD else None


def title_block_date(opening: Opening) -> Found[date | None] | None:
    """The date in the title block of the first report."""
    for title_block in opening.title_blocks[:1]:
        dates = find_dates(title_block.date or title_block.to)
        if dates:
            return Found(dates[0].value, place(opening.blocks[title_block.start]))
    return None


def own_date(opening: Opening, named: date | None, is_meeting: bool) -> Found[date | None]:
    """The date of a paper without a meeting: in its file's name, on a line of its own, in its title."""
    if named:
        return Found(named, opening.in_file_name)
    line = None if opening.is_ocr else dated_line(opening.blocks)
    if line:
        return line
    in_title = find_dates(opening.document_title)
    # A title left from an older paper is common in minutes, so there it is not trusted.
    if in_title and not is_meeting:
        return Found(in_title[0].value, opening.in_document_title)
    folder = date_in_file_name(opening.source_folder) if opening.source_folder else None
    return Found(folder, opening.in_folder) if folder else Found(None)


def date_of_meeting(blocks: list[Block], year: int | None) -> tuple[float, Found[date | None] | None]:
    """The date on the line that says when the meeting is, or was, held, and how plainly it does."""
    best: tuple[float, Block, date] | None = None
    for position, block in enumerate(blocks):
        other = OTHER_MEETING.search(block.text) and not (MINUTES_OF.search(block.text) and position < 6)
        if other or ITEM_NUMBER.match(block.text):
            continue
        earlier = " ".join(one.text for one in blocks[max(0, position - 3) : position])
        for found in find_dates(block.text, default_year=year):
            weight = date_weight(block.text, found, earlier, position)
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, block, found.value)
    return (best[0], Found(best[2], place(best[1]))) if best else (0.0, None)


def date_weight(text: str, found: FoundDate, earlier: str, position: int) -> float:
    """How plainly a date is that of the meeting itself; 0 where it may be any date."""
    before = text[: found.start]
    near = before[-160:]
    weight = 0.0
    if BODY_BEFORE.search(before) and len(before.split()) <= 16:
        weight = WITH_BODY
    elif HELD.search(near):
        weight = SAYS_HELD
    elif LABEL.match(text) and len(before) < 40:
        weight = 8.0
    elif len(text.split()) <= 14 and MEETING.search(f"{earlier} {before}") and not PERIOD.search(text):
        weight = 7.0
    if not weight or (OTHER_MINUTES.search(near) and position > 6):
        return 0.0
    return weight - 0.1 * position - (0 if found.has_year else 3)


def dated_line(blocks: list[Block]) -> Found[date | None] | None:
    """A date standing almost alone on a short line of the opening, such as a letter's or a cover's."""
    lines = []
    for block in blocks[:14]:
        if block.kind is BlockKind.TABLE_ROW or len(block.text.split()) > 14:
            continue
        found = find_dates(block.text)
        rest = block.text
        for one in reversed(found):
            rest = rest[: one.start] + rest[one.end :]
        if found and OWN_DATE.match(rest):
            lines.append((found[0].value, block))
    # Several such lines are the rows of a list, not the date of the paper.
    return Found(lines[0][0], place(lines[0][1])) if 1 <= len(lines) <= 2 else None
