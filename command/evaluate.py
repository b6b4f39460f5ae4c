"""`panel-papers eval`: how well questions with known answers are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.console import say, tell
from command.options import Data
from command.session import open_library
from corpus.errors import QuestionError
from index.values import Filters

if TYPE_CHECKING:
    from evaluation.run import Result

TOLD_EVERY = 25
"""Questions between two lines of progress."""


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Files of questions, one JSON object a line.")],
    search: Annotated[
        bool, typer.Option("--search", help="Measure too whether the evidence is among the passages found.")
    ] = False,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write figures and answers to this file.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the wrong answers as a page.")] = None,
    data: Data = None,
) -> None:
    """Ask questions whose answers are known, and measure what comes back."""
    from evaluation import report
    from evaluation.cases import CaseError
    from evaluation.evaluate import evaluate as run_evaluation
    from retrieval.pipeline import answer_question, search_passages
    from retrieval.settings import RetrievalSettings

    settings = RetrievalSettings()
    with open_library(data, read_only=True) as library:

        def texts(question: str, limit: int) -> list[str]:
            found = search_passages(library, question, Filters(), limit)
            return [scored.passage.text for scored in found]

        answer_question(
            library, "What was resolved?"
        )  # loads the model, so that no question is timed with it
        try:
            run = run_evaluation(
                files,
                ask=lambda question: answer_question(library, question, settings=settings),
                search=texts if search else None,
                fingerprint=library.fingerprint,
                settings={**asdict(settings), **asdict(library.settings)},
                told=counting(),
            )
        except CaseError as error:
            raise QuestionError(
                f"The questions cannot be read: {error}.", next_step="Correct that line."
            ) from error
        except OSError as error:
            raise QuestionError(
                f"{error.filename} cannot be read: {error.strerror}.", next_step="Check the name of the file."
            ) from error
    say(report.text_table(run))
    if json:
        report.write_json(run, json)
    if html:
        report.write_html(run, html)
        say(f"\nThe wrong answers are in {html}.")


def counting() -> Callable[[Result], None]:
    """Tells now and then how many questions have been asked."""
    asked = 0

    def told(result: Result) -> None:
        nonlocal asked
        asked += 1
        if asked % TOLD_EVERY == 0:
            tell(f"{asked} questions asked")

    return told
