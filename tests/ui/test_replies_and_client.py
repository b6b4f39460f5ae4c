"""What the page makes of the API's replies and of its failures."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

import httpx2 as httpx
import pytest
from fake_api import fake_api

from server.schemas import AskReply, PaperReply
from ui.ask.calls import ask_stream
from ui.ask.events import Event, Found, Passed, Understood
from ui.ask.opening import opening
from ui.ask.visit import Step, Visit, ask_papers
from ui.client import ApiFailure, PapersApi
from ui.frame.filter_markup import filter_bar
from ui.replies import (
    Choice,
    Filters,
    Library,
    Reply,
    Sentence,
    read_filters,
    read_library,
    read_paper,
    read_reply,
)
from ui.source.view import open_link, open_pressed, turn_page
from ui.streaming_transport import InProcessTransport

ALL = Filters()
NOBODY = Visit()


@pytest.fixture
def api() -> PapersApi:
    return PapersApi("http://127.0.0.1", InProcessTransport(fake_api()))


def replying(status: int, **reply: Any) -> PapersApi:  # noqa: ANN401 - JSON or text
    """An API that always gives one reply."""
    return PapersApi("http://papers", httpx.MockTransport(lambda request: httpx.Response(status, **reply)))


def streaming(text: str) -> PapersApi:
    """An API that always gives these events."""
    return replying(200, text=text, headers={"content-type": "text/event-stream"})


def steps(api: PapersApi, words: str, filters: Filters = ALL, seen: Visit = NOBODY) -> list[Step]:
    """All that is shown for one question, in order."""

    async def collect() -> list[Step]:
        return [step async for step in ask_papers(api, words, filters, seen)]

    return asyncio.run(collect())


def events(api: PapersApi, question: str) -> list[Event]:
    """All that is heard of an answer."""

    async def collect() -> list[Event]:
        return [event async for event in ask_stream(api, question, ALL)]

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
        events(api, "please break")
    assert caught.value.message == "The papers are being added to and cannot be searched."
    assert caught.value.next_step == "Ask again in a minute."


@pytest.mark.parametrize(
    ("api", "message"),
    [
        (replying(500, text="oops"), "The server could not do this."),
        (replying(502, json=["oops"]), "The server could not do this."),
        (streaming("event: done\ndata: no JSON\n\n"), "The server's reply could not be read."),
        (streaming('event: done\ndata: ["no object"]\n\n'), "The server's reply could not be read."),
        (streaming("event: sources\ndata: {}\n\n"), "The server's reply could not be read."),
        (streaming(""), "The answer broke off before it was whole."),
        (replying(200, text="no events"), "The server that holds the papers did not reply."),
    ],
    ids=["no problem document", "no object", "no JSON", "not a reply", "no sources", "nothing", "no events"],
)
def test_a_server_that_talks_nonsense_is_told_in_a_sentence(api: PapersApi, message: str) -> None:
    with pytest.raises(ApiFailure) as caught:
        events(api, "Who?")
    assert caught.value.message == message
    assert caught.value.next_step


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ReadTimeout("slow")])
def test_a_server_that_does_not_reply_is_told_in_a_sentence(error: Exception) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(ApiFailure):
        asyncio.run(PapersApi("http://papers", httpx.MockTransport(fail)).library())


def test_an_answer_opens_its_first_page_by_itself(api: PapersApi) -> None:
    looking, answered = steps(api, " What was promised? ")
    assert (looking.visit.exchanges[-1].is_in_making, looking.box) == (True, "What was promised?")
    assert looking.running is not None and looking.running.is_over
    assert (answered.box, answered.running) == ("", None)
    first = opening(answered.visit.exchanges)
    assert first is not None and first.link is not None
    shown = asyncio.run(open_link(api, first.link))
    assert (shown.page, shown.page_count) == (8, 12)
    assert opening(looking.visit.exchanges) is None


@pytest.mark.parametrize(
    ("question", "next_step"),
    [
        ("please break", "Ask again in a minute."),
        ("please fail", "Tell the owner."),
        ("please break off", "Ask again."),
    ],
)
def test_a_failure_keeps_the_question(api: PapersApi, question: str, next_step: str) -> None:
    last = steps(api, question)[-1]
    assert (last.box, last.running) == (question, None)
    failure = last.visit.exchanges[-1].failure
    assert failure is not None
    assert failure.next_step == next_step


def test_an_empty_question_asks_nothing(api: PapersApi) -> None:
    assert steps(api, "  ") == [Step(Visit(), "", None)]


def test_the_chosen_filters_reach_the_api(api: PapersApi) -> None:
    reply = steps(api, "What was promised?", Filters(first="2027-01-01"))[-1].visit.exchanges[-1].reply
    assert reply is not None
    assert reply.status == "filter_matches_nothing"


def test_what_is_heard_of_an_answer_has_types() -> None:
    cited = {"paper_id": "a", "marker": 1}
    heard = events(
        streaming(
            told("understood", question="And it?", understood="What of it?", carried=["what"])
            + told("sources", citations=[cited])
            + told("tomorrow", new="event")
            + told("sentence", text="So.", markers=[1], verdict="mended", reason="Why.", citations=[cited])
            + told("done", status="answered", text="So. [1]", citations=[cited], written_by="m", notice="n")
        ),
        "And it?",
    )
    understood, found, passed, reply = heard
    assert understood == Understood("What of it?")
    assert isinstance(found, Found) and [one.paper_id for one in found.passages] == ["a"]
    assert isinstance(passed, Passed) and passed.sentence == Sentence("So.", (1,), "mended", "Why.")
    assert isinstance(reply, Reply) and (reply.written_by, reply.notice) == ("m", "n")


def told(name: str, **data: Any) -> str:  # noqa: ANN401 - JSON
    """An event as a server sends it."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def test_a_chip_opens_its_page_and_the_page_can_be_turned(api: PapersApi) -> None:
    reply = steps(api, "What was promised?")[-1].visit.exchanges[-1].reply
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
