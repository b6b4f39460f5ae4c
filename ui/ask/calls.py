"""The call that this view makes to ask a question."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from ui.ask.events import Event, read_event
from ui.client import ApiFailure, PapersApi, failure_of
from ui.replies import Filters, Json, Reply

NEW = "new"
"""What asks for a new conversation."""


async def ask_stream(
    api: PapersApi, question: str, filters: Filters, conversation_id: str = NEW, *, as_asked: bool = False
) -> AsyncGenerator[Event, None]:
    """Ask a question of the papers that the filters leave, and hear of the answer while it is made.

    Closing the generator stops whatever is still being written.

    Args:
        conversation_id: the conversation that it goes on with; a new one if nothing is given.
        as_asked: search the question as it stands, without words of earlier ones.

    Raises:
        ApiFailure: the question could not be answered, or its answer broke off; a refusal is a reply.
    """
    request = {
        "question": question,
        "filters": filters.as_request(),
        "conversation_id": conversation_id or NEW,
        "as_asked": as_asked,
    }
    async with aclosing(api.events("/api/ask/stream", read_event_or_fail, request)) as events:
        async for event in events:
            if event is not None:
                yield event
            if isinstance(event, Reply):
                return
    raise ApiFailure("The answer broke off before it was whole.", "Ask again.")


def read_event_or_fail(name: str, told: Json) -> Event | None:
    """Read an event; one that tells of a failure fails here too.

    Raises:
        ApiFailure: what the server tells went wrong.
    """
    if name == "failed":
        raise failure_of(told)
    return read_event(name, told)
