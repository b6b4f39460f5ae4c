"""Tells what a file is by its first and last bytes, and by its suffix only where those do not say."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import UnsupportedPaper

SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".pptx": "pptx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".csv": "csv",
    ".tsv": "csv",
    ".doc": "doc",
    ".rtf": "doc",
    ".xls": "xls",
    ".ppt": "ppt",
}
CONVERTED = frozenset({"doc", "xls", "ppt"})
"""Formats that an office program converts first."""

HEAD_BYTES, TAIL_BYTES = 8_192, 1024 * 1024
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_PARTS = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "pptx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)", re.IGNORECASE | re.DOTALL)


def data_kind_of(path: Path) -> str:
    """What a file holds: "pdf", "docx", "xlsx", "pptx", "odt", "html", "markdown", "text", "csv", "doc"...

    Raises:
        UnsupportedPaper: it is none of the formats that are read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        tail = file.read()
    by_suffix = SUFFIXES.get(path.suffix.lower(), "")
    found = by_content(head, tail, by_suffix) or by_suffix
    if found in ("text", "csv", "markdown", "html") and is_binary(head):
        found = ""
    if not found:
        raise UnsupportedPaper(
            f"{path.name} is in a format that is not read.",
            next_step="Save it as PDF, DOCX or XLSX and add that copy.",
            file_name=path.name,
        )
    return found


def by_content(head: bytes, tail: bytes, by_suffix: str) -> str:
    """What the bytes of a file say it is, "" where they do not say."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        parts = head + tail
        return next((kind for mark, kind in ZIP_PARTS if mark in parts), "")
    if head.startswith(OLE_SIGNATURE):
        if by_suffix in ("docx", "xlsx", "pptx"):
            return by_suffix  # an encrypted file lies in such a container
        names = head + tail
        kinds = (kind for name, kind in OLE_STREAMS if name.encode("utf-16-le") in names)
        return by_suffix if by_suffix in CONVERTED else next(kinds, "")
    if head.startswith(b"{\\rtf"):
        return "doc"
    return "html" if HTML.match(head) and by_suffix in ("", "html", "doc", "xls", "text") else ""


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding that papers come in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return b"\x00" in head
