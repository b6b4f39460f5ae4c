"""What an owner learns of a language model before anyone is answered with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from scripted_model import Refuses, Says, ScriptedModel, SentRequest, Step, Waits

from command.app import run
from retrieval.writing.model_check import LABEL
from retrieval.writing.sources import tokens_of

KEY = "sk-secret-0123456789"
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def server() -> Iterator[ScriptedModel]:
    """A model that greets, and answers in the form agreed."""
    with ScriptedModel(lists=("scripted", "other:8b")) as server:
        server.plays_by(well)
        yield server


@pytest.fixture
def check(
    server: ScriptedModel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Runs the check of that model, set otherwise where told; its exit code, result and what else it said."""

    def check_it(*words: str, **otherwise: str) -> tuple[int, str, str]:
        settings = {"": "openai-like", "_name": "scripted", "_address": server.address} | otherwise
        for name, value in settings.items():
            monkeypatch.setenv(f"PANEL_PAPERS_MODEL{name.upper()}", value)
        code = run(["model", "check", *words])
        said = capsys.readouterr()
        return code, " ".join(said.out.split()), said.err

    return check_it


def well(request: SentRequest) -> tuple[Step, ...]:
    """What a model says that does as it is asked."""
    if LABEL in request.text:
        return (Says(f"The Commissioner said that fourteen speed cameras had been repaired. [{LABEL}]"),)
    return (Says("ready"),)


def test_a_model_that_does_as_it_is_asked_is_well(check: Check) -> None:
    code, out, _ = check()
    assert code == 0
    assert "All is well." in out and "Its server offers: scripted, other:8b." in out
    assert out.count("first words after") == 3 and "tokens a second" in out


def test_the_same_is_there_as_json(check: Check, server: ScriptedModel) -> None:
    code, out, _ = check("--json")
    found = json.loads(out)
    assert code == 0 and found["is_well"] is True
    assert (found["kind"], found["name"], found["address"]) == ("openai-like", "scripted", server.address)
    assert found["key_is_set"] is False
    assert [trial["problem"] for trial in found["trials"]] == ["", "", ""]
    assert all(0 < trial["first_seconds"] <= trial["seconds"] for trial in found["trials"])


def test_it_is_asked_as_much_as_an_answer_may_need(check: Check, server: ScriptedModel) -> None:
    check(_context_tokens="3000")
    longest = server.requests[-1]
    assert 2400 <= sum(tokens_of(text) for _, text in longest.messages) <= 2600


def test_whether_a_key_is_set_is_told_and_never_the_key(check: Check, server: ScriptedModel) -> None:
    for status in (200, 401, 400, 500):
        server.plays_by(lambda request, status=status: refuses_echoing(request, status))
        for words in ((), ("--json",), ("--debug",)):
            _, out, err = check(*words, _key=KEY)
            assert KEY not in out + err
            assert ("key set" in out) or '"key_is_set": true' in out


def refuses_echoing(request: SentRequest, status: int) -> tuple[Step, ...]:
    return well(request) if status == 200 else (Refuses(status, echoes=True),)


def test_where_no_model_is_set_that_is_told(check: Check) -> None:
    code, out, err = check(**{"": "", "_name": "", "_address": ""})
    assert (code, out) == (2, "")
    assert "papers' own words" in err and "docs/models.md" in err


def test_a_server_that_was_not_started_is_told(check: Check) -> None:
    code, out, _ = check(_address="http://127.0.0.1:9/v1")
    assert code == 1
    assert "Start its server, or correct its address." in out


def test_an_address_without_its_ending_is_completed(check: Check, server: ScriptedModel) -> None:
    code, out, _ = check(_address=server.root)
    assert code == 1
    assert f"Set PANEL_PAPERS_MODEL_ADDRESS to {server.address}." in out


def test_a_model_that_is_not_there_is_told_with_those_that_are(check: Check, server: ScriptedModel) -> None:
    server.plays(Refuses(404, "no such model"))
    code, out, _ = check(_name="absent")
    assert code == 1
    assert "(scripted, other:8b)" in out and "ollama pull" not in out
    code, out, _ = check(**{"": "ollama", "_name": "absent", "_address": server.ollama_address})
    assert code == 1
    assert "ollama pull absent" in out


def test_a_key_that_is_not_accepted_is_told(check: Check, server: ScriptedModel) -> None:
    server.plays(Refuses(401))
    assert "Set the key it wants." in check()[1]
    assert "or a new one" in check(_key=KEY)[1]


def test_a_model_that_ignores_the_form_is_told(check: Check, server: ScriptedModel) -> None:
    server.plays(Says("Fourteen, as far as I know."))
    code, out, _ = check()
    assert code == 1
    assert "does not end its sentence in the label" in out and "Fourteen, as far as I know." in out


def test_a_context_that_is_too_small_is_told(check: Check, server: ScriptedModel) -> None:
    too_long = Refuses(400, "maximum context length is 2048 tokens")
    server.plays_by(lambda request: (too_long,) if len(request.text) > 4000 else well(request))
    code, out, _ = check()
    assert code == 1
    assert "maximum context length is 2048 tokens" in out
    assert "set PANEL_PAPERS_MODEL_CONTEXT_TOKENS lower" in out


def test_a_model_that_is_too_slow_is_told(check: Check, server: ScriptedModel) -> None:
    def slow(request: SentRequest) -> tuple[Step, ...]:
        return (Says("The "), Waits(30)) if LABEL in request.text else well(request)

    server.plays_by(slow)
    code, out, _ = check(_seconds="1")
    assert code == 1
    assert "It did not finish within 1 seconds." in out


def test_a_model_that_says_nothing_is_told(check: Check, server: ScriptedModel) -> None:
    server.plays(Says("<think>Let me see. I wonder"))
    code, out, _ = check()
    assert code == 1
    assert "It replies with nothing." in out and "reasons" in out


def test_ollama_is_checked_in_the_same_way(check: Check, server: ScriptedModel) -> None:
    code, out, _ = check(**{"": "ollama", "_address": server.ollama_address})
    assert code == 0
    assert "kind ollama" in out and "All is well." in out
