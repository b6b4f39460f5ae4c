"""The filter bar as HTML: native controls, so that keyboard, touch and screen reader all know them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.html import attribute
from ui.replies import Choice, Library

KIND_NAMES = {
    "agenda": "Agendas",
    "minutes": "Minutes",
    "report": "Reports",
    "log": "Logs",
    "spreadsheet": "Spreadsheets",
    "policy": "Policies",
    "other": "Other papers",
}


def filter_bar(library: Library) -> str:
    """Body, dates and kind, and a button that clears them all."""
    bodies = choices(library.bodies, "All bodies", {})
    kinds = choices(library.kinds, "All kinds", KIND_NAMES)
    return (
        '<fieldset class="filters"><legend>Search in</legend>'
        '<button type="button" class="clear" data-clear="filters">Clear filters</button>'
        f'<label class="wide">Body<select name="body">{bodies}</select></label>'
        '<label>From<input type="date" name="from"></label>'
        '<label>To<input type="date" name="to"></label>'
        f'<label>Kind of paper<select name="kind">{kinds}</select></label>'
        "</fieldset>"
    )


def choices(options: Sequence[Choice], every: str, names: dict[str, str]) -> str:
    """The options of one filter, each with how many papers it would leave."""
    return f'<option value="">{escape(every)}</option>' + "".join(
        f'<option value="{attribute(option.value)}">'
        f"{escape(names.get(option.value, option.value))} ({option.papers})</option>"
        for option in options
    )
