"""Opening the library as the settings say, and reading what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PaperNotFound, QuestionError
from corpus.values import Paper, PaperKind
from index.values import Filters

if TYPE_CHECKING:
    from index.library import Library


@contextmanager
def open_library(
    data: Path | None, *, read_only: bool = False, check_model: bool = True
) -> Iterator[Library]:
    """The library of a data folder, closed afterwards whatever happens.

    Args:
        data: None for the folder that the settings name.
        check_model: False to look at a library, or mend one, whose embedding model was changed.

    Raises:
        ModelChanged: its passages were embedded with another model.
        LibraryError: it cannot be opened.
        SettingsError: a setting in the environment cannot be used.
    """
    from index.library import Library
    from index.settings import TAUGHT_MODEL, IndexSettings
    from server.settings import load_settings

    settings = load_settings(data=data)
    chosen = IndexSettings(
        embedding_model=settings.embedding_model or TAUGHT_MODEL,
        reranker=settings.reranker or TAUGHT_MODEL,
    )
    with Library.open(settings.data, chosen, read_only=read_only, check_model=check_model) as library:
        yield library


def find_paper(library: Library, wanted: str) -> Paper:
    """The paper with that id or that file name, exempt ones among them.

    Raises:
        PaperNotFound: there is none, or several files have that name.
    """
    papers = library.papers(include_exempt=True)
    found = [paper for paper in papers if wanted in (paper.paper_id, paper.file_name)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(paper.paper_id for paper in found)
        raise PaperNotFound(f"Several papers are called {wanted}.", next_step=f"Name one by its id: {ids}.")
    raise PaperNotFound(
        f"There is no paper {wanted}.", next_step="`panel-papers papers` lists those there are."
    )


def filters_from(body: str = "", first: str = "", last: str = "", kind: str = "") -> Filters:
    """The filters that were typed.

    Raises:
        QuestionError: a date or a kind cannot be read, or the dates run backwards.
    """
    from_date, to_date = read_date(first, "--from"), read_date(last, "--to")
    if from_date and to_date and from_date > to_date:
        raise QuestionError(
            f"The dates run backwards: from {from_date} to {to_date}.",
            next_step="Give the earlier date to --from.",
        )
    return Filters(body=body.strip(), from_date=from_date, to_date=to_date, kind=read_kind(kind))


def read_date(text: str, option: str) -> date | None:
    """A date typed as 2023-07-26, None where nothing was typed.

    Raises:
        QuestionError: it is not a date.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise QuestionError(
            f"{text} is not a date.", next_step=f"Write the date of {option} as 2023-07-26."
        ) from None


def read_kind(text: str) -> PaperKind | None:
    """A kind of paper, None where nothing was typed.

    Raises:
        QuestionError: there is no such kind.
    """
    try:
        return PaperKind(text.lower()) if text else None
    except ValueError:
        kinds = ", ".join(kind.value for kind in PaperKind)
        raise QuestionError(f"{text} is not a kind of paper.", next_step=f"Choose one of {kinds}.") from None
