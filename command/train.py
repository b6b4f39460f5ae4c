"""`panel-papers train`: teach the embedding model on pairs of questions and passages of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from command.console import say, tell


def train(
    pairs: Annotated[
        Path, typer.Argument(help="A file of pairs: one JSON object a line, source, passage and questions.")
    ],
    output: Annotated[Path, typer.Option(help="The file of weights to write.")] = Path(
        "index/taught_model/weights.safetensors"
    ),
    epochs: Annotated[int, typer.Option(help="How often every pair is seen.")] = 2,
    batch: Annotated[int, typer.Option(help="Questions that are told apart at once.")] = 32,
) -> None:
    """Teach the embedding model how people ask, on a graphics card where there is one."""
    from index.training import TrainingSettings, read_examples
    from index.training import train as teach

    before, after = teach(
        read_examples(pairs), output, TrainingSettings(epochs=epochs, batch=batch), told=tell
    )
    say("Held-out questions that find their passage")
    say(f"  first       {before.first:.3f} before, {after.first:.3f} after")
    say(f"  among five  {before.among_five:.3f} before, {after.among_five:.3f} after")
    say(f"Written to {output}. Run panel-papers reembed to use it.")
