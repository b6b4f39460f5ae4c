"""What can be set, from where, and what a bad value says."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from server.settings import ServerSettings, load_settings


def test_the_server_listens_on_this_machine_only_unless_told_otherwise() -> None:
    settings = load_settings()
    assert settings.is_loopback
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.data == Path("panel-papers-data")


def test_the_environment_sets_and_what_is_typed_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANEL_PAPERS_PORT", "9000")
    monkeypatch.setenv("PANEL_PAPERS_HOST", "0.0.0.0")
    assert load_settings().port == 9000
    assert load_settings(port=9001, host=None).port == 9001
    assert not load_settings().is_loopback
    assert load_settings().address == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "0"),
        ("port", "many"),
        ("question_characters", "3"),
        ("conversation_turns", "0"),
        ("conversation_days", "0"),
    ],
)
def test_a_bad_setting_is_told_with_its_name_and_a_next_step(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PANEL_PAPERS_{name.upper()}", value)
    with pytest.raises(SettingsError) as told:
        load_settings()
    assert name in told.value.message
    assert f"PANEL_PAPERS_{name.upper()}" in told.value.next_step


def test_every_setting_is_described() -> None:
    assert all(field.description for field in ServerSettings.model_fields.values())
