"""From the values of the registers to the JSON of the API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.registers.meetings import next_meeting
from retrieval.registers.questions import questions_about
from retrieval.registers.values import Action, Item, Meeting, MeetingPaper, Place, Quotation, Resolution
from server import schemas


def meetings_reply(meetings: Sequence[Meeting], today: date) -> schemas.MeetingsReply:
    """The meetings, as JSON tells them in a list."""
    coming = next_meeting(meetings, today)
    return schemas.MeetingsReply(
        meetings=[meeting_reply(meeting) for meeting in meetings],
        next=coming.meeting_id if coming else None,
    )


def meeting_reply(meeting: Meeting) -> schemas.MeetingReply:
    """A meeting, as JSON tells it in a list."""
    return schemas.MeetingReply(
        id=meeting.meeting_id,
        body=meeting.body,
        date=meeting.day,
        minutes=meeting.minutes,
        papers=[paper_reply(paper) for paper in meeting.papers],
        items=len(meeting.items),
        resolutions=meeting.resolutions,
        actions=meeting.actions,
        ask={
            "body": meeting.searched_body,
            "from": meeting.searched_from.isoformat(),
            "to": meeting.searched_to.isoformat(),
        },
    )


def meeting_detail_reply(meeting: Meeting) -> schemas.MeetingDetailReply:
    """The whole meeting, as JSON tells it."""
    return schemas.MeetingDetailReply(
        meeting=meeting_reply(meeting),
        items=[item_reply(item) for item in meeting.items],
        questions=list(questions_about(meeting)),
    )


def paper_reply(listed: MeetingPaper) -> schemas.MeetingPaperReply:
    """A paper of a meeting, as JSON tells it."""
    paper = listed.paper
    return schemas.MeetingPaperReply(
        paper_id=paper.paper_id,
        title=paper.title,
        kind=listed.kind,
        status=paper.status,
        access=paper.access,
        url=listed.url,
        within=listed.within,
    )


def item_reply(item: Item) -> schemas.MeetingItemReply:
    """An item, as JSON tells it."""
    return schemas.MeetingItemReply(
        number=item.number,
        title=item.title,
        agenda_number=item.agenda_number,
        places=[place_reply(place) for place in item.places],
        resolutions=[resolution_reply(resolution) for resolution in item.resolutions],
        actions=[action_reply(action) for action in item.actions],
    )


def place_reply(place: Place) -> schemas.PlaceReply:
    """Where an item stands, as JSON tells it."""
    return schemas.PlaceReply(
        paper_id=place.paper.paper_id,
        title=place.paper.title,
        kind=place.kind,
        first_page=place.first_page,
        last_page=place.last_page,
        url=place.url,
    )


def resolution_reply(resolution: Resolution) -> schemas.ResolutionReply:
    """A resolution, as JSON tells it."""
    return schemas.ResolutionReply(
        words=resolution.words,
        url=resolution.main.url,
        label=resolution.main.label,
        moved_by=resolution.moved_by,
        seconded_by=resolution.seconded_by,
        vote=resolution.vote,
        quotations=[quotation_reply(quotation) for quotation in resolution.quotations],
    )


def quotation_reply(quotation: Quotation) -> schemas.QuotationReply:
    """A quotation, as JSON tells it."""
    return schemas.QuotationReply.model_validate(quotation, from_attributes=True)


def action_reply(action: Action) -> schemas.ActionReply:
    """An action, as JSON tells it."""
    quotation = action.quotation
    return schemas.ActionReply(
        words=quotation.text,
        url=quotation.url,
        label=quotation.label,
        page=quotation.page,
        owner=action.owner,
        due=action.due,
        state=action.state,
    )
