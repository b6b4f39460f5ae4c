"""The opening of a paper: what it says of itself before it turns to its business."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Generic, TypeVar

from corpus.places.title_blocks import TitleBlock, find_title_blocks
from corpus.values import Block, BlockKind, FileText

Value = TypeVar("Value")
LONGEST_OPENING = 30
OPENING_PAGES = 4
SHOWN = 90


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A fact and where it was found; `found_in` is "" where nothing in the paper says it."""

    value: Value
    found_in: str = ""


@dataclass(frozen=True)
class Opening:
    """A paper's first blocks and its names, from which facts about it are found.

    Attributes:
        text: the whole file as read.
        source_folder: names of the folders that the file lay in, "" where they are not known.
    """

    text: FileText
    source_folder: str = ""

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the cover and of the first pages with words."""
        blocks = [block for block in self.text.blocks if block.text.strip()]
        first = next((block.page for block in blocks if block.page), None)
        last = None if first is None else first + OPENING_PAGES - 1
        return [
            block
            for block in blocks[:LONGEST_OPENING]
            if last is None or not block.page or block.page <= last
        ]

    @cached_property
    def first_page(self) -> list[Block]:
        """The blocks of the first page with words; the first dozen where there are no pages."""
        return [block for block in self.blocks[:12] if block.page == self.blocks[0].page]

    @cached_property
    def running(self) -> list[Block]:
        """Running headers and footers, as blocks of the first page."""
        page = self.text.pages[0].number if self.text.pages else None
        return [Block(BlockKind.PARAGRAPH, words, page) for words in self.text.running if words.strip()]

    @property
    def is_ocr(self) -> bool:
        """Whether the first words were read by OCR, which seldom gets the lines of a cover right."""
        return bool(self.blocks) and self.blocks[0].ocr

    @cached_property
    def title_blocks(self) -> list[TitleBlock]:
        """The title blocks of reports in the opening, by position in `blocks`."""
        return find_title_blocks(self.blocks)

    @cached_property
    def file_words(self) -> str:
        """The file's name as words, without its ending and without folders that were put before it."""
        stem = PurePath(self.text.file_name).stem
        return re.sub(r"[_\s]+", " ", stem.split("__")[-1]).strip()

    @cached_property
    def document_title(self) -> str:
        """The title set in the file, without what programs put before and after it."""
        title = re.sub(r"^microsoft \w+\s*-\s*", "", self.text.document_title.strip(), flags=re.IGNORECASE)
        return re.sub(
            r"\.(?:docx?|xlsx?|pptx?|pdf|pages|numbers|odt|rtf)$", "", title, flags=re.IGNORECASE
        ).strip()

    @property
    def in_file_name(self) -> str:
        """How a fact that the file's name states is said to be found."""
        return f"file name: “{self.text.file_name}”"

    @property
    def in_document_title(self) -> str:
        """How a fact that the file's set title states is said to be found."""
        return f"document title: “{self.text.document_title.strip()}”"

    @property
    def in_folder(self) -> str:
        """How a fact that the folder's name states is said to be found."""
        return f"folder: “{self.source_folder}”"

    @cached_property
    def casing(self) -> dict[str, str]:
        """How each word is mostly written in the paper's running text, by its small form."""
        counted: dict[str, Counter[str]] = {}
        for block in self.text.blocks:
            if block.text.isupper():
                continue
            # The first word of a sentence has its capital from its place.
            for match in re.finditer(r"(?<=[a-z,] )[A-Za-z][\w’'&\-]*", block.text):
                counted.setdefault(match.group().lower(), Counter())[match.group()] += 1
        return {small: forms.most_common(1)[0][0] for small, forms in counted.items()}

    def in_sentence_case(self, words: str) -> str:
        """A title in capitals written as the paper writes those words elsewhere; any other unchanged."""
        words = " ".join(words.split()).strip(" -–:|")
        capitals, small = sum(one.isupper() for one in words), sum(one.islower() for one in words)
        if len(words.split()) < 2 or small > 0.15 * capitals:
            return words
        cased = re.sub(
            r"[A-Za-z][\w’'&\-]+|\bA\b",
            lambda match: self.casing.get(match.group().lower(), match.group().lower()),
            words,
        )
        return cased[:1].upper() + cased[1:]


def place(block: Block) -> str:
    """Where a block is, and its words, as a person would point to them."""
    shown = " ".join(block.text.split())
    if len(shown) > SHOWN:
        shown = shown[: SHOWN - 3].rsplit(" ", 1)[0] + " ..."
    if block.page:
        return f"page {block.page}: “{shown}”"
    return f"sheet “{block.sheet}”: “{shown}”" if block.sheet else f"near the beginning: “{shown}”"
