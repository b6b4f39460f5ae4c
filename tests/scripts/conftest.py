"""The small server on loopback, and the check run against it as a person would run it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from small_server import SCRIPTS, Handler, Reply, RunCheck

sys.path.append(str(SCRIPTS))


@pytest.fixture
def replies() -> list[Reply]:
    """What the server will reply, in turn; a test fills it."""
    return []


@pytest.fixture
def url(replies: list[Reply]) -> Iterator[str]:
    """Where the server is."""
    handler = type("Told", (Handler,), {"replies": replies})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def run_check(replies: list[Reply], tmp_path: Path) -> RunCheck:
    """Runs the check; gives its exit code, what it printed, and the JSON it wrote."""

    def run_it(url: str, *options: str, questions: int = 0) -> tuple[int, str, dict[str, Any]]:
        asked = [
            {"id": f"q{number}", "question": "Who moved it?"} for number in range(questions or len(replies))
        ]
        (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
        report = tmp_path / "report.json"
        command = [sys.executable, SCRIPTS / "check_carried.py", tmp_path / "questions.jsonl"]
        done = subprocess.run(
            [*command, "--url", url, "--json", report, *options], capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout, json.loads(report.read_text(encoding="utf-8"))

    return run_it
