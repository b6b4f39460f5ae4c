"""An answer in the making as HTML: what is being read, the sentences so far, and what was stopped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.ask.answer_markup import sentences_said
from ui.ask.exchanges import Making
from ui.html import attribute, count
from ui.replies import NOT_CONFIRMED, QUOTED, Citation

MOST_PLACES = 3
"""Places that are named while the passages are read."""


def in_making(making: Making, number: int) -> str:
    """How far an answer has come.

    Args:
        number: of the question it answers, from 0.
    """
    if making.sentences:
        return said_so_far(making, number) + '<p class="looking">Writing the next sentence…</p>'
    if making.passages:
        return (
            f'<p class="looking">{escape(reading_line(making.passages))}</p>'
            f'<p class="places">{escape(places_line(making.passages))}</p>'
        )
    return '<p class="looking">Looking through the papers…</p>'


def stopped(making: Making, question: str, number: int) -> str:
    """What passed before the reader wanted no more, and a way to ask again."""
    return (
        f'{said_so_far(making, number)}<p class="stopped">{escape(stopped_line(making))}</p>'
        f'<p><button type="button" class="plain" data-ask="{attribute(question)}">Ask it again</button></p>'
    )


def stopped_line(making: Making) -> str:
    """What can be said of an answer that was stopped."""
    if not making.sentences:
        return "Stopped before there was anything to show."
    if any(sentence.verdict == NOT_CONFIRMED for sentence in making.sentences):
        return "Stopped; what is here was compared with the passages it cites."
    return "Stopped; what is here was confirmed."


def said_so_far(making: Making, number: int) -> str:
    """The sentences that passed."""
    if not making.sentences:
        return ""
    by_model = any(sentence.verdict != QUOTED for sentence in making.sentences)
    return sentences_said(making.sentences, making.citations, number, by_model=by_model)


def reading_line(passages: Sequence[Citation]) -> str:
    """What is being read: "Reading 4 passages from 2 papers…"."""
    papers = len({cited.paper_id for cited in passages})
    return f"Reading {count(len(passages), 'passage')} from {count(papers, 'paper')}…"


def places_line(passages: Sequence[Citation]) -> str:
    """Where the first of them stand."""
    places = list(dict.fromkeys(cited.label for cited in passages))
    named = "; ".join(places[:MOST_PLACES])
    left = len(places) - MOST_PLACES
    return f"{named}; and {count(left, 'other')}" if left > 0 else named
