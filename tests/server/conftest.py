"""The real server over a real library of three small papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from server.app import create_app
from server.settings import ServerSettings


@pytest.fixture(scope="session")
def library(small_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that the tests of this folder read, and leave as they found it."""
    library = Library.open(tmp_path_factory.mktemp("data"))
    library.add([small_papers])
    yield library
    library.close()


@pytest.fixture(scope="session")
def client(library: Library) -> Iterator[TestClient]:
    """The API, without a token."""
    app = create_app(library, ServerSettings(data=library.folder, upload_megabytes=1, upload_files=3))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def admin(client: TestClient, library: Library) -> dict[str, str]:
    """The headers of whoever has the admin token."""
    return {"Authorization": f"Bearer {(library.folder / 'admin-token').read_text().strip()}"}


@pytest.fixture(scope="session")
def minutes(client: TestClient) -> str:
    """The id of the minutes."""
    return paper_id(client, "minutes.pdf", {})


@pytest.fixture(scope="session")
def log(client: TestClient) -> str:
    """The id of the action log."""
    return paper_id(client, "action-log.docx", {})


@pytest.fixture(scope="session")
def exempt(client: TestClient, admin: dict[str, str]) -> str:
    """The id of the exempt report."""
    return paper_id(client, "exempt-report.pdf", admin)


def paper_id(client: TestClient, file_name: str, headers: dict[str, str]) -> str:
    """The id of the paper with that file name."""
    papers = client.get("/api/papers", headers=headers).json()["papers"]
    [found] = [paper["paper_id"] for paper in papers if paper["file_name"] == file_name]
    return str(found)


@pytest.fixture
def own_library(small_papers: Path, tmp_path: Path) -> Iterator[Library]:
    """A library that one test may change."""
    with Library.open(tmp_path / "data") as library:
        library.add([small_papers])
        yield library


@pytest.fixture
def own_client(own_library: Library) -> Iterator[TestClient]:
    """The API over a library that one test may change."""
    app = create_app(own_library, ServerSettings(data=own_library.folder))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
