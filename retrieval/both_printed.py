"""An answer in which papers differ: what each says is printed, in order of date, and the reader is told."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.values import PaperStatus
from retrieval.checking.marks import Mark
from retrieval.cite import citation_label
from retrieval.compose import Chosen
from retrieval.differing import Disagreement, Said, is_printed
from retrieval.settings import RetrievalSettings
from retrieval.spans import Span, printed_span
from retrieval.understand import Query


def print_both(
    query: Query,
    chosen: Sequence[Chosen],
    disagreement: Disagreement,
    limit: int,
    settings: RetrievalSettings,
) -> tuple[Chosen, ...] | None:
    """The same citations with both sentences among what is printed, one after the other.

    What was printed or pointed to last gives way where words or citations do not last.

    Returns:
        None where the figures cannot both be printed.
    """
    both = [
        part_of(query, chosen, one, mark)
        for one, mark in (
            (disagreement.first, disagreement.exchanged.first),
            (disagreement.other, disagreement.exchanged.other),
        )
    ]
    first, other = both
    if first is None or other is None or length_of(first) + length_of(other) > settings.answer_words:
        return None
    pair: tuple[Chosen, ...] = (first,) if first is other else (first, other)
    if len(pair) > limit:
        return None
    apart = [part for part in chosen if part not in pair and not is_replaced(part, pair)]
    words = sum(map(length_of, pair))
    kept: list[Chosen] = []
    for part in apart:
        words += 0 if part.is_further else length_of(part)
        if part.is_further or words <= settings.answer_words:
            kept.append(part)
    kept = kept[: limit - len(pair)]
    place = min(next(at for at, part in enumerate(chosen) if part in pair), len(kept))
    return (*kept[:place], *pair, *kept[place:])


def part_of(query: Query, chosen: Sequence[Chosen], said: Said, figure: Mark) -> Chosen | None:
    """What prints a sentence with its figure; None where the figure stands in what is cut away."""
    at = said.unit.start + figure.start
    if is_printed(said.unit, chosen):
        printed = (part for part in chosen if not part.is_further)
        return next((part for part in printed if holds(part.spans, said, at)), None)
    span = printed_span(query, said.passage, said.unit)
    return Chosen(said.passage, (span,)) if holds((span,), said, at) else None


def holds(spans: Sequence[Span], said: Said, at: int) -> bool:
    """Whether a place in the passage of a sentence is printed."""
    passage_id = said.passage.passage_id
    return any(span.passage.passage_id == passage_id and span.start <= at < span.end for span in spans)


def is_replaced(part: Chosen, pair: Sequence[Chosen]) -> bool:
    """True for a passage that was only pointed to and is printed now."""
    return part.is_further and any(part.passage.passage_id == one.passage.passage_id for one in pair)


def length_of(part: Chosen) -> int:
    """Its words, with its marker."""
    return sum(len(span.printed.split()) for span in part.spans) + 1


def notice_of_disagreement(disagreement: Disagreement, bodies: Sequence[str]) -> str:
    """What the reader is told: that the papers differ, and which says what.

    Args:
        bodies: every body in the library, so that a short name is used only where it is clear.
    """
    first, other = disagreement.first, disagreement.other
    figures = disagreement.exchanged
    told = (
        f"The papers differ: in the same words {place_of(first, bodies)} has {figures.first.printed}, "
        f"and {place_of(other, bodies)} has {figures.other.printed}."
    )
    for one, two in ((first, other), (other, first)):
        if (one.paper.status, two.paper.status) == (PaperStatus.CONFIRMED, PaperStatus.DRAFT):
            figure = figures.first if one is first else figures.other
            return f"{told} The confirmed paper is the one with {figure.printed}; the other is a draft."
    return told


def place_of(said: Said, bodies: Sequence[str]) -> str:
    """A sentence's paper, by its title, since two may be of one meeting, and its place."""
    label = citation_label(said.paper, said.passage, said.day, bodies)
    return f"“{said.paper.title}” ({label})"
