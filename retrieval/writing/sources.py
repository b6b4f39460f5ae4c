"""The passages that a model may write from, each under a label that says nothing and cannot be guessed."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.values import Paper
from index.values import Passage
from retrieval.cite import meeting_date_of
from retrieval.writing import prompts

LABEL = re.compile(r"[bcdfghjkmnpqrstvwxz][2-9][bcdfghjkmnpqrstvwxz][2-9]")
"""A consonant, a digit, a consonant, a digit: no word, and no reference of a paper."""
LETTERS, DIGITS = "bcdfghjkmnpqrstvwxz", "23456789"

WORDS_TO_TOKENS, CHARACTERS_TO_TOKENS = 1.5, 1 / 3
"""More than English takes with the tokenizers in use, so that a request is never too long."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a model may cite.

    Attributes:
        label: what the model calls it.
        place: where it stands, as a clerk would write it.
    """

    label: str
    passage: Passage
    paper: Paper
    place: str

    @property
    def meeting_date(self) -> date | None:
        """The date of the meeting that the passage belongs to."""
        return meeting_date_of(self.paper, self.passage.section)


def sources_within(
    question: str, candidates: Iterable[tuple[Passage, Paper, str]], most_tokens: int
) -> tuple[Source, ...]:
    """As many whole passages, the likeliest first, as a request of so many tokens holds; always one.

    One that is too long is passed over, and shorter ones after it may still fit.

    Args:
        candidates: (passage, its paper, where it stands), the likeliest first.
    """
    chosen: list[Source] = []
    for passage, paper, place in candidates:
        label = label_for(question, passage, {source.label for source in chosen})
        wider = [*chosen, Source(label, passage, paper, place)]
        if not chosen or request_tokens(question, wider) <= most_tokens:
            chosen = wider
    return tuple(chosen)


def request_tokens(question: str, sources: Sequence[Source]) -> int:
    """About how many tokens a request for an answer has, rather too many than too few."""
    messages = prompts.answering(question, [(one.label, one.place, one.passage.text) for one in sources])
    return sum(tokens_of(message.text) for message in messages)


def tokens_of(text: str) -> int:
    """About how many tokens a text has, rather too many than too few."""
    return math.ceil(max(len(text.split()) * WORDS_TO_TOKENS, len(text) * CHARACTERS_TO_TOKENS))


def label_for(question: str, passage: Passage, taken: set[str]) -> str:
    """A label for a passage: the same for the same question, found in no paper, known to nobody before."""
    return next(label for label in labels_from(f"{question}\0{passage.digest}") if label not in taken)


def labels_from(key: str) -> Iterator[str]:
    """Labels without end, as a digest of the key gives them."""
    number = 0
    while True:
        digest = hashlib.sha256(f"{key}\0{number}".encode()).digest()
        alphabets = (LETTERS, DIGITS, LETTERS, DIGITS)
        yield "".join(letters[byte % len(letters)] for letters, byte in zip(alphabets, digest, strict=False))
        number += 1
