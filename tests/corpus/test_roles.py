"""Decisions, motions, recommendations, actions and attendance are recognised for what they are."""

from __future__ import annotations

import pytest

from corpus.places.items import PlacedBlock
from corpus.roles import Recognised, recognise
from corpus.values import Block, BlockKind, Cell, Role, Section


def roles(*lines: str | Block, headings: tuple[str, ...] = ()) -> list[Recognised]:
    blocks = [line if isinstance(line, Block) else Block(BlockKind.PARAGRAPH, line) for line in lines]
    numbers = [line.text.split()[0].rstrip(".") if line.text[:1] in "(123456789" else "" for line in blocks]
    return recognise(
        [
            PlacedBlock(block, Section(headings=headings, paragraph=one), 0)
            for block, one in zip(blocks, numbers, strict=True)
        ]
    )


def test_a_resolution_runs_to_the_end_of_its_clauses() -> None:
    found = roles(
        "Members noted the report.",
        "RESOLVED:",
        "1. That the report be noted.",
        "2. That the quay be repaired.",
        "The Chair thanked the officers and closed the meeting.",
    )
    kinds = [one.role for one in found]
    assert kinds == [Role.NONE, Role.RESOLUTION, Role.RESOLUTION, Role.RESOLUTION, Role.NONE]


@pytest.mark.parametrize(
    "line",
    [
        "It was resolved that the accounts be approved.",
        "3. RESOLVED that the update be noted.",
        "AGREED: to write to the Council.",
        "Committee resolved to note the apologies.",
        "After debate it was unanimously agreed that the fence be mended.",
    ],
)
def test_a_resolution_in_a_sentence_is_one(line: str) -> None:
    assert roles(line)[0].role is Role.RESOLUTION


def test_the_paragraph_after_a_numbered_resolution_is_no_clause_of_it() -> None:
    found = roles("(4) RESOLVED that Council:", "(i) notes the report;", "(5) Mr Ash then spoke of the quay.")
    assert [one.role for one in found] == [Role.RESOLUTION, Role.RESOLUTION, Role.NONE]


@pytest.mark.parametrize(
    ("line", "mover", "seconder"),
    [
        ("(2) Mr Ash proposed, and Mrs Elm seconded the motion that:", "Mr Ash", "Mrs Elm"),
        ("It was moved by the Chairman and seconded by Cllr. Oak that:-", "the Chairman", "Cllr. Oak"),
        (
            "It was proposed by Cllr. W. Ash, seconded by Cllr. B. Elm and agreed.",
            "Cllr. W. Ash",
            "Cllr. B. Elm",
        ),
    ],
)
def test_a_motion_knows_its_mover_and_seconder(line: str, mover: str, seconder: str) -> None:
    found = roles(line)[0]
    assert (found.role, found.owner, found.state) == (Role.MOTION, mover, seconder)


def test_the_words_of_a_motion_are_part_of_it() -> None:
    found = roles(
        "Mr Ash proposed and Ms Elm seconded that:-", "(a) the budget be agreed;", "(b) it be published."
    )
    assert [one.role for one in found] == [Role.MOTION] * 3


def test_recommendations_are_those_under_their_heading() -> None:
    found = roles(
        Block(BlockKind.HEADING, "Recommendations", level=2),
        "1. That the report be noted.",
        Block(BlockKind.HEADING, "Background", level=2),
        "2. The quay was built in 1890.",
    )
    assert [one.role for one in found] == [Role.RECOMMENDATION, Role.RECOMMENDATION, Role.NONE, Role.NONE]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("ACTION: Clerk to write to the Harbour Master", "Clerk"),
        ("Action: Confirm whether the plan is public (Olive Byrne).", "Olive Byrne"),
        ("The Clerk to respond accordingly.", "Clerk"),
        ("Action: Team to follow up the Postcode Address File (PAF).", "Team"),
        ("Action: The report to be brought back.", ""),
    ],
)
def test_an_action_knows_its_owner(line: str, owner: str) -> None:
    found = roles(line)[0]
    assert (found.role, found.owner) == (Role.ACTION, owner)


def test_an_action_in_a_list_knows_how_it_stands() -> None:
    point = Block(BlockKind.LIST_ITEM, "- a. Harbour Master to report – completed, update in May")
    found = roles(point, headings=("Actions arising",))[0]
    assert (found.role, found.owner, found.state) == (
        Role.ACTION,
        "Harbour Master",
        "completed, update in May",
    )


def test_a_row_of_an_action_table_is_an_action() -> None:
    row = Block(
        BlockKind.TABLE_ROW,
        "Mend the fence\tClerk\tOpen",
        cells=(Cell("Action", "Mend the fence"), Cell("Owner", "Clerk"), Cell("Status", "Open")),
        table=1,
    )
    found = roles(row)[0]
    assert (found.role, found.owner, found.state) == (Role.ACTION, "Clerk", "Open")


def test_those_present_are_listed_until_the_business_begins() -> None:
    found = roles(
        "P R E S E N T :", "Councillor Ash (Chair)", "* * * * *", "The Chair welcomed those present."
    )
    assert [one.role for one in found] == [Role.ATTENDANCE, Role.ATTENDANCE, Role.NONE, Role.NONE]


def test_a_vote_runs_from_its_call_to_its_outcome() -> None:
    found = roles(
        "7) The Chairman put the motion in paragraph 2 to the vote and the voting was as follows:",
        "For (3)",
        "Mr Oake, Mrs Lund, Ms Perry",
        "Against (1)",
        "Mr Dell",
        "Abstain (0)",
        "Motion carried.",
        "8) RESOLVED that the plan be adopted.",
    )
    assert [one.role for one in found] == [Role.VOTE] * 7 + [Role.RESOLUTION]


def test_a_sentence_that_begins_with_for_is_no_vote() -> None:
    assert roles("For three years the fund had grown.", "Against this, costs rose.")[0].role is Role.NONE
