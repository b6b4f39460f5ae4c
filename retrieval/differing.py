"""Papers that say the same thing with another figure: found, printed both, and told to the reader.

A figure of another year is a change and no disagreement. So the same words have to be said of both figures,
in papers of one meeting or with one date of the past; and a sentence that a paper has several times with
other figures is a form of words, which contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.values import Paper
from index.library import Library
from index.values import Passage, Unit
from retrieval.checking.marks import MarkKind
from retrieval.checking.reading import Reading, read
from retrieval.cite import meeting_date_of
from retrieval.compose import Chosen
from retrieval.features import terms_of
from retrieval.rank import ScoredUnit
from retrieval.same_said import Exchanged, exchanged
from retrieval.settings import RetrievalSettings

NEARLY_THE_SAME = 0.6
"""Share of the terms of two units that they have to have in common to be looked at closely."""

MOST_COMPARED = 40
"""Units, the likeliest first, that what is printed is compared with."""

SUPPOSED = re.compile(
    r"\b(?:amendments?|alternatives?|options?|scenarios?|tracked changes|motions?|examples?|illustrative"
    r"|templates?)\b",
    re.IGNORECASE,
)
"""Words of what is put forward beside something else, or made up: it contradicts nothing."""

EXPECTED = re.compile(
    r"\b(?:forecast\w*|estimat\w+|expect\w*|anticipat\w+|project(?:ed|ion\w*)|plan(?:s|ned)?|target\w*|will|would"
    r"|propos\w+|budgeted|assum\w+|likely|due to)\b",
    re.IGNORECASE,
)
"""Words of what is yet to come, which a later meeting may rightly see otherwise."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the paper that says it.

    Attributes:
        day: of the meeting it belongs to; None where unknown.
    """

    unit: Unit
    passage: Passage
    paper: Paper
    day: date | None

    @property
    def reading(self) -> Reading:
        """Its marks."""
        return read(self.passage.unit_text(self.unit))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences that say the same with another figure, the earlier first."""

    first: Said
    other: Said
    exchanged: Exchanged


def find_disagreement(
    library: Library, chosen: Sequence[Chosen], ordered: Sequence[ScoredUnit], settings: RetrievalSettings
) -> Disagreement | None:
    """The first of what is printed that another of the likeliest units contradicts; None where none does.

    Raises:
        PanelPapersError: a store failed.
    """
    likely = [one for one in ordered if one.score >= ordered[0].score - settings.answer_margin]
    likely = [one for one in likely[:MOST_COMPARED] if can_contradict(one.passage, one.evidence.unit)]
    for one in likely:
        if is_printed(one.evidence.unit, chosen):
            for two in likely:
                if one is not two and have_most_in_common(one.evidence.words, two.evidence.words):
                    found = disagreement(library, one, two)
                    if found is not None:
                        return found
    return None


def can_contradict(passage: Passage, unit: Unit) -> bool:
    """True for a sentence as its paper has it: no row, no heading, nothing read from a picture."""
    return not (unit.cells or unit.heading or passage.ocr)


def is_printed(unit: Unit, chosen: Sequence[Chosen]) -> bool:
    """True for a unit of which the answer prints a part."""
    return any(not part.is_further and any(span.meets(unit) for span in part.spans) for part in chosen)


def have_most_in_common(words: frozenset[str], others: frozenset[str]) -> bool:
    """True for units that may say the same."""
    return len(words & others) >= NEARLY_THE_SAME * len(words | others)


def disagreement(library: Library, one: ScoredUnit, two: ScoredUnit) -> Disagreement | None:
    """What two units differ in; None where they do not, or speak of different things."""
    first, other = (said(library, scored.passage, scored.evidence.unit) for scored in (one, two))
    if (other.day or date.max) < (first.day or date.max):
        first, other = other, first
    found = exchanged(first.reading, other.reading)
    if found is None or not are_of_one_thing(first, other, found):
        return None
    if is_form_of_words(library, first, other) or is_form_of_words(library, other, first):
        return None
    return Disagreement(first, other, found)


def said(library: Library, passage: Passage, unit: Unit) -> Said:
    """A unit with its paper and day."""
    paper = library.paper(passage.paper_id)
    return Said(unit, passage, paper, meeting_date_of(paper, passage.section))


def are_of_one_thing(first: Said, other: Said, found: Exchanged) -> bool:
    """Whether two sentences that say the same speak of the same thing at the same time."""
    if any(SUPPOSED.search(f"{one.passage.context} {one.reading.text}") for one in (first, other)):
        return False
    if not are_of_one_body(first.paper.body, other.paper.body):
        return False
    if first.paper.paper_id == other.paper.paper_id:
        return bool(found.dates) and first.passage.section.path == other.passage.section.path
    if first.day is not None and first.day == other.day:
        return True
    expected = EXPECTED.search(first.reading.text) or EXPECTED.search(other.reading.text)
    return bool(found.dates) and found.first.kind is MarkKind.NUMBER and not expected


def are_of_one_body(body: str, other: str) -> bool:
    """Whether two papers may be of one body: one name ends as the other, or one paper names none."""
    return body.endswith(other) or other.endswith(body)


def is_form_of_words(library: Library, one: Said, other: Said) -> bool:
    """Whether a paper says this again with another figure, so that the figure belongs to its place there."""
    words = frozenset(terms_of(one.reading.text))
    apart = {one.unit.unit_id, other.unit.unit_id}
    return any(
        exchanged(one.reading, read(text)) is not None
        for text in other_sentences(library, one.paper, apart)
        if have_most_in_common(words, frozenset(terms_of(text)))
    )


def other_sentences(library: Library, paper: Paper, apart: set[str]) -> Iterator[str]:
    """The sentences of a paper but those named by their ids."""
    for passage in library.passages_of(paper.paper_id):
        for unit in passage.units:
            if unit.unit_id not in apart and not unit.heading:
                yield passage.unit_text(unit)
