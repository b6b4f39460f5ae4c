"""The command that measures the checker prints its figures and every mistake."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from command.app import run
from retrieval.checking.values import Check, CitedPassage, Fault, FaultKind

pytestmark = pytest.mark.slow


def flag_everything(sentence: str, passages: Sequence[CitedPassage]) -> Check:
    """A checker that lets nothing through."""
    return Check((Fault(FaultKind.WORDS, sentence, "Not a word of it."),), ())


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker that lets nothing through, in place of the product's."""
    monkeypatch.setattr("evaluation.checking.measure.product_checker", lambda library: flag_everything)


@pytest.mark.usefixtures("strict")
def test_a_checker_that_lets_nothing_through_catches_all_and_is_half_right(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    assert run(["eval-checker", "--json", str(report)]) == 0
    printed = capsys.readouterr().out
    assert "False sentences caught        1.000  (100 of 100)" in printed
    assert "Of those flagged, false       0.500  (100 of 200)" in printed
    assert "False sentences let through: none" in printed
    assert "True sentences flagged: 100" in printed
    assert json.loads(report.read_text(encoding="utf-8"))["figures"]["passed"] == 0


@pytest.mark.usefixtures("strict")
def test_a_report_that_cannot_be_written_is_told_before_anything_is_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["eval-checker", "--json", str(tmp_path / "nowhere" / "report.json")]) == 2
    said = capsys.readouterr()
    assert "There is no folder" in said.err and "Indexing" not in said.err
