"""What a screen reader is told of the conversation: once when a search begins, once when it has ended."""

from __future__ import annotations

from collections.abc import Sequence

from ui.ask.answer_markup import plain_words, written_by
from ui.ask.citation_markup import MARKER
from ui.ask.exchanges import Exchange
from ui.ask.making_markup import stopped_line
from ui.ask.markup import REFUSAL_HEADINGS
from ui.html import count
from ui.replies import ANSWERED, Reply


def announcement(exchanges: Sequence[Exchange]) -> str:
    """What a screen reader is told politely; the same from when a search begins until its answer is whole."""
    if not exchanges or exchanges[-1].failure:
        return ""
    newest = exchanges[-1]
    if newest.reply:
        return spoken_reply(newest.reply)
    if newest.making.stopped:
        said = " ".join(sentence.text for sentence in newest.making.sentences)
        return f"{stopped_line(newest.making)} {said}".strip()
    return "Looking through the papers."


def spoken_reply(reply: Reply) -> str:
    """An answer with its sources, or a refusal."""
    if reply.status != ANSWERED:
        heading = REFUSAL_HEADINGS.get(reply.status, "Not found in the papers searched")
        return f"{heading}. {reply.text}"
    spoken = MARKER.sub(lambda found: f" (source {found[1]})", plain_words(reply))
    told = [f"Answer: {spoken} {count(len(reply.citations), 'source')}."]
    told += [written_by(reply)] if reply.written_by else []
    told += [reply.notice] if reply.notice else []
    return " ".join(told)


def alarm(exchanges: Sequence[Exchange]) -> str:
    """What a screen reader is told at once when a question fails."""
    failure = exchanges[-1].failure if exchanges else None
    return f"{failure.message} {failure.next_step} Your question is kept." if failure else ""
