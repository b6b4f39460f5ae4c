"""Answers that are kept for good, and what people say of answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import HTMLResponse

from corpus.dates import written
from server.answer_text import STANDING_LINE, paragraphs_of, searched_sentence, written_sentence
from server.conversation_schemas import (
    FeedbackListReply,
    FeedbackReply,
    FeedbackRequest,
    KeepRequest,
    KeptAnswerReply,
    KeptReply,
)
from server.conversations import Turn
from server.errors import Problem
from server.parts import AdminOnly, Parts, ServerParts
from server.routes.conversations import turns_of
from server.schemas import AskReply
from server.templates import render
from server.withholding import readable

router = APIRouter(prefix="/api", tags=["conversations"])

AnswerPath = Annotated[str, Path(max_length=100, description="As keeping the answer gave it.")]


@router.post("/answers", summary="Keep an answer for good")
def keep(request: KeepRequest, parts: ServerParts) -> KeptReply:
    """Keep an answer as it was given, at an address that can be shared; it outlives its conversation.

    Keeping it again gives the same address, which opens this answer and nothing else of the conversation.
    """
    turn = turn_of(request.conversation_id, request.answer_id, parts)
    kept = parts.conversations.keep(request.conversation_id, turn)
    return KeptReply(id=kept.kept_id, url=f"/api/answers/{kept.kept_id}/view")


@router.get("/answers/{kept_id}", summary="A kept answer")
def kept_answer(kept_id: AnswerPath, parts: ServerParts) -> KeptAnswerReply:
    """The answer as it was given, and when; what quotes a paper that is no longer public is withheld."""
    kept = parts.conversations.kept(kept_id)
    if kept is None:
        raise Problem(
            404,
            "Answer not found",
            "There is no kept answer at this address.",
            "Check that the whole address was copied, or ask the question again.",
        )
    public = {paper.paper_id for paper in parts.library.papers()}
    reply = readable(AskReply.model_validate_json(kept.reply), public)
    # Whoever was given the address of an answer is not given its conversation.
    told = reply.model_copy(update={"conversation_id": None}).model_dump(by_alias=True)
    return KeptAnswerReply.model_validate(told | {"asked_at": kept.asked_at})


@router.get("/answers/{kept_id}/view", summary="Read a kept answer", response_class=HTMLResponse)
def kept_answer_view(kept_id: AnswerPath, parts: ServerParts) -> HTMLResponse:
    """The kept answer as a page to read, share and print."""
    reply = kept_answer(kept_id, parts)
    day = reply.asked_at.astimezone()
    return HTMLResponse(
        render(
            "kept_answer.html",
            reply=reply,
            paragraphs=paragraphs_of(reply),
            asked_on=written(day),
            written=written_sentence(reply),
            searched=searched_sentence(reply.coverage),
            standing=STANDING_LINE,
        )
    )


@router.post("/answers/{answer_id}/feedback", summary="Say whether an answer is right", status_code=204)
def give_feedback(
    answer_id: Annotated[str, Path(max_length=100, description="The `id` of the answer.")],
    request: FeedbackRequest,
    parts: ServerParts,
) -> Response:
    """Note whether an answer is right, for whoever looks after the papers; saying it again replaces it."""
    turn = turn_of(request.conversation_id, answer_id, parts)
    parts.conversations.add_feedback(turn, request.right, request.comment.strip())
    return Response(status_code=204)


@router.get("/feedback", summary="What people say of answers", dependencies=[AdminOnly])
def feedback(
    parts: ServerParts,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> FeedbackListReply:
    """What was said of answers, the newest first."""
    told = []
    for one in parts.conversations.feedback(limit, offset):
        reply = AskReply.model_validate_json(one.reply)
        told.append(
            FeedbackReply(
                question=reply.question,
                understood=reply.understood,
                answer=reply.text,
                answer_id=reply.id,
                right=one.right,
                comment=one.comment,
                when=one.given_at,
            )
        )
    return FeedbackListReply(feedback=told)


def turn_of(conversation_id: str, answer_id: str, parts: Parts) -> Turn:
    """The newest turn of a conversation with that answer.

    Raises:
        Problem: the conversation is not known, or has no such answer.
    """
    found = [turn for turn in turns_of(conversation_id, parts) if turn.answer_id == answer_id]
    if not found:
        raise Problem(
            404,
            "Answer not found",
            "This conversation holds no such answer, or no longer.",
            "Ask the question again, then keep or judge the new answer.",
        )
    return found[-1]
