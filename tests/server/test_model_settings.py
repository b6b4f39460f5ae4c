"""How a language model is set, what a wrong setting says, and that none is loaded where none is set."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from corpus.errors import SettingsError
from retrieval.writing.settings import OLLAMA_ADDRESS, ModelKind, ModelSettings, Unconfirmed, WritingSettings
from server.model import language_model_of
from server.settings import load_settings

KEY = "sk-secret-0123456789"
SERVER = {"model": "openai-like", "model_name": "qwen3", "model_address": "http://127.0.0.1:8080/v1/"}


def test_no_model_is_set_unless_someone_sets_one() -> None:
    assert load_settings().language_model is None
    assert language_model_of(load_settings()) is None
    assert load_settings().writing == WritingSettings(seconds=30, unconfirmed=Unconfirmed.MEND)


def test_where_no_model_is_set_nothing_of_one_is_imported() -> None:
    program = (
        "import sys\n"
        "unwanted = ('openai', 'ollama', 'llama_index.llms.', 'retrieval.writing.llama_index_model')\n"
        "import server.app\n"
        "from server.model import language_model_of\n"
        "from server.settings import load_settings\n"
        "assert language_model_of(load_settings()) is None\n"
        "print([name for name in sys.modules if name.startswith(unwanted)])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_environment_sets_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**SERVER, "model_key": f" {KEY}\n", "model_context_tokens": "8192"}.items():
        monkeypatch.setenv(f"PANEL_PAPERS_{name.upper()}", value)
    monkeypatch.setenv("PANEL_PAPERS_MODEL_SECONDS", "12.5")
    monkeypatch.setenv("PANEL_PAPERS_UNCONFIRMED_SENTENCES", "mark")
    settings = load_settings()
    assert settings.language_model == ModelSettings(
        ModelKind.OPENAI_LIKE, "qwen3", "http://127.0.0.1:8080/v1", KEY, 8192
    )
    assert settings.writing == WritingSettings(12.5, Unconfirmed.MARK)


def test_ollama_is_looked_for_on_this_machine() -> None:
    settings = load_settings(model="ollama", model_name="qwen3:8b")
    assert settings.language_model is not None
    assert settings.language_model.address == OLLAMA_ADDRESS


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"model": "chatgpt"}, "PANEL_PAPERS_MODEL"),
        ({"model": "ollama"}, "no name"),
        ({"model": "openai-like", "model_name": "qwen3"}, "no address"),
        ({"model_name": "qwen3"}, "kind is not set"),
        ({"model_address": "http://127.0.0.1:8080/v1"}, "kind is not set"),
        (SERVER | {"model_address": "127.0.0.1:8080/v1"}, "http://127.0.0.1:8080/v1"),
        (SERVER | {"model_address": "ftp://models.example.org"}, "no address of a server"),
        (SERVER | {"model_address": "http://127.0.0.1:808080/v1"}, "no address of a server"),
        (SERVER | {"model_address": "http://me:secret@models.example.org/v1"}, "Leave out user, password"),
        (SERVER | {"model_address": "http://models.example.org/v1?key=secret"}, "whatever follows ?"),
        ({"model": "ollama", "model_name": "q", "model_address": f"{OLLAMA_ADDRESS}/v1"}, "Leave out /v1"),
        (SERVER | {"model_context_tokens": 100}, "PANEL_PAPERS_MODEL_CONTEXT_TOKENS"),
        (SERVER | {"model_seconds": 0}, "PANEL_PAPERS_MODEL_SECONDS"),
        (SERVER | {"unconfirmed_sentences": "shout"}, "'mend', 'remove' or 'mark'"),
        (SERVER | {"model_key": f"{KEY} {KEY}"}, "Copy the key again"),
    ],
)
def test_a_wrong_setting_says_what_to_mend(given: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(**given)
    assert told in str(refused.value)
    assert "PANEL_PAPERS_MODEL" in refused.value.next_step or "UNCONFIRMED" in refused.value.next_step
    assert "secret" not in str(refused.value)


def test_the_key_is_never_printed() -> None:
    settings = load_settings(**SERVER, model_key=KEY)
    model = settings.language_model
    assert model is not None and model.key == KEY
    for printed in (repr(settings), str(settings), repr(model), settings.model_dump_json()):
        assert KEY not in printed
