"""Whoever reads an answer can say whether it is right; whoever looks after the papers reads what was said."""

from __future__ import annotations

from datetime import datetime

from asking import CAMERAS, LAMPS, ask
from fastapi.testclient import TestClient


def test_what_is_said_is_read_by_the_owner_the_newest_first(own_client: TestClient) -> None:
    token = own_client.app.state.parts.admin.value  # type: ignore[attr-defined]
    owner = {"Authorization": f"Bearer {token}"}
    first = ask(own_client, LAMPS)
    second = ask(own_client, CAMERAS, first["conversation_id"])
    conversation_id = first["conversation_id"]
    for answer, right, comment in ((first, True, None), (second, False, "  It was fifteen.  ")):
        body = {"conversation_id": conversation_id, "right": right, "comment": comment}
        assert own_client.post(f"/api/answers/{answer['id']}/feedback", json=body).status_code == 204

    own_client.delete(f"/api/conversations/{conversation_id}")
    told = own_client.get("/api/feedback", headers=owner).json()["feedback"]
    assert [(one["question"], one["right"], one["comment"]) for one in told] == [
        (CAMERAS, False, "It was fifteen."),
        (LAMPS, True, ""),
    ]
    assert told[1]["answer"] == first["text"]
    assert datetime.fromisoformat(told[0]["when"]) > datetime.fromisoformat(told[1]["when"])
    assert len(own_client.get("/api/feedback", params={"limit": 1}, headers=owner).json()["feedback"]) == 1


def test_who_thinks_again_replaces_what_was_said(own_client: TestClient) -> None:
    owner = {"Authorization": f"Bearer {own_client.app.state.parts.admin.value}"}  # type: ignore[attr-defined]
    answer = ask(own_client, LAMPS)
    for right in (True, False):
        body = {"conversation_id": answer["conversation_id"], "right": right}
        own_client.post(f"/api/answers/{answer['id']}/feedback", json=body)
    [told] = own_client.get("/api/feedback", headers=owner).json()["feedback"]
    assert told["right"] is False


def test_only_the_owner_reads_what_was_said(client: TestClient) -> None:
    told = client.get("/api/feedback")
    assert told.status_code == 401
    assert told.json()["next_step"]


def test_what_cannot_be_noted_is_told(client: TestClient) -> None:
    answer = ask(client, LAMPS)
    address, body = f"/api/answers/{answer['id']}/feedback", {"conversation_id": answer["conversation_id"]}
    assert client.post(address, json=body).status_code == 422
    long = client.post(address, json=body | {"right": True, "comment": "x" * 501})
    assert long.status_code == 422 and "at most 500 characters" in long.json()["detail"]
    assert client.post("/api/answers/other/feedback", json=body | {"right": True}).status_code == 404
    assert client.post(address, json={"conversation_id": "none", "right": True}).status_code == 404
