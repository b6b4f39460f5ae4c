"""The meetings that the papers held are of: which body sat on which day, and what is held of it.

A meeting is one that an agenda, minutes or a report put to it tells of. A day that a paper only mentions,
or the date of a paper that was put to nobody, makes no meeting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import find_dates
from corpus.values import Paper, PaperKind, PaperStatus
from index.library import Library
from index.values import Filters, Passage
from retrieval.coverage import coverage_of
from retrieval.links import citation_url
from retrieval.registers.items import items_of
from retrieval.registers.stands import agenda_stands, minuted_stands, reported_stands
from retrieval.registers.values import Meeting, MeetingPaper, MinutesHeld

BEST_FIRST = (
    MinutesHeld.CONFIRMED,
    MinutesHeld.NOT_STATED,
    MinutesHeld.IN_LATER_PACK,
    MinutesHeld.DRAFT,
)
BY_STATUS = {
    PaperStatus.CONFIRMED: MinutesHeld.CONFIRMED,
    PaperStatus.NOT_STATED: MinutesHeld.NOT_STATED,
    PaperStatus.DRAFT: MinutesHeld.DRAFT,
}
ORDER = (PaperKind.AGENDA, PaperKind.MINUTES, PaperKind.REPORT)


@dataclass(frozen=True, slots=True)
class Held:
    """A paper, or the part of a pack that is the minutes of an earlier meeting, with its passages."""

    paper: Paper
    kind: PaperKind
    passages: tuple[Passage, ...]
    within: date | None = None

    @property
    def minutes(self) -> MinutesHeld:
        """What sort of minutes these are."""
        if self.kind is not PaperKind.MINUTES:
            return MinutesHeld.NONE
        return MinutesHeld.IN_LATER_PACK if self.within else BY_STATUS[self.paper.status]

    @property
    def makes_a_meeting(self) -> bool:
        """Whether it shows that the body met, or is to meet, on its day."""
        if self.kind in (PaperKind.AGENDA, PaperKind.MINUTES):
            return True
        return any(
            found.value == self.paper.meeting_date
            for passage in self.passages
            for found in find_dates(passage.section.report_date)
        )

    def listed(self) -> MeetingPaper:
        """The paper as a meeting lists it, opened where it begins."""
        address = f"/api/papers/{self.paper.paper_id}/view"
        if self.passages:
            first = self.passages[0]
            address = citation_url(self.paper.paper_id, first.page, first.passage_id, "")
        return MeetingPaper(self.paper, self.kind, address, self.within)


def meetings_of(library: Library, *, include_exempt: bool = False) -> tuple[Meeting, ...]:
    """Every meeting, newest first, with its papers, items, resolutions and actions.

    Args:
        include_exempt: whether exempt papers are listed too; their contents never are.
    """
    papers = [
        paper for paper in library.papers(include_exempt=include_exempt) if paper.body and paper.meeting_date
    ]
    bodies = coverage_of(papers).bodies
    names = {body: whole_name(body, bodies) for body in bodies}
    sittings: defaultdict[tuple[date, str], list[Held]] = defaultdict(list)
    for paper in papers:
        for day, held in held_of(paper, library.passages_of(paper.paper_id)):
            sittings[day, names[paper.body]].append(held)
    meetings = [
        meeting_of(day, body, held, bodies)
        for (day, body), held in sittings.items()
        if any(one.makes_a_meeting for one in held)
    ]
    return tuple(sorted(meetings, key=lambda one: (-one.day.toordinal(), one.body.casefold())))


def whole_name(body: str, bodies: Iterable[str]) -> str:
    """The body's longest name: a paper that gives only the end of one longer name is of the same body."""
    longer = sorted((one for one in bodies if one.endswith(f" {body}")), key=len)
    one_body = longer and all(longer[-1].endswith(one) for one in longer)
    return longer[-1] if one_body else body


def held_of(paper: Paper, passages: Sequence[Passage]) -> list[tuple[date, Held]]:
    """A paper for its own meeting, and what minutes of earlier meetings it holds for theirs."""
    assert paper.meeting_date is not None
    own = paper.meeting_date
    parts: defaultdict[date, list[Passage]] = defaultdict(list)
    for passage in passages:
        said = passage.section.meeting_date
        parts[date.fromisoformat(said) if said else own].append(passage)
    found = [(own, Held(paper, paper.kind, tuple(parts.pop(own, ()))))]
    for day, part in parts.items():
        if names_body(part, paper.body):
            found.append((day, Held(paper, PaperKind.MINUTES, tuple(part), within=own)))
    return found


def names_body(part: Sequence[Passage], body: str) -> bool:
    """Whether minutes bound into a pack are of the same body: their opening names it."""
    opening = " ".join(part[0].text.casefold().split())
    return " ".join(body.casefold().split()) in opening


def meeting_of(day: date, body: str, held: Sequence[Held], bodies: tuple[str, ...]) -> Meeting:
    """One meeting, from all that is held of it."""
    ordered = sorted(held, key=paper_order)
    minutes = next(
        (kind for kind in BEST_FIRST if any(one.minutes is kind for one in ordered)), MinutesHeld.NONE
    )
    agendas = [one for one in ordered if one.kind is PaperKind.AGENDA]
    best = [one for one in ordered if minutes is not MinutesHeld.NONE and one.minutes is minutes]
    others = [one for one in ordered if one.kind in (PaperKind.AGENDA, PaperKind.REPORT)]
    dates = [day, *(one.paper.meeting_date for one in ordered if one.paper.meeting_date)]
    return Meeting(
        meeting_id=meeting_id(day, body),
        body=body,
        day=day,
        papers=tuple(one.listed() for one in ordered),
        items=items_of(
            [agenda_stands(one.paper, one.passages) for one in agendas],
            [minuted_stands(one.paper, one.passages, bodies) for one in best],
            [stand for one in others for stand in reported_stands(one.paper, one.passages)],
        ),
        minutes=minutes,
        searched_body=min((one.paper.body for one in ordered), key=len),
        searched_from=min(dates),
        searched_to=max(dates),
    )


def paper_order(held: Held) -> tuple[int, int, str, str]:
    """Sort key: agenda, minutes (the best first), reports, then the others, by title."""
    kind = ORDER.index(held.kind) if held.kind in ORDER else len(ORDER)
    rank = BEST_FIRST.index(held.minutes) if held.minutes in BEST_FIRST else 0
    return (kind, rank, held.paper.title.casefold(), held.paper.paper_id)


def meeting_id(day: date, body: str) -> str:
    """The id of a meeting: "2023-07-26-police-and-crime-panel"."""
    return f"{day.isoformat()}-" + re.sub(r"[\W_]+", "-", body.casefold()).strip("-")


def next_meeting(meetings: Sequence[Meeting], today: date) -> Meeting | None:
    """The earliest meeting from today on for which an agenda is held, None where there is none."""
    coming = [one for one in meetings if one.day >= today and one.has_agenda]
    return min(coming, key=lambda one: (one.day, one.body.casefold()), default=None)


def matches(meeting: Meeting, filters: Filters) -> bool:
    """Whether a filter leaves a meeting: its body, its day, and a paper of the kind."""
    bodies = {meeting.body, *(one.paper.body for one in meeting.papers)}
    if filters.body and not any(filters.body.casefold() in body.casefold() for body in bodies):
        return False
    if filters.kind is not None and all(one.kind is not filters.kind for one in meeting.papers):
        return False
    return (filters.from_date or date.min) <= meeting.day <= (filters.to_date or date.max)
