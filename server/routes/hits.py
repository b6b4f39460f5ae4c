"""Finding every passage that holds some words, as a page of a list or as a table to take away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from corpus.errors import QuestionError
from retrieval.hits import Hits, HitSearch, find_hits
from server.hit_replies import hits_reply, hits_table
from server.parts import Parts, ServerParts
from server.replies import filters_of
from server.schemas import HitsPageQuery, HitsQuery, HitsReply

router = APIRouter(prefix="/api", tags=["search"])


@router.get("/hits", summary="Find every passage that holds the words")
def hits(query: Annotated[HitsPageQuery, Query()], parts: ServerParts) -> HitsReply:
    """Every passage of public papers that holds all the words, counted.

    Where there is none, `held` says so and the passages are those that hold the most of the words.
    """
    return hits_reply(found_for(query, parts), query.offset, query.limit)


@router.get("/hits.csv", summary="Take the list away", response_class=Response)
def hits_csv(query: Annotated[HitsQuery, Query()], parts: ServerParts, request: Request) -> Response:
    """The same passages, all of them, as a table for a spreadsheet: UTF-8 with a byte order mark."""
    table = hits_table(found_for(query, parts), str(request.base_url).rstrip("/"))
    return Response(
        table,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="passages.csv"'},
    )


def found_for(query: HitsQuery, parts: Parts) -> Hits:
    """All that the caller searched for.

    Raises:
        QuestionError: the words are too many, or hold nothing that can be looked for.
    """
    most = parts.settings.question_characters
    if len(query.q) > most:
        raise QuestionError(
            f"The search has {len(query.q)} characters and may have at most {most}.",
            next_step="Search with fewer words.",
        )
    search = HitSearch(query.q, filters_of(query), query.sort, tuple(query.year), tuple(query.paper_id))
    return find_hits(parts.library, search)
