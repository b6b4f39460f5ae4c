"""Listing papers, opening one, correcting and removing it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from corpus.errors import QuestionError
from corpus.values import Paper
from server import replies
from server.files import file_response
from server.parts import AdminOnly, IsAdmin, ServerParts, VisiblePaper
from server.schemas import CorrectionRequest, PaperDetailReply, PaperReply, PapersQuery, PapersReply

router = APIRouter(prefix="/api/papers", tags=["papers"])


@router.get("", summary="List the papers")
def papers(query: Annotated[PapersQuery, Query()], parts: ServerParts, admin: IsAdmin) -> PapersReply:
    """The papers, newest first, with what can be filtered; exempt ones only with the admin token."""
    found = parts.library.papers(replies.filters_of(query), include_exempt=admin)
    ordered = sorted(found, key=newest_first)
    return PapersReply(
        papers=[replies.paper_reply(paper) for paper in ordered[query.offset : query.offset + query.limit]],
        total=len(ordered),
        counts=replies.counts_reply(ordered),
    )


def newest_first(paper: Paper) -> tuple[int, str]:
    """Sort key: by date, the newest first, undated ones last, then by file name."""
    return (-(paper.meeting_date or date.min).toordinal(), paper.file_name)


@router.get("/{paper_id}", summary="All that is known of a paper")
def paper(found: VisiblePaper, parts: ServerParts) -> PaperDetailReply:
    """The facts about a paper, where in it each was found, what to be wary of, and its items."""
    return replies.paper_detail_reply(found, parts.library.passages_of(found.paper_id))


@router.get("/{paper_id}/file", summary="The paper as it was published", response_class=Response)
def paper_file(found: VisiblePaper, parts: ServerParts) -> Response:
    """The whole file, to be shown in the browser where that is possible."""
    return file_response(parts.library.file_of(found.paper_id), found.file_name)


@router.patch("/{paper_id}", summary="Correct a paper", dependencies=[AdminOnly])
def correct(correction: CorrectionRequest, found: VisiblePaper, parts: ServerParts) -> PaperReply:
    """Put right what was found wrongly: title, body, kind, date, status or access."""
    if not correction.model_fields_set:
        raise QuestionError(
            "The correction says nothing.",
            next_step="Give at least one of title, body, kind, meeting_date, status and access.",
        )
    return replies.paper_reply(parts.library.correct(found.paper_id, replies.correction_of(correction)))


@router.delete("/{paper_id}", summary="Remove a paper", status_code=204, dependencies=[AdminOnly])
def remove(found: VisiblePaper, parts: ServerParts) -> Response:
    """Take a paper, its passages and the copy of its file out of the library."""
    parts.library.remove(found.paper_id)
    return Response(status_code=204)
