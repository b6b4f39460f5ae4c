"""The filter bar as HTML: native controls, so that keyboard, touch and screen reader all know them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.html import attribute, long_date
from ui.replies import Choice, Filters, Library, read_date

KIND_NAMES = {
    "agenda": "Agendas",
    "minutes": "Minutes",
    "report": "Reports",
    "log": "Logs",
    "spreadsheet": "Spreadsheets",
    "policy": "Policies",
    "other": "Other papers",
}


def narrowed_to(filters: Filters) -> str:
    """The filters in words: "minutes of Fenshire Panel, from 1 January 2024"; "" where none is set."""
    kind = KIND_NAMES.get(filters.kind, filters.kind).lower()
    papers = " of ".join(part for part in (kind or "papers", filters.body) if part)
    first, last = read_date(filters.first), read_date(filters.last)
    dates = " ".join(
        f"{word} {long_date(day)}" for word, day in (("from", first), ("to", last)) if day is not None
    )
    return ", ".join(part for part in (papers, dates) if part) if filters.as_request() else ""


def filter_bar(library: Library) -> str:
    """Body, dates and kind, and a button that clears them all; on a narrow screen the script folds it up."""
    bodies = choices(library.bodies, "All bodies", {})
    kinds = choices(library.kinds, "All kinds", KIND_NAMES)
    return (
        '<details class="filter-bar" open=""><summary>Search in: '
        '<span data-chosen="">all papers</span></summary>'
        '<fieldset class="filters"><legend>Search in</legend>'
        '<button type="button" class="clear" data-clear="filters">Clear filters</button>'
        f'<label class="wide">Body<select name="body">{bodies}</select></label>'
        '<label>From<input type="date" name="from"></label>'
        '<label>To<input type="date" name="to"></label>'
        f'<label>Kind of paper<select name="kind">{kinds}</select></label>'
        "</fieldset></details>"
    )


def choices(options: Sequence[Choice], every: str, names: dict[str, str]) -> str:
    """The options of one filter, each with how many papers it would leave."""
    return f'<option value="">{escape(every)}</option>' + "".join(
        f'<option value="{attribute(option.value)}">'
        f"{escape(names.get(option.value, option.value))} ({option.papers})</option>"
        for option in options
    )
