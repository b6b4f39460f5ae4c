"""Two sentences differ in a figure only where the same is said of both."""

from __future__ import annotations

import pytest

from retrieval.checking.reading import read
from retrieval.same_said import exchanged

CALLS = "The force took 121,532 emergency calls in 2023/24."


def figures(first: str, other: str) -> tuple[str, str] | None:
    found = exchanged(read(first), read(other))
    return (found.first.printed, found.other.printed) if found else None


def test_the_same_words_of_another_figure_differ_in_it() -> None:
    assert figures(CALLS, "In 2023/24 the force took 121,352 emergency calls.") == ("121,532", "121,352")


def test_two_papers_of_one_council_differ_in_a_part_of_a_sum() -> None:
    whole = "£15.8m general reserves including £11.1m repayment of the amount drawn down in 2022-23 and "
    part = "for the additional annual contribution to reflect the increase in the net revenue budget."
    assert figures(f"{whole}£4.8m {part}", f"{whole}£4.7m {part}") == ("£4.8m", "£4.7m")


def test_a_meeting_on_another_day_is_a_difference() -> None:
    said = "The Panel will next meet on {} in the Linden Room at County Hall."
    assert figures(said.format("16 July 2025"), said.format("17 July 2025")) == (
        "16 July 2025",
        "17 July 2025",
    )


@pytest.mark.parametrize(
    "other",
    [
        "The force took 116,455 emergency calls in 2022/23.",
        "The force took 116,455 emergency calls.",
        "The force took 116,455 non-urgent calls from Stannick in 2023/24.",
        "The force took 122,000 emergency calls in 2023/24.",
        "The force took about 116,455 emergency calls in 2023/24.",
        "The force took 121532 emergency calls in 2023/24.",
        "Of 340,000 calls the force took 116,455 emergency calls and 9,000 others in 2023/24.",
    ],
    ids=["another year", "no year", "another thing", "rounded", "roughly", "the same", "more figures"],
)
def test_it_is_no_difference(other: str) -> None:
    assert figures(CALLS, other) is None


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (
            "2713. The minutes of the previous meeting were approved and signed.",
            "2695. The minutes of the previous meeting were approved and signed.",
        ),
        (
            "Paid to Merlin Waste for the skip by cheque No. 300115 as agreed.",
            "Paid to Merlin Waste for the skip by cheque No. 300112 as agreed.",
        ),
        (
            "A copy of the report, marked Agenda Item 5, is filed with these minutes.",
            "A copy of the report, marked Agenda Item 7, is filed with these minutes.",
        ),
    ],
    ids=["paragraphs", "cheques", "items"],
)
def test_a_number_that_only_names_something_is_no_figure(first: str, other: str) -> None:
    assert figures(first, other) is None


def test_few_words_tell_too_little_to_differ() -> None:
    assert figures("Burglary: 57 offences", "Burglary: 61 offences") is None
