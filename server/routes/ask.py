"""Asking a question, and questions to begin with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from corpus.errors import QuestionError
from server.parts import ServerParts
from server.replies import ask_reply, filters_of
from server.schemas import AskReply, AskRequest, StartersReply

router = APIRouter(prefix="/api", tags=["ask"])


@router.post("/ask", summary="Ask a question")
def ask(request: AskRequest, parts: ServerParts) -> AskReply:
    """Answer from the papers with citations, or refuse with a reason and the nearest passages.

    Every outcome has a `status`; only a failure of the server or of the request is an HTTP error.
    """
    most = parts.settings.question_characters
    if len(request.question) > most:
        raise QuestionError(
            f"The question has {len(request.question)} characters and may have at most {most}.",
            next_step="Ask it in fewer words, or ask two questions.",
        )
    filters = filters_of(request.filters, request.filters.paper_ids)
    return ask_reply(parts.answering.ask(request.question, filters, request.limit))


@router.get("/starters", summary="Questions to begin with")
def starters(parts: ServerParts, count: Annotated[int, Query(ge=1, le=10)] = 3) -> StartersReply:
    """Questions drawn from the papers, each known to be answered."""
    return StartersReply(questions=list(parts.answering.starters(count)))
