"""Speech is repeated as speech, by the one who spoke."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from carrying import faults, is_carried

from retrieval.checking.values import FaultKind

SAID = "The Commissioner said that the lamps in Mill Lane were too dim."
ASKED = "Councillor Quilter asked whether the target ought to be raised."


def test_what_was_said_is_no_fact() -> None:
    assert FaultKind.SPEECH in faults("The lamps in Mill Lane were too dim.", SAID)


def test_what_was_said_may_be_repeated_with_its_speaker() -> None:
    assert is_carried("The Commissioner stated that the lamps in Mill Lane were too dim.", SAID)
    assert is_carried("According to the Commissioner, the lamps in Mill Lane were too dim.", SAID)


def test_another_speaker_is_a_fault() -> None:
    asked = "Councillor Quilter asked about the budget."
    said = "Councillor Quilter said that the lamps in Mill Lane were too dim."
    assert FaultKind.SPEECH in faults(said, SAID, asked)


def test_a_question_is_no_statement() -> None:
    assert FaultKind.SPEECH in faults("Councillor Quilter said that the target ought to be raised.", ASKED)
    assert not is_carried("The target ought to be raised.", ASKED)
    assert is_carried("Cllr Quilter asked if the target ought to be raised.", ASKED)


def test_whoever_is_called_she_is_the_one_before() -> None:
    paper = ("The Commissioner presented the plan.", "She said that 74 posts would go.")
    assert is_carried("The Commissioner said that 74 posts would go.", *paper)
    assert not is_carried("Mr Lisle said that 74 posts would go.", *paper, "Mr Lisle was present.")


def test_the_points_of_an_announced_list_are_speech_too() -> None:
    paper = ("The Chief Finance Officer said that:", "(a) the pay award was assumed to be 2.5 per cent;")
    assert is_carried("The Chief Finance Officer said the pay award was assumed to be 2.5%.", *paper)
    assert not is_carried("The pay award was assumed to be 2.5%.", *paper)
