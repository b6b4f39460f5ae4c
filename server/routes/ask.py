"""Asking a question, and questions to begin with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from corpus.errors import QuestionError
from retrieval.follow_up import WholeQuestion, whole_question
from server.parts import Parts, ServerParts
from server.replies import ask_reply, filters_of
from server.schemas import AskReply, AskRequest, StartersReply

router = APIRouter(prefix="/api", tags=["ask"])


@router.post("/ask", summary="Ask a question")
def ask(request: AskRequest, parts: ServerParts) -> AskReply:
    """Answer from the papers with citations, or refuse with a reason and the nearest passages.

    Every outcome has a `status`; only a failure of the server or of the request is an HTTP error.
    In a conversation a follow-up is searched as the whole question it stands for, and the answer is kept.
    """
    most = parts.settings.question_characters
    if len(request.question) > most:
        raise QuestionError(
            f"The question has {len(request.question)} characters and may have at most {most}.",
            next_step="Ask it in fewer words, or ask two questions.",
        )
    conversation_id = None
    if request.conversation_id is not None:
        conversation_id = parts.conversations.go_on(request.conversation_id)
    whole = understood(request, conversation_id, parts)
    filters = filters_of(request.filters, request.filters.paper_ids)
    answer = parts.answering.ask(whole.question, filters, request.limit)
    reply = ask_reply(
        answer,
        question=request.question,
        carried=whole.carried,
        conversation_id=conversation_id,
        filters=request.filters,
    )
    if conversation_id is not None:
        parts.conversations.add_turn(
            conversation_id, reply.id, reply.understood, reply.model_dump_json(by_alias=True)
        )
    return reply


def understood(request: AskRequest, conversation_id: str | None, parts: Parts) -> WholeQuestion:
    """The whole question to search for; outside a conversation, or where that is wished, the one asked."""
    if conversation_id is None or request.as_asked:
        return WholeQuestion(request.question)
    earlier = [turn.understood for turn in parts.conversations.turns(conversation_id)]
    return whole_question(earlier, request.question)


@router.get("/starters", summary="Questions to begin with")
def starters(parts: ServerParts, count: Annotated[int, Query(ge=1, le=10)] = 3) -> StartersReply:
    """Questions drawn from the papers, each known to be answered."""
    return StartersReply(questions=list(parts.answering.starters(count)))
