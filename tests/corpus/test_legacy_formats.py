"""Legacy Office files are converted where LibreOffice is installed, else refused with a next step."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import docx
import pytest

from corpus.errors import UnreadablePaper, UnsupportedPaper
from corpus.readers import legacy
from corpus.readers.office import read_office

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
SHARED = Path(__file__).resolve().parents[3] / "shared"


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("name", "kind", "form"), [("a.doc", "doc", "DOCX"), ("a.xls", "xls", "XLSX"), ("a.docx", "docx", "DOCX")]
)
def test_without_a_converter_the_reader_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str, form: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / name
    path.write_bytes(OLE_SIGNATURE + bytes(600))
    with pytest.raises(UnsupportedPaper) as caught:
        read_office(path, kind)
    assert form in caught.value.next_step and "LibreOffice" in caught.value.next_step
    assert caught.value.file_name == name


def test_a_current_file_with_a_legacy_name_is_read_as_it_is(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The meeting was adjourned.")
    document.save(str(tmp_path / "minutes.doc"))
    reading = read_office(tmp_path / "minutes.doc", "doc")
    assert [block.text for block in reading.blocks] == ["The meeting was adjourned."]


def test_the_converted_file_is_read_under_the_name_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.Document()
    document.add_paragraph("The meeting was adjourned.")
    document.save(str(tmp_path / "made.docx"))
    program(tmp_path, f'for last; do :; done\n/bin/cp "{tmp_path}/made.docx" "${{last%.doc}}.docx"')
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "minutes.doc"
    path.write_bytes(OLE_SIGNATURE + bytes(600))
    reading = read_office(path, "doc")
    assert (reading.file_name, reading.blocks[0].text) == ("minutes.doc", "The meeting was adjourned.")


def test_a_converter_that_hangs_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "minutes.doc"
    path.write_bytes(OLE_SIGNATURE)
    work = tmp_path / "work"
    work.mkdir()
    started = time.monotonic()
    with pytest.raises(UnreadablePaper, match=r"minutes\.doc"):
        legacy.convert(path, "doc", work, program(tmp_path, "sleep 30"), seconds=0.5)
    assert time.monotonic() - started < 10


@pytest.mark.slow
@pytest.mark.skipif(
    legacy.converter() is None or not SHARED.is_dir(), reason="no LibreOffice or no papers here"
)
def test_published_legacy_files_are_converted() -> None:
    for path in [*SHARED.glob("papers/*/*.DOC"), *SHARED.glob("papers/*/*.xls")]:
        assert read_office(path, path.suffix.lower()[1:]).blocks
