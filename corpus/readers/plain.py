"""Reads plain text and CSV: finds the encoding, joins wrapped lines, names the columns of a row."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

from corpus.errors import PaperTooLarge, UnreadablePaper
from corpus.readers.content import FileContent
from corpus.readers.flowing_text import BULLET, FlowLine, flow_blocks, join_wrapped_lines
from corpus.readers.worksheet_tables import sheet_blocks
from corpus.values import ReadingWarning

MOST_BYTES = 64 * 1024 * 1024
MOST_CELLS = 400_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(path: Path) -> str:
    """Return the text of a file, in the encoding it is in: UTF-8, UTF-16, UTF-32 or Windows Western.

    Raises:
        PaperTooLarge: it is larger than a paper of plain text may be.
        UnreadablePaper: it is no text.
    """
    if path.stat().st_size > MOST_BYTES:
        raise PaperTooLarge(
            f"{path.name} holds more than {MOST_BYTES // (1024 * 1024)} MB of text.",
            next_step="Split it into smaller files.",
            file_name=path.name,
        )
    content = path.read_bytes()
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "")
    if not encoding and content[:4096].count(0):
        raise UnreadablePaper(
            f"{path.name} is not text, whatever its name says.",
            next_step="Give the file the ending that fits its format, or save it as PDF.",
            file_name=path.name,
        )
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_text(path: Path) -> FileContent:
    """Read a plain text file; a blank line ends a paragraph, and wrapped lines are joined.

    Raises:
        PaperTooLarge: it is larger than a paper of plain text may be.
        UnreadablePaper: it is no text.
    """
    lines: list[FlowLine] = []
    group: list[str] = []
    for line in [*decoded(path).replace("\f", "\n\n").splitlines(), ""]:
        text = " ".join(line.split())
        if text and not set(text) <= set("=-_*~ "):
            if group and BULLET.match(text):
                lines += map(FlowLine, join_wrapped_lines(group))
                group = []
            group.append(text)
        elif group:
            lines += map(FlowLine, join_wrapped_lines(group))
            group = []
    return FileContent(tuple(flow_blocks(lines)))


def read_csv(path: Path) -> FileContent:
    """Read a CSV file; each row of its tables carries the names of its columns.

    Raises:
        PaperTooLarge: it is larger than a paper of plain text may be.
        UnreadablePaper: it is no text, or no table.
    """
    text = decoded(path)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    cells: dict[tuple[int, int], str] = {}
    cut_short = False
    try:
        for number, row in enumerate(csv.reader(text.splitlines(keepends=True), dialect), start=1):
            for column, value in enumerate(row, start=1):
                if value.strip():
                    cells[number, column] = value
            if len(cells) > MOST_CELLS:
                cut_short = True
                break
    except csv.Error as error:
        raise UnreadablePaper(
            f"{path.name} cannot be read as a table.",
            next_step="Open it in a spreadsheet program, save it as XLSX, and add that copy.",
            file_name=path.name,
        ) from error
    reading = sheet_blocks(cells, {}, "", 1)
    notes = (ReadingWarning("The table is too large; only its first part was read."),) if cut_short else ()
    return FileContent(tuple(block for block in reading.blocks if block.text), warnings=notes)
