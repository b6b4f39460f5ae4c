"""A document as a Word file with real footnotes.

python-docx sets text but has no footnotes, so the part of the package that holds them is written here.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from server.exports.document import Document, Note, Paragraph

QUIET = RGBColor(0x4A, 0x55, 0x60)
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)
SUPERSCRIPT = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
SMALL = '<w:rPr><w:sz w:val="18"/></w:rPr>'
LINKED = '<w:rPr><w:color w:val="0B4F8A"/><w:u w:val="single"/><w:sz w:val="18"/></w:rPr>'


def write_word(document: Document) -> bytes:
    """The document as a DOCX."""
    word = docx.Document()
    word.core_properties.title = document.title
    word.core_properties.author = "Panel Papers"
    word.core_properties.language = "en-GB"
    word.styles["Normal"].font.size = Pt(11)
    set_language(word)
    word.add_heading(printable(document.title), 0)
    noted: set[int] = set()
    for line in document.opening:
        add_paragraph(word, Paragraph(line, quiet=True), noted)
    for section in document.sections:
        word.add_heading(printable(section.heading), 1)
        for paragraph in section.paragraphs:
            add_paragraph(word, paragraph, noted)
    add_page_number(word)
    add_footnotes(word, [note for section in document.sections for note in section.notes])
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def set_language(word: Any) -> None:  # noqa: ANN401 - python-docx carries no types
    """Say that the text is British English, so that it is read out and checked as such."""
    properties = word.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)


def add_paragraph(word: Any, paragraph: Paragraph, noted: set[int]) -> None:  # noqa: ANN401
    """A paragraph and the references to its notes.

    Args:
        noted: the notes referred to so far, which this adds to. A footnote has one reference; a later one
            only names its number.
    """
    added = word.add_paragraph()
    run = added.add_run(printable(paragraph.text))
    if paragraph.quiet:
        run.font.size, run.font.color.rgb = Pt(9.5), QUIET
    for note in paragraph.notes:
        added.add_run("\N{NO-BREAK SPACE}")
        reference = added.add_run()
        reference.font.superscript = True
        if note.number in noted:
            reference.text = str(note.number)
            continue
        noted.add(note.number)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(note.number))
        reference._r.append(mark)


def add_page_number(word: Any) -> None:  # noqa: ANN401
    """The number of the page, at the foot of each."""
    footer = word.sections[0].footer.paragraphs[0]
    footer.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    footer._p.append(field)


def add_footnotes(word: Any, notes: list[Note]) -> None:  # noqa: ANN401
    """The part of the package that holds the footnotes, and the links they lead to."""
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", word.part.package)
    written = "".join(footnote(note, part) for note in notes)
    xml = f"<w:footnotes {nsdecls('w', 'r')}>{SEPARATORS}{written}</w:footnotes>"
    part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def footnote(note: Note, part: Part) -> str:
    """The XML of one footnote."""
    quote = f"“{note.quote}” " if note.quote else ""
    words = run(f" {quote}{note.place}. ")
    link = ""
    if note.address:
        target = part.relate_to(note.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink r:id="{target}">{run(note.path, LINKED)}</w:hyperlink>'
    number = f"<w:r>{SUPERSCRIPT}<w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{note.number}"><w:p>{number}{words}{link}</w:p></w:footnote>'


def run(text: str, look: str = SMALL) -> str:
    """A run of text as XML."""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'


def printable(text: str) -> str:
    """The text without control characters, which XML cannot hold."""
    return "".join(mark for mark in text if mark in "\n\t" or (mark >= " " and mark not in "\ufffe\uffff"))
