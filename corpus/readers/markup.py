"""Reads HTML and Markdown: headings, paragraphs, lists and tables; no scripts, styles or menus.

The only file that imports beautifulsoup4 and markdown-it-py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from corpus.errors import PaperTooLarge
from corpus.readers.content import FileContent
from corpus.readers.document_tables import TableCell, TableRow, table_blocks
from corpus.readers.package import clean
from corpus.readers.plain import MOST_BYTES, decoded
from corpus.values import Block, BlockKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# fmt: off
LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "nav", "form", "button",
    "select", "textarea", "head", "title",
})
BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "header", "hr", "html", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS,
})
# fmt: on
MOST_SPAN = 1000


def read_html(path: Path) -> FileContent:
    """Read an HTML file.

    Raises:
        PaperTooLarge: it is larger than a paper of text may be.
    """
    if path.stat().st_size > MOST_BYTES:
        raise PaperTooLarge(
            f"{path.name} holds more than {MOST_BYTES // (1024 * 1024)} MB of text.",
            next_step="Split it into smaller files.",
            file_name=path.name,
        )
    return _content(path.read_bytes())


def read_markdown(path: Path) -> FileContent:
    """Read a Markdown file (CommonMark, with tables).

    Raises:
        PaperTooLarge: it is larger than a paper of text may be.
        UnreadablePaper: it is no text.
    """
    from markdown_it import MarkdownIt

    return _content(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(decoded(path)))


def _content(source: str | bytes) -> FileContent:
    soup = BeautifulSoup(source, "html.parser")
    title = clean(soup.title.get_text()) if soup.title else ""
    return FileContent(tuple(MarkupReader().blocks(soup)), title)


class MarkupReader:
    """Walks one document, gathering the words between two block elements into one block."""

    def __init__(self) -> None:
        self._tables = 0

    def blocks(self, element: Tag, kind: BlockKind = BlockKind.PARAGRAPH, mark: str = "") -> Iterator[Block]:
        """Yield the blocks of an element.

        Args:
            kind: what words that stand directly in it are.
            mark: what a browser shows before the first of them: the number of a list item.
        """
        words: list[str] = []

        def spoken() -> Iterator[Block]:
            nonlocal mark, kind
            text = clean("".join(words))
            words.clear()
            if text:
                yield Block(kind, f"{mark} {text}" if mark else text)
                mark, kind = "", BlockKind.PARAGRAPH

        for child in element.children:
            if isinstance(child, Tag):
                if child.name in LEFT_OUT or _is_hidden(child):
                    continue
                if child.name == "br":
                    words.append(" ")
                elif child.name in BLOCK_TAGS or child.find(BLOCK_TAGS) is not None:
                    yield from spoken()
                    yield from self._block(child, kind, mark)
                    mark = ""
                else:
                    words.append(_inline(child))
            elif isinstance(child, NavigableString) and not isinstance(child, Comment):
                words.append(str(child))
        yield from spoken()

    def _block(self, element: Tag, kind: BlockKind, mark: str) -> Iterator[Block]:
        name = element.name
        if name in HEADINGS:
            text = clean(_inline(element))
            if text:
                yield Block(BlockKind.HEADING, text, level=HEADINGS[name])
        elif name == "table" and not _is_layout(element):
            self._tables += 1
            rows = _rows(element)
            yield from table_blocks(rows, self._tables)
            for nested in element.find_all("table"):
                if nested.find_parent("table") is element:
                    yield from self._block(nested, BlockKind.PARAGRAPH, "")
        elif name in {"ul", "ol"}:
            yield from self._list(element)
        else:
            yield from self.blocks(element, kind, mark)

    def _list(self, element: Tag) -> Iterator[Block]:
        start = str(element.get("start", "1"))
        number = int(start) if start.lstrip("-").isdigit() else 1
        for item in element.find_all(recursive=False):
            mark = f"{number}." if element.name == "ol" else ""
            number += item.name == "li"
            yield from self.blocks(item, BlockKind.LIST_ITEM, mark)


def _is_hidden(element: Tag) -> bool:
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.has_attr("hidden") or "display:none" in style


def _inline(element: Tag) -> str:
    """Return the words of an element, those it does not show left out."""
    if element.name == "br":
        return " "
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Tag):
            if child.name not in LEFT_OUT and child.name != "table" and not _is_hidden(child):
                gap = " " if child.name in BLOCK_TAGS else ""
                parts.append(f"{gap}{_inline(child)}{gap}")
        elif isinstance(child, NavigableString) and not isinstance(child, Comment):
            parts.append(str(child))
    return "".join(parts)


def _is_layout(table: Tag) -> bool:
    """Say whether a table only places what stands in it: it has no header and no row of two filled cells."""
    if table.find("th") is not None or table.get("role") == "presentation":
        return table.get("role") == "presentation"
    return all(len(row.filled) < 2 for row in _rows(table))


def _rows(table: Tag) -> list[TableRow]:
    """Return the rows of a table, a cell that spans rows going on in the rows below."""
    rows: list[TableRow] = []
    below: dict[int, tuple[int, TableCell]] = {}
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        cells: list[TableCell] = []
        column = 0

        reached: dict[int, tuple[int, TableCell]] = {}
        for element in row.find_all(["td", "th"], recursive=False):
            column = _continue(below, reached, cells, column)
            columns, spanned = _span(element, "colspan"), _span(element, "rowspan")
            text = clean(_inline(element))
            cells.append(TableCell(text, columns, header=element.name == "th"))
            if spanned > 1:
                reached[column] = (spanned - 1, TableCell(text, columns, continues=True))
            column += columns
        _continue(below, reached, cells, column)
        below = reached
        rows.append(TableRow(tuple(cells), header=row.find_parent("thead") is not None))
    return rows


def _continue(
    below: dict[int, tuple[int, TableCell]],
    reached: dict[int, tuple[int, TableCell]],
    cells: list[TableCell],
    column: int,
) -> int:
    """Add the cells of rows above that go on at a column, and return the next free column."""
    while column in below:
        left, cell = below.pop(column)
        cells.append(cell)
        if left > 1:
            reached[column] = (left - 1, cell)
        column += cell.columns
    return column


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name, "1"))
    return min(max(int(value), 1), MOST_SPAN) if value.isdigit() else 1
