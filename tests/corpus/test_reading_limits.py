"""A file is known by its content, and one that asks too much is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import PaperTooLarge, PasswordNeeded, SettingsError, UnreadablePaper, UnsupportedPaper
from corpus.reading import PaperReader, ReadingLimits, Worker, read_file, supported_suffixes


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "paper.pdf"))
    for number in range(3):
        canvas.drawString(60, 700, f"The panel met on day {number}.")
        canvas.showPage()
    canvas.save()
    return tmp_path / "paper.pdf"


def test_the_content_counts_more_than_the_name(paper: Path) -> None:
    renamed = paper.rename(paper.with_name("PAPER.DOC"))
    assert read_file(renamed).blocks[0].text == "The panel met on day 0."


def test_one_process_reads_many_files_and_tells_of_each_page(paper: Path) -> None:
    steps: list[tuple[int, int]] = []
    with PaperReader() as reader:
        reader.read(paper)
        reader.read(paper, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_an_encrypted_paper_asks_for_its_password(paper: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(paper))
    writer.encrypt("open sesame", algorithm="AES-256")
    locked = paper.with_name("locked.pdf")
    writer.write(locked)
    with PaperReader() as reader:
        with pytest.raises(PasswordNeeded, match="encrypted") as told:
            reader.read(locked)
        with pytest.raises(PasswordNeeded, match="password given"):
            reader.read(locked, password="wrong")
        assert reader.read(locked, password="open sesame").pages
    assert told.value.next_step and told.value.file_name == "locked.pdf"


def test_a_paper_encrypted_with_the_empty_password_opens(paper: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(paper))
    writer.encrypt("", owner_password="owner", algorithm="AES-128")
    writer.write(paper.with_name("open.pdf"))
    assert read_file(paper.with_name("open.pdf")).blocks


def test_files_and_page_counts_over_the_limit_are_refused(paper: Path) -> None:
    with pytest.raises(PaperTooLarge, match="3 pages"):
        read_file(paper, limits=ReadingLimits(pages=2))
    with pytest.raises(PaperTooLarge, match="MiB"):
        read_file(paper, limits=ReadingLimits(file_bytes=100))


def test_empty_missing_and_unknown_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "song.mp3").write_bytes(b"ID3\x00\x00")
    (tmp_path / "text.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(UnreadablePaper, match="empty"):
        read_file(tmp_path / "empty.pdf")
    with pytest.raises(UnreadablePaper, match="cannot be opened"):
        read_file(tmp_path / "missing.pdf")
    for name in ("song.mp3", "text.txt"):
        with pytest.raises(UnsupportedPaper, match="not read"):
            read_file(tmp_path / name)


def test_a_reader_that_hangs_is_given_up_and_replaced(paper: Path) -> None:
    with PaperReader(ReadingLimits(seconds=0.01, seconds_per_page=0.01)) as reader:
        with pytest.raises(UnreadablePaper, match="too long"):
            reader.read(paper)
        reader.limits = ReadingLimits()
        assert reader.read(paper).blocks


def test_a_reader_that_crashes_is_replaced(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with PaperReader() as reader:
        reader.read(paper)
        send = Worker.send
        with monkeypatch.context() as patch:
            patch.setattr(Worker, "send", lambda worker, job: worker.stop())
            with pytest.raises(UnreadablePaper, match="made its reader fail"):
                reader.read(paper)
        assert Worker.send is send
        assert reader.read(paper).blocks


def test_memory_is_limited(paper: Path) -> None:
    with pytest.raises(UnreadablePaper):
        read_file(paper, limits=ReadingLimits(memory_bytes=40 * 1024 * 1024))


def test_limits_must_be_above_zero() -> None:
    with pytest.raises(SettingsError):
        ReadingLimits(pages=0)


def test_the_formats_that_are_read_are_listed() -> None:
    assert {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".txt", ".md", ".html", ".csv"} <= set(
        supported_suffixes()
    )
