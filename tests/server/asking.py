"""What the tests of conversations ask."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

LAMPS = "What was resolved about the lamps in Mill Lane?"
CAMERAS = "How many speed cameras had been repaired since January?"
NOT_SAID = "Who won the football world cup in Brazil?"


def ask(
    client: TestClient, question: str, conversation_id: str | None = "new", **more: bool
) -> dict[str, Any]:
    """The answer to a question of a conversation."""
    reply = client.post("/api/ask", json={"question": question, "conversation_id": conversation_id} | more)
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def converse(client: TestClient, *questions: str) -> list[dict[str, Any]]:
    """The answers to questions asked one after another in one conversation."""
    answers: list[dict[str, Any]] = []
    for question in questions:
        answers.append(ask(client, question, answers[-1]["conversation_id"] if answers else "new"))
    return answers
