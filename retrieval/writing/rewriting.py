"""A follow-up worded as a whole question by a language model, taken only where it adds nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from time import monotonic

from corpus.errors import LanguageModelError
from index.analysis import terms
from retrieval.follow_up import WholeQuestion, carried_words
from retrieval.writing import prompts
from retrieval.writing.language_model import LanguageModel
from retrieval.writing.timing import until

TURNS_TOLD = 3
"""Questions and answers, the newest, that a model is told of."""

ANSWER_CHARACTERS = 600
"""Characters of each answer that a model is told."""

MOST_TOKENS = 120
"""Of a question."""

MOST_SECONDS = 8.0
"""For wording a question; after that it is searched as the rules have it."""

LONGEST_QUESTION = 400
"""Characters."""

SHORT = 7
"""Words of a question that may leave out what it is about."""

POINTING = re.compile(
    r"\b(?:it|its|they|them|their|that|this|those|these|he|she|him|her|his|hers|there|then|one|ones|same)\b"
    r"|^(?:and|but|so|what about|how about)\b",
    re.IGNORECASE,
)
BEFORE_QUESTION = re.compile(r"^(?:the\s+)?(?:next\s+)?question(?:,? in full)?\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A whole question of the conversation, and what was answered."""

    question: str
    answer: str


async def rewritten(
    model: LanguageModel, earlier: Sequence[EarlierTurn], question: str, by_rule: WholeQuestion
) -> WholeQuestion:
    """The whole question that a follow-up stands for.

    Args:
        earlier: the conversation so far, the oldest first.
        question: as it was asked.
        by_rule: as the rules make it whole, which stands wherever the model is of no help.
    """
    if not earlier or not (by_rule.carried or may_lean(question)):
        return by_rule
    told = [(turn.question, turn.answer[:ANSWER_CHARACTERS]) for turn in earlier[-TURNS_TOLD:]]
    try:
        worded = await worded_by(model, told, question)
    except LanguageModelError:
        return by_rule  # whoever asked sees how the question was read, and the answer tells of the model
    said = [text for turn in told for text in turn]
    if not says_the_same(worded, question, said):
        return by_rule
    return WholeQuestion(worded, carried_words(worded, question, said))


async def worded_by(model: LanguageModel, told: Sequence[tuple[str, str]], question: str) -> str:
    """What the model makes of the question; the first line of its reply.

    Raises:
        LanguageModelError: it failed, or took too long.
    """
    reply = ""
    async with aclosing(model.stream(prompts.rewriting(told, question), MOST_TOKENS)) as pieces:
        async for piece in until(monotonic() + MOST_SECONDS, pieces):
            reply += piece
    lines = [line.strip() for line in reply.splitlines() if line.strip()]
    return BEFORE_QUESTION.sub("", lines[0]).strip(" \"'“”*") if lines else ""


def may_lean(question: str) -> bool:
    """True for a question that may need the one before it."""
    return len(question.split()) <= SHORT or POINTING.search(question) is not None


def says_the_same(worded: str, question: str, said: Sequence[str]) -> bool:
    """True for a question that keeps what was asked and takes everything else from the conversation."""
    if not worded or len(worded) > LONGEST_QUESTION or not worded.endswith("?"):
        return False
    kept, given = set(terms(worded)), {term for text in (question, *said) for term in terms(text)}
    pointing = {term for word in POINTING.findall(question) for term in terms(word)}
    return set(terms(question)) - pointing <= kept <= given
