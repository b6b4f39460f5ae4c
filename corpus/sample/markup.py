"""The small markup that sample texts are written in, read into elements a page can be made of.

+++                     front matter in TOML: file, title, header, footer, labels, date
+++
# Heading               ## and ### below it
= Report of: Name       a row of the title block
1. Words                a numbered paragraph; (a) words, a lettered one; - words, a list item
> Words                 set in from the margin, as resolutions are
^ Words                 centred
| a | b |               a table row; a row of dashes after the first makes that one the header
[page] [contents]       a new page; the contents page
[bookmark 1: Title]     a bookmark of that depth
[widths: 30 70]         the widths of the next table's columns, in shares
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class ElementKind(StrEnum):
    """What an element of a sample text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    LETTERED = "lettered"
    BULLET = "bullet"
    INDENTED = "indented"
    CENTRED = "centred"
    TITLE_BLOCK = "title block"
    TABLE = "table"
    PAGE = "page"
    CONTENTS = "contents"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its words, and what its kind needs besides.

    Attributes:
        level: of a heading or bookmark, 1 outermost.
        number: what is printed before a numbered or lettered paragraph.
        rows: of a table or title block.
        header_rows: how many rows of the table are its header, 0 or 1.
        widths: shares of the table's columns, () for equal ones.
    """

    kind: ElementKind
    text: str = ""
    level: int = 0
    number: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleText:
    """One paper of the sample as it is written down.

    Attributes:
        labels: (first page, style, prefix) of each run of page labels; style is "roman" or "arabic".
        scan: True when the paper is to be an image with no text.
        source: the text itself, without its front matter.
    """

    file_name: str
    title: str
    header: str
    footer: str
    labels: tuple[tuple[int, str, str], ...]
    scan: bool
    elements: tuple[Element, ...]
    source: str


NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.\s+(.*)", re.DOTALL)
LETTERED = re.compile(r"(\([a-z]+\))\s+(.*)", re.DOTALL)
DIRECTIVE = re.compile(r"\[(\w+)(?: (\d))?(?:: (.*))?\]")
MARKS = {"- ": ElementKind.BULLET, "> ": ElementKind.INDENTED, "^ ": ElementKind.CENTRED}


def read_sample_text(path: Path) -> SampleText:
    """Read one sample text.

    Raises:
        ValueError: the file has no front matter.
    """
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3:
        raise ValueError(f"{path.name} does not begin with front matter between two lines of +++")
    front, source = tomllib.loads(parts[1]), parts[2].lstrip("\n")
    return SampleText(
        file_name=front["file"],
        title=front["title"],
        header=front.get("header", ""),
        footer=front.get("footer", ""),
        labels=tuple((int(page), str(style), str(prefix)) for page, style, prefix in front.get("labels", [])),
        scan=bool(front.get("scan", False)),
        elements=read_elements(source),
        source=source,
    )


def read_elements(source: str) -> tuple[Element, ...]:
    """Read the elements of a text, one for each run of lines between empty ones."""
    elements: list[Element] = []
    widths: tuple[float, ...] = ()
    for chunk in re.split(r"\n\s*\n", source.strip()):
        lines = chunk.splitlines()
        if directive := DIRECTIVE.fullmatch(chunk):
            name, level, value = directive.groups()
            if name == "widths":
                widths = tuple(float(share) for share in value.split())
            else:
                elements.append(Element(ElementKind(name), text=value or "", level=int(level or 0)))
        elif lines[0].startswith("|"):
            elements.append(read_table(lines, widths))
            widths = ()
        elif lines[0].startswith("= "):
            rows = tuple(tuple(line[2:].split(": ", 1)) for line in lines)
            elements.append(Element(ElementKind.TITLE_BLOCK, rows=rows))
        else:
            elements.extend(read_lines(lines))
    return tuple(elements)


def read_lines(lines: list[str]) -> list[Element]:
    """Read a run of lines: each that begins with a mark is an element, others go on the one before."""
    elements: list[str] = []
    for line in lines:
        starts = line[:2] in MARKS or line.startswith("#") or LETTERED.match(line) or NUMBERED.match(line)
        if starts or not elements:
            elements.append(line)
        else:
            elements[-1] += " " + line.strip()
    return [read_line(text) for text in elements]


def read_line(text: str) -> Element:
    """Read one element of words."""
    if kind := MARKS.get(text[:2]):
        return Element(kind, text=text[2:])
    if text.startswith("#"):
        marks, words = text.split(" ", 1)
        return Element(ElementKind.HEADING, text=words, level=len(marks))
    for kind, pattern in ((ElementKind.NUMBERED, NUMBERED), (ElementKind.LETTERED, LETTERED)):
        if found := pattern.fullmatch(text):
            return Element(kind, text=found[2], number=found[1])
    return Element(ElementKind.PARAGRAPH, text=text)


def read_table(lines: list[str], widths: tuple[float, ...]) -> Element:
    """Read a table; a second line of dashes says that the first is the header."""
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    has_header = len(rows) > 1 and all(set(cell) <= set("-:") and cell for cell in rows[1])
    if has_header:
        del rows[1]
    return Element(ElementKind.TABLE, rows=tuple(rows), header_rows=int(has_header), widths=widths)
