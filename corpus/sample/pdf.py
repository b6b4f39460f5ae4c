"""Set a sample text as a PDF with bookmarks, page labels, a running header and footer."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from corpus.sample.markup import Element, ElementKind, SampleText

MARGIN = 25 * mm
WIDTH = A4[0] - 2 * MARGIN
INDENT = 11 * mm
PAGE_OF = re.compile(r"\[page of ([^\]]+)\]")

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=17, spaceAfter=9)
CENTRED = ParagraphStyle("centred", parent=BODY, alignment=TA_CENTER, fontName="Helvetica-Bold")
CELL = ParagraphStyle("cell", parent=BODY, fontSize=10, leading=13.5, spaceAfter=0)
HEADINGS = {
    1: ParagraphStyle("heading 1", parent=BODY, fontName="Helvetica-Bold", fontSize=15, leading=20),
    2: ParagraphStyle("heading 2", parent=BODY, fontName="Helvetica-Bold", spaceBefore=6, keepWithNext=1),
    3: ParagraphStyle("heading 3", parent=BODY, fontName="Helvetica-Oblique", spaceBefore=4, keepWithNext=1),
}
HANGING = ParagraphStyle("hanging", parent=BODY, leftIndent=INDENT, bulletIndent=0)
HANGING_TWICE = ParagraphStyle("hanging twice", parent=BODY, leftIndent=2 * INDENT, bulletIndent=INDENT)
INDENTED = ParagraphStyle("indented", parent=BODY, leftIndent=2 * INDENT)

RULED = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
)
UNRULED = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])


class Bookmark(Flowable):  # type: ignore[misc]
    """A place on the page that the outline points to; it takes no room."""

    def __init__(self, title: str, level: int, pages: dict[str, int]) -> None:
        super().__init__()
        self.title, self.level, self.pages = title, level, pages
        self.width = self.height = 0

    def draw(self) -> None:
        """Set the bookmark and note the page it fell on."""
        key = f"place-{len(self.pages)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.title, key, level=self.level - 1)
        self.pages[self.title] = self.canv.getPageNumber()


def write_pdf(sample: SampleText, target: Path) -> None:
    """Write the PDF; it is set twice, so that the contents page knows the pages."""
    pages = set_pages(sample, target, {})
    set_pages(sample, target, pages)


def set_pages(sample: SampleText, target: Path, contents: dict[str, int]) -> dict[str, int]:
    """Set the PDF once.

    Args:
        sample: the text.
        target: the file to write.
        contents: the 1-based page of each bookmark, for the contents page; empty on the first pass.

    Returns:
        The page that each bookmark fell on.
    """
    pages: dict[str, int] = {}

    def frame_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        number = document.page
        for first, style, prefix in sample.labels if number == 1 else ():
            kind = {"roman": "ROMAN_LOWER", "arabic": "ARABIC"}[style]
            canvas.addPageLabel(first - 1, kind, 1, prefix or None)
        canvas.saveState()
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(MARGIN, A4[1] - 14 * mm, sample.header)
        canvas.drawString(MARGIN, 12 * mm, sample.footer)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, page_label(number, sample.labels))
        canvas.restoreState()

    document = BaseDocTemplate(
        str(target), pagesize=A4, title=sample.title, author="Westmarch County Council", invariant=1
    )
    frame = Frame(MARGIN, 20 * mm, WIDTH, A4[1] - 42 * mm, leftPadding=0, rightPadding=0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=frame_page)])
    flow: list[Any] = []
    for element in sample.elements:
        if element.kind is ElementKind.BOOKMARK:
            flow.append(Bookmark(element.text, element.level, pages))
        elif element.kind is ElementKind.CONTENTS:
            flow.append(contents_table(contents, sample.labels))
        else:
            words = PAGE_OF.sub(
                lambda found: page_label(contents.get(found[1], 1), sample.labels), element.text
            )
            flow.extend(flowables(replace(element, text=words)))
    document.build(flow)
    return pages


def page_label(number: int, labels: tuple[tuple[int, str, str], ...]) -> str:
    """What is printed on a page, given its runs of labels: "ii", "7", "A2"."""
    first, style, prefix = max((run for run in labels if run[0] <= number), default=(1, "arabic", ""))
    count = number - first + 1
    return prefix + (str(count) if style == "arabic" else ("", "i", "ii", "iii", "iv", "v", "vi")[count])


def inline(text: str) -> str:
    """The words of an element as reportlab's own markup."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))


def flowables(element: Element) -> list[Any]:
    """What reportlab is to set for one element."""
    words = inline(element.text)
    match element.kind:
        case ElementKind.HEADING:
            return [Paragraph(words, HEADINGS[element.level])]
        case ElementKind.NUMBERED:
            return [Paragraph(words, HANGING, bulletText=element.number + ".")]
        case ElementKind.LETTERED:
            return [Paragraph(words, HANGING_TWICE, bulletText=element.number)]
        case ElementKind.BULLET:
            return [Paragraph(words, HANGING_TWICE, bulletText="\u2022")]
        case ElementKind.INDENTED:
            return [Paragraph(words, INDENTED)]
        case ElementKind.CENTRED:
            return [Paragraph(words, CENTRED)]
        case ElementKind.TITLE_BLOCK:
            return [title_block(element), Spacer(1, 10)]
        case ElementKind.TABLE:
            return [ruled_table(element), Spacer(1, 10)]
        case ElementKind.PAGE:
            return [PageBreak()]
        case _:
            return [Paragraph(words, BODY)]


def ruled_table(element: Element) -> Table:
    """A ruled table whose header is set again on every page it runs over."""
    columns = len(element.rows[0])
    shares = element.widths or (1.0,) * columns
    widths = [WIDTH * share / sum(shares) for share in shares]
    rows = [
        [
            Paragraph(f"<b>{inline(cell)}</b>" if index < element.header_rows else inline(cell), CELL)
            for cell in row
        ]
        for index, row in enumerate(element.rows)
    ]
    return Table(rows, colWidths=widths, repeatRows=element.header_rows, style=RULED)


def title_block(element: Element) -> Table:
    """Report of, Subject, Date, Author: two columns and no rules."""
    rows = [
        [Paragraph(f"<b>{inline(label)}:</b>", BODY), Paragraph(f"<b>{inline(value)}</b>", BODY)]
        for label, value in element.rows
    ]
    return Table(rows, colWidths=[32 * mm, WIDTH - 32 * mm], style=UNRULED)


def contents_table(contents: dict[str, int], labels: tuple[tuple[int, str, str], ...]) -> Table:
    """The contents page: each bookmark and the label of the page it opens."""
    rows = [
        [Paragraph(inline(title), BODY), Paragraph(page_label(page, labels), BODY)]
        for title, page in (contents or {"": 1}).items()
    ]
    return Table(rows, colWidths=[WIDTH - 18 * mm, 18 * mm], style=UNRULED)
