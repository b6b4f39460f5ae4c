"""The outline, title, attachments and decryption of a PDF, through pypdf; the only file that imports it."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from corpus.values import OutlineEntry

MAX_ENTRIES = 5_000
MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Properties:
    """What a PDF says about itself."""

    title: str = ""
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[str, ...] = ()


def read_properties(path: Path, password: str = "") -> Properties | None:
    """Read a PDF's own title, outline and attachment names.

    Returns:
        None where the file is too damaged for them; its text may be sound all the same.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every repair it makes
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not (reader.decrypt(password) or reader.decrypt("")):
            return None
        title = str((reader.metadata.title if reader.metadata else "") or "")
        entries: list[OutlineEntry] = []
        walk_outline(reader, reader.outline, 1, entries)
        return Properties(" ".join(title.split()), tuple(entries), tuple(reader.attachments))
    except (Exception, RecursionError):  # a damaged file makes it raise nearly anything
        return None


def decrypted_copy(path: Path, password: str) -> bytes | None:
    """The file without its encryption, None where the password does not open it."""
    try:
        reader = PdfReader(path)
        if not (reader.decrypt(password) or reader.decrypt("")):
            return None
        copy = io.BytesIO()
        PdfWriter(clone_from=reader).write(copy)
        return copy.getvalue()
    except (Exception, RecursionError):
        return None


def walk_outline(reader: PdfReader, nodes: Sequence[object], level: int, entries: list[OutlineEntry]) -> None:
    """Collect the bookmarks that lead to a page, with their depth."""
    for node in nodes:
        if len(entries) >= MAX_ENTRIES:
            return
        if isinstance(node, list):
            if level < MAX_DEPTH:
                walk_outline(reader, node, level + 1, entries)
        elif isinstance(node, Destination):
            number = reader.get_destination_page_number(node)
            title = " ".join(str(node.title).split())
            if number is not None and number >= 0 and title:
                entries.append(OutlineEntry(title, level, number + 1))
