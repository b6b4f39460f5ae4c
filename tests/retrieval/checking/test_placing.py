"""A figure or a name has to stand beside the same words as in the paper."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import in_table, is_carried

FELL = "Burglary fell by 4%; robbery by 9%."
MOVED = "Councillor Mistry proposed and Councillor Quilter seconded the motion."


@pytest.mark.parametrize("said", ["Robbery fell by 9%.", "Burglary fell by 4% and robbery by 9%."])
def test_a_figure_in_its_place_is_carried(said: str) -> None:
    assert is_carried(said, FELL)


@pytest.mark.parametrize(
    "said", ["Robbery fell by 4%.", "Burglary fell by 9%.", "Robbery fell by 4% and burglary by 9%."]
)
def test_a_figure_in_the_place_of_another_is_not(said: str) -> None:
    assert not is_carried(said, FELL)


def test_who_proposed_did_not_second() -> None:
    assert is_carried("Councillor Mistry proposed the motion.", MOVED)
    assert not is_carried("Councillor Quilter proposed the motion.", MOVED)


def test_a_rise_from_and_to_is_not_turned_round() -> None:
    paper = "The charge rose from £286.15 to £299.10."
    assert is_carried("The charge rose to £299.10 from £286.15.", paper)
    assert not is_carried("The charge rose from £299.10 to £286.15.", paper)


def test_the_year_of_a_figure_is_its_own() -> None:
    paper = "Abandoned calls fell to 9.5 per cent in 2024/25 from 12.1 per cent in 2023/24."
    assert is_carried("In 2024/25 9.5% of calls were abandoned.", paper)
    assert not is_carried("In 2023/24 9.5% of calls were abandoned.", paper)


ROWS = (
    {"Month": "April 2024", "Calls to 999": "9,959", "Calls to 101": "15,848"},
    {"Month": "May 2024", "Calls to 999": "10,407", "Calls to 101": "17,054"},
)


def test_a_cell_belongs_to_its_row_and_its_column() -> None:
    assert in_table("There were 17,054 calls to 101 in May 2024.", *ROWS)
    assert not in_table("There were 17,054 calls to 101 in April 2024.", *ROWS)
    assert not in_table("There were 17,054 calls to 999 in May 2024.", *ROWS)


def test_a_comparison_is_not_turned_round() -> None:
    paper = "Black people were 3.1 times as likely to be searched as white people."
    assert not is_carried("White people were 3.1 times as likely to be searched as black people.", paper)


@pytest.mark.parametrize(
    "doer", ["the Panel", "the office", "the Harrowden Police and Crime Panel", "Councillor Quilter"]
)
def test_nobody_else_does_what_the_paper_says_was_done_by_somebody(doer: str) -> None:
    before = "The office and Councillor Quilter welcomed the post."
    paper = "It was noted that the officer would be employed by the force not the office."
    assert is_carried("The officer would be employed by the force.", before, paper)
    assert not is_carried(f"The officer would be employed by {doer}.", before, paper)
