"""A browser, a server with the sample papers, and a server with made-up replies."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SLOWEST = 60_000
"""Milliseconds that anything may take on a busy machine."""
SAMPLE_PAPERS = ("*minutes*.pdf", "*contact*.pdf", "*scan.pdf", "*exempt*.pdf", "*.docx")
"""Enough of the sample for a page, a scan, a refusal and a paper without pages, and quick to add."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    if CHROMIUM is None:
        pytest.skip("No Chromium is installed: apt-get install chromium, then run the tests again.")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed.")
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def made_up(browser: Any) -> Iterator[str]:  # noqa: ANN401
    """Address of a page over made-up replies."""
    from ui.page import mount_page

    path = Path(__file__).parent.parent / "ui" / "fake_api.py"
    spec = importlib.util.spec_from_file_location("made_up_api", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with served(mount_page(module.fake_api())) as address:
        yield address


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the product over the sample papers."""
    return tmp_path_factory.mktemp("browser") / "data"


@pytest.fixture(scope="session")
def sample(browser: Any, sample_data: Path) -> Iterator[str]:  # noqa: ANN401
    """Address of the product itself, over some of the sample papers."""
    from corpus.sample import build_sample
    from index.library import Library
    from server.app import create_app
    from server.settings import ServerSettings
    from ui.page import mount_page

    published = sample_data.parent / "sample"
    build_sample(published)
    papers = [path for pattern in SAMPLE_PAPERS for path in sorted(published.glob(pattern))]
    settings = ServerSettings(data=sample_data)
    with Library.open(settings.data) as library:
        library.add(papers)
        with served(mount_page(create_app(library, settings))) as address:
            yield address


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve on a free port of this machine until the block ends."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + SLOWEST / 1000
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started, "The server did not start."
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:  # noqa: ANN401
    """Opens a page at an address, ready to be used; `hosts` on it collects every address asked for."""
    contexts = []

    def opened(address: str, **options: Any) -> Any:  # noqa: ANN401
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(SLOWEST)
        contexts.append(context)
        page = context.new_page()
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(address)
        page.locator(".welcome .starter").first.wait_for()
        page.locator("#question textarea").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
