"""Every passage that holds the words, over HTTP and as a table."""

from __future__ import annotations

import csv
import io
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from server.hit_replies import COLUMNS, harmless


def hits(client: TestClient, **query: Any) -> dict[str, Any]:  # noqa: ANN401 - a query of any fields
    """What a search gives."""
    reply = client.get("/api/hits", params=query)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def test_a_hit_says_where_it_stands_and_which_words_are_lit(client: TestClient, minutes: str) -> None:
    found = hits(client, q="lamps replaced")
    assert (found["total"], found["papers"], found["held"]) == (1, 1, "all")
    [hit] = found["hits"]
    assert (hit["paper_id"], hit["page"], hit["meeting_date"]) == (minutes, 1, "2024-03-14")
    assert hit["label"] == "Panel, 14 March 2024, item 2, p. 1"
    assert hit["item"] == "2. Street lighting"
    assert [hit["text"][lit["start"] : lit["end"]] for lit in hit["lit"]] == ["lamps", "replaced"]
    page = client.get(hit["url"].partition("#")[0])
    assert page.status_code == 200
    assert "RESOLVED" in hit["url"]


def test_what_is_found_fits_what_was_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    schema = {"$ref": "#/components/schemas/HitsReply", "components": described["components"]}
    jsonschema.validate(hits(client, q="speed cameras"), schema)


def test_every_hit_is_counted_whatever_page_of_the_list_is_asked_for(client: TestClient) -> None:
    every = hits(client, q="panel")
    rest = hits(client, q="panel", offset=1, limit=1)
    assert rest["total"] == every["total"] == len(every["hits"]) > 1
    assert rest["hits"] == every["hits"][1:2]
    assert rest["counts"] == every["counts"]
    assert hits(client, q="panel", offset=500)["hits"] == []


def test_hits_can_be_sorted_and_narrowed(client: TestClient, minutes: str, log: str) -> None:
    dates = [hit["meeting_date"] for hit in hits(client, q="panel", sort="newest")["hits"]]
    assert dates == sorted((day for day in dates if day), reverse=True) + [None] * dates.count(None)
    only = hits(client, q="panel", paper_id=[log])
    assert {hit["paper_id"] for hit in only["hits"]} == {log}
    assert {one["paper_id"] for one in only["counts"]["papers"]} == {log, minutes}
    assert hits(client, q="panel", year=2024)["total"] >= 1
    assert hits(client, q="panel", year=1999)["total"] == 0
    assert {hit["paper_id"] for hit in hits(client, q="panel", kind="minutes")["hits"]} == {minutes}
    assert hits(client, q="panel", body="No such body")["coverage"]["papers"] == 0


def test_words_that_nothing_holds_are_named(client: TestClient) -> None:
    found = hits(client, q="lamps zeppelin")
    assert found["held"] == "most"
    assert [word for word in found["words"] if not word["passages"]] == [{"word": "zeppelin", "passages": 0}]
    assert hits(client, q="zeppelin")["held"] == "none"


def test_exempt_papers_are_not_searched_even_for_their_owner(
    client: TestClient, admin: dict[str, str], exempt: str
) -> None:
    for headers in ({}, admin):
        for address in ("/api/hits", "/api/hits.csv"):
            reply = client.get(
                address, params={"q": '"Heronsgate depot"', "paper_id": exempt}, headers=headers
            )
            assert reply.status_code == 200
            assert "410,000" not in reply.text


@pytest.mark.parametrize("address", ["/api/hits", "/api/hits.csv"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "`q` is missing"),
        ({"q": "of the"}, "only words that stand everywhere"),
        ({"q": "-lamps"}, "only words to leave out"),
        ({"q": "x" * 501}, "at most 500"),
        ({"q": "lamps", "sort": "loudest"}, "relevance, newest or oldest"),
        ({"q": "lamps", "year": "soon"}, "`year.0`"),
        ({"q": "lamps", "from": "2024-02-01", "to": "2024-01-01"}, "backwards"),
        ({"q": "lamps", "author": "x"}, "`author` is not something"),
    ],
)
def test_a_search_that_cannot_be_used_is_told(
    client: TestClient, address: str, query: dict[str, str], words: str
) -> None:
    reply = client.get(address, params=query)
    assert reply.status_code == 422
    assert words in reply.json()["detail"]
    assert reply.json()["next_step"].endswith(".")


def test_the_whole_list_can_be_taken_away_as_a_table(client: TestClient) -> None:
    reply = client.get("/api/hits.csv", params={"q": "panel"})
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"].startswith("attachment")
    assert reply.content.startswith("\ufeff".encode())
    header, *rows = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
    found = hits(client, q="panel")
    assert tuple(header) == COLUMNS
    assert [row[6] for row in rows] == [hit["text"] for hit in found["hits"]]
    assert rows[0][7] == f"http://testserver{found['hits'][0]['url']}"


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-3", "@home", "\t=1", "\r=1"])
def test_no_cell_of_the_table_is_taken_for_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"Sum: {cell}") == f"Sum: {cell}"
