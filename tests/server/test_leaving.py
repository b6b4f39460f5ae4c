"""Whoever goes away while an answer is being written stops the model."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from asking import LAMPS
from scripted_model import Repeats, Says, ScriptedModel, Waits

from index.library import Library
from server.app import create_app
from server.settings import ServerSettings

LABELLED = "The lamps in Mill Lane are to be replaced by September 2024.\n"


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as model:
        yield model


@pytest.fixture(scope="module")
def address(library: Library, model: ScriptedModel) -> Iterator[str]:
    """A real server on this machine, with the scripted model behind it."""
    settings = ServerSettings(
        data=library.folder, model="openai-like", model_name="scripted", model_address=model.address
    )
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(library, settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def leave_after(event: str, address: str, model: ScriptedModel) -> None:
    """Ask, read until an event of that name comes and the model is at work, and go away."""
    model.requests.clear()
    with httpx.stream(
        "POST", f"{address}/api/ask/stream", json={"question": LAMPS}, timeout=30, trust_env=False
    ) as reply:
        for line in reply.iter_lines():
            if line == f"event: {event}":
                until = time.monotonic() + 10
                while not model.requests and time.monotonic() < until:
                    time.sleep(0.02)
                return
    raise AssertionError(f"no event {event}")


@pytest.mark.parametrize("steps", [[Waits(60)], [Repeats("lamps and ")]], ids=["waiting", "writing"])
def test_leaving_before_the_first_sentence_stops_the_model(
    steps: list[Waits | Repeats], address: str, model: ScriptedModel
) -> None:
    model.plays(*steps)
    leave_after("sources", address, model)
    assert model.noticed_leaving(5)


def test_leaving_after_a_sentence_stops_the_model(address: str, model: ScriptedModel) -> None:
    model.plays(Says(LABELLED), Waits(60))
    leave_after("sentence", address, model)
    assert model.noticed_leaving(5)


def test_a_sentence_is_told_while_the_model_still_writes(address: str, model: ScriptedModel) -> None:
    model.plays(Says(LABELLED), Says("The"), Waits(2.5), Says(" end."))
    began = time.monotonic()
    seconds = {}
    with httpx.stream(
        "POST", f"{address}/api/ask/stream", json={"question": LAMPS}, timeout=30, trust_env=False
    ) as reply:
        name = ""
        for line in reply.iter_lines():
            name = line.removeprefix("event: ") if line.startswith("event: ") else name
            seconds.setdefault(name, time.monotonic() - began)
            if line.startswith("data: ") and name == "sentence":
                assert json.loads(line.removeprefix("data: "))["verdict"] == "confirmed"
    assert seconds["sentence"] < 2.0 < seconds["done"]
