"""The source pane's layout and wiring: any link of the page that names a source opens here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, live_html
from ui.html import live_regions
from ui.source.markup import (
    OpenSource,
    SourceLink,
    opened,
    read_source_link,
    source_announcement,
    source_pane,
    turned,
)


@dataclass(frozen=True, slots=True)
class SourceView:
    """The pane's parts, for views that open a source themselves.

    Attributes:
        source: the state that holds what is open.
        pane: the component that shows it.
    """

    source: Any
    pane: Any


def build_source_view() -> SourceView:
    """Lay the pane out."""
    return SourceView(gr.State(None), live_html("source", source_pane(None), "source.js"))


def wire_source_view(view: SourceView, api: PapersApi, live: Any) -> None:  # noqa: ANN401
    """Open what is pressed anywhere on the page, turn pages, and close the pane."""

    async def show(source: OpenSource | None, event: gr.EventData) -> tuple[Any, ...]:
        """Open the source that the pressed link names."""
        return shown(await open_pressed(api, source, event._data))

    async def turn(source: OpenSource | None, event: gr.EventData) -> tuple[Any, ...]:
        """Turn to another page of the paper in view."""
        return shown(turn_page(source, event._data))

    def close() -> tuple[Any, ...]:
        """Show nothing."""
        return shown(None)

    outputs = [view.source, view.pane, live]
    view.pane.show(show, inputs=[view.source], outputs=outputs, concurrency_limit=AT_ONCE, **QUIET)
    view.pane.turn(turn, inputs=[view.source], outputs=outputs, concurrency_limit=AT_ONCE, **QUIET)
    view.pane.close(close, outputs=outputs, **QUIET)


def shown(source: OpenSource | None) -> tuple[Any, ...]:
    """What the pane, its state and the live regions become."""
    return source, source_pane(source), live_regions(source_announcement(source), "")


async def open_pressed(
    api: PapersApi, source: OpenSource | None, pressed: Mapping[str, object]
) -> OpenSource | None:
    """Open what a pressed link names; one that names no paper changes nothing."""
    asked = read_source_link(pressed)
    return await open_link(api, asked) if asked else source


async def open_link(api: PapersApi, asked: SourceLink) -> OpenSource:
    """Open a source; where the paper's details cannot be had its page is shown without them."""
    try:
        return opened(asked, await api.paper(asked.paper_id))
    except ApiFailure:
        return opened(asked, None)


def turn_page(source: OpenSource | None, pressed: Mapping[str, object]) -> OpenSource | None:
    """Turn the page in view; nothing changes where there is none."""
    page = pressed.get("page")
    if source is None or source.page is None or not isinstance(page, int):
        return source
    return turned(source, page)
