"""What a Word document says is read in order, with its numbers, tables, notes and headings."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table

from corpus.errors import PasswordNeeded, UnreadablePaper
from corpus.readers.office import read_office
from corpus.values import Block, BlockKind

SHARED = Path(__file__).resolve().parents[3] / "shared"


def read(document: Document, folder: Path) -> tuple[Block, ...]:
    path = folder / "paper.docx"
    document.save(str(path))
    return read_office(path, "docx").blocks


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


def fill(table: Table, rows: list[list[str]]) -> None:
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word


def mark_header(table: Table, rows: int) -> None:
    for row in table.rows[:rows]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def add_xml(document: Document, xml: str) -> None:
    document.element.body.insert(
        len(document.element.body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
    )


def test_paragraphs_and_tables_keep_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Budget report", 1)
    document.add_paragraph("The panel is asked to note the figures below.")
    fill(document.add_table(3, 2), [["Theme", "Amount"], ["Roads", "£200"], ["Paths", "£50"]])
    document.add_paragraph("Nothing else has changed since the last meeting.")
    blocks = read(document, tmp_path)
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_ROW,
        BlockKind.PARAGRAPH,
    ]
    assert blocks[0].level == 1
    assert [(cell.column, cell.text) for cell in blocks[2].cells] == [("Theme", "Roads"), ("Amount", "£200")]
    assert blocks[2].text == "Roads\t£200"


def test_a_header_row_repeated_further_down_is_no_data(tmp_path: Path) -> None:
    document = docx.Document()
    header = ["Date", "Request", "Answer"]
    rows = [header, ["10/04/2024", "Question one", "Yes"], header, ["11/04/2024", "Question two", "No"]]
    fill(document.add_table(4, 3), rows)
    blocks = read(document, tmp_path)
    assert texts(blocks) == ["10/04/2024\tQuestion one\tYes", "11/04/2024\tQuestion two\tNo"]
    assert [block.header for block in blocks] == ["Date\tRequest\tAnswer", ""]


def test_a_merged_header_names_every_column_it_spans(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    rows = [
        ["Body", "Spend", ""],
        ["", "2023", "2024"],
        ["Council", "5", "6"],
        ["Panel", "7", "8"],
    ]
    fill(table, rows)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    mark_header(table, 2)
    blocks = read(document, tmp_path)
    assert [(cell.column, cell.text) for cell in blocks[0].cells] == [
        ("Body", "Council"),
        ("Spend / 2023", "5"),
        ("Spend / 2024", "6"),
    ]
    assert [block.header for block in blocks] == ["Body\tSpend\n2023\t2024", ""]


def test_a_cell_merged_downwards_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    fill(table, [["Ward", "Votes"], ["North", "1"], ["", "2"]])
    table.cell(1, 0).merge(table.cell(2, 0))
    assert texts(read(document, tmp_path)) == ["North\t1", "2"]


def test_nested_tables_follow_their_row_with_a_number_of_their_own(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    fill(table, [["Item", "Detail"], ["One", "Two"]])
    inner = table.cell(1, 1).add_table(2, 2)
    fill(inner, [["Inner name", "Inner sum"], ["Deep", "9"]])
    mark_header(table, 1)
    blocks = read(document, tmp_path)
    assert texts(blocks) == ["One\tTwo", "Deep\t9"]
    assert blocks[0].table != blocks[1].table


def test_a_table_that_only_frames_text_is_read_as_text(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "The chair opened the meeting and welcomed everyone present."
    table.cell(0, 0).add_paragraph("Apologies were received from two members of the panel.")
    assert [block.kind for block in read(document, tmp_path)] == [BlockKind.PARAGRAPH] * 2


def test_numbers_are_shown_as_word_shows_them(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("First point of the list", "Second point of the list"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("A bullet", style="List Bullet")
    blocks = read(document, tmp_path)
    assert texts(blocks) == ["1. First point of the list", "2. Second point of the list", "A bullet"]
    assert {block.kind for block in blocks} == {BlockKind.LIST_ITEM}


def test_deeper_numbers_carry_the_number_above_them(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, pattern in enumerate(("%1.", "%1.%2"))
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for text, depth in (
        ("Scope", 0),
        ("Who it is for", 1),
        ("Where it holds", 1),
        ("Process", 0),
        ("Steps", 1),
    ):
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )
    assert texts(read(document, tmp_path)) == [
        "1. Scope",
        "1.1 Who it is for",
        "1.2 Where it holds",
        "2. Process",
        "2.1 Steps",
    ]


def test_tracked_insertions_are_kept_and_deletions_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    add_xml(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>The fee is </w:t></w:r>"
        "<w:del w:id='1' w:author='A'><w:r><w:delText>ten</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='A'><w:r><w:t>twelve</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> pounds.</w:t></w:r></w:p>",
    )
    assert texts(read(document, tmp_path)) == ["The fee is twelve pounds."]


def test_links_and_breaks_are_read_with_their_line(tmp_path: Path) -> None:
    document = docx.Document()
    add_xml(
        document,
        "<w:p><w:r><w:t>See</w:t><w:br/></w:r><w:hyperlink w:anchor='x'><w:r><w:t>the policy</w:t></w:r>"
        "</w:hyperlink><w:r><w:tab/><w:t>page 4.</w:t></w:r></w:p>",
    )
    assert texts(read(document, tmp_path)) == ["See the policy page 4."]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Words in a box.</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        "<w:p><w:r><w:t>Words in the line.</w:t></w:r><w:r>"
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert texts(read(document, tmp_path)) == ["Words in the line.", "Words in a box."]


def test_a_footnote_follows_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    write_package(
        path,
        "<w:p><w:r><w:t>The grant was paid.</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:p><w:r><w:t>It was the last one.</w:t></w:r></w:p>",
        footnotes="<w:footnote w:id='2'><w:p><w:r><w:t>In March.</w:t></w:r></w:p></w:footnote>",
    )
    assert texts(read_office(path, "docx").blocks) == [
        "The grant was paid.",
        "In March.",
        "It was the last one.",
    ]


def test_a_short_bold_line_is_a_heading_and_a_label_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    for text, bold in (
        ("Minutes of the parish meeting", True),
        ("Apologies for absence", True),
        ("Two members sent their apologies to the clerk before the meeting.", False),
        ("Present:", True),
        ("Four members and the clerk.", False),
    ):
        document.add_paragraph().add_run(text).bold = bold
    blocks = read(document, tmp_path)
    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == [
        "Minutes of the parish meeting",
        "Apologies for absence",
    ]


PRINTED = [
    "1.1 The council welcomes a wide range of people into its teams and wants to build a",
    "place in which all of them can thrive. It knows that some may need other support than",
    "others in order to do their work, and values what each of them brings to the whole of",
    "the service, now and later on.",
    "1.2 A move to another vacancy is offered as an adjustment under the law, and it is made",
    "with care by the manager and the personnel team, who meet the member of staff within",
    "10 working days of the first request.",
    "Scope",
    "This procedure holds for all staff of the council, whatever the length of their service,",
    "as long as they have told their manager of the reason for which they ask for the move",
    "and have given what evidence they can.",
    "Moves policy — Nov 24 Page 6 of 11",
    "Where the reason is not accepted the member of staff may appeal, in writing, and the",
    "appeal is heard by somebody who had no part in the first decision, as soon as can be",
    "arranged by the service.",
    "Moves policy — Nov 24 Page 7 of 11",
]


def test_printed_lines_are_joined_into_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    for line in PRINTED * 3:
        document.add_paragraph(line)
    blocks = read(document, tmp_path)
    assert blocks[0].text.startswith("1.1 The council") and blocks[0].text.endswith("now and later on.")
    assert blocks[1].text.startswith("1.2 A move") and blocks[1].text.endswith("of the first request.")
    assert (blocks[2].kind, blocks[2].text) == (BlockKind.HEADING, "Scope")
    assert not any("Page 6 of 11" in block.text for block in blocks)


def test_labels_of_a_flattened_table_stay_with_their_values(tmp_path: Path) -> None:
    document = docx.Document()
    entry = [
        "4.2 Sample checks",
        "Responsible person:",
        "Jo Field, fleet manager",
        "Target date:",
        "March 2026",
        "The checks were made on each vehicle in the fleet and the results were entered in the register.",
        "What is left to do?",
        "Nothing.",
    ]
    for line in entry * 8:
        document.add_paragraph(line)
    read_texts = texts(read(document, tmp_path))
    assert any("Responsible person: Jo Field" in text for text in read_texts)
    assert any("What is left to do? Nothing." in text for text in read_texts)
    assert " ".join(read_texts) == " ".join(entry * 8)


def test_every_word_of_a_document_survives_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    lines = [*PRINTED[:11], "High", "5", "-", "Medium", "22", "RED", "AMBER", "Total reported"] * 4
    for line in lines:
        document.add_paragraph(line)
    assert " ".join(texts(read(document, tmp_path))) == " ".join(lines)


def test_embedded_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "holder.docx"
    write_package(path, "<w:p><w:r><w:t>See the sheet.</w:t></w:r></w:p>")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/embeddings/Budget.xlsx", b"PK")
    assert read_office(path, "docx").attachments == ("Budget.xlsx",)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", UnreadablePaper),
        (b"PK\x03\x04 and no more", UnreadablePaper),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), PasswordNeeded),
    ],
    ids=["empty", "cut short", "encrypted"],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, content: bytes, error: type[UnreadablePaper]
) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_office(path, "docx")
    assert caught.value.file_name == "minutes.docx"
    assert "minutes.docx" in caught.value.message and caught.value.next_step


def test_xml_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    write_package(path, "<w:p/>", prologue='<!DOCTYPE d [<!ENTITY a "aaaa">]>')
    with pytest.raises(UnreadablePaper, match="entities"):
        read_office(path, "docx")


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared papers are not here")
def test_published_documents_are_read() -> None:
    papers = [*SHARED.glob("corpus/*.docx"), *SHARED.glob("papers/*/*.docx")]
    assert papers
    for path in papers:
        blocks = read_office(path, "docx").blocks
        assert any(block.kind is BlockKind.HEADING for block in blocks), path.name
        assert all(block.text == " ".join(block.text.split(" ")).strip() for block in blocks)
        assert all(len(block.text.split()) < 1000 for block in blocks), path.name


def write_package(path: Path, body: str, footnotes: str = "", prologue: str = "") -> None:
    """Write the least that makes a DOCX file."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="b" Type="{office}/footnotes" '
            'Target="footnotes.xml"/></Relationships>',
        )
        space = f'xmlns:w="{qn("w:p")[1:].partition("}")[0]}"'
        document = f"{prologue}<w:document {space}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        package.writestr("word/footnotes.xml", f"<w:footnotes {space}>{footnotes}</w:footnotes>")
