"""The owner corrects what was found in a small file, and is told plainly what is wrong in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.corrections import read_corrections
from corpus.errors import SettingsError
from corpus.values import Access, PaperKind, PaperStatus


def test_a_folder_without_the_file_has_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == {}


def test_every_fact_can_be_corrected(tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(
        '["a b.pdf"]\ntitle = "Minutes"\nbody = "Harbour Board"\nkind = "minutes"\n'
        'meeting_date = 2023-10-09\nstatus = "draft"\naccess = "exempt"\n'
        '["c.docx"]\nmeeting_date = "2024-01-02"\n',
        encoding="utf-8",
    )
    found = read_corrections(tmp_path)
    first = found["a b.pdf"]
    assert (first.title, first.body, first.kind) == ("Minutes", "Harbour Board", PaperKind.MINUTES)
    assert (first.meeting_date, first.status, first.access) == (
        date(2023, 10, 9),
        PaperStatus.DRAFT,
        Access.EXEMPT,
    )
    assert "papers.toml" in first.found_in
    assert found["c.docx"].meeting_date == date(2024, 1, 2)
    assert found["c.docx"].title is None


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('["a.pdf"]\ndate = 2023-10-09\n', "date"),
        ('["a.pdf"]\nkind = "novel"\n', "novel"),
        ('["a.pdf"]\nmeeting_date = "9 October"\n', "9 October"),
        ('["a.pdf"]\ntitle = 3\n', "title"),
        ("[a.pdf\n", "line 1"),
        ('title = "Minutes"\n', "title"),
    ],
)
def test_a_mistake_is_named_with_a_next_step(tmp_path: Path, written: str, named: str) -> None:
    (tmp_path / "papers.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError) as told:
        read_corrections(tmp_path)
    assert named in told.value.message
    assert told.value.next_step
