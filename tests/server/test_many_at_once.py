"""Several people ask at the same time, and each gets the answer that they would have got alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

QUESTIONS = (
    "What was resolved about the lamps in Mill Lane?",
    "How many speed cameras had been repaired since January?",
    "When will the next meeting be held?",
    "Who sent apologies to the panel?",
)


def test_questions_asked_at_once_are_answered_as_alone(client: TestClient) -> None:
    def ask(question: str) -> tuple[int, str]:
        reply = client.post("/api/ask", json={"question": question})
        return reply.status_code, reply.json()["text"]

    alone = [ask(question) for question in QUESTIONS]
    fresh = [f"{question} Number {number} please" for number in range(6) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as people:
        together = list(people.map(ask, QUESTIONS * 3))
        statuses = {status for status, _ in people.map(ask, fresh)}
    assert together == alone * 3
    assert statuses == {200}


def test_pages_drawn_at_once_are_drawn_as_alone(client: TestClient, minutes: str) -> None:
    def draw(page: int) -> bytes:
        return client.get(f"/api/papers/{minutes}/pages/{page}.png", params={"width": 400 + page}).content

    with ThreadPoolExecutor(8) as people:
        together = list(people.map(draw, [1, 2] * 8))
    assert together == [draw(1), draw(2)] * 8
