"""Meetings over HTTP."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.values import Access, Correction
from index.library import Library
from server.app import create_app
from server.settings import ServerSettings

ID = "2024-03-14-harrowden-police-and-crime-panel"


def test_meetings_are_listed_with_what_is_held(client: TestClient, minutes: str) -> None:
    reply = client.get("/api/meetings").json()
    [meeting] = reply["meetings"]
    assert meeting["id"] == ID
    assert (meeting["body"].casefold(), meeting["date"]) == (
        "harrowden police and crime panel",
        "2024-03-14",
    )
    assert [paper["paper_id"] for paper in meeting["papers"]] == [minutes]
    assert (meeting["items"], meeting["resolutions"], meeting["actions"]) == (4, 1, 0)
    assert meeting["ask"] == {"body": meeting["body"], "from": "2024-03-14", "to": "2024-03-14"}
    assert reply["next"] is None


def test_a_meeting_has_its_items_with_what_was_resolved(client: TestClient, minutes: str) -> None:
    meeting = client.get(f"/api/meetings/{ID}").json()
    lighting = meeting["items"][1]
    assert (lighting["number"], lighting["title"]) == ("2", "Street lighting")
    [resolution] = lighting["resolutions"]
    assert resolution["words"] == ("RESOLVED: That the lamps in Mill Lane be replaced by September 2024.")
    assert resolution["label"].endswith("14 March 2024, item 2, p. 1")
    page = client.get(resolution["url"]).text
    assert f"<mark>{resolution['words']}</mark>" in page
    [place] = lighting["places"]
    assert (place["paper_id"], place["first_page"], place["last_page"]) == (minutes, 1, 1)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("body=Harrowden", 1),
        ("body=Fenshire", 0),
        ("from=2024-03-14&to=2024-03-14", 1),
        ("from=2024-03-15", 0),
        ("kind=minutes", 1),
        ("kind=agenda", 0),
    ],
)
def test_the_list_is_narrowed_as_the_papers_are(client: TestClient, query: str, left: int) -> None:
    assert len(client.get(f"/api/meetings?{query}").json()["meetings"]) == left


def test_dates_that_run_backwards_are_refused(client: TestClient) -> None:
    assert client.get("/api/meetings?from=2025-01-01&to=2024-01-01").status_code == 422


def test_a_meeting_that_is_not_held_is_told(client: TestClient) -> None:
    reply = client.get("/api/meetings/2024-01-01-nobody")
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["next_step"] == "Look at /api/meetings for the meetings there are."


def test_an_exempt_paper_is_listed_only_for_the_owner(small_papers: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add([small_papers / "minutes.pdf", small_papers / "exempt-report.pdf"])
        client = TestClient(create_app(library, ServerSettings(data=tmp_path)))
        admin = {"Authorization": f"Bearer {(tmp_path / 'admin-token').read_text().strip()}"}
        [exempt] = [one for one in library.papers(include_exempt=True) if one.access is Access.EXEMPT]
        library.correct(exempt.paper_id, Correction(meeting_date=date(2024, 3, 14)))
        address = f"/api/meetings/{ID}"
        assert exempt.paper_id not in client.get("/api/meetings").text + client.get(address).text
        shown = client.get(address, headers=admin).json()["meeting"]["papers"]
        assert exempt.paper_id in [paper["paper_id"] for paper in shown]
        assert "410,000" not in client.get(address, headers=admin).text


def test_the_list_changes_when_a_paper_is_corrected(
    client: TestClient, minutes: str, admin: dict[str, str]
) -> None:
    address = f"/api/papers/{minutes}"
    assert client.patch(address, json={"meeting_date": "2024-03-21"}, headers=admin).status_code == 200
    assert [one["date"] for one in client.get("/api/meetings").json()["meetings"]] == ["2024-03-21"]
    assert client.patch(address, json={"meeting_date": "2024-03-14"}, headers=admin).status_code == 200
    assert [one["date"] for one in client.get("/api/meetings").json()["meetings"]] == ["2024-03-14"]
