"""Quote what is printed, with as much around it as fits: the likeliest to answer beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.values import Passage
from retrieval.running_text import Placed, Places, by_place, text_around, text_between
from retrieval.spans import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they stand in the paper.

    Attributes:
        unit_ids: of the units that it was made for, and of those that it holds whole.
    """

    text: str
    unit_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quoter:
    """Makes quotes of one question's answer.

    Attributes:
        most: characters; only spans that are longer themselves make a longer quote.
        likelihood: of the units by their ids; none for those that nothing is known of.
        beside: gives the passages before and after one, so that a quote can run on in them.
    """

    most: int
    likelihood: Mapping[str, float]
    beside: Callable[[Passage], Sequence[Passage]]

    def quotes(self, parts: Iterable[Sequence[Span]]) -> list[Quote]:
        """A quote for each part; what one quote holds already counts nothing for the next ones."""
        made: list[Quote] = []
        quoted: frozenset[str] = frozenset()
        for spans in parts:
            made.append(self.quote(spans, quoted))
            quoted |= made[-1].unit_ids
        return made

    def quote(self, spans: Sequence[Span], quoted: frozenset[str] = frozenset()) -> Quote:
        """Spans of one running text with the whole units around them that are likeliest to answer.

        Of equals, the most words. It may widen over a heading, and begin with one, since it says what the
        rest is about, or with the header of a table; it never widens to end with one, nor over two headings
        in a row, which are a title block.

        Args:
            quoted: units that other quotes hold; they count nothing.
        """
        passages = {span.passage.passage_id: span.passage for span in spans}.values()
        known = by_place(passage for one in passages for passage in (*self.beside(one), one))
        text = text_around(spans[0].passage, known)
        begins = text.begins
        start = min(begins[span.passage.passage_id] + span.start for span in spans)
        end = max(begins[span.passage.passage_id] + span.end for span in spans)
        units = [unit for unit in text.units if unit.end > end - self.most and unit.start < start + self.most]

        def worth(window: tuple[int, int]) -> tuple[float, int, int]:
            first, last = window
            new = [one.unit.unit_id for one in within(units, first, last)]
            likely = sum(self.likelihood.get(unit_id, 0.0) for unit_id in new if unit_id not in quoted)
            return likely, last - first, last

        first, last = max(windows(units, start, end, self.most), key=worth)
        made_for = [
            unit for passage in passages for unit in passage.units if any(one.meets(unit) for one in spans)
        ]
        holds = (*made_for, *(one.unit for one in within(units, first, last)))
        return Quote(text.text[first:last].strip(), frozenset(unit.unit_id for unit in holds))


def windows(units: Sequence[Placed], start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Every stretch of whole units around one that is no longer than allowed, and that one itself."""
    before = up_to_title_block([one for one in reversed(units) if one.start < start])
    after = up_to_title_block([one for one in units if one.end > end])
    yield start, end
    for first in (start, *(one.start for one in before)):
        for last in (end, *(one.end for one in after if not one.unit.heading)):
            if last - first <= most:
                yield first, last


def within(units: Sequence[Placed], start: int, end: int) -> list[Placed]:
    """The units that a stretch holds whole."""
    return [one for one in units if start <= one.start and one.end <= end]


def up_to_title_block(units: Sequence[Placed]) -> list[Placed]:
    """The units before the first two headings in a row, a table's header being none."""
    headings = [one.unit.heading and not one.unit.header for one in units]
    for place, (one, other) in enumerate(pairwise(headings)):
        if one and other:
            return list(units[:place])
    return list(units)


def group_for(groups: Sequence[list[Span]], span: Span, most: int, known: Places) -> list[Span] | None:
    """The first group that a span fits in one quote with; None where there is none.

    Args:
        most: characters of a quote.
        known: passages that a quote may run over.
    """
    return next((group for group in groups if fit_one_quote((*group, span), most, known)), None)


def fit_one_quote(spans: Sequence[Span], most: int, known: Places) -> bool:
    """Whether one quote can hold these spans."""
    if len({span.passage.paper_id for span in spans}) > 1:
        return False
    first = min(spans, key=lambda span: span.place)
    last = max(spans, key=lambda span: (span.passage.position, span.end))
    text = text_between(first.passage, last.passage, known)
    if text is None:
        return False
    return text.begins[last.passage.passage_id] + last.end - first.start <= most
