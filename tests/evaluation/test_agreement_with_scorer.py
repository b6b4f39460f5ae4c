"""In-process figures agree, question by question, with the scorer that asks a running server."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.cases import Case, read_cases
from evaluation.run import run_cases
from retrieval.values import Answer, AnswerStatus, Citation, Coverage

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
SCORER = SHARED / "score.py"
FILES = [SHARED / "dev.jsonl", SHARED / "dev-councils.jsonl"]

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the scorer is not on this machine")

SUMMARY = {"within6000": "within_6000"} | {
    name: name for name in ("score", "right", "cited", "grounded", "page", "refused", "misrefused")
}


def synthetic(case: Case, others: list[Case], chance: random.Random) -> tuple[Answer, list[str]]:
    """Make an answer and passages that are right, half right, beside the point or a refusal."""
    quotes = [entry for other in [case, *chance.sample(others, 2)] for entry in other.evidence]
    citations = []
    for entry in chance.sample(quotes, min(len(quotes), chance.randint(0, 6))):
        words = entry.quote.split()
        cut = chance.choice([0, 0, 1, len(words) // 4, len(words) // 3, len(words) // 2])
        quote = "filler words " * chance.choice([0, 0, 0, 45]) + " ".join(words[cut:]).replace(",", "")
        page = entry.page if entry.page is None or chance.random() < 0.8 else entry.page + 1
        citations.append(citation(entry.paper, page, quote))
    text = chance.choice([case.answer, "padding " * 140 + case.answer, case.answer[: len(case.answer) // 2]])
    passages = ["x" * chance.randint(0, 3500), *(entry.quote for entry in quotes), "y" * 5000, case.answer]
    chance.shuffle(passages)
    coverage = Coverage(1, None, None, ())
    if not citations or not text.strip() or chance.random() < 0.2:
        status = chance.choice([AnswerStatus.NOT_IN_PAPERS, AnswerStatus.QUESTION_UNCLEAR])
        return Answer("a", case.question, status, "No.", coverage), passages
    return Answer("a", case.question, AnswerStatus.ANSWERED, text, coverage, tuple(citations)), passages


def citation(file_name: str, page: int | None, quote: str) -> Citation:
    return Citation(1, "p", "paper", "", file_name, "", None, "", "", page, "", quote, "", "")


def reply_of(answer: Answer) -> dict[str, Any]:
    cited = [{"file_name": c.file_name, "page": c.page, "quote": c.quote} for c in answer.citations]
    return {"status": answer.status.value, "text": answer.text, "citations": cited}


def score_with(
    call: Callable[..., Any], file: Path, report: Path, patch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """Run the scorer with its one request replaced by a function, and read its report."""
    scorer: dict[str, Any] = {"__name__": "scorer"}
    exec(compile(SCORER.read_text("utf-8"), str(SCORER), "exec"), scorer)  # it is no module of ours
    scorer["call"] = call
    patch.setattr(sys, "argv", ["score.py", str(file), "--search", "--json", str(report)])
    scorer["main"]()
    read: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return read


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_question_scores_alike(
    file: Path, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = read_cases(file)
    chance = random.Random(seed)
    answers = {case.question: synthetic(case, list(cases), chance) for case in cases}

    def call(url: str, body: dict[str, str] | None = None, token: str | None = None) -> dict[str, Any]:
        if body is not None:
            return reply_of(answers[body["question"]][0])
        from urllib.parse import parse_qs, urlsplit

        question = parse_qs(urlsplit(url).query, keep_blank_values=True)["q"][0]
        return {"passages": [{"text": text} for text in answers[question][1][:20]]}

    theirs = score_with(call, file, tmp_path / "report.json", monkeypatch)
    run = run_cases(
        cases, lambda question: answers[question][0], lambda question, limit: answers[question][1][:limit]
    )
    for row, result in zip(theirs["rows"], run.results, strict=True):
        ours = {
            "id": result.case.case_id,
            "type": result.case.type,
            "answered": not result.refused,
            "right": result.right,
            "cited": result.cited,
            "page": result.page,
            "grounded": result.grounded,
            "within6000": result.within_6000,
            "score": result.score,
        }
        assert {name: value for name, value in ours.items() if value is not None} == row
    for name, field in SUMMARY.items():
        assert theirs["summary"][name] == getattr(run.figures, field), name
    for kind, (share, count) in theirs["summary"]["by_type"].items():
        assert run.by_type[kind].score == pytest.approx(share, abs=0.006)  # theirs has two places
        assert run.by_type[kind].questions == count
    assert 0.0 < (run.figures.score or 0) < 1.0
