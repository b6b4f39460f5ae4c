"""An answer that was kept stays as it was, for whoever has its address, and leaks nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from asking import CAMERAS, LAMPS, NOT_SAID, ask, converse
from fastapi.testclient import TestClient

from index.library import Library
from server.schemas import CITATION_EXAMPLE, COVERAGE_EXAMPLE, AskReply
from server.withholding import REASON, readable


def kept(client: TestClient, answer: dict[str, Any]) -> dict[str, Any]:
    """Keep an answer."""
    body = {"conversation_id": answer["conversation_id"], "answer_id": answer["id"]}
    reply = client.post("/api/answers", json=body)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def test_a_kept_answer_is_the_answer_and_the_time_it_was_asked(client: TestClient) -> None:
    before = datetime.now(UTC)
    answer = ask(client, LAMPS)
    found = client.get(f"/api/answers/{kept(client, answer)['id']}").json()
    assert before <= datetime.fromisoformat(found.pop("asked_at")) <= datetime.now(UTC)
    assert found == answer | {"conversation_id": None}


def test_its_address_stays_the_same_and_tells_nothing_of_the_conversation(client: TestClient) -> None:
    answer = ask(client, LAMPS)
    one, again = kept(client, answer), kept(client, answer)
    assert one == again
    assert one["id"].startswith(answer["id"]) and len(one["id"]) >= len(answer["id"]) + 24
    assert kept(client, ask(client, LAMPS))["id"] != one["id"], (
        "the same answer of somebody else is kept apart"
    )
    for address in (f"/api/answers/{one['id']}", one["url"]):
        assert answer["conversation_id"] not in client.get(address).text


def test_it_outlives_its_conversation(client: TestClient) -> None:
    answer = ask(client, LAMPS)
    address = kept(client, answer)["url"]
    client.delete(f"/api/conversations/{answer['conversation_id']}")
    assert client.get(address).status_code == 200


def test_it_can_be_read_as_a_page_whose_notes_open_the_lit_pages(client: TestClient) -> None:
    answer = ask(client, LAMPS)
    page = client.get(kept(client, answer)["url"]).text
    today = datetime.now().astimezone()
    assert f"<h1>{LAMPS}</h1>" in page
    assert "replaced by September 2024" in page
    assert f"Asked on {today.day} {today:%B %Y}." in page
    assert "Searched 2 papers" in page
    assert "Answers quote the papers. Check the page before you repeat it." in page
    for citation in answer["citations"]:
        assert f'id="note-{citation["marker"]}"' in page
        assert citation["url"].replace("&", "&amp;") in page


def test_a_refusal_and_a_follow_up_can_be_kept_too(client: TestClient) -> None:
    assert "do not seem to answer this" in client.get(kept(client, ask(client, NOT_SAID))["url"]).text
    follow_up = converse(client, LAMPS, "and when will they be replaced?")[1]
    page = client.get(kept(client, follow_up)["url"]).text
    assert "Searched as: When will the lamps in Mill Lane be replaced?" in page


def test_what_somebody_asks_cannot_put_anything_into_the_page(client: TestClient) -> None:
    page = client.get(kept(client, ask(client, "<script>alert(1)</script> lamps in Mill Lane?"))["url"]).text
    assert "<script" not in page and "&lt;script&gt;" in page


def test_what_is_not_there_is_told_as_a_problem_or_as_a_page(client: TestClient) -> None:
    told = client.get("/api/answers/none")
    assert told.status_code == 404 and told.json()["next_step"]
    page = client.get("/api/answers/none/view", headers={"Accept": "text/html"})
    assert page.status_code == 404 and "<h1>Answer not found</h1>" in page.text
    conversation_id = ask(client, LAMPS)["conversation_id"]
    for body in (
        {"conversation_id": conversation_id, "answer_id": "another"},
        {"conversation_id": "another", "answer_id": "another"},
    ):
        assert client.post("/api/answers", json=body).status_code == 404
    assert client.post("/api/answers", json={"answer_id": "x"}).status_code == 422


@pytest.mark.parametrize("how", ["made exempt", "removed"])
def test_a_paper_that_is_no_longer_public_is_withheld_everywhere(
    own_client: TestClient, own_library: Library, how: str
) -> None:
    token = {"Authorization": f"Bearer {(own_library.folder / 'admin-token').read_text().strip()}"}
    answers = converse(own_client, LAMPS, CAMERAS, NOT_SAID)
    secret = answers[0]["citations"][0]
    addresses = [kept(own_client, answer)["url"] for answer in answers]
    addresses += [address.removesuffix("/view") for address in addresses]
    conversation = f"/api/conversations/{answers[0]['conversation_id']}"
    addresses += [conversation, f"{conversation}/export?format=markdown"]
    assert "September 2024" in own_client.get(addresses[0]).text

    paper = f"/api/papers/{secret['paper_id']}"
    if how == "removed":
        assert own_client.delete(paper, headers=token).status_code == 204
    else:
        assert own_client.patch(paper, json={"access": "exempt"}, headers=token).status_code == 200

    for address in addresses:
        read = own_client.get(address)
        assert read.status_code == 200
        for words in (
            "September 2024",
            "fourteen speed cameras",
            secret["paper_id"],
            secret["file_name"],
            secret["label"],
        ):
            assert words not in read.text, (address, words)
    for address in (*addresses[:2], conversation, addresses[-1]):
        assert REASON in own_client.get(address).text


def reply_of(text: str, *paper_ids: str) -> AskReply:
    """An answer that cites these papers."""
    citations = [
        CITATION_EXAMPLE | {"marker": marker, "paper_id": paper_id, "quote": f"Words of {paper_id}."}
        for marker, paper_id in enumerate(paper_ids, start=1)
    ]
    return AskReply.model_validate(
        {
            "id": "a",
            "question": "Why?",
            "status": "answered",
            "text": text,
            "citations": citations,
            "coverage": COVERAGE_EXAMPLE,
            "nearest": [],
            "milliseconds": {},
            "conversation_id": None,
            "understood": "Why?",
            "carried": [],
        }
    )


def test_only_what_rests_on_the_withheld_paper_is_taken_out() -> None:
    text = "Public words [2]. [1]\n\nSecret: 7\nSecret: 8 [2]\n\nMore. [3]\n\nSee also [4] [5]"
    shown = readable(reply_of(text, "open", "shut", "open", "shut", "open"), {"open"})
    assert shown.text == f"Public words [2]. [1]\n\n{REASON} [2]\n\nMore. [3]\n\nSee also [4] [5]"
    assert [one.quote for one in shown.citations] == [
        "Words of open.",
        "",
        "Words of open.",
        "",
        "Words of open.",
    ]
    assert shown.citations[1].label == REASON


@pytest.mark.parametrize(
    "text", ["Secret words.", "Secret. [2]\n\nPublic. [1]", "Secret. [1]\n\nmore [2]\n\nstill more"]
)
def test_a_text_whose_paragraphs_cannot_be_told_apart_is_withheld_whole(text: str) -> None:
    assert readable(reply_of(text, "shut", "open"), {"open"}).text == REASON


def test_an_answer_of_public_papers_is_left_as_it_is() -> None:
    reply = reply_of("One. [1]\n\nTwo. [2]", "open", "open")
    assert readable(reply, {"open"}) == reply


def test_a_sentence_that_rests_on_a_withheld_paper_keeps_only_its_markers() -> None:
    sentences = [
        {"text": "Public words.", "markers": [1], "verdict": "confirmed"},
        {"text": "Secret words.", "markers": [1, 2], "verdict": "mended", "reason": "Not seven."},
        {"text": "Words of nobody.", "markers": [], "verdict": "not_confirmed", "reason": "Not said."},
    ]
    told = reply_of("Words.", "open", "shut", "open").model_dump(by_alias=True) | {"sentences": sentences}
    shown = readable(AskReply.model_validate(told), {"open"})
    assert shown.text == f"Public words. [1]\n\n{REASON} [1] [2]\n\n{REASON}\n\nSee also [3]"
    assert [one.text for one in shown.sentences] == ["Public words.", REASON, REASON]
    assert [one.reason for one in shown.sentences] == ["", "", ""]
