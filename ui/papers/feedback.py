"""What readers said of answers: the API's words as values, and the owner's list of them as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from ui.client import ApiFailure
from ui.html import long_date, shorten
from ui.replies import Json, read_date, words

ANSWER_SHOWN = 240
"""Characters of an answer that are shown; the rest is left out."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reader said of one answer.

    Attributes:
        question: the whole question that was searched.
        answer: its text, or the refusal's.
    """

    question: str
    answer: str
    right: bool
    comment: str
    day: date | None


def read_opinions(reply: Json) -> tuple[Opinion, ...]:
    """Read the reply of `GET /api/feedback`."""
    return tuple(
        Opinion(
            question=words(entry, "understood") or words(entry, "question"),
            answer=words(entry, "answer"),
            right=entry["right"] is True,
            comment=words(entry, "comment"),
            day=read_date(entry.get("when")),
        )
        for entry in reply.get("feedback") or ()
    )


def opinion_list(opinions: Sequence[Opinion], most: int) -> str:
    """The list, newest first.

    Args:
        most: how many are listed at once.
    """
    if not opinions:
        return "<p>Nobody has said yet whether an answer was right.</p>"
    cut = (
        f"<p>The newest {most} are listed; GET /api/feedback gives them all.</p>"
        if len(opinions) >= most
        else ""
    )
    return f"<ol>{''.join(map(opinion_row, opinions))}</ol>{cut}"


def opinion_row(opinion: Opinion) -> str:
    """One opinion: what was said, and the question and answer it was said of."""
    verdict = "Right" if opinion.right else "Not right"
    style = "" if opinion.right else ' class="mark"'
    when = f" · {long_date(opinion.day)}" if opinion.day else ""
    comment = f'<p class="comment-said">“{escape(opinion.comment)}”</p>' if opinion.comment else ""
    return (
        f"<li><p><strong{style}>{verdict}</strong>{when}</p>{comment}"
        f'<p class="asked">{escape(opinion.question)}</p>'
        f'<p class="quiet">{escape(shorten(" ".join(opinion.answer.split()), ANSWER_SHOWN))}</p></li>'
    )


def failed(failure: ApiFailure) -> str:
    """Why the list cannot be had, and what to do."""
    return f'<p class="problem" role="alert">{escape(failure.message)} {escape(failure.next_step)}</p>'
