"""A PDF is read as a person reads it: paragraphs whole, tables as rows, page furniture left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.readers.pdf import read_pdf
from corpus.values import BlockKind, FileText

Draw = Callable[[Canvas], None]
WIDTH, HEIGHT = A4


def make_pdf(path: Path, *pages: Draw) -> FileText:
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return read_pdf(path)


def write(canvas: Canvas, lines: list[str], *, x: float = 60, y: float = 760, pitch: float = 14) -> None:
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * pitch, line)


def texts(read: FileText, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in read.blocks if kind is None or block.kind == kind]


def ruled(canvas: Canvas, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
    canvas.grid(xs, ys)
    for row, top in zip(rows, ys, strict=False):
        for cell, left in zip(row, xs, strict=False):
            for number, line in enumerate(cell.split("\n")):
                canvas.drawString(left + 4, top - 14 - 12 * number, line)


PROSE = [
    "14. The committee heard that the number of patrols in the market square had",
    "doubled since the summer, and that traders had welcomed the change of policy",
    "after a long winter of complaints.",
]


def test_a_paragraph_that_wraps_is_one_block(tmp_path: Path) -> None:
    read = make_pdf(tmp_path / "a.pdf", lambda c: write(c, [*PROSE, "15. Thanks were given."]))
    assert texts(read) == [" ".join(PROSE), "15. Thanks were given."]


def test_a_word_cut_at_the_end_of_a_line_is_joined(tmp_path: Path) -> None:
    lines = [
        "The panel asked about the recruit-",
        "ment of officers. It is a long-",
        "term plan, and a long-term aim.",
    ]
    read = make_pdf(tmp_path / "a.pdf", lambda c: write(c, lines))
    assert "recruitment of officers" in " ".join(texts(read))
    assert "a long-term plan" in " ".join(texts(read))


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"Left line number {n} tells of the river and the mill" for n in range(12)]
    right = [f"Right line number {n} tells of the hill and the fort" for n in range(12)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for number in range(12):
            canvas.drawString(50, 700 - 12 * number, left[number])
            canvas.drawString(310, 700 - 12 * number, right[number])

    joined = " ".join(texts(make_pdf(tmp_path / "a.pdf", draw)))
    assert joined.index(left[11]) < joined.index(right[0])


def test_running_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, HEIGHT - 30, f"Northmoor Panel, meeting {number}")
            canvas.drawString(60, 25, "Printed on recycled paper")
            canvas.drawString(WIDTH / 2, 45, str(number + 10))
            write(canvas, [f"What is said on sheet {word}." for word in ("alpha", "beta", "gamma")])

        return draw

    read = make_pdf(tmp_path / "a.pdf", *(page(number) for number in range(1, 6)))
    assert sum("Northmoor Panel" in text for text in texts(read)) == 1  # where it first stands
    assert not any("recycled" in text for text in texts(read))
    assert [page.label for page in read.pages] == ["11", "12", "13", "14", "15"]


def test_a_ruled_table_becomes_rows_that_carry_their_header(tmp_path: Path) -> None:
    rows = [["Month", "Burglary", "Robbery"], ["April 21", "27", "14"], ["May 21", "30", "17"]]
    read = make_pdf(tmp_path / "a.pdf", lambda c: ruled(c, [60, 160, 260, 360], [700, 680, 660, 640], rows))
    assert texts(read) == ["April 21\t27\t14", "May 21\t30\t17"]
    assert [(cell.column, cell.text) for cell in read.blocks[0].cells] == [
        ("Month", "April 21"),
        ("Burglary", "27"),
        ("Robbery", "14"),
    ]
    assert [block.header for block in read.blocks] == ["Month\tBurglary\tRobbery", ""]


def headed(canvas: Canvas, *names: tuple[str, float]) -> None:
    """A table of which no line parts the last two columns in its first row."""
    xs, ys = [60.0, 160.0, 260.0, 360.0], [700.0, 680.0, 660.0, 640.0]
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        canvas.line(x, ys[1] if x == xs[2] else ys[0], x, ys[-1])
    for name, x in names:
        canvas.drawString(x, 686, name)
    ruled(canvas, xs, ys[1:], [["April 21", "27", "14"], ["May 21", "30", "17"]])


def test_names_of_columns_that_no_line_parts_are_told_apart(tmp_path: Path) -> None:
    names = (("Month", 64), ("Burglary", 164), ("Robbery", 264))
    read = make_pdf(tmp_path / "a.pdf", lambda c: headed(c, *names))
    assert [cell.column for cell in read.blocks[0].cells] == ["Month", "Burglary", "Robbery"]


def test_a_name_over_two_columns_is_the_name_of_both(tmp_path: Path) -> None:
    read = make_pdf(tmp_path / "a.pdf", lambda c: headed(c, ("Month", 64), ("Burglary and robbery", 205)))
    assert [cell.column for cell in read.blocks[0].cells] == ["Month", *["Burglary and robbery"] * 2]


def test_a_cell_of_several_lines_is_joined(tmp_path: Path) -> None:
    rows = [
        ["No", "Action", "State"],
        ["1", "Write to the\nminister about pay", "Open"],
        ["2", "Meet again", "Done"],
    ]
    read = make_pdf(tmp_path / "a.pdf", lambda c: ruled(c, [60, 90, 300, 360], [700, 680, 640, 620], rows))
    assert "1\tWrite to the minister about pay\tOpen" in texts(read)


def test_a_title_block_has_no_header(tmp_path: Path) -> None:
    rows = [["Report of", "CHIEF CONSTABLE"], ["Subject", "ROAD SAFETY"], ["Author", "A. WRITER, ANALYST"]]
    read = make_pdf(tmp_path / "a.pdf", lambda c: ruled(c, [60, 160, 460], [700, 680, 660, 640], rows))
    assert texts(read) == ["\t".join(row) for row in rows]
    assert {cell.column for block in read.blocks for cell in block.cells} == {""}
    assert not any(block.header for block in read.blocks)


def test_a_table_that_goes_on_over_the_page_keeps_its_number_and_header(tmp_path: Path) -> None:
    head = ["Payee", "Amount", "Date"]
    first = [head, *[[f"Firm {n}", f"{n},000", "01/04/2024"] for n in range(1, 5)]]
    again = [head, *[[f"Firm {n}", f"{n},000", "01/05/2024"] for n in range(5, 8)]]
    xs = [60.0, 200.0, 300.0, 420.0]

    def page(rows: list[list[str]], top: float) -> Draw:
        return lambda c: ruled(c, xs, [top - 20 * n for n in range(len(rows) + 1)], rows)

    read = make_pdf(tmp_path / "a.pdf", page(first, 300), page(again, 780))
    assert len({block.table for block in read.blocks}) == 1
    assert len(read.blocks) == 7
    assert read.blocks[-1].cells[1].column == "Amount"
    headed = [(block.page, block.text, block.header) for block in read.blocks if block.header]
    assert headed == [
        (1, "Firm 1\t1,000\t01/04/2024", "Payee\tAmount\tDate"),
        (2, "Firm 5\t5,000\t01/05/2024", "Payee\tAmount\tDate"),
    ]


def test_a_page_that_goes_on_with_a_table_without_its_header_has_none(tmp_path: Path) -> None:
    rows = [["Payee", "Amount", "Date"], *[[f"Firm {n}", f"{n},000", "01/04/2024"] for n in range(1, 8)]]
    xs = [60.0, 200.0, 300.0, 420.0]

    def page(some: list[list[str]], top: float) -> Draw:
        return lambda c: ruled(c, xs, [top - 20 * n for n in range(len(some) + 1)], some)

    read = make_pdf(tmp_path / "a.pdf", page(rows[:5], 300), page(rows[5:], 780))
    assert [block.page for block in read.blocks if block.header] == [1]
    assert read.blocks[-1].cells[1].column == "Amount"


def test_a_header_of_several_rows_is_kept_as_printed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 160], [700, 660, 640, 620])
        canvas.grid([160, 260, 360], [680, 660, 640, 620])
        canvas.grid([160, 360], [700, 680])
        for x, y, words in (
            (64, 676, "Body"),
            (164, 686, "Spend"),
            (164, 666, "Budget"),
            (264, 666, "Actual"),
            (64, 646, "Council"),
            (164, 646, "5,000"),
            (264, 646, "6,000"),
            (64, 626, "Panel"),
            (164, 626, "7,000"),
            (264, 626, "8,000"),
        ):
            canvas.drawString(x, y, words)

    read = make_pdf(tmp_path / "a.pdf", draw)
    assert texts(read) == ["Council\t5,000\t6,000", "Panel\t7,000\t8,000"]
    assert [cell.column for cell in read.blocks[0].cells] == ["Body", "Spend Budget", "Spend Actual"]
    assert read.blocks[0].header == "Body\tSpend\nBudget\tActual"


def test_a_budget_without_ruled_lines_becomes_rows(tmp_path: Path) -> None:
    rows = [
        ("Clerk", "3,500", "3,421"),
        ("Hall hire", "150", "130"),
        ("Audit", "400", "409"),
        ("Total", "4,050", "3,960"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "ITEM")
        canvas.drawRightString(300, 700, "Budget")
        canvas.drawRightString(400, 700, "Spent")
        for number, (name, budget, spent) in enumerate(rows):
            y = 686 - 14 * number
            canvas.drawString(60, y, name)
            canvas.drawRightString(300, y, budget)
            canvas.drawRightString(400, y, spent)

    read = make_pdf(tmp_path / "a.pdf", draw)
    assert texts(read) == ["\t".join(row) for row in rows]
    assert [cell.column for cell in read.blocks[0].cells] == ["ITEM", "Budget", "Spent"]
    assert [block.header for block in read.blocks] == ["ITEM\tBudget\tSpent", "", "", ""]


def test_headings_are_told_from_text_by_their_type(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 780, "Annual report")
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(60, 755, "2. Road safety")
        canvas.setFont("Helvetica", 11)
        write(canvas, PROSE, y=735)

    read = make_pdf(tmp_path / "a.pdf", draw)
    assert texts(read, BlockKind.HEADING) == ["Annual report", "2. Road safety"]
    assert [block.level for block in read.blocks if block.kind == BlockKind.HEADING] == [1, 2]


def test_a_paragraph_that_runs_over_a_page_is_marked(tmp_path: Path) -> None:
    long = ["The constable told members that the work on the new station would not be", "finished before the"]
    rest = ["spring, and that the cost had risen by a tenth since the contract was let."]
    read = make_pdf(tmp_path / "a.pdf", lambda c: write(c, long), lambda c: write(c, rest))
    assert [block.continues for block in read.blocks] == [False, True]


def test_a_page_on_its_side_is_read_from_left_to_right(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        write(canvas, ["A page that was scanned and", "typed on its side."], x=100, y=-200)

    read = make_pdf(tmp_path / "a.pdf", draw)
    assert " ".join(texts(read)) == "A page that was scanned and typed on its side."


def test_bookmarks_title_and_page_labels_are_kept(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Agenda pack")
        canvas.bookmarkPage("one")
        canvas.addOutlineEntry("Item 3: Minutes", "one", level=0)
        write(canvas, PROSE)

    read = make_pdf(tmp_path / "a.pdf", lambda c: write(c, PROSE), draw)
    assert read.document_title == "Agenda pack"
    assert [(entry.title, entry.level, entry.page) for entry in read.outline] == [("Item 3: Minutes", 1, 2)]


@pytest.mark.parametrize("blank", [1, 2])
def test_a_page_without_words_is_told(tmp_path: Path, blank: int) -> None:
    pages: list[Draw] = [lambda c: write(c, PROSE), lambda c: write(c, PROSE)]
    pages[blank - 1] = lambda c: None
    read = make_pdf(tmp_path / "a.pdf", *pages)
    assert [warning.page for warning in read.warnings] == [blank]
