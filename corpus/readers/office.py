"""Reads every format that is not a PDF: one door, and one file behind it for each family of formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PasswordNeeded, UnreadablePaper, UnsupportedPaper
from corpus.values import FileText

if TYPE_CHECKING:
    from corpus.readers.content import FileContent

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP_SIGNATURE = b"PK\x03\x04"
LEGACY_FORM = {"docx": "doc", "xlsx": "xls", "pptx": "ppt"}
CURRENT_FORM = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}


def read_office(path: Path, data_kind: str, password: str = "") -> FileText:
    """Read one file that is not a PDF.

    Args:
        path: the file.
        data_kind: "docx", "xlsx", "pptx", "odt", "html", "markdown", "text", "csv", "doc", "xls" or "ppt".
        password: accepted so that all readers are called alike; encrypted Office files are refused.

    Raises:
        PasswordNeeded: the file is encrypted.
        PaperTooLarge: it unpacks to more than a paper may.
        UnsupportedPaper: a legacy format where no converter is installed, or no format read here.
        UnreadablePaper: it is damaged, or holds no text.
    """
    data_kind = _true_kind(path, data_kind)
    read = _reader(data_kind)
    if read is None:
        raise UnsupportedPaper(
            f"{path.name} is in a format that is not read.",
            next_step="Save it as PDF, DOCX or XLSX and add that copy.",
            file_name=path.name,
        )
    try:
        content = read(path)
    except RecursionError as error:
        raise UnreadablePaper(
            f"{path.name} is nested too deeply to be read.",
            next_step="Open it in an office program and save it anew.",
            file_name=path.name,
        ) from error
    if not content.blocks:
        raise UnreadablePaper(
            f"{path.name} holds no text.",
            next_step="If it shows text when opened, save it as PDF and add that copy.",
            file_name=path.name,
        )
    return FileText(
        file_name=path.name,
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=(),
        blocks=content.blocks,
        document_title=content.document_title,
        attachments=content.attachments,
        warnings=content.warnings,
    )


def _true_kind(path: Path, data_kind: str) -> str:
    """Return what an Office file is by its first bytes; some bear the name of another generation.

    Raises:
        PasswordNeeded: it is an encrypted current file, which is wrapped in a legacy container.
    """
    with path.open("rb") as file:
        signature = file.read(8)
    if signature != OLE_SIGNATURE:
        return CURRENT_FORM.get(data_kind, data_kind) if signature.startswith(ZIP_SIGNATURE) else data_kind
    if ENCRYPTED_STREAM in path.read_bytes():
        raise PasswordNeeded(
            f"{path.name} is encrypted.",
            next_step="Open it in an office program, save it without a password, and add that copy.",
            file_name=path.name,
        )
    return LEGACY_FORM.get(data_kind, data_kind)


def _reader(data_kind: str) -> Callable[[Path], FileContent] | None:
    """Return the reader of a format; its library is loaded only now."""
    if data_kind == "docx":
        from corpus.readers.word import read_word as read
    elif data_kind == "xlsx":
        from corpus.readers.workbook import read_workbook as read
    elif data_kind == "pptx":
        from corpus.readers.slides import read_slides as read
    elif data_kind == "odt":
        from corpus.readers.opendocument import read_opendocument as read
    elif data_kind == "html":
        from corpus.readers.markup import read_html as read
    elif data_kind == "markdown":
        from corpus.readers.markup import read_markdown as read
    elif data_kind == "text":
        from corpus.readers.plain import read_text as read
    elif data_kind == "csv":
        from corpus.readers.plain import read_csv as read
    elif data_kind in {"doc", "xls", "ppt"}:
        from corpus.readers.legacy import read_legacy

        return partial(read_legacy, kind=data_kind)
    else:
        return None
    return read
