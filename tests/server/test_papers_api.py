"""Papers over HTTP: listed, opened, corrected, removed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from corpus.values import ReadingWarning
from index.library import Library
from server.replies import paper_reply


def test_public_papers_are_listed_with_what_can_be_filtered(client: TestClient) -> None:
    reply = client.get("/api/papers").json()
    assert {paper["file_name"] for paper in reply["papers"]} == {"minutes.pdf", "action-log.docx"}
    assert reply["total"] == 2
    assert {"value": "minutes", "papers": 1} in reply["counts"]["kinds"]
    assert sum(count["papers"] for count in reply["counts"]["years"]) >= 1


def test_the_list_says_which_pages_to_be_wary_of(library: Library, minutes: str) -> None:
    scanned = replace(
        library.paper(minutes), ocr_pages=(1, 2), warnings=(ReadingWarning("Page 1 was read by OCR.", 1),)
    )
    told = paper_reply(scanned).model_dump()
    assert told["ocr_pages"] == [1, 2]
    assert told["warnings"] == [{"message": "Page 1 was read by OCR.", "page": 1}]


def test_a_paper_tells_where_each_fact_was_found(client: TestClient, minutes: str) -> None:
    paper = client.get(f"/api/papers/{minutes}").json()
    assert paper["meeting_date"] == "2024-03-14"
    assert paper["page_count"] == 2
    assert {"field", "found_in"} == set(paper["found_in"][0])
    assert any("lighting" in item["item"].lower() for item in paper["items"])
    assert all(1 <= item["first_page"] <= item["last_page"] <= 2 for item in paper["items"])


def test_the_file_is_given_as_published(client: TestClient, minutes: str, log: str) -> None:
    pdf = client.get(f"/api/papers/{minutes}/file")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"] == 'inline; filename="minutes.pdf"'
    assert pdf.content.startswith(b"%PDF")
    word = client.get(f"/api/papers/{log}/file")
    assert "wordprocessingml" in word.headers["content-type"]
    assert "sandbox" in word.headers["content-security-policy"]


def test_a_page_is_a_picture_with_the_words_lit(client: TestClient, minutes: str) -> None:
    address = f"/api/papers/{minutes}/pages/1.png"
    plain = client.get(address, params={"width": 600})
    assert plain.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(plain.content)).width == 600
    lit = client.get(address, params={"width": 600, "quote": ["Apologies were received", "street lighting"]})
    assert lit.content != plain.content
    again = client.get(address, params={"width": 600}, headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("page", ["0", "3", "-1", "99999999999"])
def test_a_page_that_is_not_there_is_told(client: TestClient, minutes: str, page: str) -> None:
    reply = client.get(f"/api/papers/{minutes}/pages/{page}.png")
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["next_step"] == "Its pages are 1 to 2."


def test_a_paper_without_pages_is_read_as_text_with_its_table(client: TestClient, log: str) -> None:
    assert client.get(f"/api/papers/{log}/pages/1.png").status_code == 404
    found = client.get("/api/search", params={"q": "map of dark streets", "paper_id": log}).json()[
        "passages"
    ][0]
    assert found["page"] is None
    quote = "Publish the map of dark streets"
    page = client.get(f"/api/papers/{log}/view", params={"passage": found["passage_id"], "quote": quote})
    assert f'<mark id="lit">{quote}</mark>' in page.text
    assert '<th scope="col">Owner</th>' in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert "<script" not in page.text


def test_a_page_view_shows_the_picture_the_words_and_the_way_on(client: TestClient, minutes: str) -> None:
    page = client.get(f"/api/papers/{minutes}/view", params={"page": 1, "quote": "Councillor Oake"})
    assert f"/api/papers/{minutes}/pages/1.png?quote=Councillor+Oake" in page.text
    assert "<mark>Councillor Oake</mark>" in page.text
    assert f"/api/papers/{minutes}/view?page=2" in page.text
    assert "view?page=0" not in page.text
    assert client.get("/api/style.css").headers["content-type"].startswith("text/css")


def test_a_reader_who_follows_a_dead_link_gets_a_page(client: TestClient) -> None:
    reply = client.get("/api/papers/gone/view?page=1", headers={"Accept": "text/html"})
    assert reply.status_code == 404
    assert "There is no paper gone." in reply.text
    assert reply.headers["content-type"].startswith("text/html")


def test_words_in_an_address_cannot_become_markup(client: TestClient, minutes: str) -> None:
    page = client.get(
        f"/api/papers/{minutes}/view", params={"page": 1, "quote": '"><script>alert(1)</script>'}
    )
    assert "<script" not in page.text
    gone = client.get("/api/papers/<script>x<%2Fscript>/view", headers={"Accept": "text/html"})
    assert "<script" not in gone.text


# Exempt papers


def test_an_exempt_paper_does_not_exist_for_the_public(client: TestClient, exempt: str) -> None:
    for place in ("", "/file", "/view", "/pages/1.png"):
        reply = client.get(f"/api/papers/{exempt}{place}")
        assert reply.status_code == 404
        assert "depot" not in reply.text
        nowhere = client.get(f"/api/papers/nowhere{place}")
        assert nowhere.text.replace("nowhere", exempt) == reply.text
    passages = client.get("/api/search", params={"q": "sale of the Heronsgate depot", "limit": 50}).json()
    assert "Heronsgate" not in str(passages)
    only = client.get("/api/search", params={"q": "sale of the depot", "paper_id": exempt}).json()
    assert only == {"passages": []}
    asked = client.post("/api/ask", json={"question": "What is the price of the Heronsgate depot?"})
    assert "410,000" not in asked.text


def test_an_exempt_paper_is_shown_to_the_owner(
    client: TestClient, exempt: str, admin: dict[str, str]
) -> None:
    assert client.get("/api/papers", headers=admin).json()["total"] == 3
    assert client.get(f"/api/papers/{exempt}", headers=admin).json()["access"] == "exempt"
    assert client.get(f"/api/papers/{exempt}/file", headers=admin).status_code == 200
    assert client.get(f"/api/papers/{exempt}/pages/1.png", headers=admin).status_code == 200
    wrong = {"Authorization": "Bearer wrong"}
    assert client.get(f"/api/papers/{exempt}", headers=wrong).status_code == 404


# Changing


def test_nothing_changes_without_the_token(client: TestClient, minutes: str) -> None:
    calls = (
        client.post("/api/papers", files={"files": ("a.txt", b"text")}),
        client.patch(f"/api/papers/{minutes}", json={"title": "Mine"}),
        client.delete(f"/api/papers/{minutes}"),
    )
    for reply in calls:
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"].startswith("Bearer")
        assert "admin-token" in reply.json()["next_step"]
    assert client.get(f"/api/papers/{minutes}").status_code == 200


def test_a_correction_is_believed_and_can_make_a_paper_exempt(
    client: TestClient, minutes: str, admin: dict[str, str]
) -> None:
    address = f"/api/papers/{minutes}"
    before = client.get(address).json()
    corrected = client.patch(address, json={"title": "Minutes, March"}, headers=admin)
    assert corrected.json()["title"] == "Minutes, March"
    facts = {fact["field"]: fact["found_in"] for fact in client.get(address).json()["found_in"]}
    assert "owner" in facts["title"]
    assert client.patch(address, json={"access": "exempt"}, headers=admin).status_code == 200
    assert client.get(address).status_code == 404
    assert "cameras" not in client.get("/api/search", params={"q": "speed cameras"}).text
    back = {"access": "public", "title": before["title"]}
    assert client.patch(address, json=back, headers=admin).status_code == 200
    assert "cameras" in client.get("/api/search", params={"q": "speed cameras"}).text


def test_a_correction_that_says_nothing_or_nonsense_is_refused(
    client: TestClient, minutes: str, admin: dict[str, str]
) -> None:
    for correction in ({}, {"kind": "poem"}, {"meeting_date": "soon"}, {"colour": "red"}, {"title": ""}):
        reply = client.patch(f"/api/papers/{minutes}", json=correction, headers=admin)
        assert reply.status_code == 422, correction
        assert reply.json()["detail"]
