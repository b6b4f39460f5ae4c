"""A language model that says what a test tells it, in this very process."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from corpus.errors import LanguageModelError
from retrieval.writing.language_model import Message


@dataclass
class FakeModel:
    """Replies with these pieces, an error where one of them is an error.

    Attributes:
        asked: what was sent, request by request.
        stopped: True once a reply was not listened to until its end.
    """

    pieces: Sequence[str | LanguageModelError] = ()
    name: str = "fake"
    context_tokens: int = 4096
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    stopped: bool = False

    async def stream(self, messages: Sequence[Message], most_tokens: int) -> AsyncGenerator[str, None]:
        self.asked.append(tuple(messages))
        self.stopped = True
        for piece in self.pieces:
            if isinstance(piece, LanguageModelError):
                raise piece
            yield piece
        self.stopped = False
