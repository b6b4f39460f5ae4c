"""What the Meetings view shows, from the API's replies."""

from __future__ import annotations

from typing import Any

import pytest

from ui.meetings import markup, page_markup
from ui.meetings.replies import Meetings, WholeMeeting, read_meetings, read_whole_meeting
from ui.meetings.view import wanted
from ui.replies import Filters

PANEL = "Fenshire Police and Crime Panel"
URL = "/api/papers/minutes/view?page=2&quote=That#lit"


def meeting(day: str, minutes: str = "confirmed", body: str = PANEL) -> dict[str, Any]:
    """A meeting as the API lists it."""
    paper = {"title": "Minutes <i>", "kind": "minutes", "status": "confirmed", "url": URL, "within": None}
    return {
        "id": f"{day}-panel",
        "body": body,
        "date": day,
        "minutes": minutes,
        "papers": [paper] if minutes != "none" else [],
        "items": 2,
        "resolutions": 1 if minutes != "none" else 0,
        "actions": 1 if minutes != "none" else 0,
        "ask": {"body": body, "from": day, "to": day},
    }


def whole(day: str = "2024-02-05", minutes: str = "confirmed") -> WholeMeeting:
    """A meeting with its items."""
    quotation = {
        "text": "That the precept be supported.",
        "url": URL,
        "label": "Panel, item 3, p. 2",
        "page": 2,
    }
    head = {**quotation, "text": "RESOLVED:", "label": "Panel, item 3, p. 1", "page": 1}
    item = {
        "number": "38",
        "title": "Precept <b>",
        "agenda_number": "3",
        "places": [{"title": "Minutes", "kind": "minutes", "first_page": 1, "last_page": 2, "url": URL}],
        "resolutions": [
            {
                "words": "RESOLVED:\nThat the precept be supported.",
                "moved_by": "Councillor Ash",
                "seconded_by": "Ms Birch",
                "vote": "The motion was carried.",
                "quotations": [head, quotation],
            }
        ],
        "actions": [
            {
                "words": "ACTION: Mr Elm to write.",
                "owner": "Mr Elm",
                "due": "1 May 2024",
                "state": "",
                "url": URL,
                "label": "Panel, item 3, p. 2",
            }
        ],
    }
    questions = ["What did the panel resolve about the precept?"]
    return read_whole_meeting({"meeting": meeting(day, minutes), "items": [item], "questions": questions})


def listed(*meetings: dict[str, Any], coming: str | None = None) -> Meetings:
    """A list of meetings."""
    return read_meetings({"meetings": list(meetings), "next": coming})


def test_meetings_are_listed_by_body_and_year_with_what_is_held() -> None:
    found = listed(
        meeting("2025-02-03"), meeting("2024-02-05"), meeting("2024-01-09", body="Audit Committee")
    )
    shown = markup.meeting_list(found, Filters(), None)
    assert shown.index("<h3>Audit Committee</h3>") < shown.index(f"<h3>{PANEL}</h3>")
    assert shown.index("<h4>2025</h4>") < shown.rindex("<h4>2024</h4>")
    assert '<a href="#meetings?id=2024-02-05-panel">5 February 2024</a>' in shown
    assert "Confirmed minutes; 2 items, 1 resolution, 1 action" in shown


@pytest.mark.parametrize(
    ("coming", "filters", "name"),
    [
        ("2024-02-05-panel", Filters(), "Next meeting"),
        (None, Filters(), "Latest meeting"),
        (None, Filters(body=PANEL), "Latest of these"),
    ],
)
def test_the_first_meeting_is_named_as_what_it_is(coming: str | None, filters: Filters, name: str) -> None:
    found = listed(meeting("2024-02-05"), coming=coming)
    assert f">{name}: <a" in markup.meeting_list(found, filters, whole())


def test_the_list_says_what_it_is_narrowed_to() -> None:
    filters = Filters(body=PANEL, first="2024-02-05", last="2024-02-05", kind="minutes")
    shown = markup.meeting_list(listed(meeting("2024-02-05")), filters, None)
    assert f"Narrowed to: {PANEL}, 5 February 2024, with minutes." in shown
    assert "Narrowed" not in markup.meeting_list(listed(meeting("2024-02-05")), Filters(), None)


def test_no_meeting_is_told_with_a_way_on() -> None:
    assert "Clear the filters" in markup.meeting_list(listed(), Filters(body="X"), None)
    assert "when an agenda, minutes or a report" in markup.meeting_list(listed(), Filters(), None)


def test_a_resolution_is_a_quotation_with_its_mover_vote_and_page() -> None:
    shown = page_markup.meeting_page(whole())
    assert '<blockquote lang="en-GB">RESOLVED:\nThat the precept be supported.</blockquote>' in shown
    assert "Moved by Councillor Ash and seconded by Ms Birch. Vote: The motion was carried." in shown
    assert shown.count("Panel, item 3, p. 2") == 2  # the resolution's and the action's
    assert "Panel, item 3, p. 1" not in shown  # where only "RESOLVED:" stands


def test_an_action_tells_its_owner_and_date() -> None:
    assert "Owner: Mr Elm. Due: 1 May 2024." in page_markup.meeting_page(whole())


def test_an_item_has_both_its_numbers_and_its_pages() -> None:
    shown = page_markup.meeting_page(whole())
    assert '<h4>38. Precept &lt;b&gt; <span class="held">agenda item 3</span></h4>' in shown
    assert ">Minutes, pp. 1 to 2</a>" in shown
    assert "Minutes <i>" not in shown


@pytest.mark.parametrize(
    ("minutes", "note"),
    [
        ("none", "No minutes of this meeting are held"),
        ("draft", "draft minutes, which may still be corrected"),
        ("confirmed", "the confirmed minutes"),
        ("not stated", "do not say whether they were confirmed"),
    ],
)
def test_a_meeting_says_which_minutes_it_is_told_from(minutes: str, note: str) -> None:
    assert note in page_markup.meeting_page(whole(minutes=minutes))


def test_asking_about_a_meeting_carries_its_filters() -> None:
    button = markup.ask_button(whole().meeting)
    assert f'data-body="{PANEL}" data-from="2024-02-05" data-to="2024-02-05"' in button
    assert 'data-question="What did' in page_markup.meeting_page(whole())


def test_a_failure_says_what_to_do_and_can_be_tried_again() -> None:
    shown = markup.failure("The server did not reply.", "Try again.")
    assert "The server did not reply. Try again." in shown and "data-again" in shown


def test_only_a_short_text_names_a_meeting() -> None:
    assert wanted({"id": "2024-02-05-panel"}) == "2024-02-05-panel"
    assert wanted({"id": "x" * 1000}) == wanted({"id": 3}) == wanted({}) == ""
