"""The server as it is started by a person."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx
import pytest

from command.app import run
from command.serve import listen
from corpus.errors import SettingsError
from server.settings import ServerSettings

pytestmark = pytest.mark.slow


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_server_starts_answers_and_stops(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "ferry.txt").write_text(
        "The ferry at Low Weir was closed in May 2024 because the river was in flood.\n"
    )
    assert run(["add", str(tmp_path / "ferry.txt"), "--data", str(tmp_path / "data")]) == 0
    environment = os.environ | {"PANEL_PAPERS_DATA": str(tmp_path / "data"), "PANEL_PAPERS_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "command.app", "serve"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(address)
        asked = httpx.post(f"{address}/api/ask", json={"question": "Why was the ferry at Low Weir closed?"})
        assert "flood" in asked.json()["text"]
        assert asked.elapsed.total_seconds() < 2  # the model was loaded before
        page = httpx.get(address)
        assert page.status_code == 200 and "Panel Papers" in page.text
        assert httpx.get(f"{address}/api/nothing").headers["content-type"] == "application/problem+json"
    finally:
        server.terminate()
        out, _ = server.communicate(timeout=30)
    assert address in out
    assert str(tmp_path / "data" / "admin-token") in out


def wait_until_ready(address: str) -> None:
    """Give the server two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if httpx.get(f"{address}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("the server did not become ready")


def test_a_taken_port_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError) as told:
            listen(ServerSettings(port=port))
    assert str(port) in told.value.message
    assert f"--port {port + 1}" in told.value.next_step
