"""Meetings with their items, resolutions and actions, from the sample papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.values import PaperKind, PaperStatus
from index.library import Library
from index.values import Filters
from retrieval.registers.actions import owner_of
from retrieval.registers.items import items_of
from retrieval.registers.meetings import (
    Held,
    matches,
    meeting_of,
    meetings_of,
    next_meeting,
    whole_name,
)
from retrieval.registers.questions import questions_about, readable_title
from retrieval.registers.stands import agenda_stands, clean_title
from retrieval.registers.values import Item, Meeting, MinutesHeld
from retrieval.starters import starter_questions

FEBRUARY_2024 = date(2024, 2, 5)
JULY_2024 = date(2024, 7, 17)
FEBRUARY_2025 = date(2025, 2, 3)
JULY_2025 = date(2025, 7, 16)


@pytest.fixture(scope="module")
def meetings(sample_library: Library) -> tuple[Meeting, ...]:
    """The meetings of the sample papers."""
    return meetings_of(sample_library)


def on(meetings: tuple[Meeting, ...], day: date) -> Meeting:
    """The one meeting of a day."""
    [found] = [meeting for meeting in meetings if meeting.day == day]
    return found


def item(meeting: Meeting, number: str) -> Item:
    """The item of a number."""
    [found] = [item for item in meeting.items if item.number == number]
    return found


def test_the_meetings_are_those_papers_are_of_newest_first(meetings: tuple[Meeting, ...]) -> None:
    assert [meeting.day for meeting in meetings] == [JULY_2025, FEBRUARY_2025, JULY_2024, FEBRUARY_2024]
    assert meetings[-1].meeting_id == "2024-02-05-westmarch-police-and-crime-panel"


def test_a_meeting_that_papers_only_mention_is_none(meetings: tuple[Meeting, ...]) -> None:
    mentioned = {date(2023, 10, 11), date(2024, 10, 16)}  # minutes confirmed, the next meeting
    assert not mentioned & {meeting.day for meeting in meetings}


def test_minutes_give_the_items_in_order_with_their_numbers(meetings: tuple[Meeting, ...]) -> None:
    items = on(meetings, FEBRUARY_2024).items
    assert [item.number for item in items] == [str(number) for number in range(34, 43)]
    assert items[4].title == "PROPOSED PRECEPT 2024/25"


def test_a_resolution_has_all_its_clauses_over_pages_in_the_words_of_the_minutes(
    meetings: tuple[Meeting, ...],
) -> None:
    [resolution] = item(on(meetings, FEBRUARY_2024), "38").resolutions
    assert resolution.words.startswith("RESOLVED:\n(a) That the proposed precept for 2024/25")
    assert "(b) That the Chair write to the Home Secretary" in resolution.words
    assert resolution.words.endswith("from Stannick to Alderby city centre at weekends.")
    assert [quotation.page for quotation in resolution.quotations] == [2, 3]


def test_a_resolution_names_who_moved_it_and_how_the_vote_went(meetings: tuple[Meeting, ...]) -> None:
    [resolution] = item(on(meetings, FEBRUARY_2024), "38").resolutions
    assert (resolution.moved_by, resolution.seconded_by) == ("Councillor Oyelaran", "Councillor Penhallow")
    assert "seven votes for the motion, two against and one abstention" in resolution.vote


def test_the_mover_of_a_lost_amendment_is_not_named_as_mover_of_what_was_resolved(
    meetings: tuple[Meeting, ...],
) -> None:
    [resolution] = item(on(meetings, FEBRUARY_2025), "15").resolutions
    assert (resolution.moved_by, resolution.seconded_by) == ("Councillor Quilter", "Ms Venning")
    assert "eight votes" in resolution.vote and "three votes" not in resolution.vote


def test_a_resolution_without_a_motion_names_nobody(meetings: tuple[Meeting, ...]) -> None:
    [resolution] = item(on(meetings, FEBRUARY_2024), "39").resolutions
    assert not resolution.moved_by + resolution.seconded_by + resolution.vote


def test_an_action_has_its_owner_and_its_date(meetings: tuple[Meeting, ...]) -> None:
    [action] = item(on(meetings, FEBRUARY_2025), "16").actions
    assert action.quotation.text.startswith("ACTION: Mr Roake to give members the figures")
    assert (action.owner, action.due) == ("Mr Roake", "31 March 2025")


def test_every_resolution_and_action_stands_in_the_minutes_word_for_word(
    sample_library: Library, meetings: tuple[Meeting, ...]
) -> None:
    checked = 0
    for meeting in meetings:
        for one in meeting.items:
            quoted = [quotation for said in one.resolutions for quotation in said.quotations]
            for quotation in [*quoted, *(action.quotation for action in one.actions)]:
                [passage] = sample_library.passages([quotation.passage_id])
                assert quotation.text in passage.text
                assert f"page={quotation.page}" in quotation.url and "quote=" in quotation.url
                checked += 1
    assert checked == 17


def test_agenda_reports_and_appendices_of_one_item_are_one_item(meetings: tuple[Meeting, ...]) -> None:
    meeting = on(meetings, JULY_2024)
    assert [item.number for item in meeting.items] == [str(number) for number in range(1, 12)]
    places = [(place.kind, place.first_page, place.last_page) for place in item(meeting, "7").places]
    assert places == [
        (PaperKind.AGENDA, 2, 2),
        (PaperKind.REPORT, 8, 9),
        (PaperKind.REPORT, 10, 11),
    ]


def test_a_report_published_alone_goes_under_its_item(meetings: tuple[Meeting, ...]) -> None:
    hearing = item(on(meetings, JULY_2024), "9").places[-1]
    assert hearing.paper.title == "Proposed appointment of a Chief Finance Officer"
    precept = item(on(meetings, FEBRUARY_2025), "15").places[-1]
    assert precept.paper.title == "Proposed precept 2025/26"


def test_without_minutes_nothing_is_said_to_be_resolved(meetings: tuple[Meeting, ...]) -> None:
    meeting = on(meetings, JULY_2024)
    assert meeting.minutes is MinutesHeld.NONE
    assert not meeting.resolutions and not meeting.actions  # the action log tells of earlier meetings


def test_of_draft_and_confirmed_minutes_the_confirmed_are_used(
    sample_library: Library, meetings: tuple[Meeting, ...]
) -> None:
    minutes = next(paper.paper for paper in on(meetings, FEBRUARY_2024).papers)
    passages = sample_library.passages_of(minutes.paper_id)
    draft = replace(minutes, paper_id="draft", status=PaperStatus.DRAFT)
    both = [Held(draft, draft.kind, passages), Held(minutes, minutes.kind, passages)]
    meeting = meeting_of(FEBRUARY_2024, minutes.body, both, (minutes.body,))
    assert meeting.minutes is MinutesHeld.CONFIRMED
    assert {place.paper.paper_id for item in meeting.items for place in item.places} == {minutes.paper_id}
    assert len(meeting.papers) == 2
    alone = meeting_of(FEBRUARY_2024, minutes.body, both[:1], (minutes.body,))
    assert alone.minutes is MinutesHeld.DRAFT and alone.resolutions == meeting.resolutions


def test_minutes_bound_into_a_later_pack_are_those_of_their_own_meeting(
    sample_library: Library, meetings: tuple[Meeting, ...]
) -> None:
    minutes = next(paper.paper for paper in on(meetings, FEBRUARY_2024).papers)
    part = Held(minutes, PaperKind.MINUTES, sample_library.passages_of(minutes.paper_id), within=JULY_2024)
    pack = replace(part, paper=replace(minutes, meeting_date=JULY_2024))
    meeting = meeting_of(FEBRUARY_2024, minutes.body, [pack], (minutes.body,))
    assert meeting.minutes is MinutesHeld.IN_LATER_PACK
    assert (meeting.searched_from, meeting.searched_to) == (FEBRUARY_2024, JULY_2024)


def test_an_exempt_paper_is_listed_only_when_asked_for_and_never_quoted(sample_library: Library) -> None:
    def listed(include_exempt: bool) -> set[str]:
        meeting = on(meetings_of(sample_library, include_exempt=include_exempt), JULY_2025)
        return {paper.paper.title for paper in meeting.papers}

    assert listed(True) - listed(False) == {"Disposal of Corrisham police station"}
    whole = meetings_of(sample_library, include_exempt=True)
    assert not [one for meeting in whole for one in meeting.items if "disposal" in one.title.casefold()]


def test_the_next_meeting_is_the_earliest_to_come_with_an_agenda(meetings: tuple[Meeting, ...]) -> None:
    coming = next_meeting(meetings, date(2024, 3, 1))
    assert coming is not None and coming.day == JULY_2024
    assert next_meeting(meetings, JULY_2024) == coming
    assert next_meeting(meetings, date(2024, 8, 1)) is None


def test_filters_leave_the_meetings_of_a_body_a_time_and_a_kind(meetings: tuple[Meeting, ...]) -> None:
    def left(filters: Filters) -> list[date]:
        return [meeting.day for meeting in meetings if matches(meeting, filters)]

    assert left(Filters(body="westmarch", from_date=FEBRUARY_2025)) == [JULY_2025, FEBRUARY_2025]
    assert left(Filters(kind=PaperKind.AGENDA)) == [JULY_2024]
    assert left(Filters(body="Fire Authority")) == []


def test_the_end_of_one_longer_name_is_the_same_body_and_of_two_is_not() -> None:
    assert whole_name("Crime Panel", ["Crime Panel", "Fenshire Crime Panel"]) == "Fenshire Crime Panel"
    two = ["Crime Panel", "Fenshire Crime Panel", "Westmarch Crime Panel"]
    assert whole_name("Crime Panel", two) == "Crime Panel"


def test_a_number_that_goes_on_from_meeting_to_meeting_joins_no_items(
    sample_library: Library, meetings: tuple[Meeting, ...]
) -> None:
    pack = next(paper.paper for paper in on(meetings, JULY_2024).papers)
    agenda = agenda_stands(pack, sample_library.passages_of(pack.paper_id))
    minuted = [replace(stand, number=str(int(stand.number) + 4)) for stand in agenda]
    items = items_of([agenda], [minuted], [])
    assert [item.agenda_number for item in items] == [stand.number for stand in agenda]
    assert [item.number for item in items] == [stand.number for stand in minuted]


@pytest.mark.parametrize(
    ("printed", "owner"),
    [
        ("Mr Roake", "Mr Roake"),
        ("Panel members", "Panel members"),
        ("Councillor Connell offered", "Councillor Connell"),
        ("Councillors would like", ""),
        ("Proposal for a future agenda item", ""),
    ],
)
def test_words_about_a_person_are_no_owner_of_an_action(printed: str, owner: str) -> None:
    assert owner_of(printed) == owner


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("MINUTES OF THE LAST MEETING: Item 3, page 1", "MINUTES OF THE LAST MEETING"),
        ("Governance Updates (Pages 285 - 334)", "Governance Updates"),
        ("ANNUAL Item 6, page 21 REPORT 2022/23", "ANNUAL REPORT 2022/23"),
    ],
)
def test_a_title_is_shown_without_the_pages_the_agenda_names(printed: str, title: str) -> None:
    assert clean_title(printed) == title


def test_questions_about_a_meeting_pass_over_what_every_meeting_has(meetings: tuple[Meeting, ...]) -> None:
    questions = questions_about(on(meetings, FEBRUARY_2024))
    assert questions[0] == "What did the panel resolve about proposed precept 2024/25 on 5 February 2024?"
    assert not [question for question in questions if "minutes" in question or "apologies" in question]


def test_starters_begin_with_the_next_meeting(sample_library: Library) -> None:
    starters = starter_questions(sample_library, date(2024, 7, 1), count=1)
    assert starters == ("What does the report on Action log recommend?",)


def test_a_question_says_report_on_once() -> None:
    assert readable_title("REPORT ON STOP AND SEARCH IN 2024") == "stop and search in 2024"
    assert readable_title("Report on the use of drones") == "the use of drones"
    assert readable_title("Reporting of knife crime") == "Reporting of knife crime"
