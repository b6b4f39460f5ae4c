"""A list or vote that a page breaks is put together again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage, printed, quoter, scored

from corpus.values import Role
from retrieval.compose import choose
from retrieval.lists import points_below, rest_of_list
from retrieval.settings import RetrievalSettings
from retrieval.understand import Query, Wanted


@pytest.mark.parametrize(
    ("last", "following", "rest"),
    [
        ("- Alderby", ("- Corrisham", "- Marden", "They began in May."), 2),
        ("The zones are:", ("1. Alderby", "2. Corrisham", "They began in May."), 2),
        ("- Alderby", ("They began in May.",), 0),
        ("They began in May.", ("- Alderby",), 0),
        ("- Alderby", ("- Corrisham", "It is by the river.", "- Marden", "They began.", "All.", "Well."), 2),
    ],
    ids=["points go on", "announced on the page before", "the list ended", "no list", "long points"],
)
def test_what_belongs_to_a_list_on_the_next_page_is_told(
    last: str, following: tuple[str, ...], rest: int
) -> None:
    assert len(rest_of_list(passage("Zones.", last), passage(*following, number=2))) == rest


@pytest.mark.parametrize(
    ("following", "points"),
    [
        (("1. Alderby", "2. Corrisham", "They began in May."), 2),
        (("Alderby", "Corrisham", "Marden Cross", "They began in May."), 3),
        (("Step 1 – Count the lamps that are dark.", "Step 2 – Mend them.", "They began in May."), 2),
        (("They began in May.", "They end in June."), 1),
        (("• Alderby: by the river.", "It floods.", "• Corrisham: on the hill.", "It is dry.", "Very."), 2),
        (("1. Alderby", "2. Corrisham", "· the lane", "9. The report was noted."), 3),
        (("- Alderby", "The parks are:", "- Marden Park"), 1),
    ],
    ids=[
        "numbered",
        "lines without a mark",
        "steps",
        "no list",
        "points of several sentences",
        "a list within, then a paragraph's number",
        "another list",
    ],
)
def test_what_a_sentence_announces_is_told_from_what_comes_after(
    following: tuple[str, ...], points: int
) -> None:
    page = passage("The zones are:", *following)
    assert len(points_below(page, page.units[0])) == points


def test_the_counts_of_a_vote_are_printed_though_they_are_short_and_alike() -> None:
    roles = (Role.VOTE,) * 4
    page = passage("The vote was as follows:", "For (15)", "Against (15)", "Lost.", roles=roles)
    asked = Query("", ("vote",), (), {"vote": 1.0}, frozenset(), (Wanted.DECISION,))
    text = printed(choose(asked, (scored(page, 0, 9.0),), 4, RetrievalSettings(), quoter()))
    assert text == "The vote was as follows: For (15) Against (15) Lost. [1]"


def test_points_over_the_page_are_printed_and_cited_from_their_page() -> None:
    first = passage("The zones are:", "- Alderby", number=1, page=8)
    second = passage("- Corrisham", "They began in May.", number=2, page=9)
    asked = Query("", ("zone",), (), {"zone": 1.0}, frozenset(), (Wanted.LIST,))
    chosen = choose(asked, (scored(first, 1, 9.0), scored(second, 1, 1.0)), 4, RetrievalSettings(), quoter())
    assert printed(chosen).startswith("The zones are: - Alderby [1]\n\n- Corrisham [2]")
    assert [part.passage.page for part in chosen][:2] == [8, 9]


def test_of_a_list_too_long_for_an_answer_every_point_is_begun_and_the_one_that_answers_whole() -> None:
    points = tuple(f"- The zone of parish {number}, " + "which is long " * 12 for number in range(6))
    page = passage("The zones are:", *(point.strip() + "." for point in points))
    asked = Query("", ("zone",), (), {"zone": 1.0}, frozenset(), (Wanted.LIST,))
    text = printed(choose(asked, (scored(page, 3, 9.0),), 4, RetrievalSettings(), quoter()))
    assert all(f"- The zone of parish {number}, …" in text for number in (0, 1, 3, 4, 5))
    assert points[2].strip() in text
    assert len(text.split()) <= 150


def test_lists_within_a_long_list_give_way_before_its_points_do() -> None:
    within = tuple(f"· no {number}" + " or a b" * 6 for number in range(8))
    page = passage("The functions are:", "1. Contact", *within, "2. Custody", "3. Command")
    asked = Query("", ("function",), (), {"function": 1.0}, frozenset(), (Wanted.LIST,))
    text = printed(choose(asked, (scored(page, 0, 9.0),), 4, RetrievalSettings(), quoter()))
    assert text == "The functions are: 1. Contact 2. Custody 3. Command [1]"


def test_a_line_of_an_announced_list_brings_the_list_though_it_is_but_a_name() -> None:
    page = passage("The group consists of:", "Registry Office", "The Survey", "Land Office", "It met in May.")
    asked = Query("", ("group",), (), {"group": 1.0}, frozenset(), (Wanted.FACT,))
    text = printed(choose(asked, (scored(page, 1, 9.0),), 4, RetrievalSettings(), quoter()))
    assert text == "The group consists of: Registry Office The Survey Land Office [1]"
