"""The questions the server can put to the product, handed over explicitly so that others can be put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from index.values import Filters
from retrieval.values import Answer, ScoredPassage

if TYPE_CHECKING:
    from index.library import Library
    from retrieval.settings import RetrievalSettings


@dataclass(frozen=True, slots=True)
class Answering:
    """How questions are answered.

    Attributes:
        ask: question, filters, most citations -> answer.
        search: question, filters, most passages, how many to pass over -> passages, best first.
        starters: how many -> questions drawn from the papers.
    """

    ask: Callable[[str, Filters, int], Answer]
    search: Callable[[str, Filters, int, int], Sequence[ScoredPassage]]
    starters: Callable[[int], Sequence[str]]


def answering_over(library: Library, settings: RetrievalSettings | None = None) -> Answering:
    """The product's own way of answering, over one library."""
    from retrieval.pipeline import answer_question, search_passages
    from retrieval.settings import RetrievalSettings
    from retrieval.starters import starter_questions

    chosen = settings or RetrievalSettings()

    @lru_cache(maxsize=4)  # the questions cost many searches, and change only when the papers do
    def starters(fingerprint: str, today: date, count: int) -> tuple[str, ...]:
        return starter_questions(library, today, count)

    return Answering(
        ask=lambda question, filters, limit: answer_question(library, question, filters, limit, chosen),
        search=lambda question, filters, limit, offset: search_passages(
            library, question, filters, limit, offset, chosen
        ),
        starters=lambda count: starters(library.fingerprint, date.today(), count),
    )
