"""The questions the server can put to the product, handed over explicitly so that others can be put in."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from index.values import Filters
from retrieval.follow_up import WholeQuestion
from retrieval.reply import Draft
from retrieval.values import Answer, ScoredPassage

if TYPE_CHECKING:
    from index.library import Library
    from retrieval.settings import RetrievalSettings
    from retrieval.writing.making import CitedSentence
    from retrieval.writing.rewriting import EarlierTurn
    from retrieval.writing.write import Writer

Write = Callable[[Draft], "AsyncGenerator[CitedSentence | Answer, None]"]
"""Puts a draft into plain words: sentences as they pass, then the whole answer."""

Rewrite = Callable[["Sequence[EarlierTurn]", str, WholeQuestion], Awaitable[WholeQuestion]]
"""Words a follow-up as a whole question: the conversation, the follow-up, and what the rules made of it."""


@dataclass(frozen=True, slots=True)
class Answering:
    """How questions are answered.

    Attributes:
        draft: question, filters, most citations -> an answer in the papers' own words, or a refusal.
        search: question, filters, most passages, how many to pass over -> passages, best first.
        starters: how many -> questions drawn from the papers.
        write, rewrite: None where no language model is configured.
    """

    draft: Callable[[str, Filters, int], Draft]
    search: Callable[[str, Filters, int, int], Sequence[ScoredPassage]]
    starters: Callable[[int], Sequence[str]]
    write: Write | None = None
    rewrite: Rewrite | None = None


def answering_over(
    library: Library, settings: RetrievalSettings | None = None, writer: Writer | None = None
) -> Answering:
    """The product's own way of answering, over one library.

    Args:
        writer: puts answers into plain words; None leaves them in the papers' own.
    """
    from retrieval.pipeline import draft_answer, search_passages
    from retrieval.settings import RetrievalSettings
    from retrieval.starters import starter_questions

    chosen = settings or RetrievalSettings()

    @lru_cache(maxsize=4)  # the questions cost many searches, and change only when the papers do
    def starters(fingerprint: str, today: date, count: int) -> tuple[str, ...]:
        return starter_questions(library, today, count)

    return Answering(
        draft=lambda question, filters, limit: draft_answer(library, question, filters, limit, chosen),
        search=lambda question, filters, limit, offset: search_passages(
            library, question, filters, limit, offset, chosen
        ),
        starters=lambda count: starters(library.fingerprint, date.today(), count),
        write=writer.write if writer else None,
        rewrite=writer.rewrite if writer else None,
    )
