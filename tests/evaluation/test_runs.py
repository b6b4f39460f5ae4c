"""A run puts every question, survives one that fails, and says what it was made with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corpus.sample import sample_questions
from evaluation.cases import CaseError, read_cases
from evaluation.evaluate import evaluate
from evaluation.report import Cause, as_html, as_json, cause_of, text_table, write_html, write_json
from evaluation.run import Run, run_cases
from retrieval.values import Answer, AnswerStatus, Citation, Coverage

COVERAGE = Coverage(papers=14, first_date=None, last_date=None, bodies=())
CASES = read_cases(sample_questions())
BY_QUESTION = {case.question: case for case in CASES}


def cite(file_name: str, page: int | None, quote: str) -> Citation:
    return Citation(1, "p", "paper", "", file_name, "", None, "", "", page, "", quote, "", "")


def know_all(question: str) -> Answer:
    """Answer as the cases want it."""
    case = BY_QUESTION[question]
    citations = tuple(cite(entry.paper, entry.page, entry.quote) for entry in case.evidence)
    if not case.answerable:
        return Answer("a", question, AnswerStatus.NOT_IN_PAPERS, "The papers do not say.", COVERAGE)
    return Answer("a", question, AnswerStatus.ANSWERED, case.answer, COVERAGE, citations)


def refuse_all(question: str) -> Answer:
    near = (cite("minutes.pdf", 2, "Words that were <near> & far"),)
    return Answer("a", question, AnswerStatus.NOT_IN_PAPERS, "Nothing found.", COVERAGE, nearest=near)


def find_all(question: str, limit: int) -> Sequence[str]:
    return [entry.quote for entry in BY_QUESTION[question].evidence][:limit]


def find_nothing(question: str, limit: int) -> Sequence[str]:
    return []


def test_answers_as_wanted_score_everything() -> None:
    figures = run_cases(CASES, know_all, find_all).figures
    assert (figures.questions, figures.score, figures.right, figures.grounded) == (40, 1.0, 1.0, 1.0)
    assert (figures.refused, figures.misrefused, figures.page, figures.within_6000) == (1.0, 0.0, 1.0, 1.0)


def test_refusing_everything_scores_the_unanswerable_alone() -> None:
    figures = run_cases(CASES, refuse_all).figures
    assert (figures.score, figures.refused, figures.misrefused) == (0.2, 1.0, 1.0)
    assert (figures.right, figures.cited, figures.page, figures.within_6000) == (0.0, 0.0, None, None)


def test_figures_are_told_by_type_and_by_asker() -> None:
    run = run_cases(CASES, refuse_all)
    assert run.by_type["unanswerable"].score == 1.0
    assert run.by_type["table"].score == 0.0
    assert sum(figures.questions for figures in run.by_type.values()) == 40
    assert sum(figures.questions for figures in run.by_asker.values()) == 40


def test_a_question_that_fails_counts_as_wrong_and_does_not_end_the_run() -> None:
    def stumble(question: str) -> Answer:
        if question == CASES[0].question or not BY_QUESTION[question].answerable:
            raise RuntimeError("the index is not there")
        return know_all(question)

    run = run_cases(CASES, stumble)
    assert run.results[0].failure == "RuntimeError: the index is not there"
    assert run.figures.questions == 40
    assert run.figures.refused == 0.0
    assert run.figures.score == round(31 / 40, 3)


def test_settings_and_fingerprint_stand_beside_the_figures() -> None:
    run = evaluate(
        [sample_questions()],
        ask=know_all,
        fingerprint="abc123",
        settings={"threshold": 0.4, "model": "small"},
    )
    for told in (text_table(run), as_json(run), as_html(run)):
        assert "abc123" in told
        assert "threshold" in told
        assert "questions.jsonl" in told


def test_each_result_is_told_as_it_comes() -> None:
    heard: list[str] = []
    evaluate([sample_questions()], ask=know_all, told=lambda result: heard.append(result.case.case_id))
    assert heard == [case.case_id for case in CASES]


def causes(run: Run) -> set[Cause]:
    return {cause_of(result) for result in run.wrong}


def test_the_cause_of_a_wrong_answer_is_how_far_it_came() -> None:
    answerable = [case for case in CASES if case.answerable]

    def cite_wrongly(question: str) -> Answer:
        return Answer(
            "a", question, AnswerStatus.ANSWERED, "Perhaps.", COVERAGE, (cite("x.pdf", 1, "Other words."),)
        )

    def say_wrongly(question: str) -> Answer:
        citations = know_all(question).citations
        return Answer("a", question, AnswerStatus.ANSWERED, "Perhaps.", COVERAGE, citations)

    assert causes(run_cases(answerable, refuse_all)) == {Cause.REFUSED}
    assert causes(run_cases(answerable, cite_wrongly, find_nothing)) == {Cause.NOT_FOUND}
    assert causes(run_cases(answerable, cite_wrongly, find_all)) == {Cause.NOT_CITED}
    assert causes(run_cases(answerable, say_wrongly, find_all)) == {Cause.NOT_RIGHT}
    assert causes(run_cases(CASES[-1:], cite_wrongly)) == {Cause.ANSWERED_ANYWAY}


class Tags(HTMLParser):
    """Checks that tags close in order, and gathers what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []
        self.links += [told["href"]] if told.get("href") else []
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_of_wrong_answers_is_well_formed_and_escapes_what_it_quotes(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    write_html(run_cases(CASES, refuse_all), page)
    text, tags = page.read_text("utf-8"), Tags()
    tags.feed(text)
    assert tags.open == []
    assert set(tags.links) <= {f"#{name}" for name in tags.ids}
    assert "Words that were &lt;near&gt; &amp; far" in text
    assert text.count("<article>") == 32
    assert '<html lang="en-GB">' in text


def test_the_json_has_a_row_for_each_question(tmp_path: Path) -> None:
    target = tmp_path / "run.json"
    write_json(run_cases(CASES, know_all), target)
    told = json.loads(target.read_text("utf-8"))
    assert told["summary"]["score"] == 1.0
    assert [row["id"] for row in told["rows"]] == [case.case_id for case in CASES]


def test_an_empty_run_has_no_figures() -> None:
    figures = run_cases([], know_all).figures
    assert (figures.questions, figures.score, figures.seconds_p50) == (0, None, None)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 2: not a JSON object"),
        ("[]", "line 2: a case is a JSON object"),
        ('{"id": "b"}', "line 2: the field 'question' is missing"),
        ('{"id":"b","question":"q","asker":"s","type":"fact","answer":"a"}', "line 2: b has an answer"),
        (
            '{"id":"b","question":"q","asker":"s","type":"fact","answer":"a","keys":["k"],'
            '"evidence":[{"paper":"p","page":0,"quote":"q"}]}',
            "line 2: the page 0 is not a whole number",
        ),
        (
            '{"id":"a","question":"q","asker":"s","type":"unanswerable","answer":"a"}',
            "line 2: the id 'a' is also on line 1",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_number(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = tmp_path / "cases.jsonl"
    good = '{"id":"a","question":"q","asker":"s","type":"unanswerable","answer":"a"}'
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=complaint):
        read_cases(path)
