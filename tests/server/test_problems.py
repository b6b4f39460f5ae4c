"""Every failure is a sentence with a next step, in one form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus import errors
from index.library import Library
from index.values import Filters
from retrieval.reply import Draft
from retrieval.values import ScoredPassage
from server.answering import Answering
from server.app import create_app
from server.errors import STATUS_OF
from server.settings import ServerSettings


def problem(reply: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the client gives back
    """The body of a failure, whose form is checked."""
    assert reply.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = reply.json()
    assert set(body) == {"type", "title", "status", "detail", "next_step"}
    assert body["status"] == reply.status_code
    assert body["detail"].endswith(".") and body["next_step"].endswith(".")
    assert reply.headers["x-content-type-options"] == "nosniff"
    return body


@pytest.mark.parametrize(
    ("request_body", "words"),
    [
        ({}, "`question` is missing."),
        ({"question": "x" * 501}, "at most 500"),
        ({"question": "Why?", "filters": {"kind": "poem"}}, "agenda, minutes, report"),
        ({"question": "Why?", "filters": {"from": "soon"}}, "2023-07-26"),
        ({"question": "Why?", "filters": {"from": "2024-02-01", "to": "2024-01-01"}}, "backwards"),
        ({"question": "Why?", "filters": {"bodies": "x"}}, "`filters.bodies` is not something"),
        ({"question": "Why?", "limit": 0}, "`limit`"),
        ({"question": "Why?", "limit": 999}, "`limit`"),
        ({"question": 7}, "`question`"),
        ({"question": "Why \ud800?"}, "half a character"),
        ({"question": "Why?", "filters": {"body": "\udfff"}}, "half a character"),
        ({"question": "Why?", "filters": {"paper_ids": ["x"] * 201}}, "at most 200"),
    ],
)
def test_a_question_that_cannot_be_used_is_told(
    client: TestClient, request_body: dict[str, Any], words: str
) -> None:
    told = {"Content-Type": "application/json"}
    reply = client.post("/api/ask", content=json.dumps(request_body), headers=told)
    assert reply.status_code == 422
    assert words in problem(reply)["detail"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": ""},
        {"q": "x", "limit": "51"},
        {"q": "x", "limit": "0"},
        {"q": "x", "offset": "-1"},
        {"q": "x", "paper_ids": "a"},
        {"q": "x", "kind": "poem"},
        {"q": "x" * 501},
    ],
)
def test_a_search_that_cannot_be_used_is_told(client: TestClient, query: dict[str, str]) -> None:
    reply = client.get("/api/search", params=query)
    assert reply.status_code == 422
    problem(reply)


def test_what_is_not_json_is_told(client: TestClient) -> None:
    reply = client.post("/api/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert problem(reply)["detail"] == "The body is not valid JSON."
    assert "JSON" in problem(client.post("/api/ask", content=b'{"question": "Why?"}'))["detail"]


def test_a_large_question_is_refused_before_it_is_read(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": "x" * 100_000})
    assert reply.status_code == 413
    assert "64 kB" in problem(reply)["detail"]


def test_unknown_addresses_and_methods_are_told(client: TestClient) -> None:
    assert problem(client.get("/api/nothing"))["status"] == 404
    assert problem(client.get("/api/papers/nothing"))["title"] == "Paper not found"
    assert problem(client.put("/api/papers"))["status"] == 405
    assert problem(client.put("/healthz"))["status"] == 405


def test_every_error_of_ours_has_a_status() -> None:
    def all_kinds(kind: type[errors.PanelPapersError]) -> list[type[errors.PanelPapersError]]:
        return [kind, *(below for child in kind.__subclasses__() for below in all_kinds(child))]

    for kind in all_kinds(errors.PanelPapersError):
        [*found] = [status for named, status in STATUS_OF if issubclass(kind, named)]
        assert found and 400 <= found[0] < 600


def failing(error: Exception) -> Answering:
    """A way of answering that always fails."""

    def draft(question: str, filters: Filters, limit: int) -> Draft:
        raise error

    def search(question: str, filters: Filters, limit: int, offset: int) -> tuple[ScoredPassage, ...]:
        raise error

    return Answering(draft=draft, search=search, starters=lambda count: ())


def test_an_unforeseen_failure_tells_a_number_and_nothing_else(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(library, ServerSettings(data=library.folder), failing(RuntimeError("secret path /x")))
    client = TestClient(app, raise_server_exceptions=False)
    reply = client.post("/api/ask", json={"question": "Why?"})
    assert reply.status_code == 500
    detail = problem(reply)["detail"]
    assert "secret" not in reply.text
    number = detail.split("failure ")[1].rstrip(").")
    assert number in caplog.text and "secret path" in caplog.text


def test_a_failure_that_was_foreseen_keeps_its_words(library: Library) -> None:
    busy = errors.LibraryBusy("Somebody is writing.", next_step="Wait a moment.")
    client = TestClient(create_app(library, ServerSettings(data=library.folder), failing(busy)))
    reply = client.get("/api/search", params={"q": "lamps"})
    assert reply.status_code == 503
    assert problem(reply)["detail"] == "Somebody is writing."
    assert reply.headers["retry-after"]


def test_a_server_that_could_not_warm_up_lives_but_is_not_ready(library: Library) -> None:
    gone = errors.ModelUnavailable("The model is gone.", next_step="Install it.")
    app = create_app(library, ServerSettings(data=library.folder), failing(gone))
    with TestClient(app) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        app.state.parts.readiness.ended.wait(5)
        assert problem(client.get("/readyz"))["detail"] == "The model is gone."
