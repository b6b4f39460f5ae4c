"""A conversation as a document: headings, paragraphs and numbered notes, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from corpus.dates import written
from server.answer_text import STANDING_LINE, paragraphs_of, searched_sentence, written_sentence
from server.schemas import AskReply, CitationReply

TITLE = "Questions to the papers"


@dataclass(frozen=True, slots=True)
class Note:
    """A citation.

    Attributes:
        number: counts through the whole document, from 1.
        quote: verbatim; "" where it is withheld.
        place: where it stands: paper, item and page.
        path: the address of the page on the server, without the words to light; "" where it is withheld.
        address: the whole address, which lights the quote.
    """

    number: int
    quote: str
    place: str
    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with line feeds where a line ends, and the notes they rest on.

    Attributes:
        quiet: True for what is said about the answer rather than in it.
    """

    text: str
    notes: tuple[Note, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A question as heading, and what is under it."""

    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of its paragraphs, each once, in order."""
        return tuple(dict.fromkeys(note for paragraph in self.paragraphs for note in paragraph.notes))


@dataclass(frozen=True, slots=True)
class Document:
    """A title, a line under it, and a section for each question."""

    title: str
    standing: str
    made_on: date
    sections: tuple[Section, ...]

    @property
    def opening(self) -> tuple[str, str]:
        """The lines under the title: the day it was made, and what stands under every answer."""
        return (f"Made on {written(self.made_on)}.", self.standing)


def document_of(turns: Iterable[tuple[datetime, AskReply]], address: str) -> Document:
    """The document of a conversation.

    Args:
        turns: when each question was asked, and its answer.
        address: of the server, for the links.
    """
    sections: list[Section] = []
    for asked_at, reply in turns:
        first = 1 + sum(len(section.notes) for section in sections)
        sections.append(section_of(asked_at, reply, first, address))
    return Document(TITLE, STANDING_LINE, datetime.now().astimezone().date(), tuple(sections))


def section_of(asked_at: datetime, reply: AskReply, first: int, address: str) -> Section:
    """A question, its answer with notes numbered from `first`, and what was searched."""
    cited = reply.citations or reply.nearest
    notes = {one.marker: note_of(one, first + place, address) for place, one in enumerate(cited)}
    return Section(" ".join(reply.question.split()) or "?", tuple(paragraphs(asked_at, reply, notes)))


def paragraphs(asked_at: datetime, reply: AskReply, notes: dict[int, Note]) -> Iterator[Paragraph]:
    """What stands under a question."""
    if reply.understood != reply.question:
        yield Paragraph(f"Searched as: {reply.understood}", quiet=True)
    said = paragraphs_of(reply)
    pointed = {marker for paragraph in said for marker in paragraph.markers}
    for paragraph in said:
        words = f"{paragraph.remark}: {paragraph.said}" if paragraph.remark else paragraph.said
        yield Paragraph(words, tuple(notes[marker] for marker in paragraph.markers if marker in notes))
    if written_by := written_sentence(reply):
        yield Paragraph(written_by, quiet=True)
    left: Sequence[Note] = [note for marker, note in notes.items() if marker not in pointed]
    if left:
        yield Paragraph("The passages:" if reply.citations else "The nearest passages:", tuple(left))
    asked_on = written(asked_at.astimezone().date())
    yield Paragraph(f"Asked on {asked_on}. {searched_sentence(reply.coverage)}", quiet=True)


def note_of(citation: CitationReply, number: int, address: str) -> Note:
    """A citation as a note; one that is withheld says so and nothing else."""
    parts = [citation.label, citation.title or citation.file_name]
    if citation.item:
        parts.append(f"item {citation.item}")
    if citation.page is not None:
        printed = citation.page_label not in ("", str(citation.page))
        parts.append(f"page {citation.page}" + (f" (printed {citation.page_label})" if printed else ""))
    return Note(
        number=number,
        quote=" ".join(citation.quote.split()),
        place="; ".join(dict.fromkeys(part for part in parts if part)),
        path=citation.url.partition("&quote=")[0].partition("#")[0],
        address=urljoin(address, citation.url) if citation.url else "",
    )
