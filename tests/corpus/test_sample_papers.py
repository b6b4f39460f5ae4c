"""The sample papers are real files, built alike every time, and its questions can be answered from them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from corpus.sample import build_sample, sample_questions
from corpus.sample.build import TEXTS
from corpus.sample.markup import read_sample_text
from evaluation.cases import Case, Evidence, read_cases
from evaluation.plain_text import plain_pages

PACK = "2024-07-17-police-and-crime-panel-agenda-pack.pdf"
CASES = read_cases(sample_questions())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    build_sample(folder)
    return folder


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(path: Path) -> str:
    return "\n".join(page[0] for page in plain_pages(path))


def scanned_words() -> str:
    scans = [text for text in map(read_sample_text, sorted(TEXTS.glob("*.md"))) if text.scan]
    return "\n".join(element.text for text in scans for element in text.elements)


def test_there_are_at_least_nine_papers_of_four_meetings_in_two_years(sample: Path) -> None:
    names = sorted(path.name for path in sample.iterdir())
    dates = {name[:10] for name in names if re.match(r"\d{4}-\d{2}-\d{2}", name)}
    assert len(names) >= 9
    assert {"2024-02-05", "2024-07-17", "2025-02-03", "2025-07-16"} <= dates


def test_building_returns_the_files_it_wrote(tmp_path: Path) -> None:
    assert build_sample(tmp_path / "new" / "folder") == tuple(sorted((tmp_path / "new" / "folder").iterdir()))


def test_building_twice_gives_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    for path in build_sample(tmp_path):
        assert path.read_bytes() == (sample / path.name).read_bytes(), path.name


def test_every_weekday_named_in_the_texts_is_the_true_one() -> None:
    pattern = re.compile(r"(\w+day),? (\d{1,2} \w+ \d{4})", re.IGNORECASE)
    found = [pair for path in TEXTS.glob("*.md") for pair in pattern.findall(path.read_text("utf-8"))]
    assert found
    for weekday, day in found:
        assert datetime.strptime(day.title(), "%d %B %Y").strftime("%A") == weekday.title()


def test_the_pack_has_bookmarks_that_open_their_reports(sample: Path) -> None:
    reader = PdfReader(sample / PACK)
    flat = [entry for entry in reader.outline if not isinstance(entry, list)]
    deeper = [entry for group in reader.outline if isinstance(group, list) for entry in group]
    assert [str(entry.title)[:6] for entry in flat] == ["Agenda", "Item 5", "Item 6", "Item 7", "Item 8"]
    assert len(deeper) == 2
    for entry in (*flat[1:], *deeper):
        page = reader.pages[reader.get_destination_page_number(entry)].extract_text().upper()
        assert str(entry.title).split(": ")[1].upper()[:10] in page or "APPENDIX" in page


def test_the_pack_numbers_its_front_pages_apart_and_its_contents_agree(sample: Path) -> None:
    reader = PdfReader(sample / PACK)
    assert reader.page_labels[:5] == ["i", "ii", "iii", "1", "2"]
    contents = squeezed(reader.pages[2].extract_text())
    for entry in reader.outline:
        if not isinstance(entry, list):
            label = reader.page_labels[reader.get_destination_page_number(entry)]
            assert squeezed(str(entry.title)) + label in contents


def test_the_table_of_appendix_a_runs_over_a_page_with_its_header(sample: Path) -> None:
    pages = [squeezed(page.extract_text()) for page in PdfReader(sample / PACK).pages]
    header = "999answeredwithin10seconds101calls"
    assert [number for number, page in enumerate(pages, start=1) if header in page] == [10, 11]


def test_every_page_of_the_pack_has_its_running_header_and_footer(sample: Path) -> None:
    for page in PdfReader(sample / PACK).pages:
        assert "Westmarch Police and Crime Panel, Wednesday 17 July 2024" in page.extract_text()
        assert "Agenda pack" in page.extract_text()


def test_one_set_of_minutes_is_draft_and_one_confirmed(sample: Path) -> None:
    draft = text_of(sample / "2025-02-03-police-and-crime-panel-draft-minutes.pdf")
    confirmed = text_of(sample / "2024-02-05-police-and-crime-panel-minutes.pdf")
    assert "have not been confirmed" in draft
    assert "Confirmed by the Panel on 17 July 2024" in confirmed
    for minutes in (draft, confirmed):
        assert "PRESENT" in minutes
        assert "RESOLVED" in minutes
        assert "ACTION" in minutes
        assert re.search(r"moved by Councillor \w+ and\s+seconded by", minutes)


def test_the_scan_has_no_text_of_its_own(sample: Path) -> None:
    scan = next(sample.glob("*scan.pdf"))
    assert text_of(scan).strip() == ""
    assert all(page.images for page in PdfReader(scan).pages)


def test_one_paper_says_that_it_is_not_for_publication(sample: Path) -> None:
    marked = [
        path.name
        for path in sample.glob("*.pdf")
        if "by virtue of paragraph 3 of Part 1 of Schedule 12A" in " ".join(text_of(path).split())
    ]
    assert marked == ["2025-07-16-exempt-disposal-of-corrisham-police-station.pdf"]


def test_the_log_has_a_merged_header_that_is_repeated(sample: Path) -> None:
    table = docx.Document(str(sample / "2025-information-requests-log.docx")).tables[0]
    assert len({cell._tc for cell in table.rows[0].cells}) == 1
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows[:3]] == [1, 1, 0]


def test_the_workbook_has_two_tables_side_by_side_and_rows_for_months_to_come(sample: Path) -> None:
    book = openpyxl.load_workbook(sample / "2025-26-budget-workbook.xlsx")
    funding = book["Funding"]
    assert (funding["A4"].value, funding["E4"].value, funding["F4"].value) == ("Source", None, "Band")
    assert funding["H5"].number_format == "0.0%"
    assert [cell.value for cell in book["Monitoring"]["C"]][-3:] == [None, None, None]
    assert book["Capital"]["B4"].is_date


def test_there_are_forty_questions_of_every_type_and_asker() -> None:
    types = Counter(case.type for case in CASES)
    assert [case.case_id for case in CASES] == [f"sample-{number:03d}" for number in range(1, 41)]
    assert types["unanswerable"] == 8
    assert set(types) == {
        *("fact", "number", "table", "decision", "action", "person", "date", "list", "definition"),
        *("multi", "temporal", "unanswerable"),
    }
    assert min(Counter(case.asker for case in CASES).values()) >= 10


EVIDENCE = [(case, entry) for case in CASES for entry in case.evidence]


@pytest.mark.parametrize(("case", "entry"), EVIDENCE, ids=[case.case_id for case, _ in EVIDENCE])
def test_every_quote_stands_on_the_page_it_names(sample: Path, case: Case, entry: Evidence) -> None:
    path = sample / entry.paper
    if case.scan:
        assert squeezed(entry.quote) in squeezed(scanned_words())
        assert 1 <= (entry.page or 0) <= len(PdfReader(path).pages)
        return
    pages = [squeezed(page[0]) for page in plain_pages(path)]
    page = pages[entry.page - 1] if entry.page else pages[0]
    assert squeezed(entry.quote) in page
    assert (entry.page is None) == (path.suffix != ".pdf")


@pytest.mark.parametrize("case", [case for case in CASES if case.answerable], ids=lambda case: case.case_id)
def test_every_key_is_in_the_wanted_answer(case: Case) -> None:
    answer = case.answer.lower().replace(",", "")
    for key in case.keys:
        assert any(part.lower().replace(",", "") in answer for part in key.split("|")), key
