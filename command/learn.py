"""`panel-papers learn`: fit the weights that order and refuse on questions with known answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from command.console import say, tell
from command.session import open_library
from corpus.errors import QuestionError


def learn(
    sets: Annotated[
        list[str], typer.Argument(help="DATA=QUESTIONS, a data folder and a file of questions on its papers.")
    ],
    output: Annotated[Path, typer.Option(help="The weights file to write.")] = Path("retrieval/weights.json"),
) -> None:
    """Fit how answers are ordered and refused, and report it on papers left out of the fit."""
    from evaluation.cases import read_cases
    from evaluation.learning import Looked, look_up_all, write_weights
    from evaluation.learning import learn as fit
    from retrieval.settings import RetrievalSettings

    looked: list[Looked] = []
    names: list[str] = []
    for pair in sets:
        data, separator, questions = pair.partition("=")
        if not separator:
            raise QuestionError(f"{pair!r} is not DATA=QUESTIONS.", next_step="Write both, joined by =.")
        tell(f"Looking up the questions of {questions}")
        names.append(Path(questions).name)
        with open_library(Path(data), read_only=True) as library:
            looked += look_up_all(library, read_cases(Path(questions)), RetrievalSettings())
    learned = fit(looked)
    write_weights(learned, output, names)
    for name, spread in (
        ("First unit holds evidence", learned.first),
        ("Evidence among first five", learned.among_five),
        ("Unanswerable refused", learned.refused),
        ("Answerable refused", learned.misrefused),
    ):
        say(f"{name:28} {spread.mean:.3f}  ({spread.lowest:.3f} to {spread.highest:.3f} over the parts)")
    say(f"Written to {output}.")
