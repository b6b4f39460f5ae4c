"""A page that is only a picture is read by OCR and marked; its words can be lit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.page_images import locate_quote, render_page
from corpus.readers.pdf import read_pdf

LINES = [
    "The panel agreed to publish the letter",
    "from the commissioner before the end of",
    "the month of September.",
]


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    picture = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(LINES):
        draw.text((150, 250 + 60 * number), line, fill="black", font=ImageFont.load_default(40))
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for _ in range(2):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(290, 20, "7")  # a page number stamped on the scan
        canvas.showPage()
    canvas.save()
    return path


def test_a_scan_is_read_and_marked(scan: Path) -> None:
    read = read_pdf(scan)
    assert all(page.ocr for page in read.pages) and all(block.ocr for block in read.blocks)
    assert "publish the letter from the commissioner" in " ".join(block.text for block in read.blocks)
    assert read.warnings[0].message.startswith("Pages 1 to 2 were read by OCR")


def test_a_quote_is_found_on_a_scan(scan: Path) -> None:
    boxes = locate_quote(scan, 1, "publish the letter from the commissioner")
    assert len(boxes) == 2  # one for each line
    assert 0.13 < boxes[0].top < 0.18 and boxes[1].top > boxes[0].top
    assert render_page(scan, 1, quotes=["publish the letter"]).startswith(b"\x89PNG")
