"""The list of meetings and one meeting as HTML: pure functions, everything escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from ui.frame.filter_markup import KIND_NAMES
from ui.html import attribute, count, long_date
from ui.meetings.replies import Item, Meeting, Meetings, WholeMeeting
from ui.replies import Filters, read_date

OTHER_KINDS = {
    "report": ("1 report", "reports"),
    "log": ("1 log", "logs"),
    "spreadsheet": ("1 spreadsheet", "spreadsheets"),
    "policy": ("1 policy", "policies"),
    "other": ("1 other paper", "other papers"),
}
"""Kinds of paper beside agendas and minutes: how one is called, and several."""

MOST_TITLES = 20
"""Items named on the card of the first meeting."""

LOOKING = '<div class="meetings-view"><h2 tabindex="-1">Meetings</h2><p class="looking">{}</p></div>'
LOOKING_FOR_ALL = LOOKING.format("Looking for the meetings…")
LOOKING_FOR_ONE = LOOKING.format("Opening the meeting…")


def meeting_list(found: Meetings, filters: Filters, first: WholeMeeting | None) -> str:
    """Every meeting by body and year, the next or the latest before all.

    Args:
        first: the next or the latest meeting with its items.
    """
    if not found.meetings:
        return page("Meetings", narrowed_line(filters) + nothing(filters))
    bodies = sorted({meeting.body for meeting in found.meetings}, key=str.casefold)
    listed = "".join(of_body(body, [one for one in found.meetings if one.body == body]) for body in bodies)
    card = first_card(first, first_name(found, filters)) if first else ""
    return page("Meetings", narrowed_line(filters) + card + listed)


def page(heading: str, content: str) -> str:
    """A view's frame."""
    return f'<div class="meetings-view"><h2 tabindex="-1">{escape(heading)}</h2>{content}</div>'


def nothing(filters: Filters) -> str:
    """No meeting: because of the filters, or because no paper held is of one."""
    if filters == Filters():
        return (
            "<p>No meetings yet. They appear here when an agenda, minutes or a report "
            "that names its body and date is added.</p>"
        )
    return (
        "<p>No meeting matches these filters.</p>"
        '<p><button type="button" class="plain" data-clear="filters">Clear the filters</button></p>'
    )


def narrowed_line(filters: Filters) -> str:
    """What the list is narrowed to, "" where it is not."""
    first, last = read_date(filters.first), read_date(filters.last)
    days = [f"from {long_date(first)}" if first else "", f"to {long_date(last)}" if last else ""]
    if first and first == last:
        days = [long_date(first)]
    parts = [
        filters.body,
        *days,
        f"with {KIND_NAMES.get(filters.kind, filters.kind).lower()}" if filters.kind else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f'<p class="narrowed">Narrowed to: {escape(said)}.</p>' if said else ""


def first_name(found: Meetings, filters: Filters) -> str:
    """What the meeting shown first is: the next one, or the latest where none is to come."""
    if found.next_id:
        return "Next meeting"
    return "Latest meeting" if filters == Filters() else "Latest of these"


def first_card(whole: WholeMeeting, heading: str) -> str:
    """The meeting shown first, named as what it is, with the titles of its items."""
    meeting = whole.meeting
    return (
        '<section class="first-meeting" aria-labelledby="first-meeting-heading">'
        f'<h3 id="first-meeting-heading">{heading}: {meeting_link(meeting, weekday(meeting))}</h3>'
        f'<p class="of-body">{escape(meeting.body)}</p>'
        f'<p class="held">{escape(held_line(meeting))}</p>'
        f"{titles(whole.items)}{ask_button(meeting)}</section>"
    )


def titles(items: Sequence[Item]) -> str:
    """The items' titles in order."""
    if not items:
        return ""
    entries = "".join(f"<li>{escape(item.name)}</li>" for item in items[:MOST_TITLES])
    more = len(items) - MOST_TITLES
    rest = f"<p>and {count(more, 'more item')}</p>" if more > 0 else ""
    return f'<ul class="titles">{entries}</ul>{rest}'


def of_body(body: str, meetings: Sequence[Meeting]) -> str:
    """The meetings of one body, year by year."""
    years = "".join(
        f'<h4>{year}</h4><ul class="meetings">{"".join(entry(one) for one in of_year)}</ul>'
        for year, of_year in groupby(meetings, key=lambda one: one.day.year)
    )
    return f'<section class="of-body"><h3>{escape(body)}</h3>{years}</section>'


def entry(meeting: Meeting) -> str:
    """One meeting in the list."""
    return (
        f"<li>{meeting_link(meeting, long_date(meeting.day))}"
        f'<span class="held">{escape(held_line(meeting))}</span></li>'
    )


def meeting_link(meeting: Meeting, words: str) -> str:
    """A link to the meeting's own page."""
    address = f"#meetings?id={quote(meeting.meeting_id, safe='')}"
    return f'<a href="{attribute(address)}">{escape(words)}</a>'


def weekday(meeting: Meeting) -> str:
    """The day with the day of the week: "Monday 5 February 2024"."""
    return f"{meeting.day:%A} {long_date(meeting.day)}"


def ask_button(meeting: Meeting, question: str = "") -> str:
    """Narrows the search to the meeting and goes to the question box, with a question where one is given."""
    narrowed = meeting.narrowed
    filled = f' data-question="{attribute(question)}"' if question else ""
    style, words = ("starter", question) if question else ("plain ask-about", "Ask about this meeting")
    return (
        f'<button type="button" class="{style}" data-ask-about="{attribute(meeting.meeting_id)}" '
        f'data-body="{attribute(narrowed.body)}" data-from="{attribute(narrowed.first)}" '
        f'data-to="{attribute(narrowed.last)}"{filled}>{escape(words)}</button>'
    )


def failure(message: str, next_step: str) -> str:
    """What happened and what to do, with a way to try again."""
    return page(
        "Meetings",
        '<div class="error"><h3>The meetings could not be shown</h3>'
        f"<p>{escape(message)} {escape(next_step)}</p>"
        '<p><button type="button" class="plain" data-again="meetings">Try again</button> '
        '<a href="#meetings">All meetings</a></p></div>',
    )


def announcement(found: Meetings) -> str:
    """What a screen reader is told when the list is shown."""
    return count(len(found.meetings), "meeting") if found.meetings else "No meeting matches."


def held_line(meeting: Meeting) -> str:
    """What is held: "Agenda, draft minutes, 2 reports; 14 items, 9 resolutions"."""
    kinds = Counter(paper.kind for paper in meeting.papers if paper.kind != "minutes")
    papers = [some(kinds["agenda"], "agenda", "agendas"), minutes_held(meeting)]
    papers += [some(kinds[kind], one, many) for kind, (one, many) in OTHER_KINDS.items()]
    counted = [
        count(number, noun)
        for number, noun in (
            (meeting.items, "item"),
            (meeting.resolutions, "resolution"),
            (meeting.actions, "action"),
        )
        if number
    ]
    line = "; ".join(part for part in (", ".join(filter(None, papers)), ", ".join(counted)) if part)
    return line[:1].upper() + line[1:]


def some(number: int, one: str, many: str) -> str:
    """A kind of paper with how many there are: "agenda", "2 reports"; "" where there are none."""
    if number < 2:
        return one if number else ""
    return f"{number} {many}"


def minutes_held(meeting: Meeting) -> str:
    """Which minutes are held, in two or three words."""
    return {
        "none": "no minutes",
        "draft": "draft minutes",
        "confirmed": "confirmed minutes",
        "in a later pack": "minutes in a later pack",
    }.get(meeting.minutes, "minutes")
