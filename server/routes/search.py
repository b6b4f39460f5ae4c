"""Searching for passages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from corpus.errors import QuestionError
from server.parts import ServerParts
from server.replies import filters_of, passage_reply
from server.schemas import SearchQuery, SearchReply

router = APIRouter(prefix="/api", tags=["search"])


@router.get("/search", summary="Search for passages")
def search(query: Annotated[SearchQuery, Query()], parts: ServerParts) -> SearchReply:
    """The passages of public papers nearest to the words, best first; none where the filters match none."""
    most = parts.settings.question_characters
    if len(query.q) > most:
        raise QuestionError(
            f"The search has {len(query.q)} characters and may have at most {most}.",
            next_step="Search with fewer words.",
        )
    filters = filters_of(query, query.paper_id)
    public = {paper.paper_id: paper for paper in parts.library.papers(filters)}
    found = parts.answering.search(query.q, filters, query.limit, query.offset)
    return SearchReply(
        passages=[
            passage_reply(scored, public[scored.passage.paper_id])
            for scored in found
            if scored.passage.paper_id in public
        ]
    )
