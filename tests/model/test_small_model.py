"""A real language model behind the seam: weak, but not of our making."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import aclosing

import pytest
from conftest import ServedModel

from command.app import run
from corpus.errors import LanguageModelError
from retrieval.writing import prompts
from retrieval.writing.language_model import LanguageModel, Message, Speaker
from retrieval.writing.llama_index_model import load_model
from retrieval.writing.settings import ModelKind, ModelSettings

pytestmark = pytest.mark.model
STORY = (Message(Speaker.ASKER, "Tell a very long story about a lamp."),)


@pytest.fixture
def model(served_model: ServedModel) -> LanguageModel:
    """The small model, as settings would name it."""
    return load_model(
        ModelSettings(
            ModelKind.OPENAI_LIKE,
            served_model.name,
            served_model.address,
            context_tokens=served_model.context_tokens,
        )
    )


async def pieces_of(model: LanguageModel, messages: tuple[Message, ...], most_tokens: int) -> list[str]:
    return [piece async for piece in model.stream(messages, most_tokens)]


def test_it_replies_piece_by_piece_and_stops_at_the_length_it_was_told(model: LanguageModel) -> None:
    pieces = asyncio.run(pieces_of(model, STORY, 24))
    assert 12 <= len(pieces) <= 24
    assert "".join(pieces).strip()


def test_the_same_request_is_replied_to_in_the_same_words(model: LanguageModel) -> None:
    first, second = (asyncio.run(pieces_of(model, prompts.greeting(), 20)) for _ in range(2))
    assert first == second


def test_it_is_free_again_soon_after_someone_leaves(model: LanguageModel) -> None:
    async def leave_early() -> None:
        async with aclosing(model.stream(STORY, 3000)) as pieces:
            await anext(pieces)

    asyncio.run(leave_early())
    began = time.monotonic()
    assert asyncio.run(pieces_of(model, prompts.greeting(), 4))
    assert time.monotonic() - began < 20  # three thousand tokens take far longer


def test_more_than_it_can_hold_is_a_failure_that_says_so(model: LanguageModel) -> None:
    too_much = (Message(Speaker.ASKER, "The Panel noted the report on lamps. " * 1000),)
    with pytest.raises(LanguageModelError) as told:
        asyncio.run(pieces_of(model, too_much, 20))
    assert "than it can hold" in told.value.next_step


def test_the_check_times_it_and_tells_what_it_is_worth(
    served_model: ServedModel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PANEL_PAPERS_MODEL", "openai-like")
    monkeypatch.setenv("PANEL_PAPERS_MODEL_NAME", served_model.name)
    monkeypatch.setenv("PANEL_PAPERS_MODEL_ADDRESS", served_model.address)
    monkeypatch.setenv("PANEL_PAPERS_MODEL_SECONDS", "300")
    code = run(["model", "check", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["offered"] == ["smollm2"]
    greeting, form, longest = found["trials"]
    assert not greeting["problem"] and greeting["first_seconds"] < greeting["seconds"]
    assert all(trial["reply"] or trial["problem"] for trial in (form, longest))
    assert code == (0 if found["is_well"] else 1)
