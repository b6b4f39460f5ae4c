"""When the papers are taken to be silent."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest
from passages import passage, scored

from retrieval.decide import (
    OUTRIGHT,
    Finding,
    asks_for_no_figure,
    confidence,
    full_and_yet_silent,
    is_told_outright,
    near_and_yet_silent,
    not_spelled_out,
    other_than_papers,
    rest_not_read_as_an_answer,
)
from retrieval.features import Judged, terms_of
from retrieval.rank import ScoredUnit
from retrieval.understand import Query, Wanted


def query(question: str) -> Query:
    asked = tuple(question.lower().split())
    return Query(question, asked, (), dict.fromkeys(asked, 1.0), frozenset(), (Wanted.FACT,))


def found(similarity: float, log_odds: float | None, number: int = 1) -> ScoredUnit:
    unit = scored(passage("The bridge at Alderby was mended.", number=number), 0, 1.0)
    judged = None if log_odds is None else Judged(log_odds, log_odds)
    return replace(unit, evidence=replace(unit.evidence, similarity=similarity, judged=judged))


BRIDGE = query("when was the bridge mended")


def test_what_is_read_as_an_answer_is_surer_than_what_is_only_near() -> None:
    assert confidence(BRIDGE, [found(0.6, 5.0)]) > 0.5 > confidence(BRIDGE, [found(0.6, -5.0)])


def test_without_a_reranker_nearness_decides() -> None:
    assert confidence(BRIDGE, [found(0.6, None)]) > 0.5 > confidence(BRIDGE, [found(0.05, None)])


def test_a_question_in_the_words_of_the_paper_is_not_doubted_for_that() -> None:
    near, verbatim = (Finding(BRIDGE, [found(similarity, 1.0)]) for similarity in (0.7, 0.95))
    assert near_and_yet_silent(near) == near_and_yet_silent(verbatim)


def test_a_sentence_full_of_the_questions_words_is_doubted_if_it_is_not_read_as_the_answer() -> None:
    def held(words: set[str]) -> Finding:
        unit = found(0.6, -1.0)
        return Finding(BRIDGE, [replace(unit, evidence=replace(unit.evidence, words=frozenset(words)))])

    assert full_and_yet_silent(held({"bridge"})) < full_and_yet_silent(held({"when", "bridge", "mended"}))
    verbatim = held({"when", "was", "the", "bridge", "mended"})
    assert full_and_yet_silent(verbatim) == full_and_yet_silent(held({"was", "the", "bridge", "mended"}))


def test_questions_for_figures_are_doubted_as_others_are() -> None:
    figure = replace(BRIDGE, wanted=(Wanted.NUMBER,))
    unread, read = [found(0.6, None)], [found(0.6, 1.0)]
    assert asks_for_no_figure(Finding(BRIDGE, read)) > asks_for_no_figure(Finding(figure, read))
    assert confidence(BRIDGE, read) < confidence(figure, read)
    assert asks_for_no_figure(Finding(BRIDGE, unread)) == 0  # it makes up for how the reranker doubts


def test_passages_that_answer_too_take_doubt_away() -> None:
    alone = Finding(BRIDGE, [found(0.6, 4.0), found(0.5, -6.0, number=2)])
    borne_out = Finding(BRIDGE, [found(0.6, 4.0), found(0.5, 3.0, number=2)])
    assert rest_not_read_as_an_answer(borne_out) < rest_not_read_as_an_answer(alone)


def told(asked: Query, log_odds: float, words: set[str]) -> list[ScoredUnit]:
    """A sentence that holds these words, read as said; the other passages are read as no answers at all."""
    first = found(0.9, log_odds)
    first = replace(first, evidence=replace(first.evidence, words=frozenset(words)))
    return [first, *(found(0.6, -8.0, number=number) for number in range(2, 9))]


def test_what_one_paper_says_plainly_others_need_not_speak_of() -> None:
    words = {"when", "was", "the", "bridge", "mended"}
    assert confidence(BRIDGE, told(BRIDGE, 0.5, words)) >= OUTRIGHT > 0.5
    assert confidence(BRIDGE, told(BRIDGE, -0.5, words)) < 0.5  # not read as the answer
    assert confidence(BRIDGE, told(BRIDGE, 0.5, {"bridge", "mended"})) < 0.5  # says too little of it


@pytest.mark.parametrize(
    ("question", "other"),
    [("Who mended the bridge at Alderby?", "alderbi"), ("Who mended the stone bridge in 2019?", "2019")],
)
def test_nothing_is_told_outright_of_another_name_or_year(question: str, other: str) -> None:
    asked = replace(query(question), asked=terms_of(question), rarity=dict.fromkeys(terms_of(question), 1.0))
    for words, is_told in ((set(asked.asked), True), (set(asked.asked) - {other}, False)):
        held = told(asked, 3.0, words | {"mend", "stone", "bridge"})
        held = [replace(one, evidence=replace(one.evidence, passage_words=frozenset(words))) for one in held]
        assert is_told_outright(Finding(asked, held)) is is_told


def test_published_papers_know_nothing_of_this_week() -> None:
    assert other_than_papers(Finding(query("which bin goes out this week"), [found(0.4, 0.0)]))


def test_an_abbreviation_that_no_paper_spells_out_is_not_explained_by_its_use() -> None:
    asked = query("What does QZRB stand for?")
    used = [found(0.6, 5.0)]
    assert not_spelled_out(Finding(asked, used))
    assert confidence(asked, used) < 0.5
    assert not not_spelled_out(Finding(replace(asked, expansions=("quick", "zone")), used))


def test_nothing_found_is_nothing_sure() -> None:
    assert confidence(BRIDGE, []) == 0.0
