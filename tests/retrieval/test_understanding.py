"""What a question is taken to ask."""

from __future__ import annotations

import pytest

from retrieval.everyday_words import official_terms
from retrieval.features import coverage
from retrieval.understand import Wanted, asked_terms, kinds_wanted, understand


class Words:
    """A vocabulary of a few words."""

    passage_count = 100

    def glossary(self) -> dict[str, tuple[str, ...]]:
        return {"OPCC": ("Office of the Police and Crime Commissioner",), "ASB": ("anti-social behaviour",)}

    def document_frequency(self, term: str) -> int:
        return {"precept": 5, "polic": 80}.get(term, 0)

    def similar_term(self, term: str) -> str:
        return {"precpet": "precept"}.get(term, "")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who chairs the board?", Wanted.PERSON),
        ("when is the next meeting", Wanted.DATE),
        ("How many officers were there?", Wanted.NUMBER),
        ("What did the panel resolve about the precept?", Wanted.DECISION),
        ("What does ASB stand for?", Wanted.DEFINITION),
        ("How has the precept changed?", Wanted.CHANGE),
        ("Why was it rejected?", Wanted.REASON),
        ("Which members turned up in March?", Wanted.ATTENDANCE),
        ("When did the panel last discuss lamps?", Wanted.LATEST),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, wanted: Wanted) -> None:
    assert wanted in kinds_wanted(question)


def test_a_question_of_no_kind_asks_for_a_fact() -> None:
    assert kinds_wanted("section 106 money") == (Wanted.FACT,)


def test_how_a_question_is_put_is_not_what_it_is_about() -> None:
    assert asked_terms("Can you tell me how many people went missing?") == ("peopl", "miss")


def test_a_question_of_nothing_but_manner_keeps_its_words() -> None:
    assert asked_terms("what happened?") == ("happen",)


def test_a_month_with_two_digits_is_a_month_of_a_year() -> None:
    assert asked_terms("resolved in July 23") == ("resolv", "juli", "2023")
    assert "24" in asked_terms("on 23 July 24 members came")


def test_a_short_form_is_looked_for_spelled_out_too() -> None:
    query = understand("What does the OPCC spend?", Words())
    assert "commission" in query.expansions
    assert query.notes == ("OPCC was read as Office of the Police and Crime Commissioner.",)


def test_a_spelled_out_name_is_looked_for_by_its_short_form_too() -> None:
    assert "asb" in understand("anti-social behaviour in parks", Words()).expansions


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    query = understand("police precept", Words())
    assert query.rarity["precept"] > query.rarity["polic"]


def test_words_that_no_paper_holds_are_known() -> None:
    assert understand("precept for badgers", Words()).unknown == {"badger"}


def test_a_slip_of_the_keyboard_is_also_looked_for_as_the_word_the_papers_have() -> None:
    query = understand("the precpet for next year", Words())
    assert "precept" in query.expansions
    assert any("precpet" in note for note in query.notes)


def test_a_word_the_papers_have_is_never_mended() -> None:
    assert "precept" not in understand("the police budget", Words()).expansions


def test_everyday_words_are_looked_for_as_papers_put_them() -> None:
    query = understand("how many kids were there when the pool shut", Words())
    assert "children" in query.alternatives["kid"]
    weights = dict(query.weighted_terms)
    assert 0 < weights["closur"] < weights["shut"]


def test_the_papers_word_stands_in_for_the_everyday_one_at_a_discount() -> None:
    query = understand("kids", Words())
    assert coverage(query, frozenset({"kid"})) > coverage(query, frozenset({"children"})) > 0


def test_no_everyday_word_is_inside_a_longer_one() -> None:
    assert official_terms("the jobcentre's headroom") == {}
