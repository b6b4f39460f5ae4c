"""What the conversation holds: questions, and how each ended or how far its answer has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ui.ask.events import Event, Found, Passed, Understood
from ui.replies import ANSWERED, Citation, Reply, Sentence


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a question could not be answered, and what the reader can do."""

    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Making:
    """How far an answer has come.

    Attributes:
        understood: the whole question that is searched, where it is another than the one asked.
        passages: those that were found.
        sentences: those that may be shown, with the citations they rest on by marker.
        stopped: the reader wanted no more.
    """

    understood: str = ""
    passages: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    stopped: bool = False

    def after(self, event: Event) -> Making:
        """How far it has come once this was heard; a whole answer is another matter."""
        match event:
            case Understood():
                return replace(self, understood=event.question)
            case Found():
                return replace(self, passages=event.passages)
            case Passed():
                newest = {cited.marker: cited for cited in (*self.citations, *event.citations)}
                return replace(
                    self,
                    sentences=(*self.sentences, event.sentence),
                    citations=tuple(newest[marker] for marker in sorted(newest)),
                )
        return self


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and how it ended; while it has neither reply nor failure, how far it has come."""

    question: str
    reply: Reply | None = None
    failure: Failure | None = None
    making: Making = Making()

    @property
    def is_in_making(self) -> bool:
        """True while more is to come."""
        return self.reply is None and self.failure is None and not self.making.stopped

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What is cited so far."""
        return self.reply.citations if self.reply else self.making.citations


def conversation_of(exchanges: Sequence[Exchange]) -> str:
    """The conversation that these belong to; "" where none has begun."""
    named = (entry.reply.conversation_id for entry in reversed(exchanges) if entry.reply)
    return next((conversation_id for conversation_id in named if conversation_id), "")


def refused(exchanges: Sequence[Exchange]) -> bool:
    """Whether the newest question was refused."""
    reply = exchanges[-1].reply if exchanges else None
    return reply is not None and reply.status != ANSWERED
