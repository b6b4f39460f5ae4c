"""Words of papers and of questions become the same search terms."""

from __future__ import annotations

import pytest

from index.analysis import terms


@pytest.mark.parametrize(
    "same",
    [
        ("S106", "s.106", "section 106", "Section 106", "s 106"),
        ("2023-24", "2023/24", "2023/2024", "2023–24", "2023-2024"),
        ("£3.9m", "£3.9 million", "£3,900,000", "3.9 Million", "3900000"),
        ("1,762", "1762", "£1,762.00"),
        ("64%", "64 per cent", "64 percent", "64 %"),
        ("29th", "29"),
        ("26/07/2023", "26 July 2023", "26th July 2023", "26.7.23"),
        ("Commissioner's", "Commissioner’s", "commissioners", "Commissioners'"),
        ("recruited", "recruiting", "RECRUIT"),
        ("café", "cafe"),
        ("P.C.C.", "PCC"),
        ("£15k", "£15,000", "15 thousand"),
    ],
    ids=lambda same: same[0],
)
def test_ways_of_writing_one_thing_give_one_term(same: tuple[str, ...]) -> None:
    first, *others = [terms(text) for text in same]
    assert first
    assert others == [first] * len(others)


def test_numbers_that_differ_stay_apart() -> None:
    assert terms("3.10") != terms("3.1")
    assert terms("4.2") == ["4.2"]
    assert terms("64") != terms("64%")
    assert terms("12.50") == ["12.50"]


def test_hyphenated_words_are_found_by_their_parts_and_joined() -> None:
    assert terms("anti-social") == ["anti", "social", "antisoci"]
    assert "antisoci" in terms("antisocial")
    assert terms("and/or") == []


def test_references_keep_their_parts_and_their_whole() -> None:
    assert terms("PCP/23/14") == ["pcp", "23", "14", "pcp2314"]
    assert terms("G4S") == ["g4s"]


def test_question_words_say_nothing() -> None:
    assert terms("What is the ... and who was it?") == []
    assert terms("How many officers were there?") == ["mani", *terms("officers")]


def test_a_word_of_a_month_is_kept() -> None:
    assert terms("in May 2023") == ["may", "2023"]


@pytest.mark.parametrize("text", ["", "   ", "\u0000", "…—£%", "99/99/2023", "½ ² ①", "1,2,3,", "'''", "s."])
def test_no_text_is_too_odd(text: str) -> None:
    assert all(term and " " not in term for term in terms(text))
