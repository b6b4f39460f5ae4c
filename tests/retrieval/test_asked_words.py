"""What is typed into a search is understood as words, phrases and words to leave out."""

from __future__ import annotations

import pytest

from corpus.errors import QuestionError
from index.analysis import terms, tokens
from retrieval.asked_words import read_asked_words


def lit(typed: str, text: str) -> list[str]:
    """The pieces of a text that a search lights."""
    return [text[place.start : place.end] for place in read_asked_words(typed).places(text)]


def printed(typed: str) -> tuple[list[str], list[str]]:
    """What is wanted and what is left out."""
    asked = read_asked_words(typed)
    return [one.printed for one in asked.wanted], [one.printed for one in asked.left_out]


def test_words_phrases_and_words_to_leave_out_are_told_apart() -> None:
    typed = 'precept “Band D” -draft rise -"by rotation" anti-social'
    assert printed(typed) == (["precept", "Band D", "rise", "anti-social"], ["draft", "by rotation"])


def test_common_words_are_put_aside_and_each_word_is_asked_once() -> None:
    assert printed("the precept of the Precept panel") == (["precept", "Precept", "panel"], [])
    assert printed("precept precept") == (["precept"], [])


@pytest.mark.parametrize("typed", ["", "   ", "of the", '""', '"..."', "- -", "“ ”"])
def test_a_search_without_anything_to_look_for_says_what_to_add(typed: str) -> None:
    with pytest.raises(QuestionError, match="Add a word"):
        read_asked_words(typed)


def test_a_search_of_words_to_leave_out_alone_says_what_to_add() -> None:
    with pytest.raises(QuestionError, match="only words to leave out"):
        read_asked_words('-precept -"Band D"')


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("complaint", "Complaints were made; one complaint was upheld.", ["Complaints", "complaint"]),
        ("section 106", "The S106 money, under s.106 and section 106.", ["S106", "s.106", "section 106"]),
        ("£3.9m", "It rose to £3,900,000 from £3.9 million.", ["3,900,000", "3.9 million"]),
        ("anti-social", "Antisocial; anti social.", ["Antisocial", "anti social"]),
        ("well-being", "Wellbeing is well understood.", ["Wellbeing"]),
        ("26/07/2023", "Held on 26 July 2023, not 26 June 2023.", ["26 July 2023"]),
        ("cafe", "The ﬁrst Café’s menu", ["Café’s"]),
        ("106", "Section 106 pays 1,106 pounds.", []),
    ],
)  # fmt: skip
def test_a_word_is_lit_in_whatever_form_it_stands(typed: str, text: str, found: list[str]) -> None:
    assert lit(typed, text) == found


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("the report be noted", "That THE REPORT\nbe  noted.", ["THE REPORT\nbe  noted"]),
        ("report be noted", "The reports be noted; the report is noted.", []),
        ("report be noted", "The report be notedly late.", []),
        ("106", "Section 106 pays 1,106 pounds or 106.5 a day.", ["106"]),
        ("the Panel’s view", "It is the panel's view.", ["the panel's view"]),
        ("2023-24", "For 2023–24 and 2023/24.", ["2023–24"]),
        ("Police, Fire", "Police Fire and Police, Fire", ["Police, Fire"]),
    ],
)
def test_a_phrase_is_lit_only_where_it_stands_as_written(phrase: str, text: str, found: list[str]) -> None:
    assert lit(f'"{phrase}"', text) == found


def test_what_is_lit_never_overlaps() -> None:
    assert lit('"anti-social behaviour" social', "An anti-social behaviour order") == [
        "anti-social behaviour"
    ]


def test_tokens_give_the_same_terms_as_the_index_holds() -> None:
    for text in (
        "Café’s S106 — £3.9m, 26/07/2023 ﬁnd İstanbul ½",
        "anti-social Q&A O'Neill 23-24 64 per cent",
    ):
        assert [term for token in tokens(text) for term in token.terms] == terms(text)
