"""`panel-papers model`: the language model that words answers, where one is set."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from command.console import say, say_facts, say_json, tell, wrapped
from command.options import Json
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from retrieval.writing.model_check import ModelCheck, Trial
    from retrieval.writing.settings import ModelSettings


def build() -> typer.Typer:
    """The commands about the model."""
    app = typer.Typer(no_args_is_help=True, help="The language model that words answers, where one is set.")
    app.callback()(lambda: None)
    app.command("check")(check)
    return app


def check(json: Json = False) -> None:
    """Ask the language model three things, time it, and say what to mend."""
    from retrieval.writing.llama_index_model import load_model
    from retrieval.writing.model_check import check_model
    from server.settings import load_settings

    settings = load_settings()
    chosen = settings.language_model
    if chosen is None:
        raise SettingsError(
            "No language model is set: answers are in the papers' own words.",
            next_step="To set one, see docs/models.md: PANEL_PAPERS_MODEL, PANEL_PAPERS_MODEL_NAME and "
            "PANEL_PAPERS_MODEL_ADDRESS.",
        )
    model = load_model(chosen)
    if not json:
        say_facts(facts_of(chosen))
        tell("Asking it; this can take a few minutes where it has to be loaded first.")
    found = asyncio.run(check_model(model, chosen, settings.writing))
    if json:
        say_json(as_json(chosen, found))
    else:
        say_check(found)
    if not found.is_well:
        raise typer.Exit(1)


def facts_of(settings: ModelSettings) -> list[tuple[str, str]]:
    """Which model is set; of its key only whether there is one."""
    return [
        ("kind", settings.kind.value),
        ("model", settings.name),
        ("address", settings.address),
        ("key", "set" if settings.key else "none"),
        ("context", f"{settings.context_tokens:,} tokens"),
    ]


def as_json(settings: ModelSettings, found: ModelCheck) -> dict[str, object]:
    """The same and what was found, as --json prints it."""
    return {
        "kind": settings.kind.value,
        "name": settings.name,
        "address": settings.address,
        "key_is_set": bool(settings.key),
        "context_tokens": settings.context_tokens,
        "is_well": found.is_well,
        "offered": list(found.offered),
        "trials": [{**asdict(trial), "tokens_a_second": trial.tokens_a_second} for trial in found.trials],
    }


def say_check(found: ModelCheck) -> None:
    """Write how each request went, and what to mend."""
    if found.offered:
        say(wrapped(f"Its server offers: {', '.join(found.offered)}."))
    for trial in found.trials:
        say_trial(trial)
    say("\nAll is well." if found.is_well else "\nSomething is to be mended.")


def say_trial(trial: Trial) -> None:
    """Write how one request went."""
    times = f"{trial.seconds:.1f} s"
    if trial.first_seconds is not None:
        times = f"first words after {trial.first_seconds:.1f} s, all after {times}"
    if trial.tokens_a_second is not None:
        times += f", about {trial.tokens_a_second:.2g} tokens a second"
    say(f"\nAsked for {trial.asked}: {times}.")
    if trial.reply:
        say(wrapped(f"\u201c{trial.reply}\u201d", "    "))
    if trial.problem:
        say(wrapped(f"Why:  {trial.problem}", "  "))
        say(wrapped(f"Next: {trial.next_step}", "  "))
