"""What a weak model writes is no less to be trusted than the papers' own words, question by question."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from conftest import ServedModel

from index.library import Library
from server.app import create_app
from server.settings import ServerSettings

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
QUESTIONS = SHARED / "gold" / "dev.jsonl"
MOST_LOST = 0.03
"""Of the score, by having a model write."""

if not QUESTIONS.is_file():
    pytest.skip("the shared questions are not here", allow_module_level=True)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The ten shared papers."""
    with Library.open(tmp_path_factory.mktemp("data")) as library:
        library.add([SHARED / "corpus"])
        yield library


@contextmanager
def served(library: Library, **settings: Any) -> Iterator[str]:  # noqa: ANN401
    """The address of a server over the papers."""
    app = create_app(library, ServerSettings(data=library.folder, **settings))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def ran(script: Path, address: str, report: Path, *more: str) -> Any:  # noqa: ANN401
    """The report of a script that puts the questions to a server."""
    command = [sys.executable, str(script), "--url", address, str(QUESTIONS), "--json", str(report), *more]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert report.is_file(), ended.stdout + ended.stderr
    return json.loads(report.read_text(encoding="utf-8"))


def test_every_sentence_is_carried_and_the_score_stands(
    library: Library, served_model: ServedModel, tmp_path: Path
) -> None:
    score, carried = SHARED / "gold" / "score.py", ROOT / "scripts" / "check_carried.py"
    with served(library) as address:
        own_words = ran(score, address, tmp_path / "own.json")
    model = {
        "model": "openai-like",
        "model_name": served_model.name,
        "model_address": served_model.address,
        "model_context_tokens": 2048,  # so that two slow cores answer in seconds
        "model_seconds": 60,
    }
    with served(library, **model) as address:
        written = ran(score, address, tmp_path / "written.json")
        checked = ran(carried, address, tmp_path / "carried.json", "--passages")  # the same answers, as kept
    assert checked["totals"]["number_nowhere"] == 0
    assert written["summary"]["score"] >= own_words["summary"]["score"] - MOST_LOST
