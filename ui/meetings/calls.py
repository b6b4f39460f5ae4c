"""The calls to the API that this view makes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from ui.client import PapersApi
from ui.meetings.replies import Meetings, WholeMeeting, read_meetings, read_whole_meeting
from ui.replies import Filters


async def find_meetings(api: PapersApi, filters: Filters) -> Meetings:
    """The meetings that the filters leave.

    Raises:
        ApiFailure: they could not be had.
    """
    return await api.call("GET", f"/api/meetings?{urlencode(filters.as_request())}", read_meetings)


async def find_meeting(api: PapersApi, meeting_id: str) -> WholeMeeting:
    """One meeting with its items.

    Raises:
        ApiFailure: no such meeting, or it could not be had.
    """
    return await api.call("GET", f"/api/meetings/{quote(meeting_id, safe='')}", read_whole_meeting)
