"""Reads PPTX: each slide's title, text, tables and notes, in the order they are read on the slide.

The only file that imports python-pptx.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import UnreadablePaper
from corpus.readers.content import FileContent
from corpus.readers.document_tables import TableCell, TableRow, table_blocks
from corpus.readers.package import OfficePackage, clean
from corpus.values import Block, BlockKind

LINE = 200_000
"""Shapes whose tops lie within this many English Metric Units (about half a centimetre) stand in one line."""


def read_slides(path: Path) -> FileContent:
    """Read a PPTX file; each slide is a `Block.sheet` of its own ("Slide 3").

    Raises:
        PaperTooLarge: it unpacks to more than a paper may.
        UnreadablePaper: it is damaged, or no presentation.
    """
    with OfficePackage(path) as package:
        title = package.document_title()
        attachments = package.attachments()
    import pptx

    blocks: list[Block] = []
    tables = 0
    try:
        presentation = pptx.Presentation(str(path))
        for number, slide in enumerate(presentation.slides, start=1):
            found, tables = _slide_blocks(slide, f"Slide {number}", tables)
            blocks += found
    except Exception as error:  # python-pptx raises errors of every kind on damaged parts
        raise UnreadablePaper(
            f"{path.name} is damaged: it cannot be read as a presentation.",
            next_step="Open it in a presentation program, save it anew as PPTX, and add that copy.",
            file_name=path.name,
        ) from error
    return FileContent(tuple(blocks), title, attachments)


def _slide_blocks(slide: Any, sheet: str, tables: int) -> tuple[list[Block], int]:  # noqa: ANN401
    title = slide.shapes.title
    words = clean(title.text_frame.text) if title is not None and title.has_text_frame else ""
    blocks = [Block(BlockKind.HEADING, words or sheet, level=1, sheet=sheet)]
    for shape in sorted(_shapes(slide.shapes), key=_place):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False) and shape.has_table:
            tables += 1
            blocks += table_blocks(_rows(shape.table), tables, sheet)
        elif shape.has_text_frame:
            blocks += _paragraphs(shape.text_frame, sheet, BlockKind.LIST_ITEM)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        blocks += _paragraphs(slide.notes_slide.notes_text_frame, sheet, BlockKind.PARAGRAPH)
    return (blocks if words or len(blocks) > 1 else [], tables)


def _shapes(shapes: Any) -> Iterator[Any]:  # noqa: ANN401
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _place(shape: Any) -> tuple[int, int]:  # noqa: ANN401
    return ((shape.top or 0) // LINE, shape.left or 0)


def _paragraphs(frame: Any, sheet: str, kind: BlockKind) -> list[Block]:  # noqa: ANN401
    texts = [clean(paragraph.text) for paragraph in frame.paragraphs]
    texts = [text for text in texts if text]
    if len(texts) == 1:
        kind = BlockKind.PARAGRAPH
    return [Block(kind, text, sheet=sheet) for text in texts]


def _rows(table: Any) -> list[TableRow]:  # noqa: ANN401
    rows: list[TableRow] = []
    for index, row in enumerate(table.rows):
        cells = tuple(
            TableCell(
                text=clean(cell.text_frame.text),
                columns=cell.span_width if cell.is_merge_origin else 1,
                continues=cell.is_spanned,
            )
            for cell in row.cells
            if not _is_beside_its_origin(cell)
        )
        rows.append(TableRow(cells, header=index == 0 and bool(table.first_row)))
    return rows


def _is_beside_its_origin(cell: Any) -> bool:  # noqa: ANN401
    """Say whether a cell is covered by the one on its left, whose span counts it already."""
    return bool(cell.is_spanned and cell._tc.hMerge)
