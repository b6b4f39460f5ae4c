"""A page is drawn with the quoted words lit, wherever they break."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import PageNotFound, UnsupportedPaper
from corpus.page_images import locate_quote, locate_quotes, render_page


@pytest.fixture
def page(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(595, 842))
    canvas.drawString(60, 700, "Members asked about the recruit-")
    canvas.drawString(60, 686, "ment of the \u201cneighbourhood\u201d team.")
    for x, text in ((60, "Audit"), (200, "400"), (300, "409")):
        canvas.drawString(x, 600, text)
    canvas.save()
    return tmp_path / "page.pdf"


def test_a_quote_is_found_over_lines_and_hyphens(page: Path) -> None:
    first, second = locate_quote(page, 1, 'the recruitment of the "neighbourhood" team')
    assert first.top < second.top
    assert first.x0 > 60 / 595  # only the quoted words, not the whole line


def test_a_table_row_is_lit_cell_by_cell(page: Path) -> None:
    assert len(locate_quote(page, 1, "Audit\t400\t409")) == 3


def test_the_longest_run_of_a_damaged_quote_is_lit(page: Path) -> None:
    assert len(locate_quote(page, 1, "Yesterday members asked about the recruitment of dogs")) == 2


def test_words_that_are_not_there_are_not_lit(page: Path) -> None:
    assert locate_quote(page, 1, "nothing of the sort was ever said") == ()


def test_quotes_that_follow_one_another_are_lit_where_they_do(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(595, 842))
    for y, text in ((700, "It was noted."), (600, "A lamp was mended."), (586, "It was noted.")):
        canvas.drawString(60, y, text)
    canvas.save()
    mended, noted = locate_quotes(tmp_path / "page.pdf", 1, ("A lamp was mended.", "It was noted."))
    assert mended.top < noted.top
    apart = locate_quotes(tmp_path / "page.pdf", 1, ("It was noted.", "A lamp was seen and mended."))
    assert apart[0].top < mended.top


def test_the_quote_shows_in_the_picture(page: Path) -> None:
    plain = Image.open(io.BytesIO(render_page(page, 1, width=600)))
    lit = Image.open(io.BytesIO(render_page(page, 1, quotes=["Members asked about"], width=600)))
    assert plain.size == lit.size
    assert plain.width == 600
    differing = sum(a != b for a, b in zip(plain.get_flattened_data(), lit.get_flattened_data(), strict=True))
    assert 500 < differing < 20_000


def test_a_page_that_is_not_there_is_an_error(page: Path) -> None:
    with pytest.raises(PageNotFound, match="has no page 2"):
        render_page(page, 2)


def test_only_pdf_files_have_page_images(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note.")
    with pytest.raises(UnsupportedPaper):
        render_page(tmp_path / "note.txt", 1)
