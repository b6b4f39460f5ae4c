"""A conversation is kept while it is used, read again as it was, and forgotten when told to or in time."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asking import CAMERAS, LAMPS, ask, converse
from fastapi.testclient import TestClient

from corpus.errors import LibraryDamaged, LibraryError
from server.conversations import FILE_NAME, Conversations


class Clock:
    """A clock that tests put forward."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Conversations:
    return Conversations(tmp_path, most_turns=3, days=30, clock=clock)


def begun(store: Conversations, *questions: str) -> str:
    """A conversation of these questions."""
    conversation_id = store.go_on("new")
    for question in questions:
        store.add_turn(conversation_id, f"id of {question}", question, f'{{"question": "{question}"}}')
    return conversation_id


def asked(store: Conversations, conversation_id: str) -> list[str]:
    return [turn.understood for turn in store.turns(conversation_id)]


def test_a_question_outside_a_conversation_is_answered_as_before_and_kept_nowhere(
    own_client: TestClient,
) -> None:
    alone = ask(own_client, LAMPS, None)
    assert (alone["conversation_id"], alone["understood"], alone["carried"]) == (None, LAMPS, [])
    within = ask(own_client, LAMPS, "new")
    assert within["id"] == alone["id"]
    assert len(own_client.get(f"/api/conversations/{within['conversation_id']}").json()["turns"]) == 1


def test_an_answer_says_which_papers_it_was_asked_of_also_when_it_is_read_again(client: TestClient) -> None:
    asked_of = {"from": "2023-01-01", "to": "2090-01-01"}
    request = {"question": LAMPS, "conversation_id": "new", "filters": asked_of}
    reply = client.post("/api/ask", json=request).json()
    assert {name: reply["filters"][name] for name in asked_of} == asked_of
    again = client.get(f"/api/conversations/{reply['conversation_id']}").json()["turns"]
    assert [turn["filters"] for turn in again] == [reply["filters"]]


def test_a_follow_up_is_searched_as_the_whole_question_it_stands_for(client: TestClient) -> None:
    _, follow_up = converse(client, LAMPS, "and when will they be replaced?")
    assert follow_up["question"] == "and when will they be replaced?"
    assert follow_up["understood"] == "When will the lamps in Mill Lane be replaced?"
    assert follow_up["carried"] == ["lamps", "Mill", "Lane"]
    assert "September 2024" in follow_up["text"]
    assert follow_up["id"] == ask(client, follow_up["understood"], None)["id"]


def test_thanks_and_opinions_are_passed_over_when_a_follow_up_is_made_whole(client: TestClient) -> None:
    _, thanks, opinion, follow_up = converse(
        client, LAMPS, "thanks!", "do you think it was right?", "and when will they be replaced?"
    )
    assert thanks["status"] == opinion["status"] == "outside_purpose"
    assert (opinion["understood"], opinion["carried"]) == ("do you think it was right?", [])
    assert (opinion["citations"], opinion["nearest"], opinion["coverage"]["papers"]) == ([], [], 0)
    assert follow_up["understood"] == "When will the lamps in Mill Lane be replaced?"
    assert "September 2024" in follow_up["text"]


def test_a_question_is_searched_as_asked_where_that_is_wished(client: TestClient) -> None:
    first = ask(client, LAMPS)
    plain = ask(client, "who paid for it?", first["conversation_id"], as_asked=True)
    assert (plain["understood"], plain["carried"]) == ("who paid for it?", [])


def test_a_conversation_is_read_again_exactly_as_it_was(client: TestClient) -> None:
    answers = converse(client, LAMPS, CAMERAS)
    conversation_id = answers[0]["conversation_id"]
    assert client.get(f"/api/conversations/{conversation_id}").json() == {
        "id": conversation_id,
        "turns": answers,
    }


@pytest.mark.parametrize("given", ["new", "somebody-elses-or-long-ago"])
def test_a_conversation_that_is_not_known_begins_anew_under_an_id_nobody_can_guess(
    client: TestClient, given: str
) -> None:
    one, other = ask(client, LAMPS, given), ask(client, LAMPS, given)
    assert len({given, one["conversation_id"], other["conversation_id"]}) == 3
    assert len(one["conversation_id"]) >= 22
    assert ask(client, LAMPS, "")["conversation_id"] is None


def test_a_deleted_conversation_is_gone(client: TestClient) -> None:
    conversation_id = ask(client, LAMPS)["conversation_id"]
    assert client.delete(f"/api/conversations/{conversation_id}").status_code == 204
    for call in (client.get, client.delete):
        reply = call(f"/api/conversations/{conversation_id}")
        assert reply.status_code == 404
        assert reply.json()["title"] == "Conversation not found"
        assert reply.json()["next_step"] and conversation_id not in reply.text
    assert ask(client, LAMPS, conversation_id)["conversation_id"] != conversation_id


def test_only_the_newest_turns_are_kept(store: Conversations) -> None:
    conversation_id = begun(store, "one", "two", "three", "four", "five")
    assert asked(store, conversation_id) == ["three", "four", "five"]


def test_a_conversation_is_forgotten_thirty_days_after_its_last_use(
    store: Conversations, clock: Clock
) -> None:
    old, used = begun(store, "one"), begun(store, "two")
    clock.moment += timedelta(days=20)
    store.add_turn(used, "id", "three", "{}")
    clock.moment += timedelta(days=10, seconds=1)
    assert asked(store, old) == [] and store.go_on(old) != old
    assert asked(store, used) == ["two", "three"] and store.go_on(used) == used
    assert b'"one"' not in store.path.read_bytes(), "and nothing of it is left in the file"


def test_what_is_too_old_is_swept_when_the_server_starts(
    tmp_path: Path, store: Conversations, clock: Clock
) -> None:
    begun(store, "a question of long ago")
    store.close()
    clock.moment += timedelta(days=31)
    Conversations(tmp_path, most_turns=3, days=30, clock=clock).close()
    assert b"long ago" not in (tmp_path / FILE_NAME).read_bytes()


def test_a_conversation_survives_a_restart(tmp_path: Path, store: Conversations, clock: Clock) -> None:
    conversation_id = begun(store, "one")
    store.close()
    assert asked(Conversations(tmp_path, 3, 30, clock), conversation_id) == ["one"]


def test_many_may_ask_at_once(tmp_path: Path) -> None:
    store = Conversations(tmp_path, most_turns=40, days=30)
    with ThreadPoolExecutor(8) as pool:
        begun_at_once = list(
            pool.map(lambda number: begun(store, *(f"{number}.{turn}" for turn in range(5))), range(16))
        )
    for number, conversation_id in enumerate(begun_at_once):
        assert asked(store, conversation_id) == [f"{number}.{turn}" for turn in range(5)]


def test_only_its_owner_can_read_the_file(store: Conversations) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_file_that_is_no_store_of_conversations_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("a shopping list, and no database at all" * 50)
    with pytest.raises(LibraryDamaged) as told:
        Conversations(tmp_path, 40, 30)
    assert FILE_NAME in told.value.message and "move" in told.value.next_step


def test_a_folder_that_cannot_hold_it_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(LibraryError) as told:
        Conversations(tmp_path, 40, 30)
    assert told.value.next_step
