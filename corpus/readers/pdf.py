"""Reads a PDF: every page's words in reading order, as headings, paragraphs, list items and table rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import PaperError, PaperTooLarge, UnreadablePaper
from corpus.readers.ocr import OcrPage, read_page
from corpus.readers.pdf_aligned import aligned_tables
from corpus.readers.pdf_furniture import PAGE_NUMBER, PageLines, find_furniture, printed_numbers
from corpus.readers.pdf_lines import Line, make_segments, reading_order
from corpus.readers.pdf_paragraphs import (
    Paragraph,
    Typography,
    heading_levels,
    is_heading,
    learn_typography,
    make_block,
    outline_titles,
    split_paragraphs,
)
from corpus.readers.pdf_properties import Properties, read_properties
from corpus.readers.pdf_quality import needs_ocr
from corpus.readers.pdf_rows import header_count, table_blocks
from corpus.readers.pdf_tables import Table, merge_rulings, ruled_tables
from corpus.readers.pdf_words import Vocabulary
from corpus.readers.pdfium import OpenPdf, PageLayout
from corpus.values import Block, BlockKind, FileText, OutlineEntry, Page, ReadingWarning

OCR_DPI = 250

Progress = Callable[[int, int], None]
Part = tuple[Line, ...] | Table


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page before its blocks are made: the parts of a text page, or what OCR read.

    Attributes:
        printed: the page number set sideways in its margin, "" where there is none.
    """

    number: int
    layout: PageLayout | None
    tables: tuple[Table, ...] = ()
    lines: tuple[Line, ...] = ()
    ocr: OcrPage | None = None
    damaged: bool = False
    printed: str = ""


def read_pdf(
    path: Path, password: str = "", *, max_pages: int = 3_000, progress: Progress = lambda done, total: None
) -> FileText:
    """Read a PDF.

    Args:
        progress: called after each page with the pages done and their number.

    Raises:
        PasswordNeeded: it is encrypted and the password does not open it.
        PaperTooLarge: it has more pages than `max_pages`.
        UnreadablePaper: it is damaged, or no page of it holds anything.
    """
    with OpenPdf(path, password) as document:
        if document.page_count > max_pages:
            raise PaperTooLarge(
                f"{path.name} has {document.page_count:,} pages; at most {max_pages:,} are read.",
                next_step="Split it into several files, or raise the page limit.",
                file_name=path.name,
            )
        progress(0, document.page_count)
        pages = []
        for number in range(1, document.page_count + 1):
            pages.append(read_one(document, number))
            progress(number, document.page_count)
        set_labels = [document.label(number) for number in range(1, document.page_count + 1)]
        properties = read_properties(path, password)
        if properties is None:
            properties = Properties(document.title(), document.outline())
    if all(page.damaged for page in pages):
        raise UnreadablePaper(
            f"{path.name} is damaged: none of its pages can be read.",
            next_step="Ask the publisher for a fresh copy, or open it in a viewer and save it again.",
            file_name=path.name,
        )
    text = assemble(path, pages, set_labels, properties)
    if not text.blocks:
        raise UnreadablePaper(
            f"{path.name} has no words that can be read: its pages are blank, or pictures without writing.",
            next_step="Open it in a viewer to see what it holds; a clearer scan may help.",
            file_name=path.name,
        )
    return text


def read_one(document: OpenPdf, number: int) -> ReadPage:
    """Read one page, by OCR where it has no sound text."""
    try:
        layout = document.layout(number)
        if needs_ocr(layout):
            return ReadPage(number, layout, ocr=read_page(document.image(number, dpi=OCR_DPI)))
    except PaperError:
        return ReadPage(number, None, damaged=True)
    margin = [word for word in layout.words if word.sideways]  # mostly a page number beside a wide table
    number_beside = PAGE_NUMBER.fullmatch(" ".join(word.text for word in margin))
    if number_beside:
        layout = replace(layout, words=tuple(word for word in layout.words if not word.sideways))
    tables, words = ruled_tables(layout)
    dividers = [ruling for ruling in merge_rulings(layout.rulings) if not ruling.horizontal]
    lines: list[Line] = []
    limits = [table.top for table in tables]
    for low, high in zip([float("-inf"), *limits], [*limits, float("inf")], strict=True):
        band = [word for word in words if low <= word.middle < high]
        lines += reading_order(make_segments(band, dividers), dividers)
    beside = number_beside[1] if number_beside else ""
    return ReadPage(number, layout, tuple(tables), tuple(lines), printed=beside)


def assemble(path: Path, pages: list[ReadPage], set_labels: list[str], properties: Properties) -> FileText:
    """Make the blocks of all pages, once it is known what is usual in the paper."""
    page_lines = [
        PageLines(page.number, page.layout.height if page.layout else 0.0, page.lines) for page in pages
    ]
    furniture = find_furniture(page_lines)
    numbers = printed_numbers(page_lines)
    parts = {page.number: page_parts(page, furniture) for page in pages}
    vocabulary = Vocabulary(line for page in pages for line in page_words(page))
    columns = [part for page in pages for part in parts[page.number] if not isinstance(part, Table)]
    typography = learn_typography(columns)
    builder = BlockBuilder(typography, vocabulary, properties.outline)
    blocks = builder.build(pages, parts)
    counts: dict[int, int] = {}
    for block in blocks:
        if block.page:
            counts[block.page] = counts.get(block.page, 0) + len(block.text.split())
    return FileText(
        file_name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=tuple(
            Page(
                page.number,
                page.printed
                or (numbers[page.number][1] if page.number in numbers else set_labels[page.number - 1]),
                page.ocr is not None and counts.get(page.number, 0) > 0,
                counts.get(page.number, 0),
            )
            for page in pages
        ),
        blocks=tuple(blocks),
        outline=properties.outline,
        document_title=properties.title,
        attachments=properties.attachments,
        warnings=tuple(page_warnings(pages, counts)),
    )


def page_words(page: ReadPage) -> list[str]:
    """The lines of a page, those of its tables included."""
    cells = [line for table in page.tables for row in table.rows for cell in row for line in cell.lines]
    return [line.text for line in page.lines] + cells


def page_parts(page: ReadPage, furniture: set[int]) -> list[Part]:
    """The tables of a page and the runs of lines between them, in reading order."""
    kept = [line for line in page.lines if id(line) not in furniture]
    parts: list[Part] = []
    waiting = list(page.tables)
    run: list[Line] = []

    def close() -> None:
        start = 0
        for span in aligned_tables(run):
            parts.append(tuple(run[start : span.start]))
            parts.append(span.table)
            start = span.end
        parts.append(tuple(run[start:]))
        run.clear()

    for line in kept:
        middle = (line.top + line.bottom) / 2
        while waiting and waiting[0].top <= middle and (not run or run[-1].top <= waiting[0].top + 1):
            close()
            parts.append(waiting.pop(0))
        run.append(line)
    close()
    return [part for part in [*parts, *waiting] if part]


class BlockBuilder:
    """Makes the blocks of a paper page by page, and joins tables and paragraphs over page breaks."""

    def __init__(
        self, typography: Typography, vocabulary: Vocabulary, outline: tuple[OutlineEntry, ...]
    ) -> None:
        self.typography = typography
        self.vocabulary = vocabulary
        self.outline = outline
        self.tables = 0
        self.last_table: Table | None = None
        self.names: tuple[str, ...] = ()
        self.blocks: list[Block] = []

    def build(self, pages: list[ReadPage], parts: dict[int, list[Part]]) -> list[Block]:
        """All blocks of the paper."""
        prepared: dict[int, list[Table | list[tuple[Paragraph, bool]]]] = {}
        styles = []
        for page in pages:
            titles = outline_titles(self.outline, page.number)
            prepared[page.number] = []
            for part in parts[page.number]:
                if isinstance(part, Table):
                    prepared[page.number].append(part)
                    continue
                marked = [
                    (paragraph, is_heading(paragraph, self.typography, titles))
                    for paragraph in split_paragraphs(part, self.typography)
                ]
                styles += [paragraph.style for paragraph, heading in marked if heading]
                prepared[page.number].append(marked)
        self.typography = replace(self.typography, levels=heading_levels(styles))
        for page in pages:
            first = len(self.blocks)
            if page.ocr is not None:
                self.add_ocr(page.number, page.ocr)
            for ready in prepared[page.number]:
                if isinstance(ready, Table):
                    self.add_table(ready, page.number, first)
                else:
                    self.add_text(ready, page.number, first)
        return self.blocks

    def add_ocr(self, number: int, page: OcrPage) -> None:
        """Add what OCR read on a page."""
        for text in page.paragraphs:
            self.blocks.append(Block(BlockKind.PARAGRAPH, text, page=number, ocr=True))
        self.last_table = None

    def add_table(self, table: Table, number: int, first: int) -> None:
        """Add a table, as the continuation of the last one where it stands at the top of the next page."""
        goes_on = self.last_table is not None and same_columns(self.last_table, table)
        if len(self.blocks) != first:  # below another table of the same page: a row set apart, or a new table
            goes_on = goes_on and header_count(table) == 0
        if not goes_on:
            self.tables += 1
        blocks, self.names = table_blocks(
            table, number, self.tables, self.names if goes_on else None, self.vocabulary
        )
        self.blocks += blocks
        self.last_table = table

    def add_text(self, paragraphs: list[tuple[Paragraph, bool]], number: int, first: int) -> None:
        """Add the paragraphs of a run of lines."""
        for paragraph, heading in paragraphs:
            block = make_block(paragraph, number, heading, self.typography, self.vocabulary)
            if len(self.blocks) == first and self.blocks and runs_on(self.blocks[-1], block):
                block = replace(block, continues=True)
            self.blocks.append(block)
        self.last_table = None


def same_columns(before: Table, after: Table) -> bool:
    """Whether two tables have the same columns."""
    if before.columns != after.columns:
        return False
    return all(abs(x - y) <= 6 for x, y in zip(before.edges, after.edges, strict=True))


def runs_on(before: Block, after: Block) -> bool:
    """Whether a block at the head of a page goes on the one at the foot of the page before."""
    if before.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or after.kind != BlockKind.PARAGRAPH:
        return False
    if before.page is None or after.page != before.page + 1 or before.ocr:
        return False
    unfinished = before.text.rstrip()[-1:] not in '.:;?!"”'
    return unfinished and (after.text[:1].islower() or len(before.text.split()) > 8)


def page_warnings(pages: list[ReadPage], counts: dict[int, int]) -> list[ReadingWarning]:
    """What a reader should know about the pages of a paper."""
    by_ocr = [page.number for page in pages if page.ocr is not None and page.ocr.paragraphs]
    damaged = [page.number for page in pages if page.damaged]
    blank = [page.number for page in pages if not page.damaged and not counts.get(page.number)]
    warnings = [
        ReadingWarning(f"{name} read by OCR; check quotes against the page image.", first)
        for first, name in page_runs(by_ocr, "was", "were")
    ]
    warnings += [
        ReadingWarning(f"{name} damaged and could not be read.", first)
        for first, name in page_runs(damaged, "is", "are")
    ]
    warnings += [
        ReadingWarning(f"{name} no words that could be read.", first)
        for first, name in page_runs(blank, "has", "have")
    ]
    return warnings


def page_runs(numbers: list[int], one: str, many: str) -> list[tuple[int, str]]:
    """Runs of page numbers as words, each with its first page: "Pages 3 to 6 were"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        (run[0], f"Page {run[0]} {one}" if len(run) == 1 else f"Pages {run[0]} to {run[-1]} {many}")
        for run in runs
    ]
