"""Papers built by hand, a small embedding that needs no model, and a reader of plain text files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnreadablePaper
from corpus.values import (
    Access,
    Block,
    BlockKind,
    Cell,
    FileText,
    Page,
    Paper,
    PaperKind,
    PaperStatus,
    Section,
    StructuredBlock,
    StructuredPaper,
)


class WordEmbedding:
    """Words to places of a vector: texts that share words are near. Counts what it is asked to embed."""

    def __init__(self, name: str = "words", dimensions: int = 64) -> None:
        self.fingerprint = f"{name}@{dimensions}"
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def vector(self, text: str) -> NDArray[np.float32]:
        row = np.full(self.dimensions, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % self.dimensions] += 1
        return np.asarray(row / np.linalg.norm(row), dtype=np.float32)

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.stack([self.vector(text) for text in texts])

    def embed_question(self, question: str) -> NDArray[np.float32]:
        return self.vector(question)


class LineReader:
    """Reads a text file: "# " opens a heading, "---" a new page, "BROKEN" makes it unreadable."""

    def read(self, path: Path, *, password: str = "") -> FileText:
        content = path.read_text()
        if "BROKEN" in content:
            raise UnreadablePaper(
                f"{path.name} is damaged.", next_step="Download it again.", file_name=path.name
            )
        blocks: list[Block] = []
        page = 1
        for line in content.splitlines():
            if line == "---":
                page += 1
            elif line.startswith("# "):
                blocks.append(Block(BlockKind.HEADING, line[2:], page, level=1))
            elif line:
                blocks.append(Block(BlockKind.PARAGRAPH, line, page))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        pages = tuple(Page(number) for number in range(1, page + 1))
        return FileText(path.name, digest, pages, tuple(blocks))

    def close(self) -> None:
        return


def hand_made_paper(**changes: object) -> Paper:
    facts: dict[str, object] = {
        "paper_id": "panel-minutes-abc123",
        "title": "Minutes of the Panel",
        "body": "Harbourshire Police and Crime Panel",
        "kind": PaperKind.MINUTES,
        "meeting_date": date(2023, 7, 26),
        "status": PaperStatus.CONFIRMED,
        "access": Access.PUBLIC,
        "file_name": "minutes.pdf",
        "page_count": 2,
        "digest": "0" * 64,
    }
    return Paper(**(facts | changes))  # type: ignore[arg-type]


def prose(
    text: str,
    page: int | None = 1,
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    item: int = 0,
    section: Section | None = None,
) -> StructuredBlock:
    level = 1 if kind is BlockKind.HEADING else 0
    return StructuredBlock(Block(kind, text, page, level), section or Section(), item_index=item)


def heading(text: str, page: int | None = 1, *, item: int = 0) -> StructuredBlock:
    return prose(text, page, kind=BlockKind.HEADING, item=item)


def list_item(text: str, page: int | None = 1) -> StructuredBlock:
    return prose(text, page, kind=BlockKind.LIST_ITEM)


def row(
    *cells: tuple[str, str], page: int | None = 1, table: int = 1, sheet: str = "", header: str = ""
) -> StructuredBlock:
    block = Block(
        BlockKind.TABLE_ROW,
        "\t".join(text for _, text in cells),
        page,
        cells=tuple(Cell(column, text) for column, text in cells),
        table=table,
        sheet=sheet,
        header=header,
    )
    return StructuredBlock(block, Section(sheet=sheet))


def structured(*blocks: StructuredBlock, **changes: object) -> StructuredPaper:
    return StructuredPaper(hand_made_paper(**changes), blocks, page_labels=("i", "ii"))
