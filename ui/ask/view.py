"""Asking: the layout and the wiring, thin; what it shows is made in the markup module."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ui.ask.markup import Exchange, Failure, alarm, announcement, conversation, opening
from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, live_html, still_html
from ui.frame.markup import QUESTION_HINT
from ui.html import live_regions
from ui.replies import Library, read_filters
from ui.source.markup import OpenSource, SourceLink, source_pane
from ui.source.view import SourceView, open_link

LONGEST_QUESTION = 500
"""Characters."""
EXCHANGES_KEPT = 40
"""How many questions and answers stay on the page."""
NOTHING_HELD = Library()


@dataclass(frozen=True, slots=True)
class Visit:
    """All that one reader's conversation holds."""

    library: Library = NOTHING_HELD
    starters: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    def talk(self) -> str:
        """The conversation as HTML."""
        return conversation(self.exchanges, self.library, self.starters)


@dataclass(frozen=True, slots=True)
class AskView:
    """The view's parts."""

    visit: Any
    talk: Any
    question: Any
    button: Any


def build_ask_view() -> AskView:
    """Lay the conversation and the question box out."""
    visit = gr.State(Visit())
    talk = live_html("conversation", Visit().talk(), "conversation.js")
    with gr.Column(elem_id="ask-dock"):
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
    return AskView(visit, talk, question, button)


def wire_ask_view(view: AskView, api: PapersApi, filters: Any, source: SourceView, live: Any) -> None:  # noqa: ANN401
    """Ask what is typed or pressed, and open the first page that the answer cites."""

    async def ask(
        words: str, selection: object, seen: Visit, shown: OpenSource | None
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Show the question at once, then its answer, then the first page it cites."""
        async for after, text, busy in ask_papers(api, words, selection, seen):
            asked = None if busy else opening(after.exchanges)
            yield shown_conversation(after, text, busy, shown)
            if asked:
                shown = await open_link(api, SourceLink(*asked))
                yield shown_conversation(after, text, busy, shown)

    def fill(event: gr.EventData) -> str:
        """Put a question that was pressed into the question box."""
        return str(event._data.get("question", ""))[:LONGEST_QUESTION]

    asking: dict[str, Any] = {
        "fn": ask,
        "inputs": [view.question, filters, view.visit, source.source],
        "outputs": [view.visit, view.question, view.button, view.talk, live, source.source, source.pane],
        "concurrency_limit": AT_ONCE,
        **QUIET,
    }
    gr.on([view.button.click, view.question.submit], **asking)
    view.talk.ask(fill, outputs=[view.question], **QUIET).then(**asking)


def shown_conversation(seen: Visit, text: str, busy: bool, shown: OpenSource | None) -> tuple[Any, ...]:
    """What the view's parts, the live regions and the source pane become."""
    return (
        seen,
        gr.Textbox(value=text),
        gr.Button("Looking…" if busy else "Ask", interactive=not busy),
        seen.talk(),
        live_regions(announcement(seen.exchanges), alarm(seen.exchanges)),
        shown,
        source_pane(shown),
    )


async def ask_papers(
    api: PapersApi, words: str, selection: object, seen: Visit
) -> AsyncIterator[tuple[Visit, str, bool]]:
    """Ask, in steps that can each be shown.

    Yields:
        What the conversation holds, the text left in the question box, and whether the search goes on.
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
    yield replace(seen, exchanges=(*before, Exchange(words, reply))), "", False
