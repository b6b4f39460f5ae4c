"""Meetings: what is held of each, and its items with what was resolved."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from retrieval.registers.meetings import matches
from server.errors import Problem
from server.meeting_replies import meeting_detail_reply, meetings_reply
from server.parts import IsAdmin, ServerParts
from server.replies import filters_of
from server.schemas import FilterFields, MeetingDetailReply, MeetingsReply

router = APIRouter(prefix="/api/meetings", tags=["meetings"])


@router.get("", summary="List the meetings")
def meetings(query: Annotated[FilterFields, Query()], parts: ServerParts, admin: IsAdmin) -> MeetingsReply:
    """The meetings that papers are held of, newest first; exempt papers only with the admin token."""
    filters = filters_of(query)
    found = [meeting for meeting in parts.meetings(admin) if matches(meeting, filters)]
    return meetings_reply(found, date.today())


@router.get("/{meeting_id}", summary="A meeting with its items")
def meeting(meeting_id: str, parts: ServerParts, admin: IsAdmin) -> MeetingDetailReply:
    """Its papers, its items in order, and under each what the minutes resolve and set as an action."""
    for found in parts.meetings(admin):
        if found.meeting_id == meeting_id:
            return meeting_detail_reply(found)
    raise Problem(
        404,
        "Meeting not found",
        f"There is no meeting {meeting_id[:120]}.",
        "Look at /api/meetings for the meetings there are.",
    )
