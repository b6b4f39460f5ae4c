"""Whether every person, place and body that a sentence names is named by what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.checking.footing import Ground
from retrieval.checking.marks import MarkKind, overlaps
from retrieval.checking.names import Name, other_forms, sequence, spelt_out, stands_in
from retrieval.checking.reading import Reading
from retrieval.checking.values import Fault, FaultKind


def name_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Names that the papers do not give, or give only in pieces that belong to several names."""
    texts = ground.texts
    words = [sequence(text) for text in texts]
    spelling = spelt_out(texts)
    for name in said_names(sentence):
        if not is_named(name, words, spelling, texts):
            yield Fault(FaultKind.NAME, name.printed, f"The passages cited do not name “{name.printed}”.")


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
    return any(stands_in(form, one) for form in forms if form for one in words)
