"""What may be, is planned or hangs on a condition is told as such."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import is_carried


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("The station closed.", "The station would close."),
        ("The reserve is £6.1 million.", "The reserve is forecast to stand at £6.1 million."),
        ("The precept was increased by £10.", "The Commissioner plans to increase the precept by £10."),
        ("Building starts in May.", "Building starts in May if permission is given."),
    ],
)
def test_a_plan_told_as_a_fact_is_a_fault(said: str, printed: str) -> None:
    assert not is_carried(said, printed)


def test_a_condition_that_is_kept_is_carried() -> None:
    assert is_carried(
        "If permission is given, building starts in May.", "Building starts in May if permission is given."
    )


def test_what_goes_on_is_not_done() -> None:
    assert not is_carried("Officers have reviewed the cases.", "Officers are reviewing the cases.")


def test_what_may_be_done_need_not_be() -> None:
    assert not is_carried("The board must refuse the grant.", "The board can refuse the grant.")
