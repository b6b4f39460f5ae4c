"""What the API says of meetings, as small frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ui.replies import Filters, Json, read_date, read_filters, words

NO_MINUTES = "none"


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A paper of a meeting; `within` is the day of the later meeting whose pack holds these minutes."""

    title: str
    kind: str
    status: str
    url: str
    within: date | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A body sitting on a date, and how much is held of it.

    Attributes:
        minutes: "confirmed", "not stated", "in a later pack", "draft" or "none".
        narrowed: the filters that narrow a question to its papers.
    """

    meeting_id: str
    body: str
    day: date
    minutes: str
    papers: tuple[MeetingPaper, ...]
    items: int
    resolutions: int
    actions: int
    narrowed: Filters

    @property
    def has_minutes(self) -> bool:
        """Whether any minutes are held."""
        return self.minutes != NO_MINUTES


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings that a filter leaves, newest first; `next_id` is "" where none is to come."""

    meetings: tuple[Meeting, ...]
    next_id: str

    @property
    def first(self) -> Meeting | None:
        """The meeting to show first: the next one, else the latest."""
        coming = (meeting for meeting in self.meetings if meeting.meeting_id == self.next_id)
        return next(coming, self.meetings[0] if self.meetings else None)


@dataclass(frozen=True, slots=True)
class Source:
    """A page that can be opened with its words lit."""

    url: str
    label: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was resolved; empty texts where the minutes do not say."""

    words: str
    moved_by: str
    seconded_by: str
    vote: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """What someone is to do; empty texts where the minutes do not say."""

    words: str
    owner: str
    due: str
    state: str
    source: Source


@dataclass(frozen=True, slots=True)
class Place:
    """The pages of a paper on which an item stands."""

    title: str
    kind: str
    first_page: int | None
    last_page: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a meeting."""

    number: str
    title: str
    agenda_number: str
    places: tuple[Place, ...]
    resolutions: tuple[Resolution, ...]
    actions: tuple[Action, ...]

    @property
    def name(self) -> str:
        """The item as a clerk would write it: "38. Proposed precept"."""
        return ". ".join(part for part in (self.number, self.title) if part)


@dataclass(frozen=True, slots=True)
class WholeMeeting:
    """A meeting with its items in order, and questions to begin with."""

    meeting: Meeting
    items: tuple[Item, ...]
    questions: tuple[str, ...]


def read_meetings(reply: Json) -> Meetings:
    """Read the reply of `GET /api/meetings`."""
    return Meetings(tuple(read_meeting(entry) for entry in reply["meetings"]), words(reply, "next"))


def read_whole_meeting(reply: Json) -> WholeMeeting:
    """Read the reply of `GET /api/meetings/{id}`."""
    return WholeMeeting(
        meeting=read_meeting(reply["meeting"]),
        items=tuple(read_item(entry) for entry in reply["items"]),
        questions=tuple(str(question) for question in reply.get("questions") or ()),
    )


def read_meeting(entry: Json) -> Meeting:
    """Read one meeting.

    Raises:
        ValueError: it has no date.
    """
    day = read_date(entry.get("date"))
    if day is None:
        raise ValueError("a meeting is on a date")
    return Meeting(
        meeting_id=words(entry, "id"),
        body=words(entry, "body"),
        day=day,
        minutes=words(entry, "minutes"),
        papers=tuple(
            MeetingPaper(
                title=words(paper, "title"),
                kind=words(paper, "kind"),
                status=words(paper, "status"),
                url=words(paper, "url"),
                within=read_date(paper.get("within")),
            )
            for paper in entry.get("papers") or ()
        ),
        items=int(entry.get("items") or 0),
        resolutions=int(entry.get("resolutions") or 0),
        actions=int(entry.get("actions") or 0),
        narrowed=read_filters(entry.get("ask")),
    )


def read_item(entry: Json) -> Item:
    """Read one item."""
    return Item(
        number=words(entry, "number"),
        title=words(entry, "title"),
        agenda_number=words(entry, "agenda_number"),
        places=tuple(
            Place(
                title=words(place, "title"),
                kind=words(place, "kind"),
                first_page=place.get("first_page"),
                last_page=place.get("last_page"),
                url=words(place, "url"),
            )
            for place in entry.get("places") or ()
        ),
        resolutions=tuple(
            Resolution(
                words=words(said, "words"),
                moved_by=words(said, "moved_by"),
                seconded_by=words(said, "seconded_by"),
                vote=words(said, "vote"),
                sources=read_sources(said.get("quotations") or ()),
            )
            for said in entry.get("resolutions") or ()
        ),
        actions=tuple(
            Action(
                words=words(said, "words"),
                owner=words(said, "owner"),
                due=words(said, "due"),
                state=words(said, "state"),
                source=Source(words(said, "url"), words(said, "label")),
            )
            for said in entry.get("actions") or ()
        ),
    )


def read_sources(quotations: Iterable[Json]) -> tuple[Source, ...]:
    """The pages that quotations run over, each once; one that says only "RESOLVED:" is passed over."""
    quoted = list(quotations)
    telling = [entry for entry in quoted if len(words(entry, "text").split()) > 3] or quoted[:1]
    by_label: dict[str, Source] = {}
    for entry in telling:
        page, printed = words(entry, "page"), words(entry, "page_label")
        label = words(entry, "label")
        by_label.setdefault(label, Source(words(entry, "url"), label, "" if printed == page else printed))
    return tuple(by_label.values())
