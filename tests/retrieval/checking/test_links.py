"""No link, address or code gets out that is not in the paper."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import faults, is_carried

from retrieval.checking.values import FaultKind

PAPER = "The form is at www.westmarch.gov.uk/form and the Panel noted the report."


@pytest.mark.parametrize(
    "added",
    [
        "https://example.com/x",
        "www.example.com",
        "help@example.org",
        "<b>now</b>",
        "[here](http://example.com)",
        "<script>",
    ],
)
def test_what_can_be_followed_or_run_is_a_fault(added: str) -> None:
    assert FaultKind.LINK in faults(f"The Panel noted the report {added}.", PAPER)


def test_a_link_of_the_paper_is_carried() -> None:
    assert is_carried("The form is at www.westmarch.gov.uk/form.", PAPER)
