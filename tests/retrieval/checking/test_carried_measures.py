"""A figure counts what it counts in the paper."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import in_table, is_carried


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("20 working days", "20 months"),
        ("5 percentage points", "5 per cent"),
        ("£5", "5 per cent"),
        ("40 hours", "40 minutes"),
        ("3 miles", "3 km"),
        ("30p", "£30"),
    ],
)
def test_another_unit_is_a_fault(said: str, printed: str) -> None:
    assert not is_carried(f"The scheme took {said}.", f"The scheme took {printed} in all.")


def test_a_month_is_not_a_year() -> None:
    assert not is_carried("It costs £40 a month.", "It costs £40 a year.")
    assert is_carried("It costs £40 per annum.", "It costs £40 a year.")


def test_officers_are_not_other_staff() -> None:
    paper = "The force recruited 17 PCSOs and 20 officers."
    assert is_carried("The force recruited 17 PCSOs.", paper)
    assert not is_carried("The force recruited 17 officers.", paper)


def test_a_column_in_thousands_is_in_thousands() -> None:
    row = {"Scheme": "Sea defences", "2025-26 £000s": "19.7"}
    assert in_table("Sea defences have £19,700 in 2025-26.", row)
    assert not in_table("Sea defences have £19.70 in 2025-26.", row)
