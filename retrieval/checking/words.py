"""Whether every word of a sentence that says something is carried by what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.bounds import limit_of
from retrieval.checking.carried_figures import NEXT_TO, is_measure
from retrieval.checking.footing import Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.reported_speech import is_of_reporting
from retrieval.checking.values import Fault, FaultKind

SPEAKS_ITSELF = re.compile(
    r"\b(?:you|your|yours|i|i'm|me|my|we|us|our|ours|please|let’s|let's)\b(?![.)])", re.IGNORECASE
)


def word_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that nothing in what the sentence rests on carries, together in one fault."""
    missing = [
        mark
        for mark in sentence.marks
        if mark.kind is MarkKind.WORD
        and says_something(mark)
        and not mark.is_carried_by(ground.gives)
        and not is_of_reporting(mark, sentence)
        and not is_of_a_limit(mark, sentence)
        and not is_measure(mark, sentence)
    ]
    if missing:
        words = ", ".join(dict.fromkeys(mark.printed for mark in missing))
        yield Fault(FaultKind.WORDS, words, f"The passages cited do not say “{words}”.")


def is_of_a_limit(mark: Mark, sentence: Reading) -> bool:
    """Whether a word only limits the figure after it, which is looked at there: "exceed", "below"."""
    figure = next((one for one in sentence.marks if one.start >= mark.end), None)
    return (
        figure is not None
        and figure.kind is MarkKind.NUMBER
        and bool(limit_of(sentence, figure))
        and (figure.start - mark.end <= NEXT_TO)
    )


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
