"""Of two years or names asked for, the one that nothing found speaks of is named; none that is told of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage

from index.values import Passage
from retrieval.compose import Chosen
from retrieval.half_answered import half_answered
from retrieval.spans import whole_span


def printed(one: Passage) -> Chosen:
    return Chosen(one, tuple(whole_span(one, unit) for unit in one.units))


def told(question: str, *texts: str) -> str:
    return half_answered(question, [printed(passage(*texts))], ())


def test_a_year_asked_for_beside_another_is_missed() -> None:
    assert told("How many burglaries were there in 2022 and 2023?", "In 2023 there were 471 burglaries.") == (
        "Nothing found seems to speak of 2022."
    )


def test_a_name_asked_for_beside_another_is_missed() -> None:
    said = "Thefts in Charnwood rose to 471."
    assert (
        told("Did Charnwood or Melton have more thefts?", said) == "Nothing found seems to speak of Melton."
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many were there in 2022 and 2023?", "Burglaries, 2022/23: 471."),
        (
            "How many were there in 22/23, 23/24?",
            "There were 471 in 2022/23 and 417 in the year to March 2024.",
        ),
        ("How many were there between 2022 and 2024?", "In 2024 there were 471."),
        ("How many were there from October 2021 to March 2022?", "By March 2022 there were 471."),
        ("How many were there in 2022 and 2023?", "There were 471 burglaries."),
        ("Did Charnwood or Melton have more thefts?", "Melton Mowbray had more than Charnwood."),
        ("What did the OPCC and PCC pay?", "The Commissioner paid £471."),
        ("Did Charnwod or Melton have more thefts?", "Melton had more than Charnwood."),
        ("How many were there in Charnwood, Melton?", "There were 471 in Melton."),
        ("How many were there in 2022?", "In 2023 there were 471."),
        ("How many were there in 2022 and 2023?", "In 2023 there were 471, and 417 the year before."),
    ],
    ids=[
        "a financial year",
        "short years",
        "a stretch of time",
        "from and to",
        "neither year",
        "both names",
        "short forms",
        "mistyped",
        "a place in a place",
        "one year",
        "the year before",
    ],
)
def test_nothing_is_missed(question: str, said: str) -> None:
    assert told(question, said) == ""
