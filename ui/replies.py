"""What the HTTP API says, as small frozen values: the only words the page knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Json = Mapping[str, Any]

ANSWERED = "answered"
NOT_IN_PAPERS = "not_in_papers"
NOT_IN_PASSAGES = "not_in_passages"
OUTSIDE_PURPOSE = "outside_purpose"
NO_PAPERS = "no_papers"
FILTER_MATCHES_NOTHING = "filter_matches_nothing"
QUESTION_UNCLEAR = "question_unclear"

QUOTED = "quoted"
MENDED = "mended"
NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage quoted verbatim, and where it stands.

    Attributes:
        marker: the number printed in the answer's text, from 1.
        page: 1-based page of the file; None where the format has no pages.
        url: opens the page with the quote lit, relative to the server's own address.
        label: as a clerk would write it: "Panel, 26 July 2023, item 10, p. 8".
    """

    marker: int
    paper_id: str
    title: str
    file_name: str
    body: str
    meeting_date: date | None
    item: str
    section: str
    page: int | None
    page_label: str
    quote: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, or a few that belong together.

    Attributes:
        text: without markers.
        markers: of the citations it rests on.
        verdict: how it stands to the papers: quoted, confirmed, mended or not confirmed.
        reason: why a language model's own words were not confirmed; "" where they were.
    """

    text: str
    markers: tuple[int, ...]
    verdict: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched; `first` and `last` are meeting dates, None where no paper has one.

    Attributes:
        undated: papers that give no day.
    """

    papers: int = 0
    first: date | None = None
    last: date | None = None
    bodies: tuple[str, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the search to; empty text means no limit, dates are YYYY-MM-DD."""

    body: str = ""
    first: str = ""
    last: str = ""
    kind: str = ""

    def as_request(self) -> dict[str, str]:
        """The filters as the API names them, without the empty ones."""
        named = {"body": self.body, "from": self.first, "to": self.last, "kind": self.kind}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Reply:
    """How a question ended: an answer with its citations, or a refusal with the nearest passages.

    Attributes:
        conversation_id: the conversation it belongs to; "" where it belongs to none.
        understood: the whole question that was searched, where words of earlier ones were carried over.
        filters: what it was narrowed to.
        sentences: the text in pieces; an answer from before they were told has none.
        written_by: the language model that wrote it; "" where the papers' own words answer.
        notice: what to know beside it, as that papers differ; mostly "".
    """

    reply_id: str
    question: str
    status: str
    text: str
    citations: tuple[Citation, ...]
    coverage: Coverage
    nearest: tuple[Citation, ...]
    conversation_id: str = ""
    understood: str = ""
    filters: Filters = Filters()
    sentences: tuple[Sentence, ...] = ()
    written_by: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and how many papers it would leave."""

    value: str
    papers: int


@dataclass(frozen=True, slots=True)
class Library:
    """What the papers held offer to filter by, and the dates they span."""

    papers: int = 0
    bodies: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, as far as the page shows it; `page_count` is None where the format has no pages."""

    paper_id: str
    title: str
    file_name: str
    page_count: int | None


def read_reply(reply: Json) -> Reply:
    """Read a whole answer or refusal, as `POST /api/ask` gives it."""
    return Reply(
        reply_id=words(reply, "id"),
        question=words(reply, "question"),
        status=words(reply, "status"),
        text=words(reply, "text"),
        citations=tuple(read_citation(entry) for entry in reply.get("citations") or ()),
        coverage=read_coverage(reply.get("coverage") or {}),
        nearest=tuple(
            read_citation(entry, marker) for marker, entry in enumerate(reply.get("nearest") or (), start=1)
        ),
        conversation_id=words(reply, "conversation_id"),
        understood=words(reply, "understood") if reply.get("carried") else "",
        filters=read_filters(reply.get("filters")),
        sentences=tuple(read_sentence(entry) for entry in reply.get("sentences") or ()),
        written_by=words(reply, "written_by"),
        notice=words(reply, "notice"),
    )


def read_sentence(entry: Json) -> Sentence:
    """Read one sentence of an answer."""
    return Sentence(
        text=words(entry, "text"),
        markers=tuple(int(marker) for marker in entry.get("markers") or ()),
        verdict=words(entry, "verdict"),
        reason=words(entry, "reason"),
    )


def read_conversation(reply: Json) -> tuple[Reply, ...]:
    """Read the reply of `GET /api/conversations/{id}`: its answers, the oldest first."""
    return tuple(read_reply(turn) for turn in reply.get("turns") or ())


def read_citation(entry: Json, marker: int = 0) -> Citation:
    """Read one citation; `marker` numbers it where the reply does not."""
    page = entry.get("page")
    return Citation(
        marker=int(entry.get("marker") or marker),
        paper_id=words(entry, "paper_id"),
        title=words(entry, "title"),
        file_name=words(entry, "file_name"),
        body=words(entry, "body"),
        meeting_date=read_date(entry.get("meeting_date")),
        item=words(entry, "item"),
        section=words(entry, "section"),
        page=int(page) if page else None,
        page_label=words(entry, "page_label"),
        quote=words(entry, "quote"),
        url=words(entry, "url"),
        label=words(entry, "label") or words(entry, "title") or words(entry, "file_name"),
    )


def read_coverage(coverage: Json) -> Coverage:
    """Read what was searched."""
    return Coverage(
        papers=int(coverage.get("papers") or 0),
        first=read_date(coverage.get("from")),
        last=read_date(coverage.get("to")),
        bodies=tuple(str(body) for body in coverage.get("bodies") or ()),
        undated=int(coverage.get("undated") or 0),
    )


def read_library(reply: Json) -> Library:
    """Read the reply of `GET /api/papers`: what can be filtered by, and how far the papers reach."""
    papers: list[Json] = list(reply.get("papers") or ())
    counts: Json = reply.get("counts") or {}
    dates = sorted(found for paper in papers if (found := read_date(paper.get("meeting_date"))))
    return Library(
        papers=int(reply.get("total") or len(papers)),
        bodies=read_choices(counts.get("bodies") or ()),
        kinds=read_choices(counts.get("kinds") or ()),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def read_paper(reply: Json) -> Paper:
    """Read the reply of `GET /api/papers/{id}`."""
    count = reply.get("page_count")
    return Paper(
        paper_id=words(reply, "paper_id"),
        title=words(reply, "title"),
        file_name=words(reply, "file_name"),
        page_count=int(count) if count else None,
    )


def read_starters(reply: Json) -> tuple[str, ...]:
    """Read the reply of `GET /api/starters`: questions drawn from the papers held, three at most."""
    return tuple(str(question) for question in reply.get("questions") or ())[:3]


def read_filters(selection: object) -> Filters:
    """Read what the filter bar sends or a reply repeats; what is not a short text counts as no limit."""
    if not isinstance(selection, Mapping):
        return Filters()

    def chosen(name: str) -> str:
        value = selection.get(name)
        return value.strip() if isinstance(value, str) and len(value) <= 200 else ""

    return Filters(body=chosen("body"), first=chosen("from"), last=chosen("to"), kind=chosen("kind"))


def read_choices(counts: Iterable[Json]) -> tuple[Choice, ...]:
    """Read the values of one filter; papers without a value cannot be filtered by it."""
    return tuple(
        Choice(words(entry, "value"), int(entry.get("papers") or 0)) for entry in counts if entry["value"]
    )


def words(entry: Json, name: str) -> str:
    """A field as text, empty where it is missing or null."""
    value = entry.get(name)
    return "" if value is None else str(value)


def read_date(value: object) -> date | None:
    """A date written YYYY-MM-DD (a time after it is ignored), else None."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
