"""The seam behind which any language model stands."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Speaker(StrEnum):
    """Who says a message, by the names that models know."""

    INSTRUCTIONS = "system"
    ASKER = "user"
    MODEL = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of what is sent to a model."""

    speaker: Speaker
    text: str


class LanguageModel(Protocol):
    """A language model, wherever it runs."""

    @property
    def name(self) -> str:
        """What its owner calls it."""
        ...

    @property
    def context_tokens(self) -> int:
        """The most tokens that a request and its reply may have together."""
        ...

    def stream(self, messages: Sequence[Message], most_tokens: int) -> AsyncGenerator[str, None]:
        """The reply, piece by piece as it is made; closing the generator stops the model.

        Args:
            most_tokens: the most tokens the reply may have; the model stops there, which is no failure.

        Raises:
            LanguageModelError: whatever went wrong, before the first piece or after any; an empty reply is
                no failure here.
        """
        ...
