"""`panel-papers reembed`: embed every passage again, after the model was changed."""

from __future__ import annotations

from command.console import say
from command.options import Data
from command.progress import counting_papers
from command.session import open_library


def reembed(data: Data = None) -> None:
    """Embed every passage again with the model that the settings name."""
    with open_library(data, check_model=False) as library, counting_papers() as progress:
        library.reembed(progress)
        held = library.info()
    say(f"{held.passages:,} passages are now embedded with {held.embedding_model}.")
