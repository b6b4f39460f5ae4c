"""What sort of paper a file is."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.facts.opening import Found, Opening, place
from corpus.values import Block, PaperKind

SPREADSHEETS = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"))
MINUTES_OF = re.compile(
    r"\b(?:minutes|notes?)\s+(?:and actions\s+)?of\s+(?:an?|the|their)\b.{0,60}?\bmeeting\b|"
    r"\bminutes\s+of\s+the\b",
    re.IGNORECASE,
)
HELD = re.compile(r"\b(?:held|cynhaliwyd)\b", re.IGNORECASE)
HELD_MEETING = re.compile(
    r"\b(?:council|committee|panel|board)\b.{0,40}\bheld (?:their|its|the|a)\b.{0,20}meeting", re.IGNORECASE
)
CALLED = re.compile(
    r"\bmeeting (?:of .{3,120} )?(?:to be|will be|is to be) held\b|\bsummon(?:ed|s)\b|\bnext meeting to be "
    r"held\b"
    r"|^\s*meeting of the\b|^\s*agenda for\b",
    re.IGNORECASE | re.DOTALL,
)
AGENDA_LINE = re.compile(
    r"^\W*(?:public session\s+)?a\s?g\s?e\s?n\s?d\s?a\W*$|^\W*agenda items?(?: no\W*)?$|^\s*summons to\b",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"^\W*(?:p\s?r\s?e\s?s\s?e\s?n\s?t|members present|attendees|in attendance|presennol)\b", re.IGNORECASE
)
PURPOSE = re.compile(
    r"^\W*(?:\d[.)]?\d?\s+)?purpose of (?:the |this )?report\b|^\W*agenda item\s*\d+\W*$", re.IGNORECASE
)
APOLOGIES = re.compile(r"\bapologies\b|\bymddiheuriadau\b", re.IGNORECASE)
NAMED = (
    (PaperKind.MINUTES, r"\b(?:minutes|mins|cofnodion)\b"),
    (PaperKind.AGENDA, r"\b(?:agenda(?! item)|summons)\b"),
    (PaperKind.LOG, r"\b(?:log|tracker|register)\b"),
    (
        PaperKind.POLICY,
        r"\b(?:policy|policies|procedures?|(?:financial )?regulations|standing orders|code of conduct|"
        r"constitution|"
        r"terms of reference|protocol|strategy)\b",
    ),
    (
        PaperKind.REPORT,
        r"\b(?:reports?|update|briefing|statement|review|response|assessment|proposal|amendment|plan|"
        r"accounts|return|evidence|recommendations?)\b",
    ),
)


def find_kind(opening: Opening) -> Found[PaperKind]:
    """What sort of paper it is: from its format, its opening words, then its title and name."""
    if PurePath(opening.text.file_name).suffix.casefold() in SPREADSHEETS:
        return Found(PaperKind.SPREADSHEET, opening.in_file_name)
    return stated_kind(opening) or named_kind(opening) or Found(PaperKind.OTHER)


def stated_kind(opening: Opening) -> Found[PaperKind] | None:
    """The kind that the opening words state: minutes, an agenda, or a report with a title block."""
    blocks = opening.blocks
    names = f"{opening.file_words} {opening.document_title}"
    agenda = next((block for block in blocks if AGENDA_LINE.match(block.text)), None)
    minutes = next(
        (block for block in blocks[:8] if MINUTES_OF.search(block.text) and is_held(blocks, block)), None
    )
    is_agenda_by_name = bool(re.search(r"\bagenda\b(?! item)|\bpublic pack\b", names, re.IGNORECASE))
    before = agenda is not None and minutes is not None and blocks.index(agenda) < blocks.index(minutes)
    if minutes and not before and not is_agenda_by_name:
        return Found(PaperKind.MINUTES, place(minutes))
    called = any(CALLED.search(block.text) for block in blocks)
    if agenda and (called or is_agenda_by_name):
        return Found(PaperKind.AGENDA, place(agenda))
    if is_agenda_by_name and not re.search(r"\bminutes\b", names, re.IGNORECASE):
        return Found(PaperKind.AGENDA, opening.in_file_name)
    if opening.title_blocks and opening.title_blocks[0].start <= 6:
        return Found(PaperKind.REPORT, place(blocks[opening.title_blocks[0].start]))
    report = next((block for block in blocks[:8] if PURPOSE.match(block.text)), None)
    return listed_attendance(opening, names) or (Found(PaperKind.REPORT, place(report)) if report else None)


def listed_attendance(opening: Opening, names: str) -> Found[PaperKind] | None:
    """Minutes known by the list of who was there, or by saying that a meeting was held."""
    blocks = opening.blocks
    present = next((block for block in blocks[:14] if PRESENT.match(block.text)), None)
    apologies = any(APOLOGIES.search(block.text) for block in blocks)
    if present and (apologies or re.search(r"\bminutes\b", names, re.IGNORECASE)):
        return Found(PaperKind.MINUTES, place(present))
    held = next((block for block in blocks[:8] if HELD_MEETING.search(block.text)), None)
    return Found(PaperKind.MINUTES, place(held)) if held else None


def is_held(blocks: list[Block], block: Block) -> bool:
    """Whether a block, or the few after it, say when a meeting was held."""
    at = blocks.index(block)
    return bool(HELD.search(" ".join(one.text for one in blocks[at : at + 5])))


def named_kind(opening: Opening) -> Found[PaperKind] | None:
    """The kind that the title, the file's name or the first lines state in a word."""
    names = [
        (opening.in_document_title, opening.document_title),
        (opening.in_file_name, opening.file_words.replace("-", " ")),
    ]
    names += [(place(block), block.text) for block in opening.blocks[:4] if len(block.text.split()) <= 25]
    for found_in, name in names:
        for kind, pattern in NAMED:
            if re.search(pattern, name, re.IGNORECASE):
                return Found(kind, found_in)
    return None
