"""`panel-papers add`: read papers and index them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from command.console import say, say_table, tell
from command.options import Data
from command.progress import showing_progress
from command.session import open_library
from corpus.errors import SettingsError
from index.values import AddOutcome, AddReport


def add(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders with files in them.")],
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove papers whose files are gone from these folders.")
    ] = False,
    password: Annotated[
        list[str] | None,
        typer.Option(
            "--password", help="FILE=PASSWORD for an encrypted file, or a text file with such lines."
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Add papers: new ones are read, changed ones replaced, unchanged ones skipped."""
    passwords = read_passwords(password or [])
    try:
        with open_library(data) as library, showing_progress() as progress:
            report = library.add(paths, prune=prune, passwords=passwords, progress=progress)
    except KeyboardInterrupt:
        tell("Stopped. What was done is kept; the same command goes on from there.")
        raise typer.Exit(130) from None
    say_report(report)
    if report.count(AddOutcome.FAILED):
        raise typer.Exit(1)


def read_passwords(given: list[str]) -> dict[str, str]:
    """Passwords by file name, from FILE=PASSWORD or from a text file that holds such lines.

    Raises:
        SettingsError: one of them is neither.
    """
    lines: list[str] = []
    for text in given:
        listed = Path(text)
        lines += listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else [text]
    passwords: dict[str, str] = {}
    for line in filter(str.strip, lines):
        name, equals, password = line.partition("=")
        if not equals:
            raise SettingsError(
                "A password was given without the file that it opens.",
                next_step="Write --password FILE=PASSWORD, or name a text file that holds such lines.",
            )
        passwords[Path(name.strip()).name] = password
    return passwords


def say_report(report: AddReport) -> None:
    """Write what became of the files: counts, then reasons and warnings."""
    counts = [f"{report.count(outcome)} {outcome.value}" for outcome in AddOutcome]
    say(f"{', '.join(counts)} in {report.seconds:.1f} s.")
    read = [paper for paper in report.papers if paper.outcome in (AddOutcome.ADDED, AddOutcome.UPDATED)]
    if read:
        say()
        say_table(
            ("file", "outcome", "pages", "passages", "by OCR", "warnings", "seconds"),
            [
                (
                    paper.file_name,
                    paper.outcome.value,
                    str(paper.pages or ""),
                    str(paper.passages),
                    str(paper.ocr_pages or ""),
                    str(len(paper.warnings) or ""),
                    f"{paper.seconds:.1f}",
                )
                for paper in read
            ],
        )
    for paper in report.papers:
        for warning in paper.warnings:
            place = f", page {warning.page}" if warning.page else ""
            say(f"Note on {paper.file_name}{place}: {warning.message}")
    for paper in report.papers:
        if paper.outcome is AddOutcome.FAILED:
            say(f"\nNot added: {paper.path}\n  Why:  {paper.reason}\n  Next: {paper.next_step}")
