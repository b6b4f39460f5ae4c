"""Asking and searching over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

QUESTION = "What was resolved about the lamps in Mill Lane?"


def test_an_answer_has_exactly_the_fields_that_were_promised(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": QUESTION})
    assert reply.status_code == 200
    answer = reply.json()
    assert list(answer) == [
        "id",
        "question",
        "status",
        "text",
        "citations",
        "coverage",
        "nearest",
        "milliseconds",
        "conversation_id",
        "understood",
        "carried",
        "filters",
        "sentences",
        "written_by",
        "notice",
    ]
    assert answer["status"] == "answered"
    assert set(answer["coverage"]) == {"papers", "from", "to", "bodies", "undated"}
    assert answer["coverage"]["papers"] == 2
    citation = answer["citations"][0]
    promised = (
        "marker passage_id paper_id title file_name body meeting_date item section page page_label quote url"
    )
    assert set(promised.split()) <= set(citation)
    assert citation["file_name"] == "minutes.pdf"
    assert citation["page"] == 1
    assert "replaced by September 2024" in citation["quote"]
    assert all(isinstance(spent, float) for spent in answer["milliseconds"].values())


def test_the_address_of_a_citation_opens_its_page_with_the_words_lit(client: TestClient) -> None:
    citation = client.post("/api/ask", json={"question": QUESTION}).json()["citations"][0]
    page = client.get(citation["url"])
    assert page.status_code == 200
    assert "<mark" in page.text
    assert "September 2024" in page.text


def test_what_the_papers_do_not_say_is_refused_with_what_is_nearest(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "Who won the football world cup in Brazil?"}).json()
    assert answer["status"] == "not_in_papers"
    assert answer["citations"] == []


def test_a_filter_that_matches_nothing_says_so(client: TestClient) -> None:
    asked = {"question": QUESTION, "filters": {"body": "No such body", "from": "", "kind": None}}
    assert client.post("/api/ask", json=asked).json()["status"] == "filter_matches_nothing"
    found = client.get("/api/search", params={"q": QUESTION, "body": "No such body"})
    assert found.json() == {"passages": []}


@pytest.mark.parametrize("question", ["", "   ", "?"])
def test_an_unclear_question_is_an_outcome_and_no_error(client: TestClient, question: str) -> None:
    reply = client.post("/api/ask", json={"question": question})
    assert reply.status_code == 200
    assert reply.json()["status"] == "question_unclear"


def test_search_gives_passages_with_the_fields_that_were_promised(client: TestClient, minutes: str) -> None:
    passages = client.get("/api/search", params={"q": "speed cameras repaired", "limit": 2}).json()[
        "passages"
    ]
    assert 1 <= len(passages) <= 2
    assert {"passage_id", "paper_id", "file_name", "page", "section", "text", "score"} <= set(passages[0])
    assert passages[0]["paper_id"] == minutes
    assert passages[0]["page"] == 2


def test_search_can_be_paged_and_filtered(client: TestClient, minutes: str, log: str) -> None:
    query = {"q": "the Panel and its actions", "limit": 50}
    every = [one["passage_id"] for one in client.get("/api/search", params=query).json()["passages"]]
    rest = client.get("/api/search", params=query | {"offset": 1}).json()["passages"]
    assert [one["passage_id"] for one in rest] == every[1:]
    only = client.get("/api/search", params=query | {"paper_id": [log]}).json()["passages"]
    assert {one["paper_id"] for one in only} == {log}
    both = client.get("/api/search", params=query | {"paper_id": [log, minutes]}).json()["passages"]
    assert {one["paper_id"] for one in both} == {log, minutes}


def test_starters_are_questions_on_the_papers(client: TestClient) -> None:
    questions = client.get("/api/starters").json()["questions"]
    assert len(questions) <= 3
    assert all(question.endswith("?") for question in questions)
