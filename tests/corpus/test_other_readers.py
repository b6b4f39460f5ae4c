"""Slides, OpenDocument, web pages, Markdown, plain text and CSV are read alike."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest
from odf.opendocument import OpenDocumentText
from odf.style import ListLevelProperties, Style, TextProperties
from odf.table import Table, TableCell, TableHeaderRows, TableRow
from odf.text import H, List, ListItem, ListLevelStyleNumber, ListStyle, Note, NoteBody, NoteCitation, P
from pptx.util import Inches

from corpus.errors import UnreadablePaper, UnsupportedPaper
from corpus.readers.office import read_office
from corpus.values import Block


def read(folder: Path, name: str, kind: str, content: str | bytes) -> tuple[Block, ...]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_office(path, kind).blocks


def outline(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks]


def named(block: Block) -> list[tuple[str, str]]:
    return [(cell.column, cell.text) for cell in block.cells]


def test_slides_carry_their_number_title_tables_and_notes(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Crime in the county"
    slide.placeholders[1].text = "Burglary fell by a tenth\nTheft rose a little"
    slide.notes_slide.notes_text_frame.text = "Say where the figures come from."
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "Figures"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for row, words in enumerate((("Offence", "Count"), ("Burglary", "90"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    path = tmp_path / "briefing.pptx"
    presentation.save(str(path))
    blocks = read_office(path, "pptx").blocks
    assert outline(blocks) == [
        ("heading", "Crime in the county"),
        ("list item", "Burglary fell by a tenth"),
        ("list item", "Theft rose a little"),
        ("paragraph", "Say where the figures come from."),
        ("heading", "Figures"),
        ("table row", "Burglary\t90"),
    ]
    assert named(blocks[-1]) == [("Offence", "Burglary"), ("Count", "90")]
    assert [block.sheet for block in blocks] == ["Slide 1"] * 4 + ["Slide 2"] * 2


def test_opendocument_headings_lists_tables_and_notes(tmp_path: Path) -> None:
    document = OpenDocumentText()
    numbered = ListStyle(name="numbers")
    level = ListLevelStyleNumber(level="1", numformat="1", numsuffix=".")
    level.addElement(ListLevelProperties())
    numbered.addElement(level)
    document.automaticstyles.addElement(numbered)
    bold = Style(name="bold", family="paragraph")
    bold.addElement(TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    document.text.addElement(H(outlinelevel=2, text="Decisions"))
    points = List(stylename="numbers")
    for text in ("Approve the plan", "Note the risks"):
        item = ListItem()
        item.addElement(P(text=text))
        points.addElement(item)
    document.text.addElement(points)
    paragraph = P(text="The plan was approved.")
    note = Note(noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    body = NoteBody()
    body.addElement(P(text="By five votes to two."))
    note.addElement(body)
    paragraph.addElement(note)
    document.text.addElement(paragraph)
    table = Table()
    header = TableHeaderRows()
    header.addElement(row_of("Name", "Vote"))
    table.addElement(header)
    table.addElement(row_of("Ellis", "For"))
    document.text.addElement(table)
    path = tmp_path / "minutes.odt"
    document.save(str(path))
    blocks = read_office(path, "odt").blocks
    assert outline(blocks) == [
        ("heading", "Decisions"),
        ("list item", "1. Approve the plan"),
        ("list item", "2. Note the risks"),
        ("paragraph", "The plan was approved."),
        ("paragraph", "By five votes to two."),
        ("table row", "Ellis\tFor"),
    ]
    assert blocks[0].level == 2
    assert named(blocks[-1]) == [("Name", "Ellis"), ("Vote", "For")]


def row_of(*words: str) -> TableRow:
    row = TableRow()
    for word in words:
        cell = TableCell()
        cell.addElement(P(text=word))
        row.addElement(cell)
    return row


def test_a_web_page_is_read_without_its_scripts_and_menus(tmp_path: Path) -> None:
    page = """<html><head><title>Policy page</title><style>p {color: red}</style></head><body>
    <nav><a href="/">Home</a></nav><h2>Complaints</h2><p>Write to the <b>clerk</b>.<br>Or call.</p>
    <ol start="3"><li>Third step<ul><li>Detail</li></ul></li></ol>
    <table><thead><tr><th>Ward</th><th>Name</th></tr></thead>
    <tr><td rowspan="2">North</td><td>Ellis</td></tr><tr><td>Ives</td></tr></table>
    <script>alert("no")</script><div hidden>not shown</div></body></html>"""
    blocks = read(tmp_path, "page.html", "html", page)
    assert outline(blocks) == [
        ("heading", "Complaints"),
        ("paragraph", "Write to the clerk. Or call."),
        ("list item", "3. Third step"),
        ("list item", "Detail"),
        ("table row", "North\tEllis"),
        ("table row", "Ives"),
    ]
    assert named(blocks[-1]) == [("Name", "Ives")]
    assert read_office(tmp_path / "page.html", "html").document_title == "Policy page"


def test_markdown_is_read_by_its_structure(tmp_path: Path) -> None:
    source = "# Terms\n\nThe panel meets\nfour times a year.\n\n- Chair\n- Clerk\n\n|A|B|\n|-|-|\n|1|2|\n"
    blocks = read(tmp_path, "terms.md", "markdown", source)
    assert outline(blocks) == [
        ("heading", "Terms"),
        ("paragraph", "The panel meets four times a year."),
        ("list item", "Chair"),
        ("list item", "Clerk"),
        ("table row", "1\t2"),
    ]


def test_wrapped_lines_of_plain_text_are_joined_and_points_kept_apart(tmp_path: Path) -> None:
    source = (
        "NOTICE OF MEETING\n\nThe council meets on the first Tuesday of the month in the village hall, all\n"
        "who live in the parish are welcome.\n\n1. Apologies\n2. Minutes\n- a bullet\n"
    )
    assert outline(read(tmp_path, "notice.txt", "text", source)) == [
        ("heading", "NOTICE OF MEETING"),
        (
            "paragraph",
            "The council meets on the first Tuesday of the month in the village hall, all "
            "who live in the parish are welcome.",
        ),
        ("paragraph", "1. Apologies"),
        ("paragraph", "2. Minutes"),
        ("list item", "- a bullet"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_encoding_is_read_by_its_header(tmp_path: Path, encoding: str) -> None:
    source = "Payee;Amount;Paid\nCafé;£1,200;01/02/2024\nSmith;£300;02/02/2024\n".encode(encoding)
    blocks = read(tmp_path, "payments.csv", "csv", source)
    assert [named(block) for block in blocks] == [
        [("Payee", "Café"), ("Amount", "£1,200"), ("Paid", "01/02/2024")],
        [("Payee", "Smith"), ("Amount", "£300"), ("Paid", "02/02/2024")],
    ]


def test_a_file_of_bytes_with_a_text_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePaper, match=r"photo\.txt"):
        read(tmp_path, "photo.txt", "text", b"\x89PNG\x00\x00\x00")


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePaper, match="no text"):
        read(tmp_path, "empty.txt", "text", " \n")


def test_tags_nested_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePaper, match="nested"):
        read(tmp_path, "deep.html", "html", "<div>" * 5000 + "x")


def test_a_format_that_is_not_read_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedPaper) as caught:
        read(tmp_path, "plan.dwg", "dwg", "x")
    assert "PDF" in caught.value.next_step
