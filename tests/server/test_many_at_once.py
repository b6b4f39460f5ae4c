"""Several people ask at the same time, and each gets the answer that they would have got alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

QUESTIONS = (
    "What was resolved about the lamps in Mill Lane?",
    "How many speed cameras had been repaired since January?",
    "When will the next meeting be held?",
    "Who sent apologies to the panel?",
)


@pytest.fixture(autouse=True)
def eager_threads() -> Iterator[None]:
    """Have threads take turns so often that what is not safe between them shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def unheard_words(number: int) -> list[str]:
    """Words that nobody has asked with before, so that nothing about them is remembered yet."""
    letters = "bcdfghjklmnprstvwz"
    starts = [f"{first}{vowel}{letters[number % 18]}{vowel}{first}" for first in letters for vowel in "aeou"]
    return [
        start + ending
        for start, ending in zip(starts[:40], ("ingly", "ations", "fulness", "edly") * 10, strict=True)
    ]


def test_questions_asked_at_once_are_answered_as_alone(client: TestClient) -> None:
    def ask(question: str) -> tuple[int, str]:
        reply = client.post("/api/ask", json={"question": question})
        return reply.status_code, reply.json()["text"]

    alone = [ask(question) for question in QUESTIONS]
    fresh = [" ".join(unheard_words(number)) for number in range(24)]
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
