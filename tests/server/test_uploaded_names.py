"""Names of uploaded files cannot lead anywhere else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from server.errors import Problem
from server.uploads import put_waiting, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("Minutes 26 July (draft).pdf", "Minutes 26 July (draft).pdf"),
        ("Cofnodion y Cyngor – Môn.docx", "Cofnodion y Cyngor – Môn.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\log.docx", "log.docx"),
        (".hidden.pdf", "hidden.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("..", "paper"),
        ("", "paper"),
    ],
)
def test_an_uploaded_file_keeps_its_own_name_and_nothing_else(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_very_long_name_keeps_its_ending() -> None:
    name = safe_name("é" * 400 + ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 180


def test_two_files_of_one_name_are_refused_and_nothing_stays(tmp_path: Path) -> None:
    files = [("a.txt", io.BytesIO(b"one")), ("x/a.txt", io.BytesIO(b"two"))]
    with pytest.raises(Problem):
        put_waiting(tmp_path, "job", files)
    assert not (tmp_path / "uploads" / "job").exists()
