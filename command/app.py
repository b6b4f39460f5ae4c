"""`panel-papers`: the command, put together from one small file for each thing it does."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from command import (
    add,
    ask,
    correct,
    demo,
    evaluate,
    evaluate_checker,
    evaluate_transcripts,
    info,
    learn,
    model,
    papers,
    reembed,
    remove,
    sample,
    serve,
    train,
)
from command.console import tell, tell_error
from corpus.errors import PanelPapersError

DEBUG = "--debug"


def options(
    debug: Annotated[bool, typer.Option(DEBUG, help="Show the whole traceback of a failure.")] = False,
) -> None:
    """Answers questions about the papers of public bodies, and quotes the page."""


def build() -> typer.Typer:
    """The command with all that it does, in the order of its help."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(options)
    app.command("add")(add.add)
    app.command("ask")(ask.ask)
    app.command("papers")(papers.papers)
    app.command("correct")(correct.correct)
    app.command("remove")(remove.remove)
    app.command("info")(info.info)
    app.command("serve")(serve.serve)
    app.command("demo")(demo.demo)
    app.command("sample")(sample.sample)
    app.command("eval")(evaluate.evaluate)
    app.command("eval-checker")(evaluate_checker.evaluate_checker)
    app.command("eval-transcripts")(evaluate_transcripts.evaluate_transcripts)
    app.add_typer(model.build(), name="model")
    app.command("learn")(learn.learn)
    app.command("train")(train.train)
    app.command("train-reranker")(train.train_reranker)
    app.command("reembed")(reembed.reembed)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run the command; `--debug` may stand anywhere.

    Returns:
        0 when all went well, 1 when something asked for failed, 2 when the command could not be run,
        130 when it was stopped.
    """
    debug = DEBUG in arguments
    given = [argument for argument in arguments if argument != DEBUG]
    try:
        build()(given, prog_name="panel-papers")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except PanelPapersError as error:
        if debug:
            raise
        tell_error(error)
        return 2
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        tell(f"Error: Something went wrong that was not foreseen: {error or type(error).__name__}.")
        tell(f"Next:  Run the same command with {DEBUG} to see where, and report it.")
        return 2
    return 0


def main() -> None:
    """Run what was typed."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
