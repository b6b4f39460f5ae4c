"""A conversation can be taken away as a document whose notes say where every quote stands."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from asking import CAMERAS, LAMPS, NOT_SAID, converse
from fastapi.testclient import TestClient
from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfReader

from corpus.reading import read_file
from server.conversation_schemas import ExportFormat
from server.exports import MADE_OF, Document, document_of
from server.schemas import CITATION_EXAMPLE, COVERAGE_EXAMPLE, AskReply

STANDING = "Answers quote the papers. Check the page before you repeat it."
QUOTE = "RESOLVED: £3.9m – “at once” for Llŷn, *not* [later] <b>."


def reply_with(**changes: object) -> AskReply:
    """An answer of two paragraphs and two citations, the second of a paper without pages."""
    first = CITATION_EXAMPLE | {"quote": QUOTE}
    second = CITATION_EXAMPLE | {
        "marker": 2,
        "page": None,
        "page_label": "",
        "item": "",
        "quote": "1. Noted.",
    }
    whole = {
        "id": "a",
        "question": "And what of “Llŷn” & <b>?",
        "status": "answered",
        "text": f"{QUOTE} [1]\n\n1. Noted.\n2. Agreed. [2]",
        "citations": [first, second],
        "coverage": COVERAGE_EXAMPLE,
        "nearest": [],
        "milliseconds": {},
        "conversation_id": None,
        "understood": "What was resolved about Llŷn?",
        "carried": ["resolved"],
    }
    return AskReply.model_validate(whole | changes)


@pytest.fixture
def document() -> Document:
    moment = datetime(2024, 3, 14, 12, tzinfo=UTC)
    return document_of(
        [(moment, reply_with()), (moment, reply_with(question="Why?"))], "http://panel.example/"
    )


def written(document: Document, wanted: ExportFormat) -> bytes:
    return MADE_OF[wanted].write(document)


def test_the_notes_are_numbered_through_and_say_paper_item_page_and_path(document: Document) -> None:
    notes = [note for section in document.sections for note in section.notes]
    assert [note.number for note in notes] == [1, 2, 3, 4]
    assert notes[0].quote == QUOTE
    assert notes[0].place == (
        "Panel, 26 July 2023, item 10, p. 8; Agenda pack, 26 July 2023; item 10. Complaints; "
        "page 8 (printed 6)"
    )
    assert notes[0].path == "/api/papers/p3f9a1c/view?page=8"
    assert notes[0].address.startswith("http://panel.example/api/papers/p3f9a1c/view?page=8&quote=")


def test_each_section_says_what_was_searched_and_when(document: Document) -> None:
    [searched_as, *_, last] = document.sections[0].paragraphs
    assert searched_as.text == "Searched as: What was resolved about Llŷn?"
    assert last.text == (
        "Asked on 14 March 2024. Searched 9 papers of the Police and Crime Panel, "
        "12 October 2022 to 29 November 2023."
    )


def test_markdown_prints_the_words_as_they_stand_in_the_paper(document: Document) -> None:
    text = written(document, ExportFormat.MARKDOWN).decode()
    html = MarkdownIt().render(text.partition("[^1]:")[0])
    assert "<h2>And what of “Llŷn” &amp; &lt;b&gt;?</h2>" in html
    assert "£3.9m – “at once” for Llŷn, *not* [later] &lt;b&gt;. [^1]" in html
    assert "<p>1. Noted.<br />\n2. Agreed. [^2]</p>" in html
    assert [f"[^{number}]: “" in text for number in range(1, 6)] == [True] * 4 + [False]
    assert STANDING in text


def test_word_has_headings_and_real_footnotes(document: Document, tmp_path: Path) -> None:
    made = written(document, ExportFormat.DOCX)
    word = docx.Document(BytesIO(made))
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == [
        "And what of “Llŷn” & <b>?",
        "Why?",
    ]
    assert STANDING in [one.text for one in word.paragraphs]
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    with zipfile.ZipFile(BytesIO(made)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
        assert "footnotes+xml" in package.read("[Content_Types].xml").decode()
    referred = body.xpath("//w:footnoteReference/@w:id", namespaces=space)
    assert referred == ["1", "2", "3", "4"]
    assert notes.xpath("/w:footnotes/w:footnote[not(@w:type)]/@w:id", namespaces=space) == referred
    (tmp_path / "made.docx").write_bytes(made)
    read = " ".join(str(read_file(tmp_path / "made.docx")).split())
    assert QUOTE in read and "page 8 (printed 6)" in read, "our own reader finds the notes"


def test_pdf_embeds_its_fonts_numbers_its_pages_and_names_its_questions(document: Document) -> None:
    pdf = PdfReader(BytesIO(written(document, ExportFormat.PDF)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "£3.9m – “at once” for Llyn, *not* [later] <b>." in text, "ŷ loses its accent and nothing else"
    assert STANDING in text and "Page 1" in text and "Asked on 14 March 2024." in text
    assert [entry.title for entry in pdf.outline] == ["And what of “Llŷn” & <b>?", "Why?"]
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.metadata is not None and pdf.metadata.title == "Questions to the papers"
    fonts = {
        font.get_object()["/BaseFont"] for page in pdf.pages for font in page["/Resources"]["/Font"].values()
    }
    addresses = [
        note.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for note in page.get("/Annots", ())
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert any(
        address.startswith("http://panel.example/api/papers/p3f9a1c/view?page=8&quote=")
        for address in addresses
    )
    assert any("Vera" in font for font in fonts)


@pytest.mark.parametrize("wanted", list(ExportFormat))
def test_what_no_format_can_hold_does_not_stop_it(wanted: ExportFormat) -> None:
    odd = reply_with(text="\x00\x0b\ufffe ☐ → 漢字 \u202e [1]\n\n\n\nx" + "y" * 5000, question=" ")
    assert written(document_of([(datetime.now(UTC), odd)], "http://x/"), wanted)


@pytest.mark.parametrize(
    ("wanted", "suffix", "begins"),
    [("markdown", "md", b"# Quest"), ("docx", "docx", b"PK"), ("pdf", "pdf", b"%PDF")],
)
def test_a_conversation_is_downloaded(client: TestClient, wanted: str, suffix: str, begins: bytes) -> None:
    conversation_id = converse(client, LAMPS, CAMERAS, NOT_SAID)[0]["conversation_id"]
    reply = client.get(f"/api/conversations/{conversation_id}/export", params={"format": wanted})
    assert reply.status_code == 200
    assert reply.headers["content-disposition"].startswith('attachment; filename="questions-')
    assert reply.headers["content-disposition"].endswith(f'.{suffix}"')
    assert reply.content.startswith(begins)


def test_a_format_or_conversation_that_is_not_known_is_told(client: TestClient) -> None:
    conversation_id = converse(client, LAMPS)[0]["conversation_id"]
    told = client.get(f"/api/conversations/{conversation_id}/export", params={"format": "poem"})
    assert told.status_code == 422 and "markdown" in told.json()["detail"]
    assert client.get("/api/conversations/none/export").status_code == 404


@pytest.mark.parametrize("wanted", list(ExportFormat))
def test_a_question_the_papers_were_not_asked_says_that_none_was_searched(
    client: TestClient, wanted: ExportFormat
) -> None:
    reply = AskReply.model_validate(
        client.post("/api/ask", json={"question": "Who should I vote for?"}).json()
    )
    document = document_of([(datetime(2024, 3, 14, 12, tzinfo=UTC), reply)], "http://panel.example")
    said, told = document.sections[0].paragraphs
    assert said.text == reply.text and not said.notes
    assert told.text == "Asked on 14 March 2024. No papers were searched."
    assert written(document, wanted)
