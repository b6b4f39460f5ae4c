"""Whether every word of a sentence that says something is carried by what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

SPEAKS_ITSELF = re.compile(
    r"\b(?:you|your|yours|i|i'm|me|my|we|us|our|ours|please|let’s|let's)\b(?![.)])", re.IGNORECASE
)


def word_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that nothing in what the sentence rests on carries, together in one fault."""
    missing = [
        mark
        for mark in sentence.marks
        if mark.kind is MarkKind.WORD and says_something(mark) and not is_carried(mark, ground)
    ]
    if missing:
        words = ", ".join(dict.fromkeys(mark.printed for mark in missing))
        yield Fault(FaultKind.WORDS, words, f"The passages cited do not say “{words}”.")


def is_carried(mark: Mark, ground: Ground) -> bool:
    """Whether a word stands in what the sentence rests on, or around it."""
    return mark.is_carried_by(ground.gives)


def address_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words by which a sentence speaks for itself or to its reader, where the papers do not."""
    printed = " ".join(footing.reading.text for footing in ground.chosen).casefold()
    for match in SPEAKS_ITSELF.finditer(sentence.text):
        word = match.group()
        if word.isupper() and len(word) > 1:
            continue
        if not re.search(rf"\b{re.escape(word.casefold())}\b", printed):
            reason = f"It speaks to the reader or for itself (“{word}”); the passages cited do not."
            yield Fault(FaultKind.WORDS, word, reason)
            return
