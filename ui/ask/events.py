"""What the page hears of an answer while it is made."""

from __future__ import annotations

from dataclasses import dataclass

from ui.replies import Citation, Json, Reply, Sentence, read_citation, read_reply, read_sentence, words


@dataclass(frozen=True, slots=True)
class Understood:
    """The whole question that is searched; "" where it is the one that was asked."""

    question: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passages that the answer will be made of."""

    passages: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that may be shown, and the citations it rests on."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Event = Understood | Found | Passed | Reply
"""In the order they come: one, one, any number, and the whole answer, which is what counts."""


def read_event(name: str, told: Json) -> Event | None:
    """Read an event of `POST /api/ask/stream`; None for one that the page does not know.

    Raises:
        ValueError, TypeError, LookupError: the event is not of the form that its name promises.
    """
    match name:
        case "understood":
            return Understood(words(told, "understood") if told.get("carried") else "")
        case "sources":
            return Found(read_citations(told))
        case "sentence":
            return Passed(read_sentence(told), read_citations(told))
        case "done":
            return read_reply(told)
    return None


def read_citations(told: Json) -> tuple[Citation, ...]:
    """Read the citations that an event brings."""
    return tuple(read_citation(entry) for entry in told["citations"])
