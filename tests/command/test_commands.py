"""What a person types, and what is written back."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command.app import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def data(small_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the three small papers."""
    folder = tmp_path_factory.mktemp("command") / "data"
    assert run(["add", str(small_papers), "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Run:
    """Types a command; gives its exit code, its result and what it said besides."""

    def type_it(*words: Any) -> tuple[int, str, str]:  # noqa: ANN401 - paths and texts
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_it


def test_help_appears_within_a_second() -> None:
    subprocess.run([sys.executable, "-m", "command.app", "--help"], check=True, capture_output=True)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "command.app", "--help"], capture_output=True
    )
    assert time.monotonic() - began < 3  # a second, on a machine that does nothing else
    assert b"add" in done.stdout and b"serve" in done.stdout
    heavy = (
        b"torch",
        b"chromadb",
        b"gradio",
        b"sentence_transformers",
        b"fastapi",
        b"llama_index",
        b"pydantic",
    )
    loaded = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert not loaded & set(heavy)


def test_adding_again_skips_what_has_not_changed(typed: Run, small_papers: Path, data: Path) -> None:
    code, out, _ = typed("add", small_papers, "--data", data)
    assert code == 0
    assert "0 added" in out and "3 skipped" in out


def test_a_file_that_cannot_be_read_is_told_with_reason_and_next_step(
    typed: Run, tmp_path: Path, data: Path
) -> None:
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    code, out, _ = typed("add", bad, tmp_path / "gone.pdf", "--data", data)
    assert code == 1
    assert "2 failed" in out
    assert "broken.pdf" in out and "gone.pdf" in out
    assert out.count("Why:") == out.count("Next:") == 2


def test_papers_are_listed_as_a_table_and_as_json(typed: Run, data: Path) -> None:
    _, out, _ = typed("papers", "--data", data)
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0][:3] == ["id", "date", "kind"]
    assert len(lines) == 4
    _, out, _ = typed("papers", "--json", "--data", data)
    assert {paper["file_name"] for paper in json.loads(out)} == {
        "minutes.pdf",
        "action-log.docx",
        "exempt-report.pdf",
    }
    _, out, _ = typed("papers", "--kind", "minutes", "--data", data)
    assert "minutes.pdf" in out and "action-log" not in out


def test_one_paper_shows_its_facts_and_where_each_was_found(typed: Run, data: Path) -> None:
    code, out, _ = typed("papers", "--paper", "minutes.pdf", "--data", data)
    assert code == 0
    assert "2024-03-14  (" in out
    assert "page 1" in out


def test_an_answer_is_printed_with_its_sources(typed: Run, data: Path) -> None:
    code, out, _ = typed("ask", "What was resolved about the lamps in Mill Lane?", "--data", data)
    assert code == 0
    assert "[1]" in out
    assert "minutes.pdf, page 1 of the file" in out
    assert "Status: answered." in out


def test_an_answer_as_json_is_the_reply_of_the_api(typed: Run, data: Path) -> None:
    _, out, _ = typed(
        "ask", "What was resolved about the lamps in Mill Lane?", "--json", "--explain", "--data", data
    )
    reply = json.loads(out)
    assert reply["status"] == "answered"
    assert reply["citations"][0]["page"] == 1
    assert "from" in reply["coverage"]
    assert reply["trace"]["accepted"][0]["ranks"]


def test_a_question_for_an_opinion_is_told_what_the_tool_is_for(typed: Run, data: Path) -> None:
    code, out, _ = typed("ask", "Is the commissioner doing a good job?", "--explain", "--data", data)
    assert code == 0
    assert "I hold no opinions" in out
    assert "No papers were searched. Status: outside_purpose." in out
    assert "Nothing was searched: this asks for an opinion" in " ".join(out.split())
    assert "Nearest" not in out


def test_explain_prints_candidates_ranks_and_milliseconds(typed: Run, data: Path) -> None:
    _, out, _ = typed("ask", "How many speed cameras were repaired?", "--explain", "--data", data)
    for words in ("Confidence", "Accepted", "keywords 1", "Milliseconds", "total"):
        assert words in out


def test_a_filter_is_obeyed_and_a_bad_one_is_told(typed: Run, data: Path) -> None:
    _, out, _ = typed("ask", "What about lamps in Mill Lane?", "--from", "2030-01-01", "--data", data)
    assert "filter_matches_nothing" in out
    for words, told in (
        (("--kind", "poem"), "agenda, minutes"),
        (("--from", "soon"), "2023-07-26"),
        (("--from", "2024-02-01", "--to", "2024-01-01"), "backwards"),
    ):
        code, out, err = typed("ask", "Why?", *words, "--data", data)
        assert (code, out) == (2, "")
        assert told in err and "Traceback" not in err


def test_a_correction_is_believed_and_shown(typed: Run, data: Path) -> None:
    code, out, _ = typed(
        "correct", "action-log.docx", "--date", "2024-04-02", "--kind", "log", "--data", data
    )
    assert code == 0
    assert "2024-04-02  (corrected by the owner)" in out
    code, _, err = typed("correct", "action-log.docx", "--data", data)
    assert code == 2 and "says nothing" in err
    code, _, err = typed("correct", "action-log.docx", "--access", "secret", "--data", data)
    assert code == 2 and "public, exempt" in err


def test_removing_asks_first(
    typed: Run, small_papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("add", small_papers / "minutes.pdf", "--data", tmp_path / "data")
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    code, out, _ = typed("remove", "minutes.pdf", "--data", tmp_path / "data")
    assert code == 1 and "Nothing" in out
    code, out, _ = typed("remove", "minutes.pdf", "--yes", "--data", tmp_path / "data")
    assert code == 0 and "Removed" in out
    code, _, err = typed("remove", "minutes.pdf", "--yes", "--data", tmp_path / "data")
    assert code == 2 and "There is no paper minutes.pdf." in err


def test_info_tells_counts_models_and_versions(typed: Run, data: Path) -> None:
    _, out, _ = typed("info", "--data", data)
    for words in ("papers", "passages", "embedding model", "MB", "version of chromadb"):
        assert words in out
    _, out, _ = typed("info", "--json", "--data", data)
    assert json.loads(out)["papers"] >= 2


def test_an_empty_folder_says_what_to_do(typed: Run, tmp_path: Path) -> None:
    code, out, err = typed("ask", "Why?", "--data", tmp_path / "none")
    assert (code, out) == (2, "")
    assert "panel-papers add" in err
    assert not (tmp_path / "none").exists()


def test_an_unforeseen_failure_has_no_traceback_unless_asked_for(
    typed: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("retrieval.pipeline.draft_answer", fail)
    code, _, err = typed("ask", "Why?", "--data", data)
    assert code == 2
    assert "odd" in err and "--debug" in err and "Traceback" not in err
    with pytest.raises(RuntimeError):
        run(["ask", "Why?", "--data", str(data), "--debug"])


def test_passwords_come_from_the_command_line_or_a_file(tmp_path: Path) -> None:
    from command.add import read_passwords

    listed = tmp_path / "passwords.txt"
    listed.write_text("b.pdf=two=2\n\n")
    assert read_passwords(["papers/a.pdf=one", str(listed)]) == {"a.pdf": "one", "b.pdf": "two=2"}


def test_questions_with_known_answers_are_measured(typed: Run, data: Path, tmp_path: Path) -> None:
    cases = [
        {
            "id": "1",
            "question": "How many speed cameras had been repaired?",
            "asker": "staff",
            "type": "number",
            "answer": "Fourteen.",
            "keys": ["fourteen"],
            "evidence": [
                {"paper": "minutes.pdf", "page": 2, "quote": "fourteen speed cameras had been repaired"}
            ],
        },
        {
            "id": "2",
            "question": "Who won the football world cup in Brazil?",
            "asker": "staff",
            "type": "unanswerable",
            "answer": "The papers do not say.",
            "keys": [],
            "evidence": [],
        },
    ]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(json.dumps(case) for case in cases))
    written = ("--json", tmp_path / "run.json", "--html", tmp_path / "run.html")
    code, out, _ = typed("eval", questions, "--search", *written, "--data", data)
    assert code == 0
    assert "Score" in out
    assert json.loads((tmp_path / "run.json").read_text())["summary"]["questions"] == 2
    assert "<html" in (tmp_path / "run.html").read_text()
    questions.write_text("{\n")
    code, _, err = typed("eval", questions, "--data", data)
    assert code == 2 and "line 1" in err


def test_reembedding_says_what_the_passages_are_embedded_with(typed: Run, data: Path) -> None:
    code, out, _ = typed("reembed", "--data", data)
    assert code == 0
    assert "panel-papers@" in out


def test_the_sample_papers_are_written_where_asked(typed: Run, tmp_path: Path) -> None:
    code, out, _ = typed("sample", tmp_path / "sample")
    assert code == 0
    assert len(out.splitlines()) >= 9
    assert all(Path(line).is_file() for line in out.splitlines())
