"""A decision is told with what was moved, by whom, and how the vote on it ended."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage, printed, quoter, scored

from corpus.values import Role, Section
from index.values import Passage
from retrieval.compose import choose
from retrieval.rank import Stretch, to_judge
from retrieval.settings import RetrievalSettings
from retrieval.understand import Query, Wanted

SETTINGS = RetrievalSettings()
MOTION = "Amendment moved by Mr Dell: Sell the quay to the harbour trust."
VOTE = Section(item_number="10", motion=MOTION)


def query(*wanted: Wanted) -> Query:
    return Query("", ("quay",), (), {"quay": 3.0}, frozenset(), wanted)


def moved() -> Passage:
    opening = passage(
        "(2) Mr Dell proposed, and Ms Perry seconded the following amendment:",
        "“(a) Sell the quay to the harbour trust.",
        "(b) Note the report.”",
        number=1,
        page=4,
        roles=(Role.MOTION, Role.NONE, Role.NONE),
    )
    return replace(opening, units=(replace(opening.units[0], owner="Mr Dell"), *opening.units[1:]))


def counted() -> Passage:
    lines = ("(3) The vote was as follows:", "For (2)", "Mr Dell, Ms Perry", "Against (5)")
    return passage(*lines, number=2, page=4, section=VOTE, roles=(Role.VOTE,) * 4)


def ended() -> Passage:
    lines = ("Mr Oake, Mrs Lund", "Amendment lost.")
    return passage(*lines, number=3, page=5, section=VOTE, roles=(Role.VOTE,) * 2)


TOLD = (
    "(2) Mr Dell proposed, and Ms Perry seconded the following amendment: "
    "“(a) Sell the quay to the harbour trust. (3) The vote was as follows: For (2) Against (5) [1]\n\n"
    "Amendment lost. [2]"
)


def test_a_count_is_printed_after_what_was_moved_and_before_how_it_ended() -> None:
    near = (moved(), counted(), ended())
    for found, position in ((counted(), 1), (ended(), 0), (moved(), 1)):
        ordered = (scored(found, position, 9.0),)
        assert printed(choose(query(Wanted.DECISION), ordered, 4, SETTINGS, quoter(), near)) == TOLD


def test_who_moved_it_leads_to_the_vote_only_where_the_motion_speaks_of_the_question() -> None:
    near = (moved(), counted(), ended())
    ordered = (scored(moved(), 0, 9.0),)
    assert printed(choose(query(Wanted.DECISION), ordered, 4, SETTINGS, quoter(), near)) == TOLD
    other = replace(query(Wanted.DECISION), asked=("lamp",), rarity={"lamp": 3.0})
    assert "Against" not in printed(choose(other, ordered, 4, SETTINGS, quoter(), near))


def test_the_voters_are_named_where_they_are_asked_for() -> None:
    near = (moved(), counted(), ended())
    words = ("quay", "vote")
    asked = replace(query(Wanted.DECISION, Wanted.PERSON), asked=words, rarity=dict.fromkeys(words, 3.0))
    text = printed(choose(asked, (scored(counted(), 0, 9.0),), 4, SETTINGS, quoter(), near))
    assert "For (2) Mr Dell, Ms Perry Against (5)" in text
    assert "Mr Oake, Mrs Lund Amendment lost." in text


def test_where_there_is_no_room_for_all_the_outcome_is_kept() -> None:
    ordered = (scored(counted(), 0, 9.0),)
    near = (moved(), counted(), ended())
    chosen = choose(query(Wanted.DECISION), ordered, 2, SETTINGS, quoter(), near)
    assert printed(chosen).endswith("Amendment lost. [2]")
    short = choose(query(Wanted.DECISION), ordered, 4, replace(SETTINGS, answer_words=20), quoter(), near)
    assert printed(short).startswith(
        "(3) The vote was as follows: For (2) Against (5) [1]\n\nAmendment lost. [2]"
    )


def test_a_vote_is_read_with_what_its_motion_says_of_the_question() -> None:
    first = "The harbour is old and dear to all who live by it. " * 6
    section = replace(VOTE, motion=f"Motion moved by Mr Dell: {first}Sell the quay to the trust.")
    page = replace(counted(), section=section, context=f"Panel\n26 July 2023\n10\n{section.motion}")
    read = to_judge(query(), Stretch(page, page.units))
    assert "Sell the quay" in read.motion
    assert len(read.motion.split()) <= 36
    assert section.motion not in read.context


def test_the_voters_are_not_named_to_whoever_asks_for_another_name() -> None:
    names = passage("Mr " + ", Mr ".join(f"Dell{n}" for n in range(40)), roles=(Role.VOTE,), section=VOTE)
    for asked, is_cut in ((("leader",), True), (("quay", "against"), False)):
        who = replace(query(Wanted.PERSON), asked=asked, rarity=dict.fromkeys(asked, 3.0))
        text = printed(choose(who, (scored(names, 0, 9.0),), 4, SETTINGS, quoter()))
        assert ("Dell39" not in text) is is_cut
