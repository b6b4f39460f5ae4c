"""A resolution stays in one passage, so that an answer can quote it whole."""

from __future__ import annotations

from datetime import date

from corpus.values import (
    Access,
    Block,
    BlockKind,
    Paper,
    PaperKind,
    PaperStatus,
    Role,
    Section,
    StructuredBlock,
    StructuredPaper,
)
from index.passages import cut_paper
from index.settings import IndexSettings


def test_a_resolution_is_not_parted_at_the_end_of_a_passage() -> None:
    paper = Paper(
        "minutes",
        "Minutes",
        "Panel",
        PaperKind.MINUTES,
        date(2024, 2, 5),
        PaperStatus.DRAFT,
        Access.PUBLIC,
        "minutes.pdf",
        1,
        "0" * 64,
    )
    discussion = [f"Members discussed point number {n} of the report at some length." for n in range(5)]
    resolution = ["RESOLVED:", "1. That the report be noted.", "2. That updates be brought to the Panel."]
    blocks = tuple(
        StructuredBlock(
            Block(BlockKind.PARAGRAPH, text, page=1),
            Section(item_number="3"),
            Role.RESOLUTION if text in resolution else Role.NONE,
        )
        for text in (*discussion, *resolution)
    )
    for size in range(40, 120, 7):
        passages = cut_paper(StructuredPaper(paper, blocks), IndexSettings(passage_tokens=size))
        holding = [one for one in passages if any(text in one.text for text in resolution)]
        assert len(holding) == 1, f"at {size} tokens"
