"""`panel-papers eval-transcripts`: how often search finds what was said in a meeting."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from command.console import say, tell
from corpus.errors import QuestionError
from index.values import Filters

PASSAGES = 5


def evaluate_transcripts(
    folder: Annotated[Path, typer.Argument(help="Folder of meetings and questions in QMSum's form.")],
) -> None:
    """Index transcripts in a folder of their own, and measure how often a right turn is found."""
    from evaluation.cases import CaseError
    from evaluation.transcripts import found_share, read_transcripts, write_meetings
    from index.library import Library
    from retrieval.pipeline import search_passages

    try:
        cases = read_transcripts(folder)
    except CaseError as error:
        raise QuestionError(f"The transcripts cannot be read: {error}.", next_step="Correct them.") from error
    except OSError as error:
        raise QuestionError(
            f"{error.filename} cannot be read: {error.strerror}.", next_step="Check the name of the folder."
        ) from error
    with TemporaryDirectory() as place:
        papers = Path(place) / "papers"
        papers.mkdir()
        write_meetings(cases, papers)
        tell("Indexing the transcripts")
        with Library.open(Path(place) / "data") as library:
            library.add([papers])
            paper_of = {paper.file_name: paper.paper_id for paper in library.papers()}

            def texts(question: str, filters: Filters) -> list[str]:
                found = search_passages(library, question, filters, PASSAGES)
                return [scored.passage.text for scored in found]

            own = found_share(
                cases, lambda question, file: texts(question, Filters(paper_ids=(paper_of[file],)))
            )
            every = found_share(cases, lambda question, _: texts(question, Filters()))
    say(f"{len(cases)} questions. A right turn is among the first {PASSAGES} passages for")
    say(f"  {own:.3f} of them, asked of their own meeting")
    say(f"  {every:.3f} of them, asked of all meetings")
