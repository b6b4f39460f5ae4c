"""Reads ODT: headings, numbered and bulleted lists, tables, notes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import PasswordNeeded, UnreadablePaper
from corpus.readers.content import FileContent
from corpus.readers.document_tables import TableCell, TableRow, table_blocks
from corpus.readers.flowing_text import FlowLine, flow_blocks
from corpus.readers.package import (
    Element,
    OfficePackage,
    attribute,
    clean,
    descendants,
    element_at,
    elements,
    local_name,
)
from corpus.readers.word_numbering import shown_number
from corpus.values import Block, BlockKind

CONTAINERS = frozenset(
    {"section", "index-body", "table-of-content", "alphabetical-index", "numbered-paragraph"}
)
LEFT_OUT = frozenset({"tracked-changes", "annotation", "forms", "sequence-decls", "title", "desc"})
MOST_REPEATED = 64
POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table as read: its rows, and the tables nested in its cells."""

    rows: tuple[TableRow, ...]
    nested: tuple[OpenTable, ...]
    lines: tuple[FlowLine, ...]


@dataclass(slots=True)
class Counting:
    """The list a paragraph stands in: the style of its numbers and how far each level has counted."""

    style: str
    counts: list[int] = field(default_factory=list)


def read_opendocument(path: Path) -> FileContent:
    """Read an ODT file.

    Raises:
        PasswordNeeded: it is encrypted.
        PaperTooLarge: it unpacks to more than a paper may.
        UnreadablePaper: it is damaged, or no text document.
    """
    with OfficePackage(path) as package:
        if next(descendants(package.tree("META-INF/manifest.xml"), "encryption-data"), None) is not None:
            raise PasswordNeeded(
                f"{path.name} is encrypted.",
                next_step="Open it in an office program, save it without a password, and add that copy.",
                file_name=path.name,
            )
        content = package.tree("content.xml")
        body = element_at(content, "body", "text")
        if body is None:
            raise UnreadablePaper(
                f"{path.name} holds no text document.",
                next_step="Open it in a word processor and save it anew as ODT or DOCX.",
                file_name=path.name,
            )
        reader = OpenDocumentReader([content, package.tree("styles.xml")])
        return FileContent(
            blocks=tuple(reader.blocks(body)),
            document_title=package.document_title(),
            attachments=tuple(
                part for part in package.parts if part.startswith("Object ") and part.endswith(".bin")
            ),
        )


class OpenDocumentReader:
    """Walks the body of one document.

    Args:
        trees: the roots of the content and of the styles part.
    """

    def __init__(self, trees: list[Element | None]) -> None:
        self._weights: dict[str, tuple[bool, float]] = {}
        self._list_levels: dict[str, dict[int, Element]] = {}
        self._open_counts: dict[str, list[int]] = {}
        self._tables = 0
        for tree in trees:
            for style in descendants(tree, "style"):
                text = element_at(style, "text-properties")
                size = POINTS.fullmatch(attribute(text, "font-size"))
                self._weights[attribute(style, "name")] = (
                    attribute(text, "font-weight") == "bold",
                    float(size.group(1)) if size else 0.0,
                )
            for style in descendants(tree, "list-style"):
                self._list_levels[attribute(style, "name")] = {
                    int(attribute(level, "level")): level
                    for level in elements(style)
                    if attribute(level, "level").isdigit()
                }

    def blocks(self, body: Element) -> list[Block]:
        """Return the blocks of the body, in reading order."""
        blocks: list[Block] = []
        waiting: list[FlowLine] = []
        for item in self._items(body, None):
            if isinstance(item, FlowLine):
                waiting.append(item)
            elif all(len(row.filled) < 2 for row in item.rows):
                waiting += item.lines
            else:
                blocks += flow_blocks(waiting)
                waiting = []
                blocks += self._table_blocks(item)
        return blocks + flow_blocks(waiting)

    def _table_blocks(self, table: OpenTable) -> list[Block]:
        self._tables += 1
        blocks = table_blocks(table.rows, self._tables)
        for nested in table.nested:
            blocks += self._table_blocks(nested)
        return blocks

    def _items(self, parent: Element, counting: Counting | None) -> Iterator[FlowLine | OpenTable]:
        for element in elements(parent):
            name = local_name(element)
            if name in {"p", "h"}:
                yield from self._paragraph(element, counting, numbered=counting is not None)
            elif name == "list":
                yield from self._list(element, counting)
            elif name == "table":
                yield self._table(element)
            elif name in CONTAINERS:
                yield from self._items(element, counting)

    def _list(self, element: Element, outer: Counting | None) -> Iterator[FlowLine | OpenTable]:
        style = attribute(element, "style-name") or (outer.style if outer else "")
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        if outer is not None:
            counting = Counting(style, outer.counts)
        else:
            counting = Counting(style, list(self._open_counts.get(style, [])) if goes_on else [])
        level = _depth(element)
        counting.counts += [0] * (level - len(counting.counts))
        for item in elements(element, "list-item", "list-header"):
            del counting.counts[level:]
            counts = local_name(item) == "list-item"
            if counts:
                start = attribute(item, "start-value")
                counting.counts[level - 1] = int(start) if start.isdigit() else self._next(counting, level)
            for position, inner in enumerate(elements(item)):
                if local_name(inner) == "list":
                    yield from self._list(inner, counting)
                elif local_name(inner) in {"p", "h"}:
                    del counting.counts[level:]
                    yield from self._paragraph(inner, counting, numbered=counts and position == 0)
                elif local_name(inner) == "table":
                    yield self._table(inner)
        self._open_counts[style] = list(counting.counts)

    def _next(self, counting: Counting, level: int) -> int:
        before = counting.counts[level - 1]
        start = attribute(self._list_levels.get(counting.style, {}).get(level), "start-value")
        return before + 1 if before or not start.isdigit() else int(start)

    def _label(self, counting: Counting) -> str:
        levels = self._list_levels.get(counting.style, {})
        depth = len(counting.counts)
        level = levels.get(depth)
        if level is None or not attribute(level, "num-format"):
            return ""  # a bullet, or no mark at all
        shown = attribute(level, "display-levels")
        first = depth - (int(shown) if shown.isdigit() else 1)
        numbers = [
            shown_number(counting.counts[index], attribute(levels.get(index + 1, level), "num-format") or "1")
            for index in range(max(first, 0), depth)
        ]
        return f"{attribute(level, 'num-prefix')}{'.'.join(numbers)}{attribute(level, 'num-suffix')}".strip()

    def _paragraph(
        self, element: Element, counting: Counting | None, *, numbered: bool
    ) -> Iterator[FlowLine | OpenTable]:
        parts: list[str] = []
        apart: list[Element] = []
        weights: list[bool] = []
        bold, size = self._weights.get(attribute(element, "style-name"), (False, 0.0))
        self._speak(element, parts, apart, weights, bold)
        text = clean("".join(parts))
        label = self._label(counting) if counting is not None and numbered else ""
        level = attribute(element, "outline-level")
        kind = BlockKind.PARAGRAPH
        if local_name(element) == "h":
            kind = BlockKind.HEADING
        elif counting is not None and numbered:
            kind = BlockKind.LIST_ITEM
        if text:
            yield FlowLine(
                text=f"{label} {text}" if label else text,
                kind=kind,
                level=min(int(level) if level.isdigit() else 1, 6) if kind is BlockKind.HEADING else 0,
                bold=bool(weights) and all(weights),
                size=size,
            )
        for other in apart:
            for item in self._items(other, None):
                yield replace(item, apart=True) if isinstance(item, FlowLine) else item

    def _speak(
        self, element: Element, parts: list[str], apart: list[Element], weights: list[bool], bold: bool
    ) -> None:
        """Collect the words of a paragraph in order, and what hangs on it."""
        self._hear(element.text, parts, weights, bold)
        for child in elements(element):
            name = local_name(child)
            if name in {"s", "tab", "line-break"}:
                parts.append(" ")
            elif name == "note":
                apart += elements(child, "note-body")
            elif name == "text-box":
                apart.append(child)
            elif name not in LEFT_OUT:
                style = self._weights.get(attribute(child, "style-name"), (False, 0.0))
                self._speak(child, parts, apart, weights, bold or (name == "span" and style[0]))
            self._hear(child.tail, parts, weights, bold)

    @staticmethod
    def _hear(text: str | None, parts: list[str], weights: list[bool], bold: bool) -> None:
        if text:
            parts.append(text)
            if text.strip():
                weights.append(bold)

    def _table(self, element: Element) -> OpenTable:
        rows: list[TableRow] = []
        nested: list[OpenTable] = []
        lines: list[FlowLine] = []
        for row, is_header in _rows(element):
            cells: list[TableCell] = []
            for cell in elements(row, "table-cell", "covered-table-cell"):
                items = list(self._items(cell, None))
                words = [item for item in items if isinstance(item, FlowLine)]
                nested += [item for item in items if isinstance(item, OpenTable)]
                lines += words
                repeated = attribute(cell, "number-columns-repeated")
                made = TableCell(
                    text=" ".join(line.text for line in words),
                    continues=local_name(cell) == "covered-table-cell",
                    bold=bool(words) and all(line.bold for line in words),
                )
                cells += [made] * min(int(repeated) if repeated.isdigit() else 1, MOST_REPEATED)
            rows.append(TableRow(_spans(cells), header=is_header))
        return OpenTable(tuple(rows), tuple(nested), tuple(lines))


def _depth(element: Element) -> int:
    """Return how deep a list lies in others, 1 for the outermost."""
    depth = 0
    while element is not None:
        depth += local_name(element) == "list"
        element = element.getparent()
    return depth


def _spans(cells: list[TableCell]) -> tuple[TableCell, ...]:
    """Make the covered cells that follow a filled one part of its span."""
    spanned: list[TableCell] = []
    for cell in cells:
        if cell.continues and spanned and spanned[-1].text and not spanned[-1].continues:
            spanned[-1] = replace(spanned[-1], columns=spanned[-1].columns + 1)
        else:
            spanned.append(cell)
    return tuple(spanned)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    for element in elements(table):
        name = local_name(element)
        if name == "table-row":
            yield element, False
        elif name == "table-header-rows":
            yield from ((row, True) for row, _ in _rows(element))
        elif name in {"table-rows", "table-row-group"}:
            yield from _rows(element)
