"""What the API says of itself is true."""

from __future__ import annotations

from typing import Any

import jsonschema
from fastapi.testclient import TestClient


def test_every_example_fits_its_schema(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    schemas: dict[str, Any] = described["components"]["schemas"]
    checked = 0
    for name, schema in schemas.items():
        for example in schema.get("examples", []):
            jsonschema.validate(
                example, {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
            )
            checked += 1
    assert checked >= 6


def test_every_call_is_summed_up_and_tells_its_failures(client: TestClient) -> None:
    paths: dict[str, Any] = client.get("/openapi.json").json()["paths"]
    assert "/api/ask" in paths and "/api/papers/{paper_id}/pages/{page}.png" in paths
    for path, calls in paths.items():
        for call in calls.values():
            assert call["summary"] and call["description"], path
            assert "4XX" in call["responses"], path


def test_replies_fit_what_was_described(client: TestClient, minutes: str) -> None:
    described = client.get("/openapi.json").json()
    replies = {
        "AskReply": client.post(
            "/api/ask", json={"question": "How many speed cameras were repaired?"}
        ).json(),
        "SearchReply": client.get("/api/search", params={"q": "cameras"}).json(),
        "PapersReply": client.get("/api/papers").json(),
        "PaperDetailReply": client.get(f"/api/papers/{minutes}").json(),
        "MeetingsReply": client.get("/api/meetings").json(),
        "MeetingDetailReply": client.get("/api/meetings/2024-03-14-harrowden-police-and-crime-panel").json(),
        "StartersReply": client.get("/api/starters").json(),
        "ProblemReply": client.get("/api/papers/none").json(),
    }
    for name, reply in replies.items():
        jsonschema.validate(
            reply, {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        )
