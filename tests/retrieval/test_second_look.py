"""What is read again, and what tells rows, days and passages apart."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage, scored

from corpus.values import Cell, Section
from retrieval.rank import (
    financial_year,
    likeliest_rows,
    places,
    recencies,
    stretch_around,
    to_judge,
)
from retrieval.rows import rows_told_apart
from retrieval.understand import Query, Wanted


def query(*asked: str) -> Query:
    return Query("", asked, (), dict.fromkeys(asked, 1.0), frozenset(), (Wanted.FACT,))


def test_a_stretch_grows_on_both_sides_while_there_are_words_left() -> None:
    one = passage("One two three.", "Four five.", "Six seven.", "Eight nine ten eleven.")
    stretch = stretch_around(scored(one, 1, 1.0), most_words=8)
    assert [unit.position for unit in stretch.units] == [0, 1, 2]


def test_a_long_unit_is_read_alone() -> None:
    one = passage("Short.", "word " * 200, "Short.")
    assert [unit.position for unit in stretch_around(scored(one, 1, 1.0), most_words=50).units] == [1]


def test_a_row_is_read_with_its_columns() -> None:
    cells = (Cell("Month", "May"), Cell("Posts", "22"))
    one = passage("May\t22", cells={0: cells})
    read = to_judge(query(), stretch_around(scored(one, 0, 1.0), most_words=50))
    assert read.pieces == ("Month: May; Posts: 22",)


def test_of_a_table_the_likeliest_rows_are_read_in_its_order() -> None:
    months = ("January", "February", "March", "April")
    cells = {n: (Cell("Month", month), Cell("Posts", "22")) for n, month in enumerate(months)}
    one = passage(*(f"{month}\t22" for month in months), cells=cells)
    likely = [scored(one, 3, 4.0), scored(one, 0, 3.0), scored(one, 1, 2.0), scored(one, 2, 1.0)]
    assert [unit.position for unit in likeliest_rows(likely, 20).units] == [0, 3]
    assert [unit.position for unit in likeliest_rows(likely, 1).units] == [3]


def test_the_nearest_heading_is_read_before_the_title_of_the_paper() -> None:
    section = Section(item_number="10", item_title="Complaints", headings=("Figures",))
    lines = ("Harrowden Panel", "26 July 2023", "Minutes of the meeting", section.path)
    one = replace(passage("There were 22."), section=section, context="\n".join(lines))
    read = to_judge(query(), stretch_around(scored(one, 0, 1.0), most_words=50))
    assert read.context == "Harrowden Panel, 26 July 2023, Figures, Minutes of the meeting"


def test_a_row_is_told_by_words_that_its_table_does_not_repeat() -> None:
    rows = ("2024 May followers 7,148", "2024 June followers 7,158", "2025 March followers 6,923")
    table = passage(*rows, cells={n: (Cell("Row", row),) for n, row in enumerate(rows)})
    told = rows_told_apart(query("follow", "may", "2024"), [table])
    first, second, third = (told[unit.unit_id] for unit in table.units)
    assert first > second > third == 0


def test_prose_has_no_rows_to_tell_apart() -> None:
    assert rows_told_apart(query("may"), [passage("In May there were few.")]) == {}


def test_a_paper_is_of_the_financial_year_that_its_meeting_lies_in() -> None:
    assert financial_year("2019-03-31") == {"2018/19"}
    assert financial_year("2019-04-01") == {"2019/20"}
    assert financial_year("") == frozenset()


def test_the_latest_day_is_latest_and_an_unknown_one_is_not() -> None:
    assert recencies(["2023-07-26", "", "2024-02-05", "2023-07-26"]) == [0.5, 0.0, 1.0, 0.5]
    assert recencies(["", ""]) == [0.0, 0.0]


def test_places_begin_with_the_highest() -> None:
    assert places([0.1, 0.9, 0.5]) == [3, 1, 2]
