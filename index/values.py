"""The values that flow out of `index`: passages, their units, filters and reports of work done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from corpus.values import Cell, PaperKind, ReadingWarning, Role, Section


class PassageKind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, list item or table row of a passage: the smallest thing an answer quotes.

    Attributes:
        unit_id: "{passage_id}/{position}".
        start, end: where it stands in the passage's text, in characters.
        cells: for a table row, its cells with their column headers.
        role, owner, state: as in `corpus.values.StructuredBlock`.
        paragraph: the number printed before its paragraph, "" where there is none.
        heading: True for a heading, a line of a title block or a table's header: it names what follows and
            says nothing.
        header: True for the header of a table, all its rows together.
    """

    unit_id: str
    passage_id: str
    position: int
    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    role: Role = Role.NONE
    owner: str = ""
    state: str = ""
    paragraph: str = ""
    heading: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece of one section, on one page, with its place in the paper.

    Attributes:
        passage_id: stable under re-indexing: paper, page, and position on it.
        position: 0-based order in the paper; neighbours are position - 1 and + 1 of the same paper.
        item_index: as in `corpus.values.StructuredBlock`; a passage never crosses it.
        text: verbatim; paragraphs and rows on lines of their own, cells joined with tabs.
        context: what a reader would know from elsewhere: body, date, title, section path and column
            headers. Searched, never quoted.
        digest: SHA-256 of text and context; changes when either does, the id does not.
        units: every sentence or row, in order; together they cover the text.
    """

    passage_id: str
    paper_id: str
    position: int
    item_index: int
    page: int | None
    page_label: str
    section: Section
    text: str
    context: str
    kind: PassageKind
    ocr: bool
    digest: str
    units: tuple[Unit, ...]

    def unit_text(self, unit: Unit) -> str:
        """The verbatim words of one of this passage's units."""
        return self.text[unit.start : unit.end]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which papers to search; an empty filter searches all that are public."""

    body: str = ""
    from_date: date | None = None
    to_date: date | None = None
    kind: PaperKind | None = None
    paper_ids: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing is filtered out."""
        return self == Filters()


class AddStage(StrEnum):
    """Where the work on a paper stands."""

    READING = "reading"
    EMBEDDING = "embedding"
    STORING = "storing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AddProgress:
    """How far an addition has come, told while it runs.

    Attributes:
        seconds_left: an estimate; None until one can be made.
    """

    papers_done: int
    papers_total: int
    pages_done: int
    passages_done: int
    file_name: str
    stage: AddStage
    seconds_left: float | None


class AddOutcome(StrEnum):
    """What became of one file given to `add`."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AddedPaper:
    """The line of one file in the report of an addition.

    Attributes:
        reason: why it was skipped or failed, a sentence; else "".
        next_step: what to do about it; else "".
    """

    path: Path
    file_name: str
    outcome: AddOutcome
    paper_id: str = ""
    pages: int = 0
    passages: int = 0
    ocr_pages: int = 0
    warnings: tuple[ReadingWarning, ...] = ()
    seconds: float = 0.0
    reason: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an addition did, file by file."""

    papers: tuple[AddedPaper, ...]
    seconds: float

    def count(self, outcome: AddOutcome) -> int:
        """How many files ended so."""
        return sum(paper.outcome is outcome for paper in self.papers)


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """Counts, models, sizes and versions of one data folder."""

    folder: Path
    papers: int
    passages: int
    units: int
    bodies: tuple[str, ...]
    first_date: date | None
    last_date: date | None
    embedding_model: str
    embedding_dimensions: int
    size_bytes: int
    fingerprint: str
    versions: tuple[tuple[str, str], ...]
