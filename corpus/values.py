"""The values that flow out of `corpus`: what was read, and what it is part of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PaperKind(StrEnum):
    """What sort of paper a file is."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    LOG = "log"
    SPREADSHEET = "spreadsheet"
    POLICY = "policy"
    OTHER = "other"


class PaperStatus(StrEnum):
    """Whether the paper says that it is draft or confirmed."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    NOT_STATED = "not stated"


class Access(StrEnum):
    """Who may see the paper."""

    PUBLIC = "public"
    EXEMPT = "exempt"


class PaperField(StrEnum):
    """A fact about a paper that is found in it, and that its owner can correct."""

    TITLE = "title"
    BODY = "body"
    KIND = "kind"
    MEETING_DATE = "meeting_date"
    STATUS = "status"
    ACCESS = "access"


class BlockKind(StrEnum):
    """The layout role of a block of text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"


class Role(StrEnum):
    """What a block of minutes or a report does, where that is recognised."""

    NONE = ""
    RESOLUTION = "resolution"
    VOTE = "vote"
    MOTION = "motion"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: the words of its column header ("" where there is none) and its own."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together, as a reader found it.

    Attributes:
        text: verbatim, with words that were hyphenated over lines joined and line breaks made spaces.
            For a table row: the non-empty cells' texts joined with tabs.
        page: 1-based page in the file; None where the format has no pages.
        level: 1 to 6 for a heading (1 is the outermost), otherwise 0.
        cells: for a table row only, every non-empty cell in order.
        table: a number that the rows of one table share within the paper, 0 outside tables. A table
            that goes on over a page keeps its number and its header.
        header: for the first row below a table's header, as printed on this page, the header verbatim: a
            line for each of its rows, cells joined with tabs; else "".
        sheet: name of the sheet or slide the block is on, else "".
        ocr: True when the words were read by OCR.
        continues: True when the block goes on a paragraph begun at the foot of the page before.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    cells: tuple[Cell, ...] = ()
    table: int = 0
    sheet: str = ""
    ocr: bool = False
    continues: bool = False
    header: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as published.

    Attributes:
        number: 1-based, as a PDF viewer counts.
        label: what is printed on it or set in the file ("iv", "46"); "" where there is none.
        ocr: True when its words were read by OCR.
        words: how many words were read on it.
    """

    number: int
    label: str = ""
    ocr: bool = False
    words: int = 0


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, its depth (1 is the outermost) and the 1-based page it opens."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something about a paper that a reader should know: a sentence, and the page it concerns."""

    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class FileText:
    """What a reader made of one file, before anything is known of its structure.

    Attributes:
        file_name: the file's name without its folder.
        digest: SHA-256 of the file's bytes, in hexadecimal.
        pages: empty where the format has no pages.
        blocks: in reading order; running headers, footers and printed page numbers are left out.
        outline: the bookmarks of a PDF, the headings being blocks.
        document_title: the title set in the file's properties, "" where there is none.
        attachments: names of files embedded in it.
        running: the different running headers and footers that were left out of the blocks; a mark such
            as "DRAFT" or "NOT FOR PUBLICATION" may stand only there.
    """

    file_name: str
    digest: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    outline: tuple[OutlineEntry, ...] = ()
    document_title: str = ""
    attachments: tuple[str, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    running: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Where in its paper a passage stands.

    Attributes:
        item_number: as printed ("10", "4a"), "" outside items.
        item_title: the agenda item's or the report's own title.
        report_of, subject, report_date, author: the report's title block, "" where it has none.
        appendix: "Appendix B" or "" outside appendices.
        headings: the headings above the passage inside its item, outermost first.
        paragraph: the number printed before the paragraph ("14", "3.2"), "" where there is none.
        sheet: the sheet or slide.
        meeting_date: the day of the meeting whose minutes this part is, as "2023-07-26"; "" where it is
            the paper's own meeting.
        motion: of a vote, what was voted on; "" of all else.
    """

    item_number: str = ""
    item_title: str = ""
    report_of: str = ""
    subject: str = ""
    report_date: str = ""
    author: str = ""
    appendix: str = ""
    headings: tuple[str, ...] = ()
    paragraph: str = ""
    sheet: str = ""
    meeting_date: str = ""
    motion: str = ""

    @property
    def item(self) -> str:
        """The item as a clerk would write it: "10. Section 106 update"."""
        return ". ".join(part for part in (self.item_number, self.item_title) if part)

    @property
    def path(self) -> str:
        """The whole path in words, outermost first, joined with " > "."""
        steps = (self.item or self.subject, self.appendix, self.sheet, *self.headings)
        seen: list[str] = []
        for step in steps:
            if step and step not in seen:
                seen.append(step)
        return " > ".join(seen)


@dataclass(frozen=True, slots=True)
class StructuredBlock:
    """A block with its place in the paper and, where recognised, its role.

    Attributes:
        item_index: a number that all blocks of one item share; passages never cross it.
        owner: for an action, who is to do it; for a motion, the mover; else "".
        state: for an action, how it stands as printed; for a motion, the seconder; else "".
    """

    block: Block
    section: Section
    role: Role = Role.NONE
    item_index: int = 0
    owner: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact about a paper was found: "page 1: 'Held: WEDNESDAY, 26 JULY 2023'"."""

    field: PaperField
    found_in: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One file as published, and what is known of it.

    Attributes:
        paper_id: stable under re-indexing and correction; safe in a URL.
        body: the panel, board, committee or council whose paper it is, "" where unknown.
        meeting_date: the meeting's date, or the paper's own where it has no meeting.
        page_count: None where the format has no pages.
        digest: SHA-256 of the file, in hexadecimal.
        provenance: one entry for each field that was found or corrected.
    """

    paper_id: str
    title: str
    body: str
    kind: PaperKind
    meeting_date: date | None
    status: PaperStatus
    access: Access
    file_name: str
    page_count: int | None
    digest: str
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StructuredPaper:
    """A paper with its blocks placed: all that indexing needs.

    Attributes:
        page_labels: the label of each page, in order; "" where a page has none.
        acronyms: short forms that the paper itself spells out: ("OPCC", "Office of the ...").
    """

    paper: Paper
    blocks: tuple[StructuredBlock, ...]
    page_labels: tuple[str, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What the owner says of a paper; None leaves what was found."""

    title: str | None = None
    body: str | None = None
    kind: PaperKind | None = None
    meeting_date: date | None = None
    status: PaperStatus | None = None
    access: Access | None = None
    found_in: str = field(default="corrected by the owner")
