"""A date has to be given by the paper or its citation, as exactly as the sentence says it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from carrying import faults, is_carried

from retrieval.checking.values import FaultKind

SIGNED = "The lease was signed on 14 March 2024."


def test_a_day_carries_its_month_and_a_month_does_not_carry_a_day() -> None:
    assert is_carried("The lease was signed in March 2024.", SIGNED)
    assert faults(SIGNED, "The lease was signed in March 2024.") == {FaultKind.DATE}


def test_another_day_month_or_year_is_a_fault() -> None:
    for said in ("15 March 2024", "14 May 2024", "14 March 2023"):
        assert faults(f"The lease was signed on {said}.", SIGNED) == {FaultKind.DATE}


def test_a_date_in_figures_is_the_date_in_words() -> None:
    assert is_carried("The lease was signed on 14/03/2024.", SIGNED)


def test_a_financial_year_has_many_spellings_and_is_not_a_year() -> None:
    paper = "The reserve fell in 2023/24."
    for said in ("2023-24", "2023/2024", "2023 to 2024"):
        assert is_carried(f"The reserve fell in {said}.", paper)
    assert not is_carried("The reserve fell in 2024.", paper)
    assert not is_carried("The reserve fell in 2022/23.", paper)


def test_the_meeting_date_of_the_citation_may_be_added() -> None:
    paper = "The Panel noted the report on lamps."
    assert is_carried("At its meeting on 26 July 2023 the Panel noted the report on lamps.", paper)
    assert not is_carried("At its meeting on 27 July 2023 the Panel noted the report on lamps.", paper)


def test_a_quarter_is_the_same_in_figures_and_in_words() -> None:
    assert is_carried("Burglary fell in the third quarter.", "Burglary fell in Q3.")
    assert not is_carried("Burglary fell in the second quarter.", "Burglary fell in Q3.")


def test_this_quarter_is_not_this_year() -> None:
    assert not is_carried(
        "Burglary fell this year.", "Burglary fell this quarter, as in the quarter of last year."
    )
