"""The measures say what their definitions say, shown on answers small enough to work out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation import measures
from evaluation.cases import Case, Evidence
from retrieval.values import Answer, AnswerStatus, Citation, Coverage

COVERAGE = Coverage(papers=2, first_date=None, last_date=None, bodies=())
CASE = Case(
    case_id="one",
    question="What did the lamp post cost?",
    asker="staff",
    type="number",
    answer="£1,200, met by the ward fund.",
    keys=("£1,200|twelve hundred", "ward fund"),
    evidence=(
        Evidence("minutes.pdf", 3, "The lamp post cost £1,200 and was met by the ward fund."),
        Evidence("report.pdf", 7, "Repairs to the lamp post were finished in March."),
    ),
)
NO_ANSWER = Case("two", "What is the weather?", "staff", "unanswerable", "The papers do not say.")


def citation(quote: str, file_name: str = "minutes.pdf", page: int | None = 3) -> Citation:
    return Citation(1, "p", "paper", "", file_name, "", None, "", "", page, "", quote, "", "")


def answer(text: str, *citations: Citation) -> Answer:
    return Answer("a", "q", AnswerStatus.ANSWERED, text, COVERAGE, citations)


REFUSAL = Answer("a", "q", AnswerStatus.NOT_IN_PAPERS, "The papers do not say.", COVERAGE)
GOOD = answer(
    "It cost £1,200, met by the ward fund. [1]",
    citation("The lamp post cost £1,200 and was met by the ward fund."),
)


def test_a_text_holds_a_quote_whatever_its_case_commas_and_line_breaks() -> None:
    assert measures.holds("the LAMP post\ncost £1200 today", "The lamp post cost £1,200")


def test_a_text_holds_a_quote_when_seven_of_ten_runs_of_four_words_are_in_it() -> None:
    quote = "a b c d e f g h i j k l m"  # ten runs of four
    assert measures.holds("a b c d e f g h i j", quote)  # seven of them
    assert not measures.holds("a b c d e f g h i", quote)  # six


def test_a_quote_shorter_than_a_run_must_stand_there_whole() -> None:
    assert measures.holds("ward fund", "the ward fund") is False
    assert measures.holds("by the ward fund", "the ward fund") is True


def test_right_needs_every_key_in_one_of_its_forms() -> None:
    assert measures.right(CASE, GOOD)
    assert measures.right(CASE, answer("Twelve hundred, from the ward fund", citation("x")))
    assert not measures.right(CASE, answer("It cost £1,200", citation("x")))
    assert measures.missing_keys(CASE, answer("It cost £1,200", citation("x"))) == ("ward fund",)


def test_only_the_first_150_words_of_an_answer_count() -> None:
    late = answer("word " * 148 + "£1,200 ward fund", citation("x"))
    assert measures.missing_keys(CASE, late) == ("ward fund",)


def test_cited_is_the_share_of_the_evidence_that_is_quoted() -> None:
    assert measures.cited(CASE, GOOD) == 0.5


def test_only_the_first_four_citations_count() -> None:
    four = [citation("nothing to do with it")] * 4
    fifth = citation("Repairs to the lamp post were finished in March.")
    assert measures.cited(CASE, answer("x", *four, fifth)) == 0.0
    assert measures.cited(CASE, answer("x", *four[:3], fifth)) == 0.5


def test_only_the_first_700_characters_of_a_quote_count() -> None:
    words = "The lamp post cost £1,200 and was met by the ward fund."
    assert measures.cited(CASE, answer("x", citation("z" * 640 + " " + words))) == 0.5
    assert measures.cited(CASE, answer("x", citation("z" * 690 + " " + words))) == 0.0


def test_page_is_about_cited_evidence_only() -> None:
    assert measures.page(CASE, GOOD) == 1.0
    wrong = answer("x", citation(CASE.evidence[0].quote, page=4))
    assert measures.page(CASE, wrong) == 0.0
    assert measures.page(CASE, answer("x", citation("nothing"))) is None


def test_page_does_not_count_where_the_format_has_none() -> None:
    case = replace(CASE, evidence=(Evidence("log.docx", None, CASE.evidence[0].quote),))
    assert measures.page(case, GOOD) is None


def test_a_page_where_the_same_words_were_published_again_counts() -> None:
    elsewhere = answer("x", citation(CASE.evidence[0].quote, "pack.pdf", 40))
    assert measures.page(CASE, elsewhere) == 0.0
    assert measures.page(replace(CASE, also_at=(("pack.pdf", 40),)), elsewhere) == 1.0


def test_grounded_is_right_and_cited() -> None:
    assert measures.grounded(CASE, GOOD)
    assert not measures.grounded(CASE, replace(GOOD, citations=(citation("nothing"),)))
    assert not measures.grounded(CASE, replace(GOOD, text="It is so."))


def test_a_refusal_scores_only_where_the_papers_do_not_say() -> None:
    assert measures.score(NO_ANSWER, REFUSAL)
    assert not measures.score(CASE, REFUSAL)
    assert not measures.score(NO_ANSWER, GOOD)
    assert measures.cited(CASE, REFUSAL) == 0.0
    assert measures.page(CASE, REFUSAL) is None


@pytest.mark.parametrize(("padding", "share"), [(0, 0.5), (5900, 0.5), (5980, 0.0), (6000, 0.0)])
def test_within_6000_looks_at_so_many_characters_of_the_passages(padding: int, share: float) -> None:
    passages = ["z" * padding, CASE.evidence[0].quote]
    assert measures.within_6000(CASE, passages) == share
