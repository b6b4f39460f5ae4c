"""A document as Markdown with footnotes."""

from __future__ import annotations

import re

from server.exports.document import Document, Note, Paragraph

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
LINE_START = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)


def write_markdown(document: Document) -> bytes:
    """The document as UTF-8 text."""
    blocks = [f"# {plain(document.title)}", *(plain(line) for line in document.opening)]
    for section in document.sections:
        blocks.append(f"## {plain(section.heading)}")
        blocks += [written_paragraph(paragraph) for paragraph in section.paragraphs]
    blocks += [written_note(note) for section in document.sections for note in section.notes]
    return ("\n\n".join(blocks) + "\n").encode()


def plain(text: str) -> str:
    """Words that Markdown prints as they are."""
    escaped = SPECIAL.sub(r"\\\1", text)
    return LINE_START.sub(r"\1\\\2", escaped)


def written_paragraph(paragraph: Paragraph) -> str:
    """A paragraph and the marks of its notes; what is said about the answer stands in italics."""
    text = "  \n".join(plain(line) for line in paragraph.text.split("\n") if line.strip())
    marks = " ".join(f"[^{note.number}]" for note in paragraph.notes)
    return " ".join(part for part in (f"*{text}*" if paragraph.quiet else text, marks) if part)


def written_note(note: Note) -> str:
    """The text of a note."""
    quote = f"“{plain(note.quote)}” " if note.quote else ""
    link = f" [{plain(note.path)}](<{note.address}>)" if note.address else ""
    return f"[^{note.number}]: {quote}{plain(note.place)}.{link}"
