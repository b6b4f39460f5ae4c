"""No file crashes, hangs or fills the memory: it is read, or refused with a reason."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import PaperError, UnreadablePaper
from corpus.reading import PaperReader, read_file

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "hostile"
MEBIBYTE = 1024  # kibibytes


def made_pdf(path: Path) -> bytes:
    canvas = Canvas(str(path), pageCompression=0)
    canvas.drawString(60, 700, "The panel met in May.")
    canvas.save()
    return path.read_bytes()


def test_a_pdf_without_its_end_is_still_read(tmp_path: Path) -> None:
    whole = made_pdf(tmp_path / "whole.pdf")
    (tmp_path / "cut.pdf").write_bytes(whole[: whole.index(b"xref")])
    assert read_file(tmp_path / "cut.pdf").blocks[0].text == "The panel met in May."


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5_000), b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"],
    ids=["header only", "zeros", "no objects"],
)
def test_a_pdf_without_pages_is_refused_with_a_next_step(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "broken.pdf").write_bytes(data)
    with pytest.raises(UnreadablePaper, match="damaged") as told:
        read_file(tmp_path / "broken.pdf")
    assert told.value.next_step


def test_a_page_tree_that_bites_its_tail_is_refused(tmp_path: Path) -> None:
    data = made_pdf(tmp_path / "whole.pdf").replace(
        b"/Type /Pages", b"/Kids [1 0 R 2 0 R 3 0 R 4 0 R] /Type /Pages"
    )
    (tmp_path / "circle.pdf").write_bytes(data)
    started = time.monotonic()
    try:
        assert read_file(tmp_path / "circle.pdf").blocks
    except UnreadablePaper as error:
        assert error.next_step
    assert time.monotonic() - started < 30


@pytest.mark.slow
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile files are not here")
def test_every_hostile_file_is_read_or_refused_with_a_reason() -> None:
    with PaperReader() as reader:
        for path in sorted(HOSTILE.glob("*.*")):
            if path.suffix == ".tsv":
                continue
            started = time.monotonic()
            try:
                assert reader.read(path).blocks, path.name
            except PaperError as error:
                assert error.message and error.next_step, path.name
            assert time.monotonic() - started < 60, path.name
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2_048 * MEBIBYTE
