"""The JSON of conversations, kept answers and feedback."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from server.schemas import AskReply, Reply, Request, blank_if_none

MOST_COMMENT = 500
CONVERSATION_EXAMPLE = "Qm3v9xT0c1a7bJ2kL8sWzw"
ConversationId = Annotated[
    str, Field(min_length=1, max_length=100, description="As the reply to a question gave it.")
]


class ExportFormat(StrEnum):
    """What a conversation can be downloaded as."""

    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"


class ConversationReply(Reply):
    """A conversation: every answer as it was given, the oldest first."""

    id: str
    turns: list[AskReply]


class KeepRequest(Request):
    """An answer to keep for good."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"conversation_id": CONVERSATION_EXAMPLE, "answer_id": "a1b2c3d4e5f60718"}]
        }
    )

    conversation_id: ConversationId
    answer_id: str = Field(min_length=1, max_length=100, description="The `id` of the answer.")


class KeptReply(Reply):
    """Where an answer is kept."""

    id: str
    url: str = Field(description="Opens the answer as a page that can be shared, relative to this server.")


class KeptAnswerReply(AskReply):
    """An answer as it was given; what quotes a paper that is no longer public is withheld."""

    model_config = ConfigDict(json_schema_extra={"examples": list[Any]()})

    asked_at: datetime


class FeedbackRequest(Request):
    """Whether an answer is right."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"conversation_id": CONVERSATION_EXAMPLE, "right": False, "comment": "This is the draft."}
            ]
        }
    )

    conversation_id: ConversationId
    right: bool
    comment: Annotated[str, BeforeValidator(blank_if_none)] = Field(
        "", max_length=MOST_COMMENT, description="What is wrong with it, or what helped."
    )


class FeedbackReply(Reply):
    """What somebody said of an answer."""

    question: str
    understood: str
    answer: str = Field(description="The text of the answer.")
    answer_id: str
    right: bool
    comment: str
    when: datetime


class FeedbackListReply(Reply):
    """What was said of answers, the newest first."""

    feedback: list[FeedbackReply]
