"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder that holds the indexed papers.", show_default="./panel-papers-data"),
]
Body = Annotated[str, typer.Option("--body", help="Only papers of this panel, board or council.")]
From = Annotated[str, typer.Option("--from", help="Only papers from this date on (2023-07-26).")]
To = Annotated[str, typer.Option("--to", help="Only papers up to this date (2023-07-26).")]
Kind = Annotated[
    str, typer.Option("--kind", help="Only agenda, minutes, report, log, spreadsheet, policy or other.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
