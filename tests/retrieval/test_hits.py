"""A search gives every passage that holds the words, over the real sample papers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from corpus.values import PaperKind
from index.library import Library
from index.values import Filters, Passage
from retrieval.hits import Held, HitOrder, Hits, HitSearch, find_hits

pytestmark = pytest.mark.slow


def scan(library: Library, *patterns: str, without: str = "(?!)") -> set[str]:
    """The passages in which a plain look at every stored text finds all the patterns."""

    def holds(passage: Passage, pattern: str) -> bool:
        return re.search(pattern, passage.text, re.IGNORECASE) is not None

    return {
        passage.passage_id
        for paper in library.papers()
        for passage in library.passages_of(paper.paper_id)
        if all(holds(passage, pattern) for pattern in patterns) and not holds(passage, without)
    }


def ids(found: Hits) -> set[str]:
    """The passages found."""
    return {hit.passage.passage_id for hit in found.hits}


@pytest.mark.parametrize(
    ("typed", "patterns", "without"),
    [
        ("precept", [r"\bprecepts?\b"], "(?!)"),
        ("the complaints", [r"\bcomplain(t|ts|ed|ing)\b"], "(?!)"),
        ("commissioner budget", [r"\bcommissioners?\b", r"\bbudget(s|ed|ing)?\b"], "(?!)"),
        ('"be noted"', [r"\bbe\s+noted\b"], "(?!)"),
        ('"the Panel"', [r"\bthe\s+Panel\b"], "(?!)"),
        ('"per cent"', [r"\bper\s+cent\b"], "(?!)"),
        ("panel -commissioner", [r"\bpanels?\b"], r"\bcommissioners?\b"),
        ('panel -"the Commissioner"', [r"\bpanels?\b"], r"\bthe\s+Commissioner\b"),
    ],
)
def test_every_passage_that_a_plain_scan_finds_is_found(
    sample_library: Library, typed: str, patterns: list[str], without: str
) -> None:
    expected = scan(sample_library, *patterns, without=without)
    found = find_hits(sample_library, HitSearch(typed))
    texts = {(one.paper_id, " ".join(one.text.split())) for one in sample_library.passages(sorted(expected))}
    assert found.held is Held.ALL
    assert ids(found) <= expected
    assert {(hit.paper.paper_id, " ".join(hit.passage.text.split())) for hit in found.hits} == texts
    assert len(texts) > 2, "the sample holds it more than once or twice"


def test_every_hit_can_be_lit_and_quoted(sample_library: Library) -> None:
    found = find_hits(sample_library, HitSearch("precept increase"))
    for hit in found.hits:
        places = found.asked.places(hit.passage.text)
        assert places
        assert hit.quote(places) in hit.passage.text
        lit = hit.passage.text[places[0].start : places[0].end]
        assert lit in hit.quote(places)


def test_where_no_passage_holds_all_words_those_with_the_most_are_given_and_said_to_be(
    sample_library: Library,
) -> None:
    found = find_hits(sample_library, HitSearch("precept budget hovercraft"))
    assert found.held is Held.MOST
    assert [(one.word, one.passages > 0) for one in found.words] == [
        ("precept", True),
        ("budget", True),
        ("hovercraft", False),
    ]
    assert ids(found) == ids(find_hits(sample_library, HitSearch("precept budget")))


def test_where_no_word_stands_anywhere_nothing_is_given(sample_library: Library) -> None:
    found = find_hits(sample_library, HitSearch("hovercraft eels"))
    assert (found.held, found.hits, found.papers) == (Held.NONE, (), 0)
    assert found.coverage.papers == len(sample_library.papers())


def test_passages_come_by_date_or_by_relevance_and_always_alike(sample_library: Library) -> None:
    search = HitSearch("panel")
    newest = find_hits(sample_library, replace(search, order=HitOrder.NEWEST)).hits
    oldest = find_hits(sample_library, replace(search, order=HitOrder.OLDEST)).hits
    relevant = find_hits(sample_library, search).hits
    for hits, later_first in ((newest, True), (oldest, False)):
        dates = [hit.meeting_date for hit in hits]
        dated = [day for day in dates if day]
        assert dates[: len(dated)] == dated == sorted(dated, reverse=later_first)
    assert all(before.score >= after.score for before, after in pairwise(relevant))
    assert {hit.passage.passage_id for hit in newest} == {hit.passage.passage_id for hit in relevant}
    assert relevant == find_hits(sample_library, search).hits


def test_counts_are_over_every_hit_and_say_what_choosing_would_leave(sample_library: Library) -> None:
    every = find_hits(sample_library, HitSearch("panel"))
    assert sum(one.passages for one in every.counts.kinds) == len(every.hits)
    assert sum(one.passages for one in every.counts.papers) == len(every.hits)
    for year in every.counts.years:
        chosen = find_hits(sample_library, HitSearch("panel", years=(int(year.value),)))
        assert len(chosen.hits) == year.passages
        assert chosen.counts.years == every.counts.years
    for one in every.counts.papers:
        chosen = find_hits(sample_library, HitSearch("panel", paper_ids=(one.paper.paper_id,)))
        assert len(chosen.hits) == one.passages
        assert chosen.counts.papers == every.counts.papers


def test_filters_narrow_what_is_searched(sample_library: Library) -> None:
    minutes = find_hits(sample_library, HitSearch("panel", Filters(kind=PaperKind.MINUTES)))
    assert {hit.paper.kind for hit in minutes.hits} == {PaperKind.MINUTES}
    assert minutes.coverage.papers < len(sample_library.papers())
    nothing = find_hits(sample_library, HitSearch("panel", Filters(body="No such body")))
    assert (nothing.held, nothing.coverage.papers) == (Held.NONE, 0)


def test_exempt_papers_are_never_found(sample_library: Library) -> None:
    exempt = set(sample_library.papers(include_exempt=True)) - set(sample_library.papers())
    assert exempt
    found = find_hits(sample_library, HitSearch('"the"'))
    assert not {hit.paper for hit in found.hits} & exempt


def test_the_same_words_of_the_same_paper_are_given_once(sample_library: Library) -> None:
    found = find_hits(sample_library, HitSearch('"the"'))
    seen: list[Any] = [(hit.paper.paper_id, " ".join(hit.passage.text.split())) for hit in found.hits]
    assert len(seen) == len(set(seen))


def test_hits_that_hold_nothing_cannot_be_built(sample_library: Library) -> None:
    found = find_hits(sample_library, HitSearch("panel"))
    with pytest.raises(ValueError, match="no hit"):
        replace(found, held=Held.NONE)
