"""The values of the registers: meetings with their papers, items, resolutions and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.values import Paper, PaperKind

FEWEST_WORDS = 3


class MinutesHeld(StrEnum):
    """Which minutes of a meeting the register was made from, the best that are held."""

    CONFIRMED = "confirmed"
    NOT_STATED = "not stated"
    IN_LATER_PACK = "in a later pack"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a paper, verbatim, and where they stand.

    Attributes:
        text: verbatim; paragraphs on lines of their own.
        page: 1-based page of the file; None where the format has none.
        url: opens the page with the words lit, relative to the server.
        label: as a clerk would write it: "Panel, 26 July 2023, item 10, p. 8".
    """

    text: str
    paper_id: str
    passage_id: str
    page: int | None
    page_label: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting resolved, in the words of its minutes.

    Attributes:
        quotations: its words, one for each passage they run over.
        moved_by, seconded_by: as named in the minutes, "" where they do not say or leave a doubt.
        vote: how the vote went, in the words of the minutes, "" where they do not say.

    Raises:
        ValueError: there are no words.
    """

    quotations: tuple[Quotation, ...]
    moved_by: str = ""
    seconded_by: str = ""
    vote: str = ""

    def __post_init__(self) -> None:
        if not self.quotations:
            raise ValueError("a resolution is words of the minutes")

    @property
    def words(self) -> str:
        """All its words, verbatim."""
        return "\n".join(quotation.text for quotation in self.quotations)

    @property
    def main(self) -> Quotation:
        """The quotation to open: the first that says more than "RESOLVED:"."""
        telling = (one for one in self.quotations if len(one.text.split()) > FEWEST_WORDS)
        return next(telling, self.quotations[0])


@dataclass(frozen=True, slots=True)
class Action:
    """What someone is to do, in the words of the minutes.

    Attributes:
        owner, due, state: as printed, "" where the minutes do not say.
    """

    quotation: Quotation
    owner: str = ""
    due: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The pages of a paper on which an item stands; None where the format has no pages."""

    paper: Paper
    first_page: int | None
    last_page: int | None
    url: str
    kind: PaperKind


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a meeting, whatever papers it stands in.

    Attributes:
        number: as the minutes print it, else as the agenda does; "" where neither numbers it.
        agenda_number: its number on the agenda where the minutes have another, else "".
        recommends: whether a report to it makes a recommendation.
    """

    number: str
    title: str
    agenda_number: str = ""
    places: tuple[Place, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[Action, ...] = ()
    recommends: bool = False


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A paper of a meeting.

    Attributes:
        kind: minutes also where they are bound into the pack of a later meeting.
        within: the day of the later meeting whose pack these minutes are bound into, else None.
    """

    paper: Paper
    kind: PaperKind
    url: str
    within: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A body sitting on a date.

    Attributes:
        meeting_id: made of date and body; safe in a URL.
        searched_body, searched_from, searched_to: the narrowest filter that leaves all its papers.
    """

    meeting_id: str
    body: str
    day: date
    papers: tuple[MeetingPaper, ...]
    items: tuple[Item, ...]
    minutes: MinutesHeld
    searched_body: str
    searched_from: date
    searched_to: date

    @property
    def resolutions(self) -> int:
        """How many resolutions its minutes hold."""
        return sum(len(item.resolutions) for item in self.items)

    @property
    def actions(self) -> int:
        """How many actions its minutes hold."""
        return sum(len(item.actions) for item in self.items)

    @property
    def has_agenda(self) -> bool:
        """Whether an agenda is held."""
        return any(paper.kind is PaperKind.AGENDA for paper in self.papers)
