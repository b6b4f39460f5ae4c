"""What the paper denies stays denied, and what it affirms affirmed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import faults, is_carried

from retrieval.checking.values import FaultKind


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("The Panel can award compensation.", "The Panel cannot award compensation."),
        ("The Panel did not agree the precept.", "The Panel agreed the precept."),
        ("Ethnicity was recorded in 11% of searches.", "Ethnicity was not recorded in 11% of searches."),
        (
            "The officer is employed by the office, not the force.",
            "The officer is employed by the force not the office.",
        ),
        ("The amendment was carried.", "The amendment was lost."),
        ("Burglary rose by 4%.", "Burglary fell by 4%."),
        (
            "104 reviews were upheld and two were not upheld.",
            "104 reviews were not upheld and two were upheld.",
        ),
    ],
)
def test_the_opposite_is_a_fault(said: str, printed: str) -> None:
    assert FaultKind.NEGATION in faults(said, printed)


def test_a_denial_in_other_words_is_carried() -> None:
    assert is_carried("The Panel is unable to award compensation.", "The Panel cannot award compensation.")


def test_an_opposite_in_a_heading_does_not_carry() -> None:
    paper = "The external auditor has completed the work."
    assert not is_carried("The internal auditor has completed the work.", "Internal drainage boards", paper)
