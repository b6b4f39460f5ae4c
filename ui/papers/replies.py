"""What the HTTP API says of papers and of uploads, as small frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ui.replies import Json, read_date, words

EXEMPT = "exempt"
ENDED = ("done", "failed")


@dataclass(frozen=True, slots=True)
class Wariness:
    """A sentence about a paper that a reader should know, and the page it concerns."""

    message: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """One paper as the library lists it.

    Attributes:
        page_count: None where the format has no pages.
        ocr_pages: pages whose words were read by machine from a scan, in order.
    """

    paper_id: str
    title: str
    body: str
    kind: str
    meeting_date: date | None
    status: str
    access: str
    file_name: str
    page_count: int | None
    ocr_pages: tuple[int, ...] = ()
    warnings: tuple[Wariness, ...] = ()

    @property
    def name(self) -> str:
        """What the paper is called."""
        return self.title or self.file_name

    @property
    def exempt(self) -> bool:
        """True for a paper that only its owner may see."""
        return self.access == EXEMPT

    @property
    def unreadable(self) -> tuple[str, ...]:
        """What the reader should know besides the pages read from a scan, which `ocr_pages` tells."""
        return tuple(warning.message for warning in self.warnings if warning.page not in self.ocr_pages)


@dataclass(frozen=True, slots=True)
class PaperList:
    """The papers listed, newest first, and how many there are in all."""

    papers: tuple[ListedPaper, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a fact about a paper was found."""

    field: str
    found_in: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item of a paper and the pages it runs over; both None where the format has no pages."""

    name: str
    first_page: int | None
    last_page: int | None
    passage_id: str


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """All that is known of one paper."""

    paper: ListedPaper
    facts: tuple[Fact, ...]
    items: tuple[PaperItem, ...]
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far an upload has come; `seconds_left` is None until it can be estimated."""

    papers_done: int
    papers_total: int
    pages_done: int
    file_name: str
    stage: str
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file of an upload."""

    file_name: str
    outcome: str
    pages: int
    ocr_pages: int
    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a whole upload failed, and what to do."""

    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class UploadJob:
    """An upload, and how far the work on it has come."""

    state: str
    files: tuple[str, ...]
    progress: JobProgress | None
    outcomes: tuple[FileOutcome, ...]
    problem: Problem | None

    @property
    def ended(self) -> bool:
        """True when nothing more will happen."""
        return self.state in ENDED


def read_paper_list(reply: Json) -> PaperList:
    """Read the reply of `GET /api/papers`."""
    papers = tuple(read_listed(entry) for entry in reply.get("papers") or ())
    return PaperList(papers, int(reply.get("total") or len(papers)))


def read_listed(entry: Json) -> ListedPaper:
    """Read one paper of the list."""
    return ListedPaper(
        paper_id=words(entry, "paper_id"),
        title=words(entry, "title"),
        body=words(entry, "body"),
        kind=words(entry, "kind"),
        meeting_date=read_date(entry.get("meeting_date")),
        status=words(entry, "status"),
        access=words(entry, "access"),
        file_name=words(entry, "file_name"),
        page_count=number(entry, "page_count"),
        ocr_pages=tuple(int(page) for page in entry.get("ocr_pages") or ()),
        warnings=tuple(
            Wariness(words(warning, "message"), number(warning, "page"))
            for warning in entry.get("warnings") or ()
        ),
    )


def read_details(reply: Json) -> PaperDetails:
    """Read the reply of `GET /api/papers/{id}`."""
    return PaperDetails(
        paper=read_listed(reply),
        facts=tuple(
            Fact(words(fact, "field"), words(fact, "found_in")) for fact in reply.get("found_in") or ()
        ),
        items=tuple(
            PaperItem(
                words(item, "item"),
                number(item, "first_page"),
                number(item, "last_page"),
                words(item, "passage_id"),
            )
            for item in reply.get("items") or ()
        ),
        attachments=tuple(str(name) for name in reply.get("attachments") or ()),
    )


def read_job(reply: Json) -> UploadJob:
    """Read the reply of `GET /api/jobs/{id}`."""
    problem = reply.get("problem")
    progress = reply.get("progress")
    return UploadJob(
        state=words(reply, "state"),
        files=tuple(str(name) for name in reply.get("files") or ()),
        progress=read_progress(progress) if isinstance(progress, Mapping) else None,
        outcomes=tuple(
            FileOutcome(
                file_name=words(line, "file_name"),
                outcome=words(line, "outcome"),
                pages=int(line.get("pages") or 0),
                ocr_pages=int(line.get("ocr_pages") or 0),
                reason=words(line, "reason"),
                next_step=words(line, "next_step"),
            )
            for line in reply.get("papers") or ()
        ),
        problem=(
            Problem(words(problem, "detail"), words(problem, "next_step"))
            if isinstance(problem, Mapping)
            else None
        ),
    )


def read_progress(progress: Json) -> JobProgress:
    """Read how far an upload has come."""
    left = progress.get("seconds_left")
    return JobProgress(
        papers_done=int(progress.get("papers_done") or 0),
        papers_total=int(progress.get("papers_total") or 0),
        pages_done=int(progress.get("pages_done") or 0),
        file_name=words(progress, "file_name"),
        stage=words(progress, "stage"),
        seconds_left=None if left is None else float(left),
    )


def number(entry: Json, name: str) -> int | None:
    """A field as a whole number, None where it is missing, null or nought."""
    value = entry.get(name)
    return int(value) if value else None
