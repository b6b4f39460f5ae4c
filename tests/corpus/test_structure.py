"""A file's text becomes a paper whose every block knows its place."""

from __future__ import annotations

from datetime import date

from corpus.structure import structure_paper
from corpus.values import (
    Block,
    BlockKind,
    Correction,
    FileText,
    Page,
    PaperKind,
    ReadingWarning,
    Role,
)


def minutes() -> FileText:
    lines = (
        "Minutes of a meeting of the Harbour Panel held at the Quay on Friday, 1 March 2024.",
        "PRESENT",
        "Cllr. A. Rees (in the Chair)",
        "1. Apologies",
        "There were none.",
        "2. Medium Term Financial Plan (MTFP)",
        "RESOLVED:",
        "That the plan be approved.",
    )
    blocks = tuple(Block(BlockKind.PARAGRAPH, line, page=1 + (place > 4)) for place, line in enumerate(lines))
    pages = (Page(1, "i"), Page(2, "ii", ocr=True))
    return FileText("m.pdf", "ab" * 32, pages, blocks, warnings=(ReadingWarning("Faint.", 2),))


def test_the_paper_keeps_what_was_read() -> None:
    made = structure_paper(minutes(), paper_id="m-1")
    assert [one.block for one in made.blocks] == list(minutes().blocks)
    assert (made.paper.paper_id, made.paper.page_count, made.paper.digest) == ("m-1", 2, "ab" * 32)
    assert (made.paper.ocr_pages, made.page_labels) == ((2,), ("i", "ii"))
    assert made.paper.warnings == (ReadingWarning("Faint.", 2),)


def test_blocks_carry_item_and_role() -> None:
    made = structure_paper(minutes(), paper_id="m-1")
    last = made.blocks[-1]
    assert (last.section.item_number, last.role) == ("2", Role.RESOLUTION)
    assert made.blocks[2].role is Role.ATTENDANCE
    assert made.acronyms == (("MTFP", "Medium Term Financial Plan"),)
    assert made.paper.meeting_date == date(2024, 3, 1)


def test_a_corrected_kind_changes_how_the_paper_is_cut() -> None:
    made = structure_paper(minutes(), paper_id="m-1", correction=Correction(kind=PaperKind.REPORT))
    assert made.paper.kind is PaperKind.REPORT
    assert {one.section.item_number for one in made.blocks} == {""}


def test_an_empty_file_is_a_paper_without_blocks() -> None:
    made = structure_paper(FileText("empty.txt", "0" * 64, (), ()), paper_id="e")
    assert (made.blocks, made.paper.page_count, made.paper.title) == ((), None, "empty")
