"""Asking a question, and questions to begin with."""

from __future__ import annotations

from collections.abc import AsyncIterable
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from corpus.errors import PanelPapersError
from server.errors import problem_of, unforeseen_problem
from server.parts import ServerParts
from server.schemas import AskReply, AskRequest, StartersReply
from server.stream_schemas import SentenceEvent, SourcesEvent, UnderstoodEvent
from server.telling import Event, told, whole_reply

router = APIRouter(prefix="/api", tags=["ask"])

NAME_OF: dict[type[Event], str] = {
    UnderstoodEvent: "understood",
    SourcesEvent: "sources",
    SentenceEvent: "sentence",
    AskReply: "done",
}


@router.post("/ask", summary="Ask a question")
async def ask(request: AskRequest, parts: ServerParts) -> AskReply:
    """Answer from the papers with citations, or refuse with a reason and the nearest passages.

    Every outcome has a `status`; only a failure of the server or of the request is an HTTP error.
    In a conversation a follow-up is searched as the whole question it stands for, and the answer is kept.
    """
    return await whole_reply(request, parts)


@router.post(
    "/ask/stream",
    summary="Ask a question and read the answer as it is made",
    response_class=EventSourceResponse,
)
async def ask_in_pieces(request: AskRequest, parts: ServerParts) -> AsyncIterable[ServerSentEvent]:
    """The same as server-sent events: `understood`, `sources`, a `sentence` for each, `done` or `failed`.

    Each event's data is one JSON object. `done` holds the whole answer, which is what counts; going away
    before then stops whatever is still being written.
    """
    try:
        async with aclosing(told(request, parts)) as events:
            async for event in events:
                yield sent(NAME_OF[type(event)], event)
    except PanelPapersError as error:
        yield sent("failed", problem_of(error))
    except Exception:  # the reply has begun, so the outer net could only break it off
        yield sent("failed", unforeseen_problem("/api/ask/stream"))


def sent(name: str, told: BaseModel) -> ServerSentEvent:
    """An event with its name, its data as everywhere in the API."""
    return ServerSentEvent(event=name, raw_data=told.model_dump_json(by_alias=True))


@router.get("/starters", summary="Questions to begin with")
def starters(parts: ServerParts, count: Annotated[int, Query(ge=1, le=10)] = 3) -> StartersReply:
    """Questions drawn from the papers, each known to be answered."""
    return StartersReply(questions=list(parts.answering.starters(count)))
