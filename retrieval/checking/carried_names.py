"""Whether every person, place and body that a sentence names is named by what it rests on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.checking.footing import Ground
from retrieval.checking.marks import Mark, MarkKind, overlaps
from retrieval.checking.names import (
    CHANGING,
    TITLES,
    Name,
    alike,
    is_changed,
    name_words,
    other_forms,
    sequence,
    spelt_out,
    stands_at,
    stands_in,
)
from retrieval.checking.reading import Reading
from retrieval.checking.reported_speech import frames
from retrieval.checking.values import Fault, FaultKind

OF = re.compile(r"\sof(?:\sthe)?\s")
JOINED = re.compile(r"\s(?:and|for|in)(?:\sthe)?\s|\s&\s")


def name_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Names that the papers do not give, or give only in pieces that belong to several names."""
    texts = ground.texts
    words = [sequence(text) for text in texts]
    spelling = spelt_out(texts)
    near_words = [sequence(footing.reading.text) for footing in ground.chosen]
    for name in said_names(sentence):
        if not is_named(name, words, spelling, texts) and not is_named_later(name, words, spelling, texts):
            yield Fault(FaultKind.NAME, name.printed, f"The passages cited do not name “{name.printed}”.")
        elif changed := other_office(name, near_words):
            yield Fault(
                FaultKind.NAME, name.printed, f"The passages say “{changed} {name.printed}”, another office."
            )
    yield from subject_faults(sentence, ground)
    yield from pair_faults(sentence, ground)


def is_named_later(
    name: Name, words: Sequence[Sequence[str]], spelling: Sequence[tuple[str, str]], texts: Sequence[str]
) -> bool:
    """Whether a run that opens the sentence is a name without its first word: "According to", "Action A2"."""
    if name.start > 0 or len(name.words) < 2 or name.words[0] in CHANGING:
        return False
    return is_named(replace(name, words=name.words[1:]), words, spelling, texts)


def other_office(name: Name, words: Sequence[Sequence[str]]) -> str:
    """The word by which the papers mean another office than the sentence; "" where they mean the same."""
    if any(stands_in(name.words, one) for one in words):
        return ""
    for one in words:
        for start in range(1, len(one)):
            if (
                stands_at(name.words, one, start)
                and alike(one[start], name.words[0])
                and is_changed(one, start)
            ):
                return one[start - 1].title()
    return ""


def told_to_all(sentence: Reading) -> bool:
    """Whether a sentence only says who was told: "The Panel heard that"."""
    return any(frame.hearer for frame in frames(sentence.text))


def pair_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Two names that a clause puts together and that no sentence or row of the papers has together."""
    runs = [
        [
            mark
            for mark in sentence.marks
            if mark.kind is MarkKind.NAME and name.start <= mark.start < name.end
        ]
        for name in said_names(sentence)
    ]
    for first, second in itertools.pairwise(runs):
        if first and second and first[0].clause == second[0].clause:
            has_both = any(has_all((*first, *second), footing.gives) for footing in ground.all)
            each = all(
                any(has_all(one, other.reading.gives) for other in ground.all) for one in (first, second)
            )
            if each and not has_both:
                words = f"{first[-1].printed} and {second[-1].printed}"
                yield Fault(FaultKind.NAME, words, f"The passages do not speak of {words} together.")


def has_all(marks: Sequence[Mark], given: frozenset[str]) -> bool:
    """Whether every mark is carried."""
    return all(mark.is_carried_by(given) for mark in marks)


def subject_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """A name that opens the sentence and that only headings give, where the paper says it of another."""
    opening = next((mark for mark in sentence.marks if mark.rivals == "name"), None)
    if opening is None or not ground.chosen or opening != sentence.marks[0]:
        return
    first = ground.chosen[0]
    if opening.is_carried_by(first.reading.gives) or first.unit.cells or told_to_all(sentence):
        return
    subject = next((mark for mark in first.reading.marks if mark.rivals == "name"), None)
    if subject and not any(mark.is_carried_by(subject.gives) for mark in sentence.marks):
        yield Fault(FaultKind.NAME, opening.printed, f"The passages say this of {subject.printed}.")


def said_names(sentence: Reading) -> Iterator[Name]:
    """The names of a sentence, without months and the like, and without a capital that opens it."""
    named = [(mark.start, mark.end) for mark in sentence.marks if mark.kind is MarkKind.NAME]
    figures = [
        (mark.start, mark.end) for mark in sentence.marks if mark.kind in (MarkKind.DATE, MarkKind.NUMBER)
    ]
    for name in sentence.names:
        inside = overlaps(name.start, name.end, named)
        if inside and not overlaps(name.start, name.end, figures):
            yield name


def is_named(
    name: Name, words: Sequence[Sequence[str]], spelling: Sequence[tuple[str, str]], texts: Sequence[str]
) -> bool:
    """Whether a name stands in a text whole, in one of its forms; a run of names may stand in pieces."""
    forms = [name.words, *other_forms(name, spelling, texts)]
    if any(stands_in(form, one) for form in forms if form for one in words):
        return True
    pieces = JOINED.split(name.printed)
    if len(pieces) == 1 and name.words[0] in TITLES.values():
        pieces = OF.split(name.printed, maxsplit=1)
    first, _, rest = name.printed.partition(" ")
    if len(pieces) == 1 and rest and first.isupper() and len(first) > 1:
        pieces = [first, rest]
    return len(pieces) > 1 and all(
        is_named(replace(name, printed=piece, words=name_words(piece)), words, spelling, texts)
        for piece in pieces
        if name_words(piece)
    )
