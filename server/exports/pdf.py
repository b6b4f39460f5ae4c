"""A document as a PDF to read and print, with its fonts inside, bookmarks and numbered pages."""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus import Paragraph as SetParagraph

from server.exports.document import Document, Note, Paragraph

MARGIN = 25 * mm
WIDTH = A4[0] - 2 * MARGIN
FONT_FILES = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf"}
SUBSTITUTES = {
    "‑": "-",
    "‐": "-",
    "−": "–",
    "→": "->",
    "✓": "yes",
    "✔": "yes",
    "☑": "[x]",
    "☐": "[ ]",
    "\u00a0": " ",
}

BODY = ParagraphStyle("body", fontName="Vera", bulletFontName="Vera", fontSize=10.5, leading=16, spaceAfter=8)
QUIET = ParagraphStyle("quiet", parent=BODY, fontSize=9, leading=13, textColor=HexColor("#4a5560"))
NOTE = ParagraphStyle(
    "note", parent=BODY, fontSize=8.5, leading=12, leftIndent=8 * mm, bulletIndent=0, spaceAfter=4
)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Vera-Bold", fontSize=17, leading=22, spaceAfter=6)
HEADING = ParagraphStyle(
    "heading", parent=BODY, fontName="Vera-Bold", fontSize=12.5, leading=17, spaceBefore=14, keepWithNext=1
)


class QuestionHeading(SetParagraph):  # type: ignore[misc]
    """A question, which is also a bookmark of the PDF."""

    def __init__(self, question: str, number: int) -> None:
        super().__init__(printable(question), HEADING)
        self.question, self.number = question, number

    def draw(self) -> None:
        """Set the question and its bookmark."""
        key = f"question-{self.number}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.question, key, level=0)
        super().draw()


def write_pdf(document: Document) -> bytes:
    """The document as a PDF."""
    embed_fonts()
    target = BytesIO()
    setting = BaseDocTemplate(
        target, pagesize=A4, title=document.title, author="Panel Papers", lang="en-GB", displayDocTitle=True
    )
    frame = Frame(MARGIN, 22 * mm, WIDTH, A4[1] - 44 * mm, leftPadding=0, rightPadding=0)

    def number_page(canvas: Canvas, page: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("Vera", 8)
        canvas.drawString(MARGIN, 13 * mm, document.standing)
        canvas.drawRightString(A4[0] - MARGIN, 13 * mm, f"Page {page.page}")
        canvas.restoreState()

    setting.addPageTemplates([PageTemplate(frames=[frame], onPage=number_page)])
    setting.build(flow_of(document))
    return target.getvalue()


def flow_of(document: Document) -> list[Any]:
    """What is to be set, in order."""
    flow: list[Any] = [SetParagraph(printable(document.title), TITLE)]
    flow += [SetParagraph(printable(line), QUIET) for line in document.opening]
    for number, section in enumerate(document.sections, start=1):
        flow.append(QuestionHeading(section.heading, number))
        flow += [set_paragraph(paragraph) for paragraph in section.paragraphs]
        flow += [set_note(note) for note in section.notes]
    return flow


def set_paragraph(paragraph: Paragraph) -> SetParagraph:
    """A paragraph with the numbers of its notes, each leading to its note."""
    marks = " ".join(
        f'<super><link href="#note-{note.number}">{note.number}</link></super>' for note in paragraph.notes
    )
    words = printable(paragraph.text).replace("\n", "<br/>")
    return SetParagraph(
        f"{words}\N{NO-BREAK SPACE}{marks}".strip("\N{NO-BREAK SPACE}"), QUIET if paragraph.quiet else BODY
    )


def set_note(note: Note) -> SetParagraph:
    """The text of a note, with its number hanging before it."""
    quote = f"“{printable(note.quote)}” " if note.quote else ""
    link = ""
    if note.address:
        link = f' <link href="{escape(note.address)}" color="#0b4f8a"><u>{printable(note.path)}</u></link>'
    anchor = f'<a name="note-{note.number}"/>'
    return SetParagraph(f"{anchor}{quote}{printable(note.place)}.{link}", NOTE, bulletText=f"{note.number}.")


@cache
def embed_fonts() -> frozenset[int]:
    """Register the fonts that come with the library, and tell which characters they have."""
    folder = Path(reportlab.__file__).parent / "fonts"
    fonts = [TTFont(name, str(folder / file)) for name, file in FONT_FILES.items()]
    for font in fonts:
        pdfmetrics.registerFont(font)
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


def printable(text: str) -> str:
    """The text as the setter's own markup; a letter the font lacks loses its accent rather than vanish."""
    return escape("".join(mark if mark == "\n" else printed(mark) for mark in text))


def printed(mark: str) -> str:
    """A character that the font has: itself, its plain form, or a question mark."""
    known = embed_fonts()
    for form in (SUBSTITUTES.get(mark, mark), unicodedata.normalize("NFKD", mark)):
        kept = "".join(one for one in form if ord(one) in known)
        if kept:
            return kept
    return "" if unicodedata.combining(mark) or unicodedata.category(mark).startswith("C") else "?"
