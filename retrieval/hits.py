"""Every passage that holds the words of a search: all of them, counted, in order of relevance or date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.values import Paper
from index.library import Library
from index.values import Filters, Passage
from retrieval.asked_words import Asked, AskedWords, Place, read_asked_words
from retrieval.cite import citation_label, meeting_date_of
from retrieval.coverage import coverage_of
from retrieval.links import MOST_CHARACTERS
from retrieval.values import Coverage


class HitOrder(StrEnum):
    """How the passages found are ordered; those without a date come last where the date decides."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Held(StrEnum):
    """How many of the words each passage found holds."""

    ALL = "all"
    MOST = "most"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HitSearch:
    """What is searched for, and where.

    Attributes:
        words: as typed: plain words, "words in quotation marks", and -words to leave out.
        filters: which papers are searched at all.
        years: of what is found only these years of meetings, all where empty.
        paper_ids: of what is found only these papers, all where empty.
    """

    words: str
    filters: Filters = field(default_factory=Filters)
    order: HitOrder = HitOrder.RELEVANCE
    years: tuple[int, ...] = ()
    paper_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words.

    Attributes:
        meeting_date: of the meeting it belongs to, which in a pack may be an earlier one.
        score: BM25 of the words; only the order means anything.
    """

    passage: Passage
    paper: Paper
    meeting_date: date | None
    score: float

    @property
    def year(self) -> int | None:
        """The year of the meeting."""
        return self.meeting_date.year if self.meeting_date else None

    def label(self, bodies: Sequence[str]) -> str:
        """Where it stands, as a clerk would cite it."""
        return citation_label(self.paper, self.passage, self.meeting_date, bodies)

    def quote(self, places: Sequence[Place]) -> str:
        """The sentences or rows that hold the words, as many together as a link can light."""
        units = [
            unit
            for unit in self.passage.units
            if any(place.start < unit.end and unit.start < place.end for place in places)
        ]
        if not units:
            return self.passage.text
        start = units[0].start
        end = max((unit.end for unit in units if unit.end <= start + MOST_CHARACTERS), default=units[0].end)
        return self.passage.text[start:end].strip()


@dataclass(frozen=True, slots=True)
class WordCount:
    """One of the words asked for, as typed, and how many passages of the papers searched hold it."""

    word: str
    passages: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the passages found have one value."""

    value: str
    passages: int


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many of the passages found stand in one paper."""

    paper: Paper
    passages: int


@dataclass(frozen=True, slots=True)
class HitCounts:
    """How the passages found are spread.

    The years are counted as if no year were chosen, the papers as if no paper were, so that each count
    tells what choosing it would leave. What lacks a body or a date counts nowhere.
    """

    bodies: tuple[Count, ...]
    kinds: tuple[Count, ...]
    years: tuple[Count, ...]
    papers: tuple[PaperCount, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """All that a search found.

    Attributes:
        asked: what was searched for, as it was understood.
        held: how many of the words each of the hits holds.
        words: how often each word was found by itself, in the order typed.
        hits: every one, in the order asked for.
        coverage: the papers that were searched.

    Raises:
        ValueError: hits are given that are said to hold none of the words.
    """

    asked: AskedWords
    held: Held
    words: tuple[WordCount, ...]
    hits: tuple[Hit, ...]
    counts: HitCounts
    coverage: Coverage

    def __post_init__(self) -> None:
        if self.hits and self.held is Held.NONE:
            raise ValueError("a passage that holds none of the words is no hit")

    @property
    def papers(self) -> int:
        """In how many papers the hits stand."""
        return len({hit.paper.paper_id for hit in self.hits})


def find_hits(library: Library, search: HitSearch) -> Hits:
    """Find every passage of public papers that holds all the words, or else the most of them.

    Raises:
        QuestionError: the search holds nothing that can be looked for.
        PanelPapersError: a store failed.
    """
    asked = read_asked_words(search.words)
    papers = {paper.paper_id: paper for paper in library.papers(search.filters)}
    holding = [passages_that_hold(library, one, papers) for one in asked.wanted]
    left_out = {found for one in asked.left_out for found in passages_that_hold(library, one, papers)}
    number = Counter(found for scores in holding for found in scores if found not in left_out)
    most = max(number.values(), default=0)
    scores = {
        found: sum(scores.get(found, 0.0) for scores in holding) for found in number if number[found] == most
    }
    found = hits_of(library, scores, papers)
    return Hits(
        asked=asked,
        held=Held.NONE if not most else Held.ALL if most == len(asked.wanted) else Held.MOST,
        words=tuple(
            WordCount(one.printed, len(scores)) for one, scores in zip(asked.wanted, holding, strict=True)
        ),
        hits=tuple(sorted(narrowed(found, search.years, search.paper_ids), key=SORT_KEYS[search.order])),
        counts=counts_of(found, search),
        coverage=coverage_of(papers.values()),
    )


def passages_that_hold(library: Library, asked: Asked, papers: Mapping[str, Paper]) -> dict[str, float]:
    """Every passage of these papers that holds a word or phrase, with its BM25 score for it."""
    scores: dict[str, float] = {}
    for together in asked.narrowing:
        for found, score in passages_with_terms(library, together, papers).items():
            if found.partition(":")[0] in papers:
                scores[found] = max(score, scores.get(found, 0.0))
    if asked.is_certain:
        return scores
    return {
        passage.passage_id: scores[passage.passage_id]
        for passage in library.passages(list(scores))
        if any(asked.places(passage.text))
    }


def passages_with_terms(library: Library, together: Sequence[str], papers: Iterable[str]) -> dict[str, float]:
    """The passages that hold all of some terms; every passage where there are none to go by."""
    if not together:
        return {passage.passage_id: 0.0 for one in papers for passage in library.passages_of(one)}
    first, *others = (library.passages_holding(term) for term in together)
    return {
        found: score + sum(scores[found] for scores in others)
        for found, score in first.items()
        if all(found in scores for scores in others)
    }


def hits_of(library: Library, scores: Mapping[str, float], papers: Mapping[str, Paper]) -> tuple[Hit, ...]:
    """The passages as hits; of the same words of the same paper only the first."""
    hits: dict[tuple[str, str], Hit] = {}
    for passage in sorted(library.passages(list(scores)), key=lambda one: (one.paper_id, one.position)):
        paper = papers[passage.paper_id]
        words = " ".join(passage.text.split())
        hit = Hit(passage, paper, meeting_date_of(paper, passage.section), scores[passage.passage_id])
        hits.setdefault((paper.paper_id, words), hit)
    return tuple(hits.values())


def narrowed(hits: Iterable[Hit], years: Sequence[int], paper_ids: Sequence[str]) -> tuple[Hit, ...]:
    """The hits of some years and papers; an empty choice leaves all."""
    return tuple(
        hit
        for hit in hits
        if (not years or hit.year in years) and (not paper_ids or hit.paper.paper_id in paper_ids)
    )


def counts_of(found: Sequence[Hit], search: HitSearch) -> HitCounts:
    """How the hits are spread over bodies, kinds, years and papers."""
    left = narrowed(found, search.years, search.paper_ids)
    of_papers = narrowed(found, (), search.paper_ids)
    of_years = narrowed(found, search.years, ())
    papers = {hit.paper.paper_id: hit.paper for hit in of_years}
    by_paper = Counter(hit.paper.paper_id for hit in of_years)
    return HitCounts(
        bodies=counted(hit.paper.body for hit in left),
        kinds=counted(hit.paper.kind.value for hit in left),
        years=counted(str(hit.year or "") for hit in of_papers)[::-1],
        papers=tuple(
            PaperCount(papers[one], by_paper[one])
            for one in sorted(by_paper, key=lambda one: (-by_paper[one], papers[one].title, one))
        ),
    )


def counted(values: Iterable[str]) -> tuple[Count, ...]:
    """How often each value occurs, in order of the values, the empty one left out."""
    counts = Counter(value for value in values if value)
    return tuple(Count(value, counts[value]) for value in sorted(counts))


def in_reading_order(hit: Hit) -> tuple[str, str, int]:
    """Sort key: paper by paper, from its beginning to its end."""
    return (hit.paper.title, hit.paper.paper_id, hit.passage.position)


def newest_first(hit: Hit) -> tuple[object, ...]:
    """Sort key: the latest meeting first, undated passages last."""
    return (-(hit.meeting_date or date.min).toordinal(), *in_reading_order(hit))


def oldest_first(hit: Hit) -> tuple[object, ...]:
    """Sort key: the earliest meeting first, undated passages last."""
    return ((hit.meeting_date or date.max).toordinal(), *in_reading_order(hit))


def most_relevant_first(hit: Hit) -> tuple[object, ...]:
    """Sort key: the highest score first, of one score the latest meeting first."""
    return (-hit.score, *newest_first(hit))


SORT_KEYS: Mapping[HitOrder, Callable[[Hit], tuple[object, ...]]] = {
    HitOrder.RELEVANCE: most_relevant_first,
    HitOrder.NEWEST: newest_first,
    HitOrder.OLDEST: oldest_first,
}
