"""Reads DOCX: the body in document order, with its lists, tables, notes and text boxes.

Tracked insertions are kept and deletions left out, as Word prints the paper with all changes accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import UnreadablePaper
from corpus.readers.content import FileContent
from corpus.readers.document_tables import TableCell, TableRow, table_blocks
from corpus.readers.flowing_text import FlowLine, flow_blocks
from corpus.readers.package import (
    Element,
    OfficePackage,
    attribute,
    clean,
    element_at,
    elements,
    local_name,
)
from corpus.readers.word_numbering import Numbering
from corpus.readers.word_styles import PLAIN, is_on, outline_level, paragraph_styles, size_of
from corpus.values import Block, BlockKind

PARAGRAPH_CONTAINERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent")
LEFT_OUT = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sectPr", "Fallback"})
SPACES = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-", "sym": ""}
FRAME_WORDS = 60


@dataclass(slots=True)
class Spoken:
    """What the runs of one paragraph hold: words, and what hangs on them."""

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    weights: list[bool] = field(default_factory=list)
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table as read: its rows, the tables nested in each row, and the cells' paragraphs."""

    rows: tuple[TableRow, ...]
    nested: tuple[tuple[WordTable, ...], ...]
    content: tuple[tuple[FlowLine | WordTable, ...], ...]


def read_word(path: Path) -> FileContent:
    """Read a DOCX file.

    Raises:
        PaperTooLarge: it unpacks to more than a paper may.
        UnreadablePaper: it is damaged, or no Word document.
    """
    with OfficePackage(path) as package:
        main = package.related("", "officeDocument") or "word/document.xml"
        body = element_at(package.tree(main), "body")
        if body is None:
            raise UnreadablePaper(
                f"{path.name} holds no Word document.",
                next_step="Open it in a word processor and save it anew as DOCX.",
                file_name=path.name,
            )
        reader = WordReader(package, main)
        return FileContent(
            blocks=tuple(reader.blocks(body)),
            document_title=package.document_title(),
            attachments=package.attachments(),
        )


class WordReader:
    """Walks the body of one document.

    Args:
        package: the opened file.
        main: the name of its main part.
    """

    def __init__(self, package: OfficePackage, main: str) -> None:
        self._styles = paragraph_styles(package.tree(package.related(main, "styles")))
        list_of_style = {key: style.list_id for key, style in self._styles.items()}
        self._numbering = Numbering(package.tree(package.related(main, "numbering")), list_of_style)
        self._notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in elements(package.tree(package.related(main, f"{kind}s")), kind)
        }
        self._tables = 0

    def blocks(self, body: Element) -> list[Block]:
        """Return the blocks of the body, in reading order."""
        return self._blocks_of(list(self._items(body)))

    def _blocks_of(self, items: list[FlowLine | WordTable]) -> list[Block]:
        """Judge all the paragraphs together, then put the tables back between them."""
        blocks: list[Block] = []
        waiting: list[FlowLine] = []
        for item in items:
            if isinstance(item, FlowLine):
                waiting.append(item)
            elif _is_frame(item):
                waiting.extend(_lines_of(item))
            else:
                blocks += flow_blocks(waiting)
                waiting = []
                blocks += self._table_blocks(item)
        return blocks + flow_blocks(waiting)

    def _table_blocks(self, table: WordTable) -> list[Block]:
        self._tables += 1
        blocks = table_blocks(table.rows, self._tables)
        for nested in (inner for row in table.nested for inner in row):
            blocks += self._table_blocks(nested)
        return blocks

    def _items(self, parent: Element) -> Iterator[FlowLine | WordTable]:
        """Yield the paragraphs and tables of a body, a cell, a note or a text box."""
        for element in elements(parent):
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield self._table(element)
            elif name in PARAGRAPH_CONTAINERS or name == "Choice":
                yield from self._items(element)

    def _paragraph(self, element: Element) -> Iterator[FlowLine | WordTable]:
        properties = element_at(element, "pPr")
        default = self._styles.get("", PLAIN)
        style = self._styles.get(attribute(element_at(properties, "pStyle"), "val"), default)
        spoken = Spoken()
        self._speak(element, spoken, style.bold)
        text = clean("".join(spoken.parts))
        numbered = element_at(properties, "numPr")
        list_id = attribute(element_at(numbered, "numId"), "val") or style.list_id
        depth = attribute(element_at(numbered, "ilvl"), "val")
        label = self._numbering.label(list_id, int(depth) if depth.isdigit() else style.depth)
        level = outline_level(properties) or style.level
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        if label is not None and not level:
            kind = BlockKind.LIST_ITEM
        if text:
            yield FlowLine(
                text=f"{label} {text}" if label else text,
                kind=kind,
                level=level,
                bold=bool(spoken.weights) and all(spoken.weights),
                size=spoken.size or style.size,
            )
        for box in spoken.boxes:
            yield from _set_apart(self._items(box))
        for note in spoken.notes:
            if note in self._notes:
                yield from _set_apart(self._items(self._notes[note]))

    def _speak(self, parent: Element, spoken: Spoken, bold: bool) -> None:
        """Collect the words of a paragraph's runs, in order."""
        for element in elements(parent):
            name = local_name(element)
            if name in LEFT_OUT:
                continue
            if name == "r":
                properties = element_at(element, "rPr")
                if is_on(properties, "vanish"):
                    continue
                styled = self._styles.get(attribute(element_at(properties, "rStyle"), "val"), PLAIN)
                own = styled.bold or None if is_on(properties, "b") is None else is_on(properties, "b")
                spoken.size = spoken.size or size_of(properties)
                self._speak(element, spoken, bold if own is None else own)
            elif name == "t":
                spoken.parts.append(element.text or "")
                if (element.text or "").strip():
                    spoken.weights.append(bold)
            elif name in SPACES:
                spoken.parts.append(SPACES[name])
            elif name in {"footnoteReference", "endnoteReference"}:
                spoken.notes.append((name.removesuffix("Reference"), attribute(element, "id")))
            elif name == "txbxContent":
                spoken.boxes.append(element)
            else:
                self._speak(element, spoken, bold)

    def _table(self, element: Element) -> WordTable:
        rows: list[TableRow] = []
        nested: list[tuple[WordTable, ...]] = []
        content: list[tuple[FlowLine | WordTable, ...]] = []
        for row in _rows(element):
            properties = element_at(row, "trPr")
            if element_at(properties, "del") is not None:
                continue
            before = attribute(element_at(properties, "gridBefore"), "val")
            cells = [TableCell("", columns=int(before))] if before.isdigit() and int(before) else []
            inner: list[WordTable] = []
            for cell in _cells(row):
                items = tuple(self._items(cell))
                content.append(items)
                inner += [item for item in items if isinstance(item, WordTable)]
                cells.append(_cell(cell, [item for item in items if isinstance(item, FlowLine)]))
            rows.append(TableRow(tuple(cells), header=bool(is_on(properties, "tblHeader"))))
            nested.append(tuple(inner))
        return WordTable(tuple(rows), tuple(nested), tuple(content))


def _rows(table: Element) -> Iterator[Element]:
    for element in elements(table):
        if local_name(element) == "tr":
            yield element
        elif local_name(element) in PARAGRAPH_CONTAINERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in elements(row):
        if local_name(element) == "tc":
            yield element
        elif local_name(element) in PARAGRAPH_CONTAINERS:
            yield from _cells(element)


def _cell(element: Element, lines: list[FlowLine]) -> TableCell:
    properties = element_at(element, "tcPr")
    span = attribute(element_at(properties, "gridSpan"), "val")
    merge = element_at(properties, "vMerge")
    continues = merge is not None and attribute(merge, "val", "continue") == "continue"
    return TableCell(
        text=" ".join(line.text for line in lines),
        columns=min(max(int(span), 1), 1000) if span.isdigit() else 1,
        continues=continues,
        bold=bool(lines) and all(line.bold for line in lines),
    )


def _set_apart(items: Iterator[FlowLine | WordTable]) -> Iterator[FlowLine | WordTable]:
    for item in items:
        yield replace(item, apart=True) if isinstance(item, FlowLine) else item


def _is_frame(table: WordTable) -> bool:
    """Say whether a table only frames running text: one cell to a row, or one row of long cells."""
    widths = [len(row.filled) for row in table.rows if row.filled]
    if not widths:
        return False
    lone_row = len(widths) == 1 and any(
        len(cell.text.split()) > FRAME_WORDS for row in table.rows for cell in row.cells
    )
    return max(widths) == 1 or lone_row


def _lines_of(table: WordTable) -> Iterator[FlowLine]:
    for cell in table.content:
        for item in cell:
            if isinstance(item, FlowLine):
                yield item
            else:
                yield from _lines_of(item)
