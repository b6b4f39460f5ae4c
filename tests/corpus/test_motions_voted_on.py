"""A vote knows the motion it decides, though that stands paragraphs before it."""

from __future__ import annotations

from corpus.places.items import PlacedBlock
from corpus.roles import recognise
from corpus.values import Block, BlockKind, Section
from corpus.votes import motions_voted_on

MOTION = (
    "(1) Mr Oake proposed, and Mrs Lund seconded the following motion:",
    "“The Council is asked to:",
    "(a) Repair the quay before the winter.",
    "(b) Note the report.”",
)
AMENDMENT = (
    "(2) Mr Dell proposed, and Ms Perry seconded the following amendment:",
    "“The Council is asked to:",
    "(a) Sell the quay to the harbour trust.",
    "(b) Note the report.”",
)


def voted_on(*lines: str, items: dict[int, int] | None = None) -> dict[str, str]:
    """The motion of each line that tells of a vote, by the line."""
    placed = [
        PlacedBlock(
            Block(BlockKind.PARAGRAPH, line),
            Section(paragraph=line.split()[0] if line.startswith("(") else ""),
            (items or {}).get(number, 0),
        )
        for number, line in enumerate(lines)
    ]
    motions = motions_voted_on(placed, recognise(placed))
    return {line: motion for line, motion in zip(lines, motions, strict=True) if motion}


def called(number: int, name: str) -> str:
    return f"The Chairman put to the vote the {name} set out in paragraph {number} above, as follows:"


def test_every_line_of_a_vote_is_on_the_motion_that_its_call_refers_to() -> None:
    vote = (called(1, "motion"), "For (3)", "Mr Oake, Mrs Lund, Ms Perry", "Motion carried.")
    found = voted_on(*MOTION, "The Chairman opened the debate.", *vote)
    assert set(found) == set(vote)
    assert found["For (3)"].startswith("Motion moved by Mr Oake: Repair the quay before the winter.")


def test_of_an_amendment_it_says_what_the_motion_did_not() -> None:
    found = voted_on(*MOTION, *AMENDMENT, called(2, "amendment"), "For (1)")
    assert found["For (1)"] == "Amendment moved by Mr Dell: Sell the quay to the harbour trust."


def test_the_substantive_motion_is_the_one_that_the_item_began_with() -> None:
    lost = (called(2, "amendment"), "For (1)", "Amendment lost.")
    found = voted_on(*MOTION, *AMENDMENT, *lost, called(2, "substantive motion"), "For (4)")
    assert found["For (1)"].startswith("Amendment moved by Mr Dell")
    assert found["For (4)"].startswith("Motion moved by Mr Oake")


def test_a_vote_that_refers_to_no_paragraph_is_on_the_last_motion_not_decided() -> None:
    call = "The Chairman put it to the vote and the voting was as follows:"
    found = voted_on(*MOTION, *AMENDMENT, call, "For (1)", "Amendment lost.", f"{call} ", "Against (4)")
    assert found["For (1)"].startswith("Amendment moved by Mr Dell")
    assert found["Against (4)"].startswith("Motion moved by Mr Oake")


def test_no_motion_is_made_up_for_a_paragraph_that_holds_none() -> None:
    assert voted_on(*MOTION, called(7, "motion"), "For (3)") == {}


def test_a_motion_of_another_item_is_not_voted_on() -> None:
    call = "The Chairman put it to the vote and the voting was as follows:"
    lines = (*MOTION, call, "For (3)")
    assert voted_on(*lines, items={4: 1, 5: 1}) == {}


def test_the_chair_may_move_a_motion_too() -> None:
    moved = "(3) The Chairman proposed and the Vice-Chairman seconded that the meeting go on until 5.30pm."
    assert "until 5.30pm" in voted_on(moved, called(3, "motion"), "For (3)")["For (3)"]
