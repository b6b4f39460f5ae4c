"""Documents made of a conversation, in the formats people work in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.conversation_schemas import ExportFormat
from server.exports.document import Document, document_of
from server.exports.markdown import write_markdown
from server.exports.pdf import write_pdf
from server.exports.word import write_word
from server.files import MEDIA_TYPES

__all__ = ["MADE_OF", "Document", "Made", "document_of"]


@dataclass(frozen=True, slots=True)
class Made:
    """How a document is written in one format, and what the file is then called."""

    write: Callable[[Document], bytes]
    suffix: str
    media_type: str


MADE_OF: Mapping[ExportFormat, Made] = {
    ExportFormat.MARKDOWN: Made(write_markdown, "md", "text/markdown; charset=utf-8"),
    ExportFormat.DOCX: Made(write_word, "docx", MEDIA_TYPES[".docx"]),
    ExportFormat.PDF: Made(write_pdf, "pdf", MEDIA_TYPES[".pdf"]),
}
