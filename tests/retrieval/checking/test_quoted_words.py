"""Words in quotation marks are the paper's to the letter."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from carrying import faults, is_carried

from retrieval.checking.values import FaultKind

PAPER = "The service is a “lifeline” for older residents of Mill Lane."


def test_the_papers_own_words_may_be_quoted() -> None:
    assert is_carried('The service is a "lifeline" for older residents.', PAPER)


def test_words_the_paper_has_not_may_not() -> None:
    assert FaultKind.QUOTATION in faults("The service is a “life line for residents”.", PAPER)
