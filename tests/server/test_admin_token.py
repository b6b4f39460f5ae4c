"""The admin token: made once, readable by its owner only, and the only key."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import LibraryError
from server.auth import AdminToken


def test_the_token_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = AdminToken(tmp_path / "data")
    assert first.path.stat().st_mode & 0o777 == 0o600
    assert len(first.value) >= 32
    assert AdminToken(tmp_path / "data").value == first.value
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["admin-token"]


def test_an_empty_token_file_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "admin-token").write_text("\n")
    token = AdminToken(tmp_path)
    assert len(token.value) >= 32
    assert not token.matches("Bearer ")


def test_only_the_right_token_matches(tmp_path: Path) -> None:
    token = AdminToken(tmp_path)
    assert token.matches(f"Bearer {token.value}")
    assert token.matches(f"bearer {token.value}")
    wrong = (
        None,
        "",
        "Bearer",
        "Bearer x",
        token.value,
        f"Basic {token.value}",
        f"Bearer {token.value}x",
        "Bearer é",
    )
    assert not any(token.matches(given) for given in wrong)


def test_a_folder_that_cannot_hold_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(LibraryError) as told:
        AdminToken(tmp_path / "data")
    assert told.value.next_step


def test_whoever_holds_the_token_is_told_so_and_what_may_be_sent(
    client: TestClient, admin: dict[str, str]
) -> None:
    assert client.get("/api/owner", headers=admin).json() == {"upload_files": 3, "upload_bytes": 1024**2}
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        refused = client.get("/api/owner", headers=headers)
        assert refused.status_code == 401
        assert "admin-token" in refused.json()["next_step"]
