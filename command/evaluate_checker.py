"""`panel-papers eval-checker`: how well false sentences are told from true ones."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from command.console import say, tell
from corpus.errors import QuestionError


def evaluate_checker(
    json: Annotated[
        Path | None, typer.Option("--json", help="Write figures and sentences to this file.")
    ] = None,
) -> None:
    """Check sentences about the sample papers, half of them false, and measure which are caught."""
    from corpus.sample import build_sample
    from evaluation.checking.measure import measure_checker
    from evaluation.checking.report import as_json, as_text
    from evaluation.checking.sentences import read_sentences, sentences_file
    from index.library import Library

    if json and not json.parent.is_dir():
        raise QuestionError(f"There is no folder {json.parent}.", next_step="Make it, or name another file.")
    cases = read_sentences(sentences_file())
    with TemporaryDirectory() as place:
        tell("Indexing the sample papers")
        with Library.open(Path(place) / "data") as library:
            library.add(build_sample(Path(place) / "papers"))
            tell(f"Checking {len(cases)} sentences")
            run = measure_checker(cases, library)
    say(as_text(run))
    if json:
        json.write_text(as_json(run) + "\n", encoding="utf-8")
