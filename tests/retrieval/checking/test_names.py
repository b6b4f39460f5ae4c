"""A name has to be the paper's, whole and of the same office."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from carrying import faults, is_carried

from retrieval.checking.values import FaultKind

MOVED = "Councillor B. Oyelaran moved the motion and Ms T. Venning spoke."


def test_initials_and_short_titles_may_go() -> None:
    assert is_carried("Cllr Oyelaran moved the motion.", MOVED)


def test_a_name_that_is_nowhere_is_a_fault() -> None:
    assert FaultKind.NAME in faults("Councillor Mistry moved the motion.", MOVED)


def test_a_name_put_together_of_two_is_a_fault() -> None:
    assert FaultKind.NAME in faults("Councillor Venning moved the motion.", MOVED)


def test_the_deputy_commissioner_is_not_the_commissioner() -> None:
    paper = "An award needs the agreement of the Deputy Commissioner."
    assert not is_carried("An award needs the agreement of the Commissioner.", paper)
    assert is_carried(
        "The Deputy Commissioner has to agree to an award.",
        "The Deputy Commissioner has to agree to an award.",
    )


def test_a_short_form_is_what_the_paper_spells_out() -> None:
    paper = "The Domestic Abuse Resolution Team (DART) has nine officers."
    assert is_carried("DART has nine officers.", paper)
    assert is_carried(
        "The Domestic Abuse Resolution Team has nine officers.", "DART has nine officers.", paper
    )


def test_what_is_said_of_one_place_is_not_said_of_another() -> None:
    paper = ("The base is in Alderby.", "Corrisham returned £11,750 to the developer.")
    assert not is_carried("Alderby returned £11,750 to the developer.", *paper)
