"""A model's reply, as it comes, into sentences with the labels they end in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import split_sentences
from retrieval.writing.prompts import NOT_ANSWERED
from retrieval.writing.sources import LABEL

OURS = rf"(?:passages?\s+|source\s+)?{LABEL.pattern}"
ANY = rf"(?:{OURS}|(?:passages?\s+|source\s+)?\d{{1,3}})"
PARTED = r"\s*(?:[,;&]|and\b)?\s*"
LABELS = re.compile(
    rf"\s*\[\s*{ANY}(?:{PARTED}{ANY})*\s*(?:\]|$)|\s*\(\s*{OURS}(?:{PARTED}{OURS})*\s*\)", re.IGNORECASE
)
"""Labels in brackets: ours, some never given, and the plain numbers that models like to write."""

SENTENCE_OVER = re.compile(rf"(?:{LABELS.pattern})+\s*\.?\s+(?P<next>[^\s\[(])", re.IGNORECASE)
DECORATION = re.compile(r"^\s*(?:[-*•>#]+\s+|\d{1,2}[.)]\s+)+|\*\*|__|`+", re.MULTILINE)
ECHO = re.compile(r"passage\s*(?:,|\[|$)|(?:question|answer)\s*:|<<<|>>>", re.IGNORECASE)
"""How a line begins that repeats the request."""

SPOKEN_BEFORE = re.compile(r"^\s*(?:the\s+)?(?:final\s+)?answer\s*:\s*", re.IGNORECASE)
SENTENCE_END = (".", "!", "?", "”", '"', "’", "'", ")", ":")


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence as the model wrote it.

    Attributes:
        text: without labels and without the marks of lists and emphasis.
        labels: those it ends in or holds, in lower case, whether or not they were ever given.
    """

    text: str
    labels: tuple[str, ...]


class SentenceReader:
    """Takes a reply piece by piece and gives each sentence as soon as it is whole."""

    def __init__(self) -> None:
        self.waiting = ""

    def read(self, piece: str) -> Iterator[WrittenSentence]:
        """The sentences that this piece makes whole."""
        self.waiting += piece
        while (end := whole_line_or_sentence(self.waiting)) is not None:
            whole, self.waiting = self.waiting[:end], self.waiting[end:]
            yield from sentences_in(whole)

    def rest(self) -> Iterator[WrittenSentence]:
        """What is left when the reply is over; half a sentence is left out."""
        whole, self.waiting = self.waiting, ""
        found = list(sentences_in(whole))
        if found and is_half(found[-1]):
            found.pop()
        yield from found


def is_half(written: WrittenSentence) -> bool:
    """True for words that seem to break off: no label, no end, and not the words of a refusal."""
    return not (written.labels or written.text.endswith(SENTENCE_END) or is_refusal(written))


def is_refusal(written: WrittenSentence) -> bool:
    """True for the words with which a model says that the passages do not answer."""
    return written.text.strip(" .!\"'“”").upper() == NOT_ANSWERED


def whole_line_or_sentence(text: str) -> int | None:
    """Where the first line, or the first sentence that ends in a label, is over; None if none is yet."""
    ends = [text.find("\n") + 1]
    ends += [found.start("next") for found in SENTENCE_OVER.finditer(text) if begins_sentence(found["next"])]
    return min((end for end in ends if end > 0), default=None)


def begins_sentence(character: str) -> bool:
    """True for what a sentence may begin with."""
    return not character.isalpha() or character.isupper()


def sentences_in(line: str) -> Iterator[WrittenSentence]:
    """The sentences of a line; one without labels shares those of the next that has some."""
    line = SPOKEN_BEFORE.sub("", DECORATION.sub("", line)).strip()
    pieces = [line[start:end] for start, end in split_sentences(line)]
    told: list[tuple[str, tuple[str, ...]]] = []
    for piece in pieces:
        text = " ".join(LABELS.sub(" ", piece).split()).replace(" .", ".")
        labels = labels_of(piece)
        if is_word(text) and not ECHO.match(text):
            told.append((text, labels))
        elif told:
            before, earlier = told[-1]
            told[-1] = (before, (*earlier, *labels))
    shared: tuple[str, ...] = ()
    found: list[WrittenSentence] = []
    for text, labels in reversed(told):
        shared = labels or shared
        found.append(WrittenSentence(text, tuple(dict.fromkeys(labels or shared))))
    yield from reversed(found)


def is_word(text: str) -> bool:
    """True for text with a letter or a digit in it."""
    return any(character.isalnum() for character in text)


def labels_of(text: str) -> tuple[str, ...]:
    """The labels that stand in brackets in a text."""
    bracketed = " ".join(match.group() for match in LABELS.finditer(text))
    return tuple(re.findall(rf"{LABEL.pattern}|\d{{1,3}}", bracketed.lower()))
