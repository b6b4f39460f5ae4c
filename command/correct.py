"""`panel-papers correct`: put right what was found wrongly in a paper."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from command.console import say
from command.options import Data
from command.papers import say_paper
from command.session import find_paper, open_library, read_date, read_kind
from corpus.errors import QuestionError
from corpus.values import Access, Correction, PaperStatus

Choice = TypeVar("Choice", bound=StrEnum)


def correct(
    paper: Annotated[str, typer.Argument(help="The paper, by id or file name.")],
    title: Annotated[str | None, typer.Option("--title", help="Its title.")] = None,
    body: Annotated[str | None, typer.Option("--body", help="Whose paper it is.")] = None,
    kind: Annotated[
        str, typer.Option("--kind", help="agenda, minutes, report, log, spreadsheet, policy or other.")
    ] = "",
    date: Annotated[str, typer.Option("--date", help="Its meeting's date (2023-07-26).")] = "",
    status: Annotated[str, typer.Option("--status", help='draft, confirmed or "not stated".')] = "",
    access: Annotated[str, typer.Option("--access", help="public or exempt.")] = "",
    data: Data = None,
) -> None:
    """Correct the title, body, kind, date, status or access of a paper; its passages follow."""
    correction = Correction(
        title=title,
        body=body,
        kind=read_kind(kind),
        meeting_date=read_date(date, "--date"),
        status=choice(PaperStatus, status),
        access=choice(Access, access),
    )
    if correction == Correction():
        raise QuestionError(
            "The correction says nothing.",
            next_step="Give at least one of --title, --body, --kind, --date, --status and --access.",
        )
    with open_library(data) as library:
        corrected = library.correct(find_paper(library, paper).paper_id, correction)
    say("Corrected.")
    say_paper(corrected, json=False)


def choice(of: type[Choice], text: str) -> Choice | None:
    """One of a few words, None where nothing was typed.

    Raises:
        QuestionError: it is another word.
    """
    try:
        return of(text.lower()) if text else None
    except ValueError:
        words = ", ".join(one.value for one in of)
        raise QuestionError(f"{text} is not one of {words}.", next_step=f"Choose one of {words}.") from None
