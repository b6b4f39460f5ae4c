"""An answer can be read as it is made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asking import CAMERAS, LAMPS, NOT_SAID
from fastapi.testclient import TestClient

from index.library import Library
from server.answering import Answering
from server.app import create_app
from server.settings import ServerSettings


def stream(client: TestClient, question: str, **more: str) -> list[tuple[str, dict[str, Any]]]:
    """The events that a question calls forth."""
    with client.stream("POST", "/api/ask/stream", json={"question": question} | more) as reply:
        assert reply.status_code == 200
        assert reply.headers["content-type"].startswith("text/event-stream")
        blocks = "".join(reply.iter_text()).strip().split("\n\n")
    found = []
    for block in blocks:
        name, data = block.split("\n", 1)
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_the_events_come_in_order_and_the_last_is_what_asking_gives(client: TestClient) -> None:
    events = stream(client, LAMPS)
    names = [name for name, _ in events]
    assert names[:2] == ["understood", "sources"] and names[-1] == "done"
    assert set(names[2:-1]) == {"sentence"}
    whole = client.post("/api/ask", json={"question": LAMPS}).json()
    done = events[-1][1]
    assert {**done, "milliseconds": {}} == {**whole, "milliseconds": {}}


def test_the_sentences_and_their_citations_are_those_of_the_answer(client: TestClient) -> None:
    events = stream(client, LAMPS)
    done = events[-1][1]
    sentences = [event for name, event in events if name == "sentence"]
    assert [{**one, "citations": None} for one in sentences] == [
        {**one, "citations": None} for one in done["sentences"]
    ]
    cited = {one["marker"]: one for one in done["citations"]}
    for sentence in sentences:
        assert sentence["verdict"] == "quoted"
        assert [one["marker"] for one in sentence["citations"]] == sentence["markers"]
        assert all(one == cited[one["marker"]] for one in sentence["citations"])
        assert sentence["text"] in done["text"]


def test_a_refusal_has_no_sentences(client: TestClient) -> None:
    events = stream(client, NOT_SAID)
    assert [name for name, _ in events] == ["understood", "sources", "done"]
    assert events[1][1]["citations"] == [] and events[-1][1]["status"] == "not_in_papers"


def test_a_follow_up_tells_how_it_is_read_before_it_is_searched(client: TestClient) -> None:
    begun = stream(client, CAMERAS, conversation_id="new")[0][1]["conversation_id"]
    understood = stream(client, "and in Mill Lane?", conversation_id=begun)[0][1]
    assert understood["question"] == "and in Mill Lane?"
    assert "speed cameras" in understood["understood"] and understood["conversation_id"] == begun
    assert len(client.get(f"/api/conversations/{begun}").json()["turns"]) == 2


def test_a_question_that_is_too_long_is_told_as_a_problem(client: TestClient) -> None:
    [(name, problem)] = stream(client, "why " * 400)
    assert name == "failed" and problem["status"] == 422 and "at most 500" in problem["detail"]


def test_a_request_of_the_wrong_form_is_an_http_error(client: TestClient) -> None:
    assert client.post("/api/ask/stream", json={"query": "why"}).status_code == 422


def test_an_unforeseen_failure_is_told_by_its_number(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> Any:  # noqa: ANN401
        raise RuntimeError("secret path /x")

    failing = Answering(draft=fail, search=fail, starters=lambda count: ())
    app = create_app(library, ServerSettings(data=library.folder), failing)
    events = stream(TestClient(app, raise_server_exceptions=False), "Why?")
    name, problem = events[-1]
    assert name == "failed" and problem["status"] == 500
    assert "secret" not in json.dumps(events) and "secret path" in caplog.text
