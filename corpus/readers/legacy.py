"""Reads legacy DOC, XLS and PPT by way of their current forms, through LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import PaperError, UnreadablePaper, UnsupportedPaper
from corpus.readers.content import FileContent

SECONDS = 50.0
FILTERS = {
    "doc": ("docx", "docx:MS Word 2007 XML"),
    "xls": ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
    "ppt": ("pptx", "pptx:Impress MS PowerPoint 2007 XML"),
}


def converter() -> str | None:
    """Return the path of LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_legacy(path: Path, kind: str) -> FileContent:
    """Read a legacy Office file.

    Args:
        path: the file.
        kind: "doc", "xls" or "ppt".

    Raises:
        UnsupportedPaper: no converter is installed.
        UnreadablePaper: the converter cannot read it, or not in time.
    """
    program = converter()
    form, _ = FILTERS[kind]
    if program is None:
        raise UnsupportedPaper(
            f"{path.name} is in the old {kind.upper()} format, which only LibreOffice can convert here.",
            next_step=f"Open it and save it as {form.upper()}, or install LibreOffice, and add it again.",
            file_name=path.name,
        )
    with tempfile.TemporaryDirectory(prefix="panel-papers-") as folder:
        converted = convert(path, kind, Path(folder), program)
        try:
            return _read(converted, form)
        except PaperError as error:
            raise _not_converted(path, form) from error


def convert(path: Path, kind: str, folder: Path, program: str, seconds: float = SECONDS) -> Path:
    """Convert a legacy file inside a folder of its own, and return the converted file.

    The program gets a profile of its own there, so that an open LibreOffice of the same person is not
    disturbed and no setting or macro of theirs is used.

    Args:
        folder: an empty folder that the caller removes.
        program: the path of LibreOffice's program.
        seconds: how long it may take.

    Raises:
        UnreadablePaper: there is no converted file in the end.
    """
    form, output = FILTERS[kind]
    source = folder / f"paper.{kind}"
    shutil.copyfile(path, source)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        output,
        "--outdir",
        str(folder),
        str(source),
    ]
    converted = folder / f"paper.{form}"
    if not _run(command, folder, seconds) or not converted.is_file():
        raise _not_converted(path, form)
    return converted


def _run(command: Sequence[str], folder: Path, seconds: float) -> bool:
    """Run a command to its end, and end it with all that it started when it takes too long."""
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout=seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return False


def _read(path: Path, form: str) -> FileContent:
    if form == "docx":
        from corpus.readers.word import read_word

        return read_word(path)
    if form == "xlsx":
        from corpus.readers.workbook import read_workbook

        return read_workbook(path)
    from corpus.readers.slides import read_slides

    return read_slides(path)


def _not_converted(path: Path, form: str) -> UnreadablePaper:
    return UnreadablePaper(
        f"{path.name} could not be converted to {form.upper()}.",
        next_step=f"Open it in an office program, save it as {form.upper()}, and add that copy.",
        file_name=path.name,
    )
