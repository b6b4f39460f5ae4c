"""What a workbook shows is read row by row, each cell with the words above it."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import PaperTooLarge, PasswordNeeded, UnreadablePaper
from corpus.readers.number_formats import shown
from corpus.readers.office import read_office
from corpus.values import Block, BlockKind, FileText

SHARED = Path(__file__).resolve().parents[3] / "shared"


def sheet_of(workbook: openpyxl.Workbook, rows: list[list[object]], title: str = "Sheet") -> Worksheet:
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return sheet


def read(workbook: openpyxl.Workbook, folder: Path) -> FileText:
    path = folder / "figures.xlsx"
    workbook.save(path)
    return read_office(path, "xlsx")


def read_rows(rows: list[list[object]], folder: Path) -> tuple[Block, ...]:
    workbook = openpyxl.Workbook()
    sheet_of(workbook, rows)
    return read(workbook, folder).blocks


def named(block: Block) -> dict[str, str]:
    return {cell.column: cell.text for cell in block.cells}


def data(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if block.kind is BlockKind.TABLE_ROW]


def headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


def test_each_row_is_read_with_its_header_and_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet_of(workbook, [["Payee", "Amount"], ["Acme", 12], ["Smith", 30]], title="Payments")
    blocks = read(workbook, tmp_path).blocks
    assert headings(blocks) == [(1, "Payments")]
    assert [named(block) for block in data(blocks)] == [
        {"Payee": "Acme", "Amount": "12"},
        {"Payee": "Smith", "Amount": "30"},
    ]
    assert data(blocks)[0].text == "Acme\t12"
    assert [block.header for block in data(blocks)] == ["Payee\tAmount", ""]
    assert {block.sheet for block in blocks} == {"Payments"}


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (0.7927, "0.00%", "79.27%"),
        (0.5, "0%", "50%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234, '"£"#,##0', "£1,234"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (-12, "£#,##0;[Red]-£#,##0", "-£12"),
        (-1234.5, "#,##0_);(#,##0)", "(1,235)"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (650, "0_ ", "650"),
        (2.25, "General", "2.25"),
        (1 / 3, "General", "0.333333333"),
        (12345678, "General", "12345678"),
        (1500000, "#,##0.0,,", "1.5"),
        (7, "000", "007"),
        (5.5, "0.##", "5.5"),
        (12, '0 "hours"', "12 hours"),
        (datetime(2024, 3, 9), "mm-dd-yy", "09/03/2024"),
        (datetime(2024, 3, 9), "dd/mm/yyyy", "09/03/2024"),
        (datetime(2024, 3, 9), "d mmmm yyyy", "9 March 2024"),
        (datetime(2024, 3, 9), "[$-809]dddd, d mmm yy", "Saturday, 9 Mar 24"),
        (datetime(2024, 3, 9), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "09 March 2024"),
        (datetime(2024, 3, 9, 14, 5), "dd/mm/yyyy hh:mm", "09/03/2024 14:05"),
        (datetime(2024, 3, 1), "mmm-yy", "Mar-24"),
        (date(2024, 3, 9), "yyyy-mm-dd", "2024-03-09"),
        (time(14, 5), "h:mm AM/PM", "2:05 PM"),
        (True, "General", "TRUE"),
        ("12th March 2025", "dd/mm/yyyy", "12th March 2025"),
    ],
)
def test_a_value_is_shown_as_a_person_sees_it(value: object, code: str, seen: str) -> None:
    assert shown(value, code) == seen


def test_a_header_of_several_rows_is_combined(tmp_path: Path) -> None:
    blocks = read_rows(
        [
            ["2025"],
            ["Date", "Place", "Crime themes"],
            [None, None, "Road safety", None, "Theft"],
            [None, None, "Speeding", "Parking"],
            ["14 January 2025", "Town hall", "A speeding van", "A parked car", "A stolen bike"],
            ["15 January 2025", "Library", "Cars too fast", None, "A lost purse"],
        ],
        tmp_path,
    )
    assert headings(blocks)[1] == (2, "2025")
    assert named(data(blocks)[0]) == {
        "Date": "14 January 2025",
        "Place": "Town hall",
        "Crime themes / Road safety / Speeding": "A speeding van",
        "Crime themes / Road safety / Parking": "A parked car",
        "Crime themes / Theft": "A stolen bike",
    }
    assert data(blocks)[0].header == "Date\tPlace\tCrime themes\nRoad safety\tTheft\nSpeeding\tParking"


def test_a_header_is_not_put_below_a_label_that_stands_under_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Budget", "2024", "2025"], ["Roads"], ["Signs", 12, 14], ["Paint", 3, 4]]
    blocks = read_rows(rows, tmp_path)
    assert headings(blocks)[-1] == (3, "Roads")
    assert named(data(blocks)[0]) == {"Budget": "Signs", "2024": "12", "2025": "14"}
    assert not any(block.header for block in blocks)


def test_a_merged_header_names_all_its_columns(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = sheet_of(
        workbook,
        [["Body", "Spend", None], [None, "Budget", "Actual"], ["Council", 5, 6], ["Panel", 7, 8]],
    )
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    assert named(data(read(workbook, tmp_path).blocks)[0]) == {
        "Body": "Council",
        "Spend / Budget": "5",
        "Spend / Actual": "6",
    }


def test_tables_side_by_side_are_told_apart(tmp_path: Path) -> None:
    blocks = read_rows(
        [
            [2024, "Total", None, 2025, "Total"],
            ["Posts", 869, None, "Posts", 265],
            ["Releases", 31, None, "Releases", 20],
        ],
        tmp_path,
    )
    rows = data(blocks)
    assert [named(row) for row in rows] == [
        {"2024": "Posts", "Total": "869"},
        {"2024": "Releases", "Total": "31"},
        {"2025": "Posts", "Total": "265"},
        {"2025": "Releases", "Total": "20"},
    ]
    assert rows[0].table == rows[1].table != rows[2].table


def test_a_blank_column_inside_a_table_does_not_part_labels_from_figures(tmp_path: Path) -> None:
    blocks = read_rows(
        [
            ["Heading", "Note", None, "Budget", "Actual"],
            ["Staff", "a", None, 10, 9],
            ["Rent", "b", None, 4, 4],
        ],
        tmp_path,
    )
    assert named(data(blocks)[0]) == {"Heading": "Staff", "Note": "a", "Budget": "10", "Actual": "9"}


def test_tables_below_one_another_have_their_own_titles_and_headers(tmp_path: Path) -> None:
    blocks = read_rows(
        [
            [2024],
            ["Month", "Posts"],
            ["May", 71],
            ["June", 161],
            [2025],
            ["Month", "Emails"],
            ["January", 3],
            ["February", 5],
        ],
        tmp_path,
    )
    assert [text for _, text in headings(blocks)] == ["Sheet", "2024", "2025"]
    assert named(data(blocks)[-1]) == {"Month": "February", "Emails": "5"}


def test_what_is_not_filled_in_yet_is_left_out(tmp_path: Path) -> None:
    found = read_rows(
        [
            ["Year", "Month", "Posts", "Reach"],
            [2025, "January", 76, 100],
            [2025, "February", 53, 90],
            [2025, "March", None, None],
            [2025, "April", "#DIV/0!", "#REF!"],
            ["-", "0", 0, "0"],
        ],
        tmp_path,
    )
    assert [block.text for block in data(found)] == ["2025\tJanuary\t76\t100", "2025\tFebruary\t53\t90"]


def test_a_table_of_zeros_for_years_to_come_is_left_out_with_a_warning(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    rows = [[2024, "Total"], ["Posts", 869], ["Releases", 31], [2026, "Total"], ["Posts", 0], ["Releases", 0]]
    sheet_of(workbook, rows)
    reading = read(workbook, tmp_path)
    assert [block.text for block in data(reading.blocks)] == ["Posts\t869", "Releases\t31"]
    assert any("left out" in warning.message for warning in reading.warnings)


def test_zeros_among_figures_are_kept(tmp_path: Path) -> None:
    blocks = read_rows(
        [["Party", "North", "South"], ["Blue", 5, 0], ["Green", 0, 0], ["Red", 2, 9]], tmp_path
    )
    assert [block.text for block in data(blocks)] == ["Blue\t5\t0", "Green\t0\t0", "Red\t2\t9"]


def test_a_hidden_sheet_is_read_with_a_warning(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet_of(workbook, [["Payee", "Amount"], ["Acme", 12]], title="Shown")
    hidden = workbook.create_sheet("Working")
    hidden.append(["Payee", "Amount"])
    hidden.append(["Secret", 13])
    hidden.sheet_state = "hidden"
    reading = read(workbook, tmp_path)
    assert "Secret\t13" in [block.text for block in reading.blocks]
    assert any("Working" in warning.message for warning in reading.warnings)


def test_a_sheet_that_claims_a_million_rows_costs_nothing(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = sheet_of(workbook, [["Payee", "Amount"], ["Acme", 12], ["Smith", 30]])
    sheet.cell(1_048_576, 16_384, " ")
    assert len(data(read(workbook, tmp_path).blocks)) == 2


def test_malformed_colours_do_not_stop_the_reading(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet_of(workbook, [["Payee", "Amount"], ["Acme", 12]])
    good, odd = tmp_path / "good.xlsx", tmp_path / "odd.xlsx"
    workbook.save(good)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/sharedStrings.xml":
                rich = b'<si><r><rPr><color rgb="0"/></rPr><t>Acme</t></r></si>'
                content = content.replace(b"<si><t>Acme</t></si>", rich)
            target.writestr(name, content)
    assert "Acme\t12" in [block.text for block in read_office(odd, "xlsx").blocks]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<x>" + b" " * 40_000_000 + b"</x>")
    with pytest.raises(PaperTooLarge) as caught:
        read_office(path, "xlsx")
    assert caught.value.next_step


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared papers are not here")
@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_hostile_files_give_a_reading_or_a_reason(name: str) -> None:
    for path in SHARED.glob(f"hostile/*.{name}"):
        try:
            assert read_office(path, name).blocks
        except (UnreadablePaper, PaperTooLarge, PasswordNeeded) as error:
            assert error.file_name == path.name and error.next_step


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared papers are not here")
def test_published_workbooks_are_read_with_their_headers() -> None:
    papers = [*SHARED.glob("corpus/*.xlsx"), *SHARED.glob("papers/*/*.xlsx")]
    assert papers
    rows = [row for path in papers for row in data(read_office(path, "xlsx").blocks)]
    cells = [cell for row in rows for cell in row.cells]
    assert sum(bool(cell.column) for cell in cells) > 0.8 * len(cells)
