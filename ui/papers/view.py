"""The Papers view's layout and wiring, thin; what it shows is made in the markup modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, asset
from ui.html import live_regions
from ui.papers import details_markup, feedback, job_markup
from ui.papers.calls import MOST_OPINIONS, list_papers, opinions, paper_details, upload_job
from ui.papers.markup import LOOKING, count_line, failed, shelf
from ui.papers.owner_markup import owner_part
from ui.replies import Filters, read_filters, words

TELL_THE_SHELF = "() => document.dispatchEvent(new CustomEvent('papers-narrowed'))"


@dataclass(frozen=True, slots=True)
class PapersView:
    """The view's parts.

    Attributes:
        shelf: the library as it is listed.
        owner: raises "changed" when the owner added, corrected or removed a paper.
    """

    shelf: Any
    owner: Any


def build_papers_view(api: PapersApi) -> PapersView:
    """Lay the library out, and below it the owner's part."""

    async def details(asked: object) -> str:
        """One paper's details, for the place in the list that asks for them."""
        return await show_details(api, asked)

    async def job(asked: object) -> dict[str, object]:
        """How an upload stands, for the owner's part, which asks until it has ended."""
        return await show_job(api, asked)

    async def readers(asked: object) -> str:
        """What readers said of answers, for the owner."""
        return await show_opinions(api, asked)

    return PapersView(
        shelf=gr.HTML(
            value=LOOKING,
            js_on_load=asset("papers.js"),
            server_functions=[details],
            apply_default_css=False,
            elem_id="papers",
            elem_classes="html-view",
        ),
        owner=gr.HTML(
            value=owner_part(),
            js_on_load=asset("owner.js"),
            server_functions=[job, readers],
            apply_default_css=False,
            elem_id="owner",
            elem_classes="html-view",
        ),
    )


def wire_papers_view(view: PapersView, api: PapersApi, filters: Any, live: Any) -> None:  # noqa: ANN401
    """List the papers when the view asks for them, as the filters stand."""

    async def draw(selection: object, event: gr.EventData) -> tuple[Any, ...]:
        """List the papers, and say so."""
        return await show_papers(api, read_filters(selection), event._data)

    view.shelf.draw(
        draw,
        inputs=[filters],
        outputs=[view.shelf, live],
        concurrency_limit=AT_ONCE,
        trigger_mode="always_last",
        **QUIET,
    )
    filters.change(None, js=TELL_THE_SHELF, **QUIET)


async def show_papers(api: PapersApi, filters: Filters, asked: object) -> tuple[str, str]:
    """The library as HTML, and what is said of it.

    Args:
        asked: the admin token where the owner asks.
    """
    try:
        listed = await list_papers(api, filters, sent(asked, "token"))
    except ApiFailure as failure:
        return failed(failure), live_regions("", f"{failure.message} {failure.next_step}")
    return shelf(listed, filters), live_regions(count_line(listed), "")


async def show_details(api: PapersApi, asked: object) -> str:
    """One paper's details as HTML, or why they cannot be had."""
    token = sent(asked, "token")
    try:
        found = await paper_details(api, sent(asked, "paper_id"), token)
    except ApiFailure as failure:
        return details_markup.failed(failure)
    return details_markup.details(found, owner=bool(token))


async def show_job(api: PapersApi, asked: object) -> dict[str, object]:
    """How an upload stands: as HTML, what is said of it, and whether it has ended."""
    try:
        upload = await upload_job(api, sent(asked, "job_id"))
    except ApiFailure as failure:
        said = f"{failure.message} {failure.next_step}"
        return {"markup": details_markup.failed(failure), "said": said, "ended": True}
    return {
        "markup": job_markup.job(upload),
        "said": job_markup.spoken(upload),
        "ended": upload.ended,
    }


async def show_opinions(api: PapersApi, asked: object) -> str:
    """What readers said as HTML, or why it cannot be had."""
    try:
        return feedback.opinion_list(await opinions(api, sent(asked, "token")), MOST_OPINIONS)
    except ApiFailure as failure:
        return feedback.failed(failure)


def sent(asked: object, name: str) -> str:
    """A short text that the browser sent, "" where there is none."""
    return words(asked, name)[:500] if isinstance(asked, Mapping) else ""
