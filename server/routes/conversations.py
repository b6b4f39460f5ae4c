"""Conversations, and documents made of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from server.conversation_schemas import ConversationReply, ExportFormat
from server.conversations import Turn
from server.errors import Problem
from server.exports import MADE_OF, document_of
from server.parts import Parts, ServerParts
from server.schemas import AskReply
from server.withholding import readable

router = APIRouter(prefix="/api/conversations", tags=["conversations"])

ConversationPath = Annotated[str, Path(max_length=100, description="As the reply to a question gave it.")]


@router.get("/{conversation_id}", summary="Read a conversation again")
def conversation(conversation_id: ConversationPath, parts: ServerParts) -> ConversationReply:
    """Every answer as it was given, the oldest first; quotes of papers no longer public are withheld."""
    turns = turns_of(conversation_id, parts)
    return ConversationReply(id=conversation_id, turns=[reply for _, reply in readable_turns(turns, parts)])


@router.delete("/{conversation_id}", summary="Forget a conversation", status_code=204)
def forget(conversation_id: ConversationPath, parts: ServerParts) -> Response:
    """Forget a conversation at once; answers of it that were kept stay."""
    if not parts.conversations.delete(conversation_id):
        raise no_conversation()
    return Response(status_code=204)


@router.get(
    "/{conversation_id}/export",
    summary="Download a conversation",
    response_class=Response,
    responses={200: {"content": {made.media_type: {} for made in MADE_OF.values()}}},
)
def export(
    conversation_id: ConversationPath,
    parts: ServerParts,
    request: Request,
    wanted: Annotated[ExportFormat, Query(alias="format")] = ExportFormat.DOCX,
) -> Response:
    """A document of questions and answers, each citation a numbered note with its quote, paper and page."""
    turns = readable_turns(turns_of(conversation_id, parts), parts)
    document = document_of([(turn.asked_at, reply) for turn, reply in turns], str(request.base_url))
    made = MADE_OF[wanted]
    name = f"questions-{document.made_on.isoformat()}.{made.suffix}"
    return Response(
        made.write(document),
        media_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def turns_of(conversation_id: str, parts: Parts) -> tuple[Turn, ...]:
    """The turns of a conversation.

    Raises:
        Problem: it is not known.
    """
    turns = parts.conversations.turns(conversation_id)
    if not turns:
        raise no_conversation()
    return turns


def readable_turns(turns: tuple[Turn, ...], parts: Parts) -> list[tuple[Turn, AskReply]]:
    """Each turn with its reply as the public may read it today."""
    public = {paper.paper_id for paper in parts.library.papers()}
    return [(turn, readable(AskReply.model_validate_json(turn.reply), public)) for turn in turns]


def no_conversation() -> Problem:
    """The refusal of a conversation that is not known; its id is a secret and is not said again."""
    return Problem(
        404,
        "Conversation not found",
        "This conversation is not kept, or no longer: they are forgotten some time after their last use.",
        "Ask again to begin a new one.",
    )
