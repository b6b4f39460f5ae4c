"""What the page makes of the API's replies and of its failures."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import httpx2 as httpx
import pytest
from fake_api import fake_api

from server.schemas import AskReply, PaperReply
from ui.ask.markup import opening
from ui.ask.view import Visit, ask_papers
from ui.client import ApiFailure, PapersApi
from ui.frame.filter_markup import filter_bar
from ui.replies import Choice, Filters, Library, read_filters, read_library, read_paper, read_reply
from ui.source.markup import SourceLink
from ui.source.view import open_link, open_pressed, turn_page


@pytest.fixture
def api() -> PapersApi:
    return PapersApi("http://127.0.0.1", httpx.ASGITransport(app=fake_api()))


def replying(status: int, **reply: Any) -> PapersApi:  # noqa: ANN401 - JSON or text
    """An API that always gives one reply."""
    return PapersApi("http://papers", httpx.MockTransport(lambda request: httpx.Response(status, **reply)))


def steps(api: PapersApi, words: str, selection: object, seen: Visit) -> list[tuple[Visit, str, bool]]:
    """All that is shown for one question, in order."""

    async def collect() -> list[tuple[Visit, str, bool]]:
        return [step async for step in ask_papers(api, words, selection, seen)]

    return asyncio.run(collect())


def test_the_page_understands_the_reply_that_the_server_describes() -> None:
    (example,) = AskReply.model_json_schema()["examples"]
    reply = read_reply(example)
    assert reply.status == "answered"
    assert reply.citations[0].label == "Panel, 26 July 2023, item 10, p. 8"
    assert reply.citations[0].meeting_date == date(2023, 7, 26)
    assert reply.coverage.first == date(2022, 10, 12)


def test_nearest_passages_are_numbered_from_one() -> None:
    nearest = [{"paper_id": "a", "marker": 0}, {"paper_id": "b"}]
    reply = read_reply({"status": "not_in_papers", "nearest": nearest})
    assert [cited.marker for cited in reply.nearest] == [1, 2]


def test_a_paper_without_pages_has_no_page_count() -> None:
    fields = set(PaperReply.model_fields)
    assert {"paper_id", "title", "file_name", "page_count"} <= fields
    assert read_paper({"paper_id": "a", "page_count": None}).page_count is None


def test_the_library_offers_what_can_be_filtered_by() -> None:
    reply = {
        "papers": [{"meeting_date": "2024-02-02"}, {"meeting_date": None}, {"meeting_date": "2023-07-26"}],
        "total": 3,
        "counts": {"bodies": [{"value": "", "papers": 1}, {"value": "Panel", "papers": 2}], "kinds": []},
    }
    assert read_library(reply) == Library(3, (Choice("Panel", 2),), (), date(2023, 7, 26), date(2024, 2, 2))


def test_filters_left_empty_are_not_sent() -> None:
    assert read_filters({"body": "Panel", "from": "", "to": "2024-01-01"}).as_request() == {
        "body": "Panel",
        "to": "2024-01-01",
    }


@pytest.mark.parametrize("selection", [None, "body", ["x"], {"body": 3, "kind": "x" * 999}])
def test_a_selection_that_is_no_selection_filters_nothing(selection: object) -> None:
    assert read_filters(selection) == Filters()


def test_the_filter_bar_names_each_choice_with_its_count() -> None:
    bar = filter_bar(Library(3, (Choice("Fire & Rescue", 2),), (Choice("minutes", 1),)))
    assert '<option value="Fire &amp; Rescue">Fire &amp; Rescue (2)</option>' in bar
    assert '<option value="minutes">Minutes (1)</option>' in bar


def test_a_problem_is_told_with_its_next_step(api: PapersApi) -> None:
    with pytest.raises(ApiFailure) as caught:
        asyncio.run(api.ask("please break", Filters()))
    assert caught.value.message == "The papers are being added to and cannot be searched."
    assert caught.value.next_step == "Ask again in a minute."


@pytest.mark.parametrize(
    ("api", "message"),
    [
        (replying(500, text="oops"), "The server could not do this."),
        (replying(502, json=["oops"]), "The server could not do this."),
        (replying(200, text="no JSON"), "The server's reply could not be read."),
        (replying(200, json=["no object"]), "The server's reply could not be read."),
    ],
    ids=["no problem document", "no object", "no JSON", "not a reply"],
)
def test_a_server_that_talks_nonsense_is_told_in_a_sentence(api: PapersApi, message: str) -> None:
    with pytest.raises(ApiFailure) as caught:
        asyncio.run(api.ask("Who?", Filters()))
    assert caught.value.message == message
    assert caught.value.next_step


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ReadTimeout("slow")])
def test_a_server_that_does_not_reply_is_told_in_a_sentence(error: Exception) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(ApiFailure):
        asyncio.run(PapersApi("http://papers", httpx.MockTransport(fail)).library())


def test_an_answer_opens_its_first_page_by_itself(api: PapersApi) -> None:
    looking, answered = steps(api, " What was promised? ", {}, Visit())
    assert (looking[0].exchanges[-1].reply, looking[1], looking[2]) == (None, "What was promised?", True)
    assert (answered[1], answered[2]) == ("", False)
    first = opening(answered[0].exchanges)
    assert first is not None
    shown = asyncio.run(open_link(api, SourceLink(*first)))
    assert (shown.page, shown.page_count) == (8, 12)
    assert opening(looking[0].exchanges) is None


def test_a_failure_keeps_the_question(api: PapersApi) -> None:
    after, text, busy = steps(api, "please break", {}, Visit())[-1]
    assert (text, busy) == ("please break", False)
    failure = after.exchanges[-1].failure
    assert failure is not None
    assert failure.next_step == "Ask again in a minute."


def test_an_empty_question_asks_nothing(api: PapersApi) -> None:
    assert steps(api, "  ", {}, Visit()) == [(Visit(), "", False)]


def test_the_chosen_filters_reach_the_api(api: PapersApi) -> None:
    after = steps(api, "What was promised?", {"from": "2027-01-01"}, Visit())[-1][0]
    reply = after.exchanges[-1].reply
    assert reply is not None
    assert reply.status == "filter_matches_nothing"


def test_a_chip_opens_its_page_and_the_page_can_be_turned(api: PapersApi) -> None:
    asked = steps(api, "What was promised?", {}, Visit())[-1][0]
    reply = asked.exchanges[-1].reply
    assert reply is not None
    shown = asyncio.run(open_pressed(api, None, {"url": reply.citations[1].url}))
    assert shown is not None
    assert (shown.title, shown.page) == ("Agenda pack, precept meeting", 31)
    turned = turn_page(shown, {"page": 32})
    assert turned is not None
    assert turned.page == 32


@pytest.mark.parametrize("pressed", [{}, {"url": 4}, {"url": "/somewhere"}, {"url": "/api/papers/"}])
def test_a_press_that_names_no_paper_changes_nothing(api: PapersApi, pressed: dict[str, object]) -> None:
    shown = asyncio.run(open_pressed(api, None, {"url": "/api/papers/action-log/view"}))
    assert shown is not None
    assert asyncio.run(open_pressed(api, shown, pressed)) == shown
    assert turn_page(None, {"page": 3}) is None
