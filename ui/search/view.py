"""Searching: the layout and the wiring, thin; what it shows is made in the markup module."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ui.ask.exchanges import Failure
from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, live_html, still_html
from ui.html import live_regions
from ui.replies import Filters, read_filters
from ui.search.calls import find_passages
from ui.search.markup import Search, alarm, announcement, results, search_form
from ui.search.replies import Wording, read_turn, read_wording


@dataclass(frozen=True, slots=True)
class SearchView:
    """The view's parts."""

    search: Any
    results: Any


def build_search_view() -> SearchView:
    """Lay the search box and the list out."""
    still_html("search-box", search_form())
    return SearchView(gr.State(Search()), live_html("search-list", results(Search()), "search.js"))


def wire_search_view(view: SearchView, api: PapersApi, filters: Any, live: Any) -> None:  # noqa: ANN401
    """Search for what the page's address names, and show more of it."""

    async def look(selection: object, event: gr.EventData) -> tuple[Any, ...]:
        """Search anew."""
        wording, turn = read_wording(event._data), read_turn(event._data)
        return shown(await look_for(api, wording, read_filters(selection), turn))

    async def more(search: Search) -> tuple[Any, ...]:
        """Show the next passages below those shown."""
        return shown(await look_further(api, search))

    # Several may be asked for while one runs; the page sees to it that the last is the one that counts.
    outputs: dict[str, Any] = {
        "outputs": [view.search, view.results, live],
        "concurrency_limit": AT_ONCE,
        "trigger_mode": "multiple",
        **QUIET,
    }
    view.results.look(look, inputs=[filters], **outputs)
    view.results.more(more, inputs=[view.search], **outputs)


def shown(search: Search) -> tuple[Any, ...]:
    """What the view's state, its list and the live regions become."""
    return search, results(search), live_regions(announcement(search), alarm(search))


async def look_for(api: PapersApi, wording: Wording, filters: Filters, turn: int) -> Search:
    """Search for some words; without any there is nothing to look for."""
    search = Search(wording, filters, turn=turn)
    if not wording.words:
        return search
    try:
        return replace(search, found=await find_passages(api, wording, filters))
    except ApiFailure as failure:
        return replace(search, failure=Failure(failure.message, failure.next_step))


async def look_further(api: PapersApi, search: Search) -> Search:
    """Fetch the passages after those shown; where that fails, it is said instead."""
    if search.found is None:
        return search
    held = search.found.hits
    try:
        further = await find_passages(api, search.wording, search.filters, len(held))
    except ApiFailure as failure:
        return replace(search, failure=Failure(failure.message, failure.next_step))
    return replace(search, found=replace(further, hits=(*held, *further.hits)))
