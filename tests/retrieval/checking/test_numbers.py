"""A figure has to be the paper's, in whatever form it is written."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import cited, faults, is_carried, level
from passages import passage

from retrieval.checking.check import check_sentence
from retrieval.checking.values import FaultKind


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("£3.9m", "£3,900,000"),
        ("£3.9 million", "£3.9m"),
        ("17", "seventeen"),
        ("twenty-six", "26"),
        ("150", "one hundred and fifty"),
        ("12%", "12 per cent"),
        ("two thirds", "2/3"),
        ("1,762", "1762"),
        ("half", "50 per cent"),
    ],
)
def test_forms_of_the_same_number_are_the_same_number(said: str, printed: str) -> None:
    assert is_carried(f"The force counted {said}.", f"The force counted {printed} in the year.")


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("4.7", "47"),
        ("£3.9 million", "£39 million"),
        ("thirteen", "30"),
        ("a third", "two thirds"),
        ("112", "121"),
    ],
)
def test_another_number_is_another_number(said: str, printed: str) -> None:
    assert FaultKind.NUMBER in faults(
        f"The force counted {said} officers.", f"The force counted {printed} officers."
    )


def test_the_number_of_an_item_is_no_count() -> None:
    assert not is_carried("The Panel received 10 reports.", "The Panel received reports under item 10.")
    assert is_carried("Item 10 was deferred.", "The Panel deferred item 10.")


def test_half_of_one_per_cent_is_not_one_per_cent() -> None:
    paper = "Each further half of one per cent would cost £0.9 million."
    assert not is_carried("Each further one per cent would cost £0.9 million.", paper)
    assert is_carried("Each further 0.5% would cost £900,000.", paper)


def test_half_past_ten_is_the_same_on_either_clock() -> None:
    assert is_carried("The meeting began at 14:30.", "The meeting began at 2.30 p.m. in the hall.")
    assert not is_carried("The meeting began at 3.30 pm.", "The meeting began at 2.30 p.m. in the hall.")


def test_the_reason_says_which_figure_the_papers_do_not_give() -> None:
    from carrying import check

    (fault,) = check("The Panel has 47 members.", "The Panel has 12 members.").faults
    assert fault.reason == "The passages cited do not give the figure 47."


def test_the_number_of_a_heading_or_of_the_item_counts_nothing() -> None:
    one = passage("10. Risks", "The paper detailed 28 risks, 14 of which are high.", headings=(0,))
    assert one.section.item_number == "10"
    carried = check_sentence("The paper detailed 28 risks, 14 of which are high.", [cited(one)], level)
    assert carried.is_carried
    wrong = check_sentence("The paper detailed 28 risks, 10 of which are high.", [cited(one)], level)
    assert not wrong.is_carried
    assert not check_sentence("The paper detailed 10 risks.", [cited(one)], level).is_carried
