"""What is searched for, and what the API says was found, as small frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ui.replies import Coverage, Filters, Json, read_coverage, read_date, words

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
ORDERS = ((RELEVANCE, "Relevance"), (NEWEST, "Newest first"), (OLDEST, "Oldest first"))
ALL, MOST, NONE = "all", "most", "none"

LONGEST_SEARCH = 500
"""Characters."""
MOST_CHOICES = 100
"""Years or papers that may be chosen at once."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the reader searches for, as the address of the page keeps it.

    Attributes:
        order: one of the names in `ORDERS`.
        years, paper_ids: what the list is narrowed to; all where empty.
    """

    words: str = ""
    order: str = RELEVANCE
    years: tuple[str, ...] = ()
    paper_ids: tuple[str, ...] = ()

    def as_query(self, filters: Filters) -> str:
        """The search and the filters as the API names them."""
        named = [
            ("q", self.words),
            ("sort", self.order),
            *filters.as_request().items(),
            *(("year", year) for year in self.years),
            *(("paper_id", one) for one in self.paper_ids),
        ]
        return urlencode(named)


@dataclass(frozen=True, slots=True)
class Lit:
    """A piece of a text to be lit, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words, and where it stands."""

    paper_id: str
    title: str
    meeting_date: date | None
    item: str
    section: str
    page: int | None
    page_label: str
    label: str
    text: str
    lit: tuple[Lit, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the passages have one value, and what the value is called."""

    value: str
    name: str
    passages: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: all of it counted, the first of it at hand.

    Attributes:
        held: whether the passages hold all the words, the most of them, or none was found.
        words: each word asked for, and how many passages hold it.
    """

    total: int
    papers: int
    held: str
    words: tuple[Count, ...]
    hits: tuple[Hit, ...]
    kinds: tuple[Count, ...]
    years: tuple[Count, ...]
    by_paper: tuple[Count, ...]
    coverage: Coverage


def read_wording(pressed: Mapping[str, object]) -> Wording:
    """Read what the page sends; anything out of bounds counts as not chosen."""

    def chosen(name: str) -> tuple[str, ...]:
        values = pressed.get(name)
        if not isinstance(values, list):
            return ()
        return tuple(one for one in values if isinstance(one, str) and 0 < len(one) <= 200)[:MOST_CHOICES]

    typed, order = pressed.get("q"), pressed.get("sort")
    return Wording(
        words=typed.strip()[:LONGEST_SEARCH] if isinstance(typed, str) else "",
        order=order if isinstance(order, str) and order in dict(ORDERS) else RELEVANCE,
        years=tuple(year for year in chosen("years") if year.isdecimal() and len(year) == 4),
        paper_ids=chosen("papers"),
    )


def read_turn(pressed: Mapping[str, object]) -> int:
    """Read the number that the page gave a search; 0 where it gave none."""
    turn = pressed.get("turn")
    return turn if isinstance(turn, int) else 0


def read_found(reply: Json) -> Found:
    """Read the reply of `GET /api/hits`."""
    counts: Json = reply.get("counts") or {}
    return Found(
        total=int(reply["total"]),
        papers=int(reply["papers"]),
        held=words(reply, "held"),
        words=tuple(read_count(entry, "word") for entry in reply["words"]),
        hits=tuple(read_hit(entry) for entry in reply["hits"]),
        kinds=tuple(read_count(entry, "value") for entry in counts.get("kinds") or ()),
        years=tuple(read_count(entry, "value") for entry in counts.get("years") or ()),
        by_paper=tuple(read_count(entry, "paper_id", "title") for entry in counts.get("papers") or ()),
        coverage=read_coverage(reply.get("coverage") or {}),
    )


def read_count(entry: Json, value: str, name: str = "") -> Count:
    """Read one count; what has no name of its own is called by its value."""
    return Count(words(entry, value), words(entry, name or value), int(entry["passages"]))


def read_hit(entry: Json) -> Hit:
    """Read one passage."""
    page = entry.get("page")
    return Hit(
        paper_id=words(entry, "paper_id"),
        title=words(entry, "title") or words(entry, "file_name"),
        meeting_date=read_date(entry.get("meeting_date")),
        item=words(entry, "item"),
        section=words(entry, "section"),
        page=int(page) if page else None,
        page_label=words(entry, "page_label"),
        label=words(entry, "label"),
        text=words(entry, "text"),
        lit=tuple(Lit(int(one["start"]), int(one["end"])) for one in entry["lit"]),
        url=words(entry, "url"),
    )
