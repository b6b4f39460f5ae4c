"""Every word that says something is the paper's, or says the same."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from carrying import faults, is_carried

from retrieval.checking.values import FaultKind

PAPER = "The lamps in Mill Lane were replaced because residents had complained."


def test_another_thing_is_a_fault_that_names_it() -> None:
    from carrying import check

    (fault,) = check("The cameras in Mill Lane were replaced.", PAPER).faults
    assert (fault.kind, fault.words) == (FaultKind.WORDS, "cameras")


@pytest.mark.parametrize(
    "said",
    [
        "You should ask for the lamps in Mill Lane to be replaced.",
        "The lamps in Mill Lane were, unfortunately, replaced.",
        "We replaced the lamps in Mill Lane.",
        "Les lampes de Mill Lane ont été remplacées.",
        "It was so.",
    ],
)
def test_advice_opinion_other_languages_and_nothing_at_all_are_faults(said: str) -> None:
    assert faults(said, PAPER)


def test_words_from_several_sentences_may_be_joined() -> None:
    assert is_carried(
        "The Panel considered the lamps in Mill Lane and resolved that the clerk write to the council.",
        "The Panel considered the lamps in Mill Lane.",
        "RESOLVED: That the clerk write to the council.",
    )
