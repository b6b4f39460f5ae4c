"""Meetings: the layout and the wiring, thin; what it shows is made in the markup modules."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, live_html
from ui.html import live_regions
from ui.meetings import markup, page_markup
from ui.meetings.calls import find_meeting, find_meetings
from ui.replies import Filters, read_filters

LONGEST_ID = 300
"""Characters."""


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The view's part."""

    shown: Any


def build_meetings_view() -> MeetingsView:
    """Lay the view out; it is filled when it first comes into view."""
    return MeetingsView(live_html("meetings", markup.LOOKING_FOR_ALL, "meetings.js"))


def wire_meetings_view(view: MeetingsView, api: PapersApi, filters: Any, live: Any) -> None:  # noqa: ANN401
    """Show the list, or the meeting that the page's address names."""

    async def show(selection: object, event: gr.EventData) -> AsyncIterator[tuple[str, str]]:
        """Say that it is being looked for, then show it."""
        meeting_id = wanted(event._data)
        yield (markup.LOOKING_FOR_ONE if meeting_id else markup.LOOKING_FOR_ALL), live_regions("", "")
        yield await look(api, meeting_id, read_filters(selection))

    outputs = [view.shown, live]
    view.shown.open(show, inputs=[filters], outputs=outputs, concurrency_limit=AT_ONCE, **QUIET)


def wanted(asked: Mapping[str, object]) -> str:
    """The id of the meeting asked for, "" for the list."""
    meeting_id = asked.get("id")
    return meeting_id if isinstance(meeting_id, str) and len(meeting_id) <= LONGEST_ID else ""


async def look(api: PapersApi, meeting_id: str, filters: Filters) -> tuple[str, str]:
    """The view and the live regions, for one meeting or for the list."""
    try:
        if meeting_id:
            whole = await find_meeting(api, meeting_id)
            return page_markup.meeting_page(whole), live_regions(page_markup.announcement(whole), "")
        found = await find_meetings(api, filters)
        first = await find_meeting(api, found.first.meeting_id) if found.first else None
        return markup.meeting_list(found, filters, first), live_regions(markup.announcement(found), "")
    except ApiFailure as failure:
        told = f"{failure.message} {failure.next_step}"
        return markup.failure(failure.message, failure.next_step), live_regions("", told)
