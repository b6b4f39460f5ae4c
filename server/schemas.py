"""The JSON of the API: what each call takes and what it gives back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from corpus.values import Access, PaperKind, PaperStatus
from index.values import AddOutcome, AddStage
from retrieval.hits import Held, HitOrder
from retrieval.registers.values import MinutesHeld
from retrieval.values import AnswerStatus, Verdict

MOST_PAPER_IDS = 200


def blank_as_none(value: Any) -> Any:  # noqa: ANN401 - whatever the caller sent, checked afterwards
    """An empty field of a form is a field not given."""
    return None if isinstance(value, str) and not value.strip() else value


def blank_if_none(value: Any) -> Any:  # noqa: ANN401
    """A null text is an empty one."""
    return "" if value is None else value


OptionalDate = Annotated[date | None, BeforeValidator(blank_as_none)]
OptionalKind = Annotated[PaperKind | None, BeforeValidator(blank_as_none)]
OptionalText = Annotated[str, BeforeValidator(blank_if_none)]


class Request(BaseModel):
    """What a caller sends; a field that is not known is refused, so that no filter is silently ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    @field_validator("*", mode="after")
    @classmethod
    def whole_characters(cls, value: Any) -> Any:  # noqa: ANN401 - every field passes through here
        """Refuse half characters, which JSON can hold and nothing else can."""
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and any("\ud800" <= mark <= "\udfff" for mark in text):
                raise ValueError("The text holds half a character")
        return value


class Reply(BaseModel):
    """What a caller gets back."""

    model_config = ConfigDict(populate_by_name=True)


# Filters


class FilterFields(Request):
    """Which papers to look at, besides naming them one by one."""

    body: OptionalText = Field("", max_length=200, description="The panel, board or council, as listed.")
    from_date: OptionalDate = Field(None, alias="from", description="Earliest meeting date, 2023-07-26.")
    to_date: OptionalDate = Field(None, alias="to", description="Latest meeting date, included.")
    kind: OptionalKind = Field(None, description="What sort of paper.")

    @model_validator(mode="after")
    def dates_in_order(self) -> Self:
        """Refuse a range that ends before it begins."""
        if self.from_date and self.to_date and self.from_date > self.to_date:
            raise ValueError(f"The dates run backwards: from {self.from_date} to {self.to_date}")
        return self


class AskFilters(FilterFields):
    """Which papers a question is put to; all public ones where nothing is given."""

    paper_ids: Annotated[list[str], BeforeValidator(lambda value: [] if value is None else value)] = Field(
        default_factory=list, max_length=MOST_PAPER_IDS, description="Only these papers."
    )


class PapersQuery(FilterFields):
    """Which papers to list."""

    limit: int = Field(500, ge=1, le=1000, description="The most papers to list.")
    offset: int = Field(0, ge=0, le=100_000, description="How many to pass over.")


class SearchQuery(FilterFields):
    """What to search for, and where."""

    q: str = Field(min_length=1, max_length=5000, description="The words or the question to search for.")
    limit: int = Field(10, ge=1, le=50, description="The most passages to give back.")
    offset: int = Field(0, ge=0, le=1000, description="How many passages to pass over.")
    paper_id: list[str] = Field(
        default_factory=list, max_length=MOST_PAPER_IDS, description="Only these papers; can be repeated."
    )


class HitsQuery(FilterFields):
    """Which words to find every passage of, and where."""

    q: str = Field(
        min_length=1,
        max_length=5000,
        description='The words; "in quotation marks" as they stand; with a minus before it one to leave out.',
    )
    sort: HitOrder = Field(HitOrder.RELEVANCE, description="What comes first.")
    year: list[int] = Field(
        default_factory=list, max_length=100, description="Only meetings of these years; can be repeated."
    )
    paper_id: list[str] = Field(
        default_factory=list, max_length=MOST_PAPER_IDS, description="Only these papers; can be repeated."
    )


class HitsPageQuery(HitsQuery):
    """The same, and how many of them to give back at once."""

    limit: int = Field(25, ge=1, le=100, description="The most passages to give back.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many passages to pass over.")


# Asking

CITATION_EXAMPLE: dict[str, Any] = {
    "marker": 1,
    "passage_id": "p3f9a1c-8-2",
    "paper_id": "p3f9a1c",
    "title": "Agenda pack, 26 July 2023",
    "file_name": "agenda-2023-07-26.pdf",
    "body": "Police and Crime Panel",
    "meeting_date": "2023-07-26",
    "item": "10. Complaints",
    "section": "10. Complaints > Recommendations",
    "page": 8,
    "page_label": "6",
    "quote": "RESOLVED: That the report be noted.",
    "url": "/api/papers/p3f9a1c/view?page=8&quote=RESOLVED%3A+That+the+report+be+noted.#lit",
    "label": "Panel, 26 July 2023, item 10, p. 8",
}
COVERAGE_EXAMPLE: dict[str, Any] = {
    "papers": 9,
    "from": "2022-10-12",
    "to": "2023-11-29",
    "bodies": ["Police and Crime Panel"],
}


class AskRequest(Request):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "What was resolved about complaints?"},
                {
                    "question": "What was resolved about complaints?",
                    "filters": {
                        "body": "Police and Crime Panel",
                        "from": "2023-01-01",
                        "to": "2023-12-31",
                        "kind": "minutes",
                        "paper_ids": [],
                    },
                    "limit": 4,
                },
            ]
        }
    )

    question: str = Field(description="The question, in plain words; at most 500 characters unless set.")
    filters: Annotated[AskFilters, BeforeValidator(lambda value: {} if value is None else value)] = Field(
        default_factory=lambda: AskFilters.model_validate({})
    )
    limit: int = Field(4, ge=1, le=10, description="The most citations an answer may have.")
    conversation_id: Annotated[str | None, BeforeValidator(blank_as_none)] = Field(
        None,
        max_length=100,
        description='The conversation it goes on; "new" begins one, and nothing is kept where none is given.',
    )
    as_asked: bool = Field(
        False, description="Search these words only, even where they lean on earlier ones."
    )


class CitationReply(Reply):
    """A passage quoted verbatim, and where it stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [CITATION_EXAMPLE]})

    marker: int = Field(description="The number that marks it in the text.")
    passage_id: str
    paper_id: str
    title: str
    file_name: str
    body: str
    meeting_date: date | None
    item: str
    section: str
    page: int | None = Field(description="1-based page of the file; null where the format has none.")
    page_label: str = Field(description="What is printed on the page.")
    quote: str = Field(
        description="Verbatim words of the paper; a blank line where they run on into the next passage."
    )
    url: str = Field(description="Opens the page with the quote lit, relative to this server.")
    label: str = Field(description="The citation as a clerk would write it.")


class SentenceReply(Reply):
    """A sentence of an answer, or a few that belong together."""

    text: str = Field(description="Without markers.")
    markers: list[int] = Field(description="The citations it rests on.")
    verdict: Verdict = Field(
        description="quoted: the paper's own words. confirmed: a model's words, carried by what they cite. "
        "mended: the paper's own words in place of a model's that were not carried. "
        "not_confirmed: a model's words that the papers do not carry."
    )
    reason: str = Field(default="", description="Why the model's own words were not confirmed.")


class CoverageReply(Reply):
    """What was searched."""

    papers: int
    from_date: date | None = Field(alias="from")
    to_date: date | None = Field(alias="to")
    bodies: list[str]
    undated: int = Field(default=0, description="Papers that give no day.")


class AskReply(Reply):
    """An answer with its citations, or a named refusal with the nearest passages."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "a1b2c3d4",
                    "question": "What was resolved about complaints?",
                    "status": "answered",
                    "text": "RESOLVED: That the report be noted. [1]",
                    "citations": [CITATION_EXAMPLE],
                    "coverage": COVERAGE_EXAMPLE,
                    "nearest": [],
                    "milliseconds": {"understand": 1.0, "search": 22.5, "compose": 4.1, "total": 27.6},
                    "conversation_id": "Qm3v9xT0c1a7bJ2kL8sWzw",
                    "understood": "What was resolved about complaints?",
                    "carried": [],
                }
            ]
        }
    )

    id: str
    question: str
    status: AnswerStatus
    text: str = Field(description="The answer, or why there is none.")
    citations: list[CitationReply]
    coverage: CoverageReply
    nearest: list[CitationReply] = Field(description="For a refusal: the nearest passages found.")
    milliseconds: dict[str, float] = Field(description="Time by stage.")
    conversation_id: str | None = Field(
        description="The conversation it was kept in; null where none was asked for."
    )
    understood: str = Field(description="The whole question that was searched.")
    carried: list[str] = Field(description="Words of it that earlier questions of the conversation gave.")
    filters: AskFilters = Field(
        default_factory=lambda: AskFilters.model_validate({}),
        description="Which papers the question was put to; an answer from before this was told has none.",
    )
    sentences: list[SentenceReply] = Field(
        default=[],
        description="The text in pieces, each with its verdict; older answers have none.",
    )
    written_by: str = Field(
        default="", description="The language model that wrote it; empty where the papers' own words answer."
    )
    notice: str = Field(
        default="",
        description="What to know beside it, if anything: that papers differ, that the model failed.",
    )


class StartersReply(Reply):
    """Questions to begin with, drawn from the papers."""

    questions: list[str]


# Searching


class PassageReply(Reply):
    """A passage found."""

    passage_id: str
    paper_id: str
    file_name: str
    page: int | None
    section: str
    text: str
    score: float = Field(description="Higher is nearer; only the order means anything.")
    title: str
    body: str
    meeting_date: date | None
    page_label: str
    url: str


class SearchReply(Reply):
    """The passages found, best first."""

    passages: list[PassageReply]


class LitReply(Reply):
    """Where words to be lit stand in a text, in characters."""

    start: int
    end: int


class HitReply(PassageReply):
    """A passage that holds the words."""

    item: str
    label: str = Field(description="The citation as a clerk would write it.")
    lit: list[LitReply] = Field(description="Where the words stand in the text, in order.")


class WordReply(Reply):
    """One of the words asked for, and how many passages hold it."""

    word: str
    passages: int


class HitCountReply(Reply):
    """How many of the passages found have one value."""

    value: str
    passages: int


class HitPaperReply(Reply):
    """How many of the passages found stand in one paper."""

    paper_id: str
    title: str
    meeting_date: date | None
    passages: int


class HitCountsReply(Reply):
    """How the passages found are spread; years and papers are counted as if none of them were chosen."""

    bodies: list[HitCountReply]
    kinds: list[HitCountReply]
    years: list[HitCountReply]
    papers: list[HitPaperReply]


class HitsReply(Reply):
    """Every passage that holds the words: how many there are, and some of them in order."""

    total: int
    papers: int = Field(description="In how many papers they stand.")
    held: Held = Field(
        description="Whether each passage holds all the words; most of them, where none holds all; or none."
    )
    words: list[WordReply]
    hits: list[HitReply]
    counts: HitCountsReply
    coverage: CoverageReply


# Papers


class WarningReply(Reply):
    """Something about a paper that a reader should know."""

    message: str
    page: int | None


class PaperReply(Reply):
    """One paper."""

    paper_id: str
    title: str
    body: str
    kind: PaperKind
    meeting_date: date | None
    status: PaperStatus
    access: Access
    file_name: str
    page_count: int | None
    ocr_pages: list[int] = Field(description="Pages whose words were read by OCR.")
    warnings: list[WarningReply]


class CountReply(Reply):
    """How many papers have one value."""

    value: str
    papers: int


class CountsReply(Reply):
    """How many papers each value of a filter would leave."""

    bodies: list[CountReply]
    kinds: list[CountReply]
    years: list[CountReply]


class PapersReply(Reply):
    """The papers, newest first, how many there are in all, and the filters they offer."""

    papers: list[PaperReply]
    total: int
    counts: CountsReply


class FactReply(Reply):
    """Where a fact about a paper was found."""

    field: str
    found_in: str


class ItemReply(Reply):
    """An item of a paper and the pages it runs over."""

    item: str
    report_of: str
    author: str
    first_page: int | None
    last_page: int | None
    passages: int
    passage_id: str = Field(description="Its first passage.")


class PaperDetailReply(PaperReply):
    """All that is known of one paper."""

    found_in: list[FactReply] = Field(description="Where each fact was found in the paper.")
    attachments: list[str]
    items: list[ItemReply]
    file_url: str
    view_url: str


class CorrectionRequest(Request):
    """What the owner says of a paper; a field left out stays as it was found."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"body": "Police and Crime Panel", "meeting_date": "2023-07-26"}]}
    )

    title: str | None = Field(None, min_length=1, max_length=500)
    body: str | None = Field(None, max_length=200)
    kind: PaperKind | None = None
    meeting_date: date | None = None
    status: PaperStatus | None = None
    access: Access | None = None


# Meetings


class QuotationReply(Reply):
    """Words of a paper, verbatim, and where they stand."""

    text: str
    paper_id: str
    passage_id: str
    page: int | None
    page_label: str
    url: str = Field(description="Opens the page with the words lit, relative to this server.")
    label: str = Field(description="The citation as a clerk would write it.")


class ResolutionReply(Reply):
    """What a meeting resolved; who moved it and how the vote went are empty where the minutes do not say."""

    words: str = Field(description="All its words, verbatim.")
    url: str = Field(description="Opens the page where they begin, lit.")
    label: str
    moved_by: str
    seconded_by: str
    vote: str = Field(description="In the words of the minutes.")
    quotations: list[QuotationReply] = Field(description="The words, page by page.")


class ActionReply(Reply):
    """What someone is to do; owner, date and state are empty where the minutes do not say."""

    words: str
    url: str
    label: str
    page: int | None
    owner: str
    due: str = Field(description="As printed.")
    state: str


class PlaceReply(Reply):
    """The pages of a paper on which an item stands."""

    paper_id: str
    title: str
    kind: PaperKind
    first_page: int | None
    last_page: int | None
    url: str


class MeetingItemReply(Reply):
    """One item of a meeting, whatever papers it stands in."""

    number: str = Field(description="As the minutes print it, else as the agenda does.")
    title: str
    agenda_number: str = Field(description="Its number on the agenda where the minutes have another.")
    places: list[PlaceReply]
    resolutions: list[ResolutionReply]
    actions: list[ActionReply]


class MeetingPaperReply(Reply):
    """A paper of a meeting."""

    paper_id: str
    title: str
    kind: PaperKind
    status: PaperStatus
    access: Access
    url: str
    within: date | None = Field(description="The later meeting whose pack these minutes are bound into.")


class MeetingReply(Reply):
    """A body sitting on a date, and how much is held of it."""

    id: str
    body: str
    day: date = Field(alias="date")
    minutes: MinutesHeld = Field(description="Which minutes are held, the best of them.")
    papers: list[MeetingPaperReply]
    items: int
    resolutions: int
    actions: int
    ask: dict[Literal["body", "from", "to"], str] = Field(
        description="The filters that narrow a question to its papers."
    )


class MeetingsReply(Reply):
    """The meetings, newest first."""

    meetings: list[MeetingReply]
    next: str | None = Field(
        description="The id of the earliest meeting from today on for which an agenda is held."
    )


class MeetingDetailReply(Reply):
    """A meeting with its items in order."""

    meeting: MeetingReply
    items: list[MeetingItemReply]
    questions: list[str] = Field(description="Questions to begin with, made of its items.")


# The owner


class OwnerReply(Reply):
    """What the holder of the admin token may send at once."""

    upload_files: int = Field(description="The most files one upload may have.")
    upload_bytes: int = Field(description="The most bytes one upload may have, all its files together.")


# Jobs


class ProgressReply(Reply):
    """How far a job has come."""

    papers_done: int
    papers_total: int
    pages_done: int
    passages_done: int
    file_name: str
    stage: AddStage
    seconds_left: float | None


class AddedPaperReply(Reply):
    """What became of one file."""

    file_name: str
    outcome: AddOutcome
    paper_id: str
    pages: int
    passages: int
    ocr_pages: int
    warnings: list[WarningReply]
    reason: str
    next_step: str


class JobReply(Reply):
    """An upload, and how far the work on it has come."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "Zx3kq9",
                    "state": "working",
                    "files": ["minutes.pdf"],
                    "url": "/api/jobs/Zx3kq9",
                    "progress": {
                        "papers_done": 0,
                        "papers_total": 1,
                        "pages_done": 4,
                        "passages_done": 0,
                        "file_name": "minutes.pdf",
                        "stage": "reading",
                        "seconds_left": 3.0,
                    },
                    "papers": [],
                }
            ]
        }
    )

    id: str
    state: Literal["waiting", "working", "done", "failed"]
    files: list[str]
    url: str
    progress: ProgressReply | None
    papers: list[AddedPaperReply] = Field(description="When done: what became of each file.")
    problem: ProblemReply | None = Field(None, description="When failed: why.")


# Health and failures


class HealthReply(Reply):
    """The server lives, or is ready to answer."""

    status: Literal["ok", "ready"]


class ProblemReply(Reply):
    """A failure: what happened, and what to do next (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:panel-papers:paper-not-found",
                    "title": "Paper not found",
                    "status": 404,
                    "detail": "There is no paper p3f9a1c.",
                    "next_step": "Look at /api/papers for the papers there are.",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    next_step: str


JobReply.model_rebuild()
