"""`panel-papers remove`: take a paper out of the library."""

from __future__ import annotations

from typing import Annotated

import typer

from command.console import say
from command.options import Data
from command.session import find_paper, open_library


def remove(
    paper: Annotated[str, typer.Argument(help="The paper, by id or file name.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data: Data = None,
) -> None:
    """Remove a paper and its passages; the file itself stays where it is."""
    with open_library(data, check_model=False) as library:
        found = find_paper(library, paper)
        if not yes and not typer.confirm(f"Remove {found.file_name} ({found.title})?", err=True):
            say("Nothing was removed.")
            raise typer.Exit(1)
        library.remove(found.paper_id)
    say(f"Removed {found.file_name}.")
