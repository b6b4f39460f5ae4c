"""Write a sample text, or a log of rows, as a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm

from corpus.sample.markup import Element, ElementKind, SampleText
from corpus.sample.packaging import settle

STYLES = {
    ElementKind.BULLET: "List Bullet",
    ElementKind.INDENTED: "Quote",
    ElementKind.LETTERED: "List 2",
    ElementKind.NUMBERED: "List",
}


def write_document(sample: SampleText, target: Path) -> None:
    """Write a text with headings, numbered paragraphs and tables."""
    document = new_document(sample.title)
    document.sections[0].header.paragraphs[0].text = sample.header
    document.sections[0].footer.paragraphs[0].text = sample.footer
    for element in sample.elements:
        add_element(document, element)
    document.save(str(target))
    settle(target)


def new_document(title: str) -> Any:  # noqa: ANN401 - python-docx carries no types
    """An empty document with its title and author set."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Westmarch Police and Crime Panel"
    document.core_properties.comments = ""
    return document


def add_element(document: Any, element: Element) -> None:  # noqa: ANN401
    """Add one element at the end of the document."""
    text = element.text.replace("**", "")
    match element.kind:
        case ElementKind.HEADING:
            document.add_heading(text, level=element.level)
        case ElementKind.TABLE:
            add_table(document, element.rows, element.header_rows)
        case ElementKind.TITLE_BLOCK:
            for label, value in element.rows:
                document.add_paragraph(f"{label}: {value}")
        case ElementKind.PAGE:
            document.add_page_break()
        case ElementKind.NUMBERED | ElementKind.LETTERED:
            document.add_paragraph(f"{element.number}\t{text}", style=STYLES[element.kind])
        case _:
            document.add_paragraph(text, style=STYLES.get(element.kind))


def add_table(document: Any, rows: tuple[tuple[str, ...], ...], header_rows: int) -> Any:  # noqa: ANN401
    """Add a ruled table whose header rows are repeated on every page."""
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
    for row in table.rows[:header_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def write_log(content: dict[str, Any], target: Path) -> None:
    """Write a landscape log: one table under a header merged over all its columns.

    Args:
        content: title, introduction (paragraphs), table_title, columns, groups (name and rows), notes.
        target: the file to write.
    """
    document = new_document(content["title"])
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    document.add_heading(content["title"], level=1)
    for paragraph in content["introduction"]:
        document.add_paragraph(paragraph)
    columns = content["columns"]
    rows: list[tuple[str, ...]] = [(content["table_title"],), tuple(columns)]
    merged = [0]
    for group in content["groups"]:
        merged.append(len(rows))
        rows.append((group["name"],))
        rows.extend(tuple(row) for row in group["rows"])
    padded = tuple(row + ("",) * (len(columns) - len(row)) for row in rows)
    table = add_table(document, padded, header_rows=2)
    for index in merged:
        cells = table.rows[index].cells
        cells[0].merge(cells[-1]).text = rows[index][0]
    for paragraph in content["notes"]:
        document.add_paragraph(paragraph)
    document.save(str(target))
    settle(target)
