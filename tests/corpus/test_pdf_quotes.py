"""What a block says stands on its page in the same words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.readers.pdf import read_pdf
from corpus.readers.pdfium import OpenPdf

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def bare(text: str) -> str:
    """A text without white space and hyphens."""
    return re.sub(r"[\s\-\x02\ufffe\xad]+", "", text)


@pytest.mark.slow
@pytest.mark.skipif(not PAPERS.is_dir(), reason="the papers are not here")
@pytest.mark.parametrize("path", sorted(PAPERS.glob("*.pdf")), ids=lambda path: path.stem[:40])
def test_every_block_is_verbatim(path: Path) -> None:
    read = read_pdf(path)
    with OpenPdf(path) as document:
        pages = {page.number: bare(document.raw_text(page.number)) for page in read.pages}
    for block in read.blocks:
        if not block.ocr:
            words = [cell.text for cell in block.cells] or [block.text]
            for text in [*words, *re.split(r"[\t\n]", block.header)]:
                assert block.page is not None and bare(text) in pages[block.page], text
