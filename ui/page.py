"""The reading room: its frame and its views, put together and mounted on the server."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr
from fastapi import FastAPI

from ui.ask.exchanges import Failure
from ui.ask.view import build_ask_view, wire_ask_view
from ui.ask.visit import Visit
from ui.client import ApiFailure, PapersApi
from ui.frame.components import ASSETS, QUIET, asset, still_html
from ui.frame.filter_markup import filter_bar
from ui.frame.markup import how_it_works, masthead
from ui.frame.theme import FONTS, MONOSPACE_FONTS, THEME_VARIABLES
from ui.html import live_regions
from ui.meetings.view import build_meetings_view, wire_meetings_view
from ui.papers.view import build_papers_view, wire_papers_view
from ui.replies import Library
from ui.search.view import build_search_view, wire_search_view
from ui.source.view import build_source_view, wire_source_view
from ui.streaming_transport import InProcessTransport

STYLES = ("page.css", "views.css", "search.css", "papers.css", "meetings.css")


def mount_page(app: FastAPI, api_url: str = "") -> FastAPI:
    """Mount the reading room at "/" of the server that offers the API.

    Args:
        app: the server, with its API routes already on it.
        api_url: address of the API, without "/api"; "" for this very server, which is then called
            in process.

    Returns:
        The same server.
    """
    api = PapersApi(api_url) if api_url else PapersApi("http://127.0.0.1", InProcessTransport(app))
    gr.mount_gradio_app(
        app,
        build_page(api),
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="1kb",
        favicon_path=str(ASSETS / "favicon.png"),
        theme=calm_theme(),
        css_paths=[ASSETS / name for name in STYLES],
        js=asset("page.js"),
    )
    return app


def build_page(api: PapersApi) -> Any:  # noqa: ANN401 - Gradio's blocks are not typed
    """Lay the page out, view by view, and wire each to the API."""
    with gr.Blocks(title="Panel Papers", analytics_enabled=False, fill_width=True) as page:
        with gr.Column(elem_id="page"):
            still_html("masthead", masthead())
            live = still_html("live", live_regions("", ""))
            filters = gr.HTML(
                value={},
                html_template="${markup}",
                markup=filter_bar(Library()),
                js_on_load=asset("filters.js"),
                apply_default_css=False,
                elem_id="filters",
            )
            with gr.Row(elem_id="rooms", equal_height=False):
                with gr.Column(elem_id="views"):
                    with gr.Column(elem_id="view-ask", elem_classes="view"):
                        asking = build_ask_view()
                    with gr.Column(elem_id="view-search", elem_classes="view"):
                        searching = build_search_view()
                    with gr.Column(elem_id="view-papers", elem_classes="view"):
                        papers = build_papers_view(api)
                    with gr.Column(elem_id="view-meetings", elem_classes="view"):
                        meetings = build_meetings_view()
                    with gr.Column(elem_id="view-about", elem_classes="view"):
                        still_html("about", how_it_works())
                with gr.Column(elem_id="source-room"):
                    source = build_source_view()

        held = gr.State((None, ()))

        async def look() -> tuple[Any, ...]:
            """Find what the papers offer."""
            library, starters, failure = await find_what_is_held(api)
            return (failure or library, starters), gr.HTML(markup=filter_bar(library))

        def arrive(found: tuple[Library | Failure | None, tuple[str, ...]], seen: Visit) -> tuple[Any, ...]:
            """Fill the page with it; what was asked meanwhile stays."""
            library, starters = found
            after = replace(seen, library=library, starters=starters)
            return after, after.talk()

        for begins in (page.load, papers.owner.changed):
            begins(look, outputs=[held, filters], trigger_mode="always_last", **QUIET).then(
                arrive, inputs=[held, asking.visit], outputs=[asking.visit, asking.talk], **QUIET
            )
        wire_ask_view(asking, api, filters, source, live)
        wire_meetings_view(meetings, api, filters, live)
        wire_papers_view(papers, api, filters, live)
        wire_search_view(searching, api, filters, live)
        wire_source_view(source, api, live)
    return page


async def find_what_is_held(api: PapersApi) -> tuple[Library, tuple[str, ...], Failure | None]:
    """What can be filtered by and asked; with a failure where the API could not say."""
    try:
        return await api.library(), await api.starters(), None
    except ApiFailure as failure:
        return Library(), (), Failure(failure.message, failure.next_step)


def calm_theme() -> gr.themes.Base:
    """Gradio's plainest theme with our fonts, sizes and colours."""
    plain = gr.themes.Base(text_size=gr.themes.sizes.text_lg, font=FONTS, font_mono=MONOSPACE_FONTS)
    return plain.set(**THEME_VARIABLES)
