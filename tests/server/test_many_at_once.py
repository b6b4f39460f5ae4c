"""Several people ask at the same time, and each gets the answer that they would have got alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from index.analysis import stem

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


def test_words_are_cut_to_their_stems_as_alone() -> None:
    letters = "bcdfghjklmnprstvwz"
    words = [
        a + v + b + v + a + end
        for a in letters
        for v in "aeou"
        for b in letters
        for end in ("ingly", "fulness")
    ]
    with ThreadPoolExecutor(8) as people:
        together = list(people.map(stem, words))
    stem.cache_clear()
    assert together == [stem(word) for word in words]


def test_questions_asked_at_once_are_answered_as_alone(client: TestClient) -> None:
    def ask(question: str) -> tuple[int, str]:
        reply = client.post("/api/ask", json={"question": question})
        return reply.status_code, reply.json()["text"]

    alone = [ask(question) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as people:
        together = list(people.map(ask, QUESTIONS * 3))
    assert together == alone * 3


def test_pages_drawn_at_once_are_drawn_as_alone(client: TestClient, minutes: str) -> None:
    def draw(page: int) -> bytes:
        return client.get(f"/api/papers/{minutes}/pages/{page}.png", params={"width": 400 + page}).content

    with ThreadPoolExecutor(8) as people:
        together = list(people.map(draw, [1, 2] * 8))
    assert together == [draw(1), draw(2)] * 8
