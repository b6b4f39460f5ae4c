"""The chat page: its layout and its wiring, thin; what it shows is made in the markup modules."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
from fastapi import FastAPI

from ui.client import ApiFailure, PapersApi
from ui.filter_markup import filter_bar
from ui.frame_markup import QUESTION_HINT, masthead
from ui.markup import Exchange, Failure, Place, alarm, announcement, conversation, live_regions
from ui.replies import Citation, Library, read_filters
from ui.source_markup import OpenSource, opened, source_announcement, source_pane, turned
from ui.theme import FONTS, MONOSPACE_FONTS, THEME_VARIABLES

ASSETS = Path(__file__).parent / "assets"
LONGEST_QUESTION = 500
"""Characters."""
EXCHANGES_KEPT = 40
"""How many questions and answers stay on the page."""
ASKERS_AT_ONCE = 8


NOTHING_HELD = Library()


@dataclass(frozen=True, slots=True)
class Visit:
    """All that one reader's page holds."""

    library: Library = NOTHING_HELD
    starters: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    source: OpenSource | None = None
    in_view: Place | None = None

    def talk(self) -> str:
        """The conversation as HTML."""
        return conversation(self.exchanges, self.library, self.starters, self.in_view)


def mount_page(app: FastAPI, api_url: str = "") -> FastAPI:
    """Mount the chat page at "/" of the server that offers the API.

    Args:
        app: the server, with its API routes already on it.
        api_url: address of the API, without "/api"; "" for this very server, which is then called
            in process.

    Returns:
        The same server.
    """
    if api_url:
        api = PapersApi(api_url)
    else:
        inside = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        api = PapersApi("http://127.0.0.1", inside)
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
        css_paths=[ASSETS / "page.css"],
        js=asset("page.js"),
    )
    return app


def build_page(api: PapersApi) -> Any:  # noqa: ANN401 - Gradio's blocks are not typed
    """Lay the page out and wire it to the API."""
    with gr.Blocks(title="Panel Papers", analytics_enabled=False, fill_width=True) as page:
        visit = gr.State(Visit())
        with gr.Column(elem_id="page"):
            still_html("masthead", masthead())
            live = still_html("live", live_regions("", ""))
            with gr.Row(elem_id="rooms", equal_height=False):
                with gr.Column(elem_id="conversation-room"):
                    talk = live_html("conversation", Visit().talk(), "conversation.js")
                    with gr.Column(elem_id="ask-dock"):
                        filters = gr.HTML(
                            value={},
                            html_template="${markup}",
                            markup=filter_bar(Library()),
                            js_on_load=asset("filters.js"),
                            apply_default_css=False,
                            elem_id="filters",
                        )
                        with gr.Row(elem_id="ask-row"):
                            question = gr.Textbox(
                                label="Your question",
                                placeholder="For example: what did the panel decide about the precept?",
                                lines=1,
                                max_lines=5,
                                max_length=LONGEST_QUESTION,
                                container=True,
                                show_label=True,
                                elem_id="question",
                            )
                            button = gr.Button("Ask", variant="primary", elem_id="ask", scale=0, min_width=96)
                        still_html("question-foot", QUESTION_HINT)
                with gr.Column(elem_id="source-room"):
                    pane = live_html("source", source_pane(None), "source.js")

        async def arrive() -> tuple[Any, ...]:
            """Fill the page with what the papers offer."""
            library, starters, failure = await find_what_is_held(api)
            found = Visit(library=library, starters=starters)
            alert = f"{failure.message} {failure.next_step}" if failure else ""
            return (
                found,
                gr.HTML(markup=filter_bar(library)),
                found.talk(),
                live_regions("", alert),
            )

        async def ask(words: str, selection: object, seen: Visit) -> AsyncIterator[tuple[Any, ...]]:
            """Show the question at once, then its answer, then the first page it cites."""
            async for after, text, busy in ask_papers(api, words, selection, seen):
                yield (
                    after,
                    gr.Textbox(value=text),
                    gr.Button("Looking…" if busy else "Ask", interactive=not busy),
                    after.talk(),
                    live_regions(announcement(after.exchanges), alarm(after.exchanges)),
                    source_pane(after.source),
                )

        async def show(seen: Visit, event: gr.EventData) -> tuple[Any, ...]:
            """Open the passage of the chip that was pressed."""
            after = await open_source(api, seen, event._data)
            told = live_regions(source_announcement(after.source), "")
            return after, after.talk(), source_pane(after.source), told

        async def turn(seen: Visit, event: gr.EventData) -> tuple[Any, ...]:
            """Turn to another page of the paper in view."""
            after = turn_page(seen, event._data)
            return after, source_pane(after.source), live_regions(source_announcement(after.source), "")

        def fill(event: gr.EventData) -> str:
            """Put a starter into the question box."""
            return str(event._data.get("question", ""))[:LONGEST_QUESTION]

        quiet = {"api_visibility": "private", "show_progress": "hidden"}
        asking: dict[str, Any] = {
            "fn": ask,
            "inputs": [question, filters, visit],
            "outputs": [visit, question, button, talk, live, pane],
            "concurrency_limit": ASKERS_AT_ONCE,
            **quiet,
        }
        page.load(arrive, outputs=[visit, filters, talk, live], **quiet)
        gr.on([button.click, question.submit], **asking)
        talk.ask(fill, outputs=[question], **quiet).then(**asking)
        talk.show(
            show, inputs=[visit], outputs=[visit, talk, pane, live], concurrency_limit=ASKERS_AT_ONCE, **quiet
        )
        pane.turn(
            turn, inputs=[visit], outputs=[visit, pane, live], concurrency_limit=ASKERS_AT_ONCE, **quiet
        )
    return page


async def find_what_is_held(api: PapersApi) -> tuple[Library, tuple[str, ...], Failure | None]:
    """What can be filtered by and asked; with a failure where the API could not say."""
    try:
        return await api.library(), await api.starters(), None
    except ApiFailure as failure:
        return Library(), (), Failure(failure.message, failure.next_step)


async def ask_papers(
    api: PapersApi, words: str, selection: object, seen: Visit
) -> AsyncIterator[tuple[Visit, str, bool]]:
    """Ask, in steps that can each be shown.

    Yields:
        What the page holds, the text left in the question box, and whether the search goes on.
    """
    words = words.strip()[:LONGEST_QUESTION]
    if not words:
        yield seen, "", False
        return
    before = seen.exchanges[-(EXCHANGES_KEPT - 1) :]
    yield replace(seen, exchanges=(*before, Exchange(words))), words, True
    try:
        reply = await api.ask(words, read_filters(selection))
    except ApiFailure as failure:
        failed = Exchange(words, failure=Failure(failure.message, failure.next_step))
        yield replace(seen, exchanges=(*before, failed)), words, False
        return
    answered = replace(seen, exchanges=(*before, Exchange(words, reply)), source=None, in_view=None)
    yield answered, "", False
    if reply.citations:
        yield await open_place(api, answered, Place(len(before), reply.citations[0].marker)), "", False


async def open_source(api: PapersApi, seen: Visit, pressed: Mapping[str, object]) -> Visit:
    """Open the passage that a pressed link names."""
    number, marker = pressed.get("exchange"), pressed.get("marker")
    if isinstance(number, int) and isinstance(marker, int):
        return await open_place(api, seen, Place(number, marker))
    return seen


async def open_place(api: PapersApi, seen: Visit, place: Place) -> Visit:
    """Open a passage of the conversation; what is not in it changes nothing."""
    cited = find_citation(seen.exchanges, place)
    if cited is None:
        return seen
    return replace(seen, source=await open_citation(api, cited), in_view=place)


async def open_citation(api: PapersApi, cited: Citation) -> OpenSource:
    """Open a citation; where the paper's details cannot be had its page is shown without them."""
    try:
        return opened(cited, await api.paper(cited.paper_id))
    except ApiFailure:
        return opened(cited, None)


def find_citation(exchanges: Sequence[Exchange], place: Place) -> Citation | None:
    """The citation of an exchange by its marker."""
    if not 0 <= place.exchange < len(exchanges):
        return None
    reply = exchanges[place.exchange].reply
    sources = reply.sources if reply else ()
    return next((cited for cited in sources if cited.marker == place.marker), None)


def turn_page(seen: Visit, pressed: Mapping[str, object]) -> Visit:
    """Turn the page in view; nothing changes where there is none."""
    page = pressed.get("page")
    if seen.source is None or seen.source.page is None or not isinstance(page, int):
        return seen
    return replace(seen, source=turned(seen.source, page))


def calm_theme() -> gr.themes.Base:
    """Gradio's plainest theme with our fonts, sizes and colours."""
    plain = gr.themes.Base(text_size=gr.themes.sizes.text_lg, font=FONTS, font_mono=MONOSPACE_FONTS)
    return plain.set(**THEME_VARIABLES)


def still_html(elem_id: str, value: str) -> gr.HTML:
    """Markup without behaviour."""
    return gr.HTML(value=value, js_on_load=None, apply_default_css=False, elem_id=elem_id)


def live_html(elem_id: str, value: str, script: str) -> gr.HTML:
    """Markup whose links and buttons raise events."""
    return gr.HTML(value=value, js_on_load=asset(script), apply_default_css=False, elem_id=elem_id)


def asset(name: str) -> str:
    """The text of a file in `ui/assets`."""
    return (ASSETS / name).read_text(encoding="utf-8")
