"""How far a statement goes is the paper's to say."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import is_carried


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("The board may award £6,000.", "The board may award up to £6,000."),
        ("At most 30 members are needed.", "At least 30 members are needed."),
        ("More than 40 lamps were replaced.", "Fewer than 40 lamps were replaced."),
        ("Districts reply after 31 January.", "Districts reply by 31 January."),
        ("All the requests were answered in time.", "Ten requests were answered in time."),
        ("Only officers may attend.", "Officers may attend."),
    ],
)
def test_a_limit_that_is_left_out_or_turned_is_a_fault(said: str, printed: str) -> None:
    assert not is_carried(said, printed)


def test_a_limit_in_other_words_is_carried() -> None:
    assert is_carried("No award can exceed £6,000.", "No award may be more than £6,000.")


def test_only_may_not_be_left_out() -> None:
    assert not is_carried("Officers may attend.", "Only officers may attend.")
