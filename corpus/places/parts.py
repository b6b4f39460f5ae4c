"""The parts a paper is made of: in a pack, the agenda, each set of minutes, each report and appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.places.agenda_numbers import agenda_entries, number_parts
from corpus.places.appendices import with_appendices
from corpus.places.bookmarks import outline_parts
from corpus.places.part import AGENDA, STAMP, Part, cut_by
from corpus.places.part_openings import minutes_parts, policy_parts, title_block_parts
from corpus.places.title_blocks import find_title_blocks
from corpus.values import Block, FileText, PaperKind, Section

BUNDLE = re.compile(r"\bappendices\b|\bannexes\b|\bpolicies\b", re.IGNORECASE)
AGENDA_HEAD = re.compile(r"^\W*(?:public session\s*)?a\s?g\s?e\s?n\s?d\s?a\b.{0,30}$", re.IGNORECASE)
COVER_WORDS = 25


def find_parts(text: FileText, kind: PaperKind) -> list[Part]:
    """The parts of a paper in order; together they cover its blocks."""
    blocks = text.blocks
    if not blocks:
        return []
    parts = [Part(0, len(blocks), minutes=kind is PaperKind.MINUTES)]
    parts = cut_by(parts, title_block_parts(blocks))
    if kind is PaperKind.AGENDA:
        if parts[0].section == Section():
            parts[0] = replace(parts[0], section=AGENDA)
        if is_pack(text):
            parts = cut_by(parts, minutes_parts(blocks))
            parts = cut_by(parts, outline_parts(text))
            parts = join_agenda(join_covers(parts, blocks), blocks)
            parts = number_parts(parts, agenda_entries(blocks, parts[0]))
    elif kind is not PaperKind.MINUTES and parts[0].section == Section():
        parts[0] = replace(parts[0], section=stamped_section(blocks))
        if kind is PaperKind.POLICY or BUNDLE.search(f"{text.file_name} {text.document_title}"):
            parts = cut_by(parts, policy_parts(blocks))
    return with_appendices(parts, blocks)


def is_pack(text: FileText) -> bool:
    """Whether an agenda is bound with the papers that it lists."""
    pages = {block.page for block in text.blocks}
    return len(pages) > 6 or bool(find_title_blocks(text.blocks)) or bool(text.outline)


def stamped_section(blocks: Sequence[Block]) -> Section:
    """The item of a report without a title block, from its stamp: "Agenda Item 12" and the line after it."""
    for position, block in enumerate(blocks[:6]):
        stamp = STAMP.match(block.text)
        if stamp:
            following = blocks[position + 1].text if position + 1 < len(blocks) else ""
            title = " ".join(following.split()) if len(following.split()) <= 20 else ""
            return Section(item_number=stamp["number"], item_title=title)
    return Section()


def join_covers(parts: list[Part], blocks: Sequence[Block]) -> list[Part]:
    """Let a cover page, whose few words only announce the paper behind it, begin that paper."""
    joined: list[Part] = []
    start: int | None = None
    for place, part in enumerate(parts):
        words = sum(len(block.text.split()) for block in blocks[part.start : part.end])
        bare = not part.section.subject and not part.minutes and part.section != AGENDA
        if bare and words <= COVER_WORDS and place + 1 < len(parts) and not parts[place + 1].minutes:
            start = part.start if start is None else start
            continue
        joined.append(part if start is None else replace(part, start=start))
        start = None
    return joined


def join_agenda(parts: list[Part], blocks: Sequence[Block]) -> list[Part]:
    """Let the agenda run on to the first paper that is bound behind it."""
    end = 1
    while end < len(parts) and not (parts[end].minutes or parts[end].section.subject):
        part = parts[end]
        if not any(
            AGENDA_HEAD.match(block.text) for block in blocks[part.start : min(part.start + 5, part.end)]
        ):
            break
        end += 1
    first = parts[0] if parts[0].section.subject else replace(parts[0], section=AGENDA)
    return [replace(first, end=parts[end - 1].end), *parts[end:]] if end > 1 else parts
