"""Where the commands write: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Sequence

from corpus.errors import PanelPapersError

WIDEST = 100


def say(text: str = "") -> None:
    """Write a line of the result."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Write a line that is not part of the result."""
    sys.stderr.write(text + "\n")


def tell_error(error: PanelPapersError) -> None:
    """Write what happened, and what to do next."""
    tell(f"Error: {error.message}")
    if error.next_step:
        tell(f"Next:  {error.next_step}")


def say_json(value: object) -> None:
    """Write a result as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def wrapped(text: str, indent: str = "") -> str:
    """A text in lines that fit the window, its own line breaks kept."""
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    return "\n".join(
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)
        for line in text.splitlines()
    )


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table: framed in a window, tab-separated anywhere else."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            say("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def say_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Write facts under each other, their names aligned."""
    widest = max(len(name) for name, _ in facts)
    for name, value in facts:
        say(f"{name.ljust(widest)}  {value}")
