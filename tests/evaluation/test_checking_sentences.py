"""The checker is measured on sentences whose truth is known, and every mistake of it is listed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evaluation.cases import CaseError
from evaluation.checking.measure import CheckerRun, cited_by, measure_checker
from evaluation.checking.report import as_json, as_text
from evaluation.checking.sentences import (
    Falsehood,
    Paraphrase,
    SentenceCase,
    Wording,
    read_sentence,
    read_sentences,
    sentences_file,
)
from index.library import Library
from retrieval.checking.values import Check, CitedPassage, Fault, FaultKind, Support

CASES = read_sentences(sentences_file())
LARGE = (Falsehood.DIGIT, Falsehood.NAME, Falsehood.NEGATION, Falsehood.YEAR, Falsehood.UNIT)
LINE: dict[str, Any] = {
    "id": "check-001",
    "evidence": [{"paper": "minutes.pdf", "page": 1, "quote": "be replaced by September 2024"}],
    "sentence": "The lamps are to be replaced by September 2024.",
    "true": True,
    "kind": "shortened",
    "wording": "near",
    "why": "the lane left out",
}


def carried(passage: CitedPassage) -> Check:
    """What a checker says of a sentence that is carried."""
    return Check((), (Support(passage.passage, passage.passage.units[:1]),))


def flagged(sentence: str) -> Check:
    """What a checker says of a sentence that is not."""
    return Check((Fault(FaultKind.MEANING, sentence, "The passages do not say this."),), ())


def flag_figures(sentence: str, passages: Sequence[CitedPassage]) -> Check:
    """A checker that holds every sentence with a figure for false, and every other for true."""
    return flagged(sentence) if any(map(str.isdigit, sentence)) else carried(passages[0])


def test_half_of_two_hundred_sentences_are_false_in_every_way_that_models_err() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert Counter(case.is_true for case in CASES) == {True: 100, False: 100}
    assert all(kinds[kind] >= 12 for kind in LARGE)
    assert all(kinds[kind] >= 6 for kind in Falsehood)
    assert all(kinds[kind] >= 8 for kind in Paraphrase)
    assert len({case.sentence for case in CASES}) == 200


def test_a_third_of_the_sentences_are_near_the_words_of_the_papers_and_a_third_free() -> None:
    for truth in (True, False):
        wordings = Counter(case.wording for case in CASES if case.is_true is truth)
        assert all(28 <= wordings[wording] <= 40 for wording in Wording)


@pytest.mark.slow
def test_every_sentence_cites_passages_of_the_sample_papers(sample_library: Library) -> None:
    papers = {paper.file_name: paper for paper in sample_library.papers()}
    cited = [cited_by(case, papers, sample_library) for case in CASES]
    assert sum(len(passages) for passages in cited) == 214
    of_minutes = next(
        passages for case, passages in zip(CASES, cited, strict=True) if case.kind == "decision"
    )
    assert of_minutes[0].body == "Westmarch Police and Crime Panel"


@pytest.mark.slow
def test_no_false_sentence_stands_in_its_passages_as_it_is(sample_library: Library) -> None:
    papers = {paper.file_name: paper for paper in sample_library.papers()}
    for case in CASES:
        if case.kind in (Falsehood.ATTRIBUTION, *Paraphrase):  # what was said, told as fact, is in the words
            continue
        for cited in cited_by(case, papers, sample_library):
            assert case.sentence.rstrip(".") not in " ".join(cited.passage.text.split()), case.case_id


@pytest.fixture
def run(sample_library: Library) -> CheckerRun:
    """The measure of the checker that only looks for figures."""
    return measure_checker(CASES, sample_library, flag_figures)


@pytest.mark.slow
def test_caught_and_let_through_are_counted_over_all_by_kind_and_by_wording(run: CheckerRun) -> None:
    with_figure = {
        truth: sum(any(map(str.isdigit, case.sentence)) for case in CASES if case.is_true is truth)
        for truth in (True, False)
    }
    figures = run.figures
    assert (figures.caught, figures.false) == (with_figure[False], 100)
    assert (figures.let_through, figures.true) == (100 - with_figure[True], 100)
    assert figures.recall == with_figure[False] / 100
    assert figures.passed == 1 - with_figure[True] / 100
    assert figures.precision == pytest.approx(with_figure[False] / sum(with_figure.values()), abs=0.001)
    for groups in (run.by_kind, run.by_wording):
        assert sum(group.caught for group in groups.values()) == figures.caught
        assert sum(group.let_through for group in groups.values()) == figures.let_through


@pytest.mark.slow
def test_every_mistake_is_listed_with_what_is_known_and_what_the_checker_said(run: CheckerRun) -> None:
    text = as_text(run)
    assert len(run.missed) == 100 - run.figures.caught
    assert len(run.wrongly_flagged) == 100 - run.figures.let_through
    for result in (*run.missed, *run.wrongly_flagged):
        assert f"{result.case.case_id} ({result.case.kind}, {result.case.wording}): " in text
    assert "Said:  The passages do not say this." in text
    assert "Known: mover and seconder exchanged" in text


@pytest.mark.slow
def test_the_json_holds_the_figures_and_every_sentence(run: CheckerRun) -> None:
    content = json.loads(as_json(run))
    assert content["figures"]["recall"] == run.figures.recall
    assert len(content["sentences"]) == 200
    assert set(content["by_kind"]) == {kind.value for kind in (*Paraphrase, *Falsehood)}


@pytest.mark.slow
def test_words_that_no_passage_holds_are_an_error_that_names_the_sentence(sample_library: Library) -> None:
    case = case_of(evidence=[{"paper": CASES[0].evidence[0].paper, "page": 1, "quote": "no such"}])
    with pytest.raises(CaseError, match=r"check-001: 0 passages of .*, page 1 hold the words 'no such'"):
        measure_checker([case], sample_library, flag_figures)
    lost = case_of()
    with pytest.raises(CaseError, match=r"check-001: there is no paper minutes\.pdf"):
        measure_checker([lost], sample_library, flag_figures)


def case_of(**changes: object) -> SentenceCase:
    """The line above as a case, with changes."""
    return read_sentence(LINE | changes)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "digit"}, "'digit' is not a valid Paraphrase"),
        ({"true": False}, "'shortened' is not a valid Falsehood"),
        ({"true": "no", "kind": "digit"}, "neither true nor false"),
        ({"wording": "far"}, "'far' is not a valid Wording"),
        ({"evidence": []}, "cites a passage"),
        ({"sentence": " "}, "'sentence' is missing"),
    ],
)
def test_a_line_that_contradicts_itself_is_an_error_that_names_it(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text(json.dumps(LINE) + "\n" + json.dumps(LINE | {"id": "check-002"} | changes), "utf-8")
    with pytest.raises(CaseError, match=f"sentences.jsonl, line 2: .*{told}"):
        read_sentences(file)


def test_an_id_that_is_there_twice_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text(json.dumps(LINE) + "\n" + json.dumps(LINE), "utf-8")
    with pytest.raises(CaseError, match="line 2: the id 'check-001' is there twice"):
        read_sentences(file)
