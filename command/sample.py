"""`panel-papers sample`: the papers of a fictional panel, to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from command.console import say


def sample(folder: Annotated[Path, typer.Argument(help="Where to write them.")]) -> None:
    """Write the sample papers of a fictional panel into a folder."""
    from corpus.sample import build_sample

    for path in build_sample(folder):
        say(str(path))
