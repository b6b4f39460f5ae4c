"""The number that each paper of a pack has on its agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates import find_dates
from corpus.places.part import AGENDA, Part
from corpus.values import Block, BlockKind, Section

AGENDA_ENTRY = re.compile(r"^(?P<number>\d{1,2}[a-z]?)[.)]?\s+(?P<title>\S.{3,200})$", re.DOTALL)


def agenda_entries(blocks: Sequence[Block], agenda: Part) -> list[tuple[str, str]]:
    """The numbered items that the agenda lists."""
    entries = []
    for block in blocks[agenda.start : agenda.end]:
        match = AGENDA_ENTRY.match(" ".join(block.text.split()))
        if match and block.kind is not BlockKind.TABLE_ROW:
            entries.append((match["number"], match["title"]))
    return entries


def number_parts(parts: list[Part], entries: list[tuple[str, str]]) -> list[Part]:
    """Give each report the number of its agenda item; what is bound behind a report goes with it."""
    numbered = []
    current = Section()
    for part in parts:
        section = part.section
        if not part.minutes and section != AGENDA:
            number = section.item_number or matching_number(section.subject or section.item_title, entries)
            if not number and not (section.subject and same_day(section, current)):
                number = current.item_number
            section = replace(section, item_number=number)
            current = section if number and section.subject else current if number else Section()
        numbered.append(replace(part, section=section))
    return numbered


def same_day(section: Section, other: Section) -> bool:
    """Whether two reports are for the same meeting, so that neither is an appendix of the other."""
    dates, others = find_dates(section.report_date), find_dates(other.report_date)
    return bool(dates and others) and dates[0].value == others[0].value


def matching_number(title: str, entries: list[tuple[str, str]]) -> str:
    """The number of the agenda item whose title has the same words."""
    words = title_words(title)
    best, number = 0.0, ""
    for entry_number, entry_title in entries:
        entry = title_words(entry_title)
        if not words or not entry:
            continue
        shared = len(words & entry) / len(words | entry)
        if shared > best:
            best, number = shared, entry_number
    return number if best >= 0.6 else ""


def title_words(title: str) -> frozenset[str]:
    """The words that tell one title from another."""
    cut = re.sub(r"\bItem \d+\w?,?|\(?\bPages? \d+(?:\s*[-–]\s*\d+)?\)?", " ", title, flags=re.IGNORECASE)
    cut = re.split(r"\bMembers (?:to|will)\b", cut)[0]
    words = re.findall(r"[a-z0-9]+", cut.casefold().replace("’", "").replace("'", ""))
    return frozenset(word for word in words if word not in ("the", "of", "and", "a", "to", "for", "on", "in"))
