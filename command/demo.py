"""`panel-papers demo`: the sample papers, indexed and served, with questions to try."""

from __future__ import annotations

from pathlib import Path

from command.add import say_report
from command.console import say, tell
from command.options import Data
from command.progress import showing_progress
from command.serve import Host, Port, run_server
from command.session import open_library
from corpus.errors import LibraryError
from index.values import AddOutcome

QUESTIONS_TO_TRY = (
    "What did the Panel resolve about the proposed precept for 2025/26?",
    "How many 999 calls were answered within ten seconds in March 2025?",
    "What may a People Zone grant pay for?",
)


def demo(host: Host = None, port: Port = None, data: Data = None) -> None:
    """Index the sample papers of a fictional panel, and serve them."""
    from server.settings import load_settings

    settings = load_settings(data=data)
    add_sample(settings.data)
    run_server(host, port, data, QUESTIONS_TO_TRY)


def add_sample(data: Path) -> None:
    """Write the sample papers where they are not there yet, and add those that are not indexed.

    Raises:
        LibraryError: a sample paper could not be read.
    """
    from corpus.sample import build_sample

    folder = data / "sample"
    if not folder.exists():
        tell("Writing the sample papers.")
        build_sample(folder)
    with open_library(data) as library, showing_progress() as progress:
        report = library.add([folder], progress=progress)
    say_report(report)
    say()
    if report.count(AddOutcome.FAILED):
        raise LibraryError(
            "A sample paper could not be read.",
            next_step=f"Delete {folder} and run the command again.",
        )
