"""What a paper says of itself is found in it, and where it was found is said."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.facts.metadata import Metadata, corrected, find_metadata
from corpus.values import (
    Access,
    Block,
    BlockKind,
    Correction,
    FileText,
    Page,
    PaperField,
    PaperKind,
    PaperStatus,
)


def paper(*lines: str, name: str = "paper.pdf", title: str = "", running: tuple[str, ...] = ()) -> FileText:
    blocks = tuple(Block(BlockKind.PARAGRAPH, line, page=1) for line in lines)
    return FileText(name, "0" * 64, (Page(1),), blocks, document_title=title, running=running)


def facts(*lines: str, name: str = "paper.pdf", title: str = "", folder: str = "") -> Metadata:
    return find_metadata(paper(*lines, name=name, title=title), folder)


MINUTES = (
    "Minutes of a meeting of the Stour and Wend Police and Crime Panel held at County Hall on Friday, 1 "
    "March 2024.",
    "PRESENT",
    "Cllr. A. Rees (in the Chair)",
    "1. Minutes of the previous meeting.",
    "The minutes of the meeting held on 12 December 2023 were confirmed and signed as a correct record.",
)


def test_minutes_say_whose_and_when() -> None:
    found = facts(*MINUTES)
    assert found.kind.value is PaperKind.MINUTES
    assert found.body.value == "Stour and Wend Police and Crime Panel"
    assert found.meeting_date.value == date(2024, 3, 1)
    assert found.meeting_date.found_in.startswith("page 1: “Minutes of a meeting")
    assert found.title.value == "Minutes of the Stour and Wend Police and Crime Panel, 1 March 2024"


def test_minutes_that_confirm_those_before_are_not_themselves_confirmed() -> None:
    assert facts(*MINUTES).status.value is PaperStatus.NOT_STATED


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("DRAFT", PaperStatus.DRAFT),
        ("DRAFT MINUTES", PaperStatus.DRAFT),
        ("Draft minutes - subject to confirmation", PaperStatus.DRAFT),
        ("Confirmed minutes", PaperStatus.CONFIRMED),
        ("Signed ______ Dated ______", PaperStatus.NOT_STATED),
        ("The draft budget was considered", PaperStatus.NOT_STATED),
    ],
)
def test_status_is_what_the_paper_says_of_itself(line: str, status: PaperStatus) -> None:
    assert facts(line, *MINUTES).status.value is status


def test_a_mark_that_stands_only_in_a_running_header_counts() -> None:
    found = find_metadata(paper(*MINUTES, running=("NOT FOR PUBLICATION", "DRAFT")))
    assert (found.status.value, found.access.value) == (PaperStatus.DRAFT, Access.EXEMPT)


@pytest.mark.parametrize(
    ("line", "access"),
    [
        ("NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A", Access.EXEMPT),
        ("EXEMPT", Access.EXEMPT),
        (
            "Confidential: paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
            Access.EXEMPT,
        ),
        ("NOT PROTECTIVELY MARKED", Access.PUBLIC),
        ("OFFICIAL", Access.PUBLIC),
        (
            "12. Exclusion of the public: that the public be excluded under Schedule 12A, exempt information",
            Access.PUBLIC,
        ),
    ],
)
def test_access_is_a_mark_on_the_paper_not_an_item_in_it(line: str, access: Access) -> None:
    assert facts(line, "Estates report").access.value is access


def test_a_report_takes_subject_body_and_date_from_its_title_block() -> None:
    found = facts(
        "By: Jo Penn, Leader",
        "To: Harbour Scrutiny Committee, 13 March 2025",
        "Subject: Dredging programme",
        "Classification: Unrestricted",
        "1. Since 16 December 2024 the channel has silted.",
    )
    assert found.kind.value is PaperKind.REPORT
    assert found.title.value == "Dredging programme"
    assert found.body.value == "Harbour Scrutiny Committee"
    assert found.meeting_date.value == date(2025, 3, 13)


def test_an_agenda_names_the_meeting_it_calls() -> None:
    found = facts(
        "Wend Borough Council",
        "MEETING OF THE STOUR, WEND AND NORTH RIDING POLICE",
        "AND CRIME PANEL",
        "DATE: MONDAY, 9 OCTOBER 2023",
        "AGENDA",
        "1. APOLOGIES FOR ABSENCE",
        "3. MINUTES OF THE LAST MEETING held on 26 July 2023",
    )
    assert found.kind.value is PaperKind.AGENDA
    assert found.body.value == "Stour, Wend and North Riding Police and Crime Panel"
    assert found.meeting_date.value == date(2023, 10, 9)


def test_the_date_of_a_letter_is_not_that_of_the_meeting() -> None:
    found = facts(
        "Date: 7 January 2025",
        "COUNTY COUNCIL - THURSDAY, 9 JANUARY 2025",
        "Agenda Item No",
        "3 Harbour dues",
        name="(Public Pack) supplement agenda.pdf",
    )
    assert found.meeting_date.value == date(2025, 1, 9)


def test_a_name_many_councils_share_is_made_full() -> None:
    lines = (
        "MINUTES of a meeting of the County Council held on Thursday, 13 March 2025.",
        "PRESENT: Mr N Ash",
    )
    assert facts(*lines, "Wendshire County Council owns the quay.").body.value == "Wendshire County Council"
    assert facts(*lines, folder="wendshire-county-council").body.value == "Wendshire County Council"
    assert facts(*lines).body.value == "County Council"


def test_a_day_without_a_year_takes_the_year_of_the_file() -> None:
    found = facts(
        "WEND COMMUNITY COUNCIL",
        "Minutes of a meeting of the above Council held on Monday 25th June at 7.00pm in the Village Hall.",
        name="20180625.pdf",
    )
    assert (found.body.value, found.meeting_date.value) == ("Wend Community Council", date(2018, 6, 25))


def test_a_title_left_from_an_older_paper_is_not_believed() -> None:
    found = facts(
        "Wend Parish Council - 3rd September 2019",
        "Present",
        "Apologies",
        title="Wend Parish Council - 6th March 2012",
    )
    assert found.title.value == "Minutes of the Wend Parish Council, 3 September 2019"


def test_an_item_number_that_looks_like_a_date_is_none() -> None:
    found = facts("Wend Parish Council", "Present", "Apologies: none", "19.09.04 Matters Arising")
    assert found.meeting_date.value is None


def test_the_owner_has_the_last_word() -> None:
    found = corrected(
        find_metadata(paper(*MINUTES)),
        Correction(body="Harbour Board", status=PaperStatus.CONFIRMED, found_in="corrected by the owner"),
    )
    assert (found.body.value, found.status.value) == ("Harbour Board", PaperStatus.CONFIRMED)
    said = {one.field: one.found_in for one in found.provenance}
    assert said[PaperField.BODY] == said[PaperField.STATUS] == "corrected by the owner"
    assert said[PaperField.MEETING_DATE].startswith("page 1")


def test_an_empty_paper_is_named_after_its_file() -> None:
    found = facts(name="2024-budget-summary.pdf")
    assert found.title.value == "2024 budget summary"
    assert (found.body.value, found.meeting_date.value, found.access.value) == ("", None, Access.PUBLIC)
