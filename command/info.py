"""`panel-papers info`: counts, models, sizes and versions."""

from __future__ import annotations

from dataclasses import asdict

from command.console import say_facts, say_json
from command.options import Data, Json
from command.session import open_library


def info(json: Json = False, data: Data = None) -> None:
    """Show what the data folder holds."""
    with open_library(data, read_only=True, check_model=False) as library:
        held = library.info()
    if json:
        say_json({**asdict(held), "versions": dict(held.versions)})
        return
    say_facts(
        [
            ("folder", str(held.folder)),
            ("papers", f"{held.papers:,}"),
            ("passages", f"{held.passages:,}"),
            ("sentences and rows", f"{held.units:,}"),
            ("bodies", "; ".join(held.bodies) or "none known"),
            ("dates", f"{held.first_date} to {held.last_date}" if held.first_date else "none known"),
            ("embedding model", f"{held.embedding_model} ({held.embedding_dimensions} dimensions)"),
            ("size", f"{held.size_bytes / 1e6:,.1f} MB"),
            ("fingerprint", held.fingerprint),
            *[(f"version of {name}", version) for name, version in held.versions],
        ]
    )
