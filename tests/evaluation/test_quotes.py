"""Quotes are looked for in the files themselves, with readings that are not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.sample import build_sample, sample_questions
from evaluation.cases import read_cases
from evaluation.plain_text import cell_text, date_text
from evaluation.quotes import Finding, check_quotes, likeness, stands_in
from retrieval.values import Answer, AnswerStatus, Citation, Coverage

COVERAGE = Coverage(papers=14, first_date=None, last_date=None, bodies=())
MINUTES = "2024-02-05-police-and-crime-panel-minutes.pdf"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    build_sample(folder)
    return folder


def quoting(file_name: str, page: int | None, quote: str) -> Answer:
    citation = Citation(1, "p", file_name, "", file_name, "", None, "", "", page, "", quote, "", "")
    return Answer("a", "q", AnswerStatus.ANSWERED, "text", COVERAGE, (citation,))


def finding(sample: Path, file_name: str, page: int | None, quote: str) -> Finding:
    report = check_quotes([quoting(file_name, page, quote)], lambda paper_id: sample / paper_id)
    return report.checked[0].finding


def test_every_evidence_quote_of_the_sample_is_found(sample: Path) -> None:
    answers = [
        quoting(entry.paper, entry.page, entry.quote)
        for case in read_cases(sample_questions())
        for entry in case.evidence
    ]
    report = check_quotes(answers, lambda paper_id: sample / paper_id)
    assert report.bad == ()
    assert report.counts[Finding.VERBATIM] >= 35
    assert report.counts.get(Finding.READ_AGAIN, 0) + report.counts.get(Finding.SKIPPED, 0) == 2


def test_words_that_are_not_in_the_file_are_missing(sample: Path) -> None:
    words = (
        "That the proposed precept for 2024/25, an increase of £13.95 for a Band D property, be supported."
    )
    assert finding(sample, MINUTES, 2, words) is Finding.MISSING


def test_words_on_another_page_are_told_apart(sample: Path) -> None:
    assert finding(sample, MINUTES, 1, "The meeting closed at 12.52 p.m.") is Finding.OTHER_PAGE
    assert finding(sample, MINUTES, 4, "The meeting closed at 12.52 p.m.") is Finding.VERBATIM


def test_a_page_that_the_file_does_not_have_is_no_place(sample: Path) -> None:
    assert finding(sample, MINUTES, 99, "The meeting closed at 12.52 p.m.") is Finding.OTHER_PAGE


def test_a_row_is_found_cell_by_cell_when_its_cells_are_apart(sample: Path) -> None:
    pack = "2024-07-17-police-and-crime-panel-agenda-pack.pdf"
    assert finding(sample, pack, 6, "Alderby City\t£684,200\tMarch 2026") is Finding.CELL_BY_CELL
    assert finding(sample, pack, 6, "Alderby City\t£684,201\tMarch 2026") is Finding.MISSING


def test_spreadsheet_values_are_found_as_a_person_sees_them(sample: Path) -> None:
    book = "2025-26-budget-workbook.xlsx"
    assert finding(
        sample, book, None, "Custody suite, Tanner Street\t02/06/2025\tOwen Tarleton\t£85,000"
    ) is (Finding.VERBATIM)
    assert finding(sample, book, None, "Premises\t7,425\t7,610\t7,190\t-3.2%") is Finding.VERBATIM


def test_the_marks_of_a_text_format_are_not_words(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Title\n\n- **ASB**: noise\n- PSD: standards\n\n| Role | Pay |\n", "utf-8"
    )
    (tmp_path / "a.csv").write_text('Name,Sum\n"Lamp, post","£1,200"\n', "utf-8")
    (tmp_path / "a.html").write_text("<p>Fish &amp; <b>chips</b></p><script>no</script>", "utf-8")
    assert finding(tmp_path, "a.md", None, "ASB: noise\nPSD: standards\nRole\tPay") is Finding.VERBATIM
    assert finding(tmp_path, "a.csv", None, "Lamp, post\t£1,200") is Finding.VERBATIM
    assert finding(tmp_path, "a.html", None, "Fish & chips") is Finding.VERBATIM


def test_a_kind_of_file_with_no_second_reading_is_counted_as_not_checked(tmp_path: Path) -> None:
    (tmp_path / "slides.odp").write_bytes(b"")
    assert finding(tmp_path, "slides.odp", None, "words") is Finding.SKIPPED


def test_refusals_have_nothing_to_check() -> None:
    refusal = Answer("a", "q", AnswerStatus.NOT_IN_PAPERS, "No.", COVERAGE)
    assert check_quotes([refusal], Path).checked == ()


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("one two three", "one two\n  three"),
        ("the development of land", "the develop-\nment of land"),
        ("a well-known place", "a well-\nknown place"),
        ("officers find", "o\ufb03cers \ufb01nd"),
        ("community safety", "commu\ufffe\r\nnity safety"),
    ],
)
def test_white_space_line_end_hyphens_and_joined_letters_do_not_matter(quote: str, text: str) -> None:
    assert stands_in(quote, text)


def test_hyphens_matter_where_no_line_ends_in_one() -> None:
    assert not stands_in("reform", "to re-form the group")


def test_likeness_finds_the_nearest_part_of_a_text() -> None:
    page = "Something before. A board rnay award up to £2,000 on its own authority. And after."
    assert likeness("A board may award up to £2,000 on its own authority.", page) > 0.9
    assert likeness("The cat sat on the mat and looked at the moon.", page) < 0.6


def test_numbers_and_dates_are_set_by_their_formats() -> None:
    from datetime import date, datetime

    assert cell_text(0.0494, "0.0%") == "4.9%"
    assert cell_text(1250.5, "£#,##0.00") == "£1,250.50"
    assert cell_text(3, "General") == "3"
    assert date_text(date(2025, 3, 7), "d mmmm yyyy") == "7 March 2025"
    assert date_text(datetime(2025, 3, 7, 9, 5), "dd/mm/yyyy hh:mm") == "07/03/2025 09:05"
