"""Dates are found as public papers write them, and nothing else is taken for a date."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.dates import date_in_file_name, find_dates, first_date, written


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Held: WEDNESDAY, 26 JULY 2023 at 1:00 pm", date(2023, 7, 26)),
        ("26th July 2023", date(2023, 7, 26)),
        ("on the 3rd day of September, 2019", date(2019, 9, 3)),
        ("MEETING 6 TH FEBRUARY 2019", date(2019, 2, 6)),
        ("10.12.24", date(2024, 12, 10)),
        ("13/03/2018", date(2018, 3, 13)),
        ("09th-Jan-2025", date(2025, 1, 9)),
        ("Thursday, 9th January, 2025", date(2025, 1, 9)),
        ("March 13, 2018", date(2018, 3, 13)),
        ("2023-10-09", date(2023, 10, 9)),
        ("CYFARFOD 6ed CHWEFROR 2019", date(2019, 2, 6)),
    ],
)
def test_a_date_is_read_as_it_is_written(words: str, expected: date) -> None:
    assert first_date(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "the budget of £10.12.24m",
        "31 February 2020",
        "1 January to 5 March 10 officers joined",
        "version 1.2.3",
        "section 12 of the Act",
        "between 4 and 5 May the team met",
    ],
)
def test_what_is_no_full_date_is_left_alone(words: str) -> None:
    assert first_date(words) is None


def test_a_day_without_a_year_takes_the_year_it_is_given() -> None:
    found = find_dates("held on Monday 25th June at 7.00pm", default_year=2018)
    assert [(one.value, one.has_year) for one in found] == [(date(2018, 6, 25), False)]


def test_where_a_date_stands_is_known() -> None:
    (found,) = find_dates("Date: 9 October 2023, City Hall")
    assert (found.start, found.end) == (6, 20)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2023-10-09-agenda-pack.pdf", date(2023, 10, 9)),
        ("Panel_Minutes_10.12.24.pdf", date(2024, 12, 10)),
        ("19-02-06_minutes.pdf", date(2019, 2, 6)),
        ("20190624.pdf", date(2019, 6, 24)),
        ("Board 190711 minutes.pdf", date(2011, 7, 19)),
        ("board_minutes_02_03_2011.pdf", date(2011, 3, 2)),
        ("minutes 2018 March 13.pdf", date(2018, 3, 13)),
        ("Printed_minutes_09th-Jan-2025_10.00_Council.pdf", date(2025, 1, 9)),
        ("payments-201718_Q1.xlsx", None),
        ("2025-05-appendices.docx", None),
        ("Annual_return_2014-15.pdf", None),
    ],
)
def test_a_file_is_named_after_its_date(name: str, expected: date | None) -> None:
    assert date_in_file_name(name) == expected


def test_a_date_is_written_as_a_clerk_writes_it() -> None:
    assert written(date(2023, 10, 9)) == "9 October 2023"
