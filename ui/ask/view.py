"""Asking: the layout and the wiring, thin; what it shows is made in the markup module."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ui.ask.markup import (
    Exchange,
    Failure,
    alarm,
    announcement,
    conversation,
    conversation_of,
    opening,
    refused,
)
from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, live_html, still_html
from ui.frame.markup import QUESTION_HINT
from ui.html import live_regions
from ui.replies import Library, read_filters
from ui.source.markup import SourceLink, source_pane
from ui.source.view import SourceView, open_link

LONGEST_QUESTION = 500
"""Characters."""
EXCHANGES_KEPT = 40
"""How many questions and answers stay on the page."""


@dataclass(frozen=True, slots=True)
class Visit:
    """All that one reader's conversation holds.

    Attributes:
        library: what is held, why it cannot be told, or None until it is known.
        trouble: what went wrong with the conversation as a whole.
    """

    library: Library | Failure | None = None
    starters: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    trouble: str = ""

    def talk(self) -> str:
        """The conversation as HTML."""
        return conversation(self.exchanges, self.library, self.starters, self.trouble)


@dataclass(frozen=True, slots=True)
class AskView:
    """The view's parts."""

    visit: Any
    talk: Any
    question: Any
    button: Any
    as_asked: Any


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
    return AskView(visit, talk, question, button, gr.State(False))


def wire_ask_view(view: AskView, api: PapersApi, filters: Any, source: SourceView, live: Any) -> None:  # noqa: ANN401
    """Ask what is typed or pressed, and open the first page that the answer cites."""

    async def ask(
        words: str, selection: object, seen: Visit, as_asked: bool = False
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Show the question at once, then its answer."""
        async for after, text, busy in ask_papers(api, words, selection, seen, as_asked=as_asked):
            yield shown_conversation(after, text, busy)

    async def open_first(seen: Visit) -> tuple[Any, Any]:
        """Open the first page that the newest answer cites; beside a refusal nothing stays open.

        An event of its own, so that the next question can be typed and asked meanwhile.
        """
        asked = opening(seen.exchanges)
        if asked is None and not refused(seen.exchanges):
            return gr.skip(), gr.skip()
        shown = await open_link(api, SourceLink(*asked)) if asked else None
        return shown, source_pane(shown)

    def fill(event: gr.EventData) -> tuple[str, bool]:
        """Put a question that was pressed into the question box."""
        return pressed_question(event._data)

    async def resume(seen: Visit, event: gr.EventData) -> tuple[Visit, str]:
        """Show the conversation again that this browser was in before the page was loaded."""
        after = await resumed(api, seen, event._data)
        return after, after.talk()

    async def leave(seen: Visit, event: gr.EventData) -> tuple[Any, ...]:
        """Begin anew, and delete what was said where that is wanted."""
        after, told, alert = await left(api, seen, event._data)
        return after, after.talk(), live_regions(told, alert), None, source_pane(None)

    inputs = [view.question, filters, view.visit]
    asking: dict[str, Any] = {
        "fn": ask,
        "inputs": inputs,
        "outputs": [view.visit, view.question, view.button, view.talk, live],
        "concurrency_limit": AT_ONCE,
        **QUIET,
    }
    showing: dict[str, Any] = {
        "fn": open_first,
        "inputs": [view.visit],
        "outputs": [source.source, source.pane],
        "concurrency_limit": AT_ONCE,
        **QUIET,
    }
    gr.on([view.button.click, view.question.submit], **asking).then(**showing)
    pressed = view.talk.ask(fill, outputs=[view.question, view.as_asked], **QUIET)
    pressed.then(**{**asking, "inputs": [*inputs, view.as_asked]}).then(**showing)
    view.talk.resume(resume, inputs=[view.visit], outputs=[view.visit, view.talk], **QUIET)
    view.talk.leave(
        leave,
        inputs=[view.visit],
        outputs=[view.visit, view.talk, live, source.source, source.pane],
        **QUIET,
    )


def shown_conversation(seen: Visit, text: str, busy: bool) -> tuple[Any, ...]:
    """What the view's parts and the live regions become."""
    return (
        seen,
        gr.Textbox(value=text),
        gr.Button("Looking…" if busy else "Ask", interactive=not busy),
        seen.talk(),
        live_regions(announcement(seen.exchanges), alarm(seen.exchanges)),
    )


def pressed_question(pressed: Mapping[str, object]) -> tuple[str, bool]:
    """The question that a press asks, and whether it is to be searched as it stands."""
    return str(pressed.get("question", ""))[:LONGEST_QUESTION], pressed.get("as_asked") is True


async def resumed(api: PapersApi, seen: Visit, named: Mapping[str, object]) -> Visit:
    """The conversation that a browser names; what is there stays where it has expired or cannot be had."""
    conversation_id = named.get("conversation")
    if seen.exchanges or not isinstance(conversation_id, str) or not 0 < len(conversation_id) <= 100:
        return seen
    try:
        replies = await api.conversation(conversation_id)
    except ApiFailure:
        return seen  # it expired or was deleted: the page begins anew, as after thirty days
    return replace(seen, exchanges=tuple(Exchange(reply.question, reply) for reply in replies))


async def left(api: PapersApi, seen: Visit, pressed: Mapping[str, object]) -> tuple[Visit, str, str]:
    """A page without the conversation, what is told of it, and what went wrong."""
    conversation_id = conversation_of(seen.exchanges)
    if pressed.get("delete") is not True or not conversation_id:
        return replace(seen, exchanges=(), trouble=""), "A new conversation.", ""
    try:
        await api.forget(conversation_id)
    except ApiFailure as failure:
        trouble = f"The conversation is still there. {failure.message} {failure.next_step}"
        return replace(seen, trouble=trouble), "", trouble
    return replace(seen, exchanges=(), trouble=""), "The conversation was deleted.", ""


async def ask_papers(
    api: PapersApi, words: str, selection: object, seen: Visit, *, as_asked: bool = False
) -> AsyncIterator[tuple[Visit, str, bool]]:
    """Ask, in steps that can each be shown.

    Args:
        as_asked: search the question as it stands, without words of earlier ones.

    Yields:
        What the conversation holds, the text left in the question box, and whether the search goes on.
    """
    words = words.strip()[:LONGEST_QUESTION]
    if not words:
        yield seen, "", False
        return
    seen = replace(seen, trouble="")
    before = seen.exchanges[-(EXCHANGES_KEPT - 1) :]
    yield replace(seen, exchanges=(*before, Exchange(words))), words, True
    try:
        reply = await api.ask(words, read_filters(selection), conversation_of(before), as_asked=as_asked)
    except ApiFailure as failure:
        failed = Exchange(words, failure=Failure(failure.message, failure.next_step))
        yield replace(seen, exchanges=(*before, failed)), words, False
        return
    yield replace(seen, exchanges=(*before, Exchange(words, reply))), "", False
