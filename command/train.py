"""`panel-papers train` and `train-reranker`: teach the models on pairs of questions and passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from command.console import say, tell

if TYPE_CHECKING:
    from index.training_pairs import Example

Pairs = Annotated[
    list[Path],
    typer.Argument(
        help="Files of pairs: one JSON object a line, source, passage and questions.",
        exists=True,
        dir_okay=False,
    ),
]
Output = Annotated[Path, typer.Option(help="The file of weights to write.")]
Notes = Annotated[
    Path | None,
    typer.Option(help="A file that adds answers and near misses to the pairs, by their passage_id."),
]
TAUGHT = Path("index/taught_model")


def examples_in(pairs: list[Path], notes: Path | None) -> list[Example]:
    """The examples of all files, with what the notes add to them."""
    from index.training_pairs import read_examples

    return [example for path in pairs for example in read_examples(path, notes)]


def train(
    pairs: Pairs,
    output: Output = TAUGHT / "weights.safetensors",
    notes: Notes = None,
    epochs: Annotated[int, typer.Option(help="How often every pair is seen.")] = 2,
    batch: Annotated[int, typer.Option(help="Questions that are told apart at once.")] = 32,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 5e-5,
    further: Annotated[
        bool, typer.Option(help="Teach the taught model more, instead of the published one anew.")
    ] = False,
) -> None:
    """Teach the embedding model how people ask, on a graphics card where there is one."""
    from index.settings import PACKAGED_MODEL, TAUGHT_MODEL
    from index.training import train as teach
    from index.training_settings import TrainingSettings

    before, after = teach(
        examples_in(pairs, notes),
        output,
        TrainingSettings(epochs=epochs, batch=batch, rate=rate),
        told=tell,
        start=TAUGHT_MODEL if further else PACKAGED_MODEL,
    )
    say("Held-out questions that find their passage")
    say(f"  first       {before.first:.3f} before, {after.first:.3f} after")
    say(f"  among five  {before.among_five:.3f} before, {after.among_five:.3f} after")
    say(f"Written to {output}. Run panel-papers reembed to use it.")


def train_reranker(
    pairs: Pairs,
    output: Output = TAUGHT / "reranker.safetensors",
    notes: Notes = None,
    first: Annotated[
        list[Path] | None,
        typer.Option(help="A file of general questions in the form of SQuAD, to learn reading from first."),
    ] = None,
    epochs: Annotated[float, typer.Option(help="How often every question is seen.")] = 3.0,
    first_epochs: Annotated[float, typer.Option(help="The same for general questions.")] = 1.0,
    workers: Annotated[int, typer.Option(help="Processes that prepare what a graphics card reads.")] = 0,
) -> None:
    """Teach the reranker which sentence answers, on a graphics card where there is one."""
    from index.training_pairs import read_general
    from index.training_reranker import train_reranker as teach
    from index.training_settings import RerankerTrainingSettings

    quality = teach(
        examples_in(pairs, notes),
        output,
        RerankerTrainingSettings(epochs=epochs, first_epochs=first_epochs, workers=workers),
        told=tell,
        first=[example for path in first or () for example in read_general(path)],
    )
    say("Held-out questions")
    say(f"  own passage first, by nearness  {quality.nearest_first:.3f}")
    say(f"  own passage first, by reading   {quality.first:.3f}")
    say(f"  told from near misses           {quality.told_apart:.3f} (0.5 is chance)")
    say(f"Written to {output}.")
