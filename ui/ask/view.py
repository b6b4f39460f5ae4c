"""Asking: the layout and the wiring, thin; what it shows is made in the markup modules."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ui.ask.exchanges import Exchange, conversation_of
from ui.ask.opening import Opening, opening
from ui.ask.running import RunningQuestion, Stopped
from ui.ask.spoken import alarm, announcement
from ui.ask.visit import LONGEST_QUESTION, Step, Visit, ask_papers
from ui.client import ApiFailure, PapersApi
from ui.frame.components import AT_ONCE, QUIET, live_html, still_html
from ui.frame.markup import QUESTION_HINT
from ui.html import live_regions
from ui.replies import read_filters
from ui.source.markup import OpenSource, source_pane
from ui.source.view import SourceView, open_link

ANSWERS_AT_ONCE = 64
"""How many readers are answered at the same time; most of them wait for a model, which costs nothing here."""


@dataclass(frozen=True, slots=True)
class AskView:
    """The view's parts.

    Attributes:
        running: the state that holds what is being answered.
        opening: the state that names the page which opens beside the newest answer.
    """

    visit: Any
    talk: Any
    question: Any
    button: Any
    stop: Any
    as_asked: Any
    running: Any
    opening: Any


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
            with gr.Column(elem_id="ask-buttons", scale=0, min_width=96):
                button = gr.Button("Ask", variant="primary", elem_id="ask", min_width=96)
                stop = gr.Button("Stop", elem_id="stop", min_width=96, visible=False)
        still_html("question-foot", QUESTION_HINT)
    return AskView(visit, talk, question, button, stop, gr.State(False), gr.State(None), gr.State(None))


def wire_ask_view(view: AskView, api: PapersApi, filters: Any, source: SourceView, live: Any) -> None:  # noqa: ANN401
    """Ask what is typed or pressed, and open the first page that the answer cites."""

    async def ask(
        words: str,
        selection: object,
        seen: Visit,
        opened: Opening | None,
        running: RunningQuestion | None,
        as_asked: bool = False,
    ) -> AsyncGenerator[list[Any], None]:
        """Show the question at once, then its answer as it is made; while another is, it waits in the box."""
        if running and not running.is_over:
            yield [gr.skip()] * len(outputs)
            return
        before: Step | None = None
        async with aclosing(
            ask_papers(api, words, read_filters(selection), seen, as_asked=as_asked)
        ) as steps:
            async for step in steps:
                opens = opening(step.visit.exchanges)
                again = opens is None or opens.is_same_page(opened)
                opened = opened if again else opens
                yield [*shown(step, before), gr.skip() if again else opens]
                before = step
        if before:  # Gradio repeats what came last, and the conversation may have been left by then
            yield [gr.skip()] * 3 + shown_buttons(busy=False) + [gr.skip()] * 3

    async def open_first(opens: Opening | None) -> tuple[OpenSource | None, str]:
        """Open the first page that the newest answer cites; beside a refusal nothing stays open.

        An event of its own, so that the answer goes on meanwhile.
        """
        found = await open_link(api, opens.link) if opens and opens.link else None
        return found, source_pane(found)

    async def stop(running: RunningQuestion | None, typed: str) -> None:
        """Stop the answer that is being made."""
        if running:
            await running.stop(Stopped(typed))

    async def fill(running: RunningQuestion | None, event: gr.EventData) -> tuple[str, bool]:
        """Put a question that was pressed into the question box, in place of one that is being answered."""
        await stop(running, "")
        return pressed_question(event._data)

    async def resume(seen: Visit, event: gr.EventData) -> tuple[Visit, str]:
        """Show the conversation again that this browser was in before the page was loaded."""
        after = await resumed(api, seen, event._data)
        return after, after.talk()

    async def leave(seen: Visit, running: RunningQuestion | None, event: gr.EventData) -> tuple[Any, ...]:
        """Begin anew, and delete what was said where that is wanted."""
        if running:
            await running.stop(Stopped(leaves=True))
        after, told, alert = await left(api, seen.settled(), event._data)
        return after, after.talk(), live_regions(told, alert), None, None, source_pane(None)

    inputs = [view.question, filters, view.visit, view.opening, view.running]
    outputs = [
        view.visit,
        view.running,
        view.question,
        view.button,
        view.stop,
        view.talk,
        live,
        view.opening,
    ]
    asking: dict[str, Any] = {
        "fn": ask,
        "inputs": inputs,
        "outputs": outputs,
        "concurrency_limit": ANSWERS_AT_ONCE,
        **QUIET,
    }
    gr.on([view.button.click, view.question.submit], **asking)
    pressed = view.talk.ask(fill, inputs=[view.running], outputs=[view.question, view.as_asked], **QUIET)
    pressed.then(**{**asking, "inputs": [*inputs, view.as_asked]}, trigger_mode="multiple")
    view.stop.click(stop, inputs=[view.running, view.question], concurrency_limit=ANSWERS_AT_ONCE, **QUIET)
    view.opening.change(
        open_first,
        inputs=[view.opening],
        outputs=[source.source, source.pane],
        concurrency_limit=AT_ONCE,
        **QUIET,
    )
    view.talk.resume(resume, inputs=[view.visit], outputs=[view.visit, view.talk], **QUIET)
    view.talk.leave(
        leave,
        inputs=[view.visit, view.running],
        outputs=[view.visit, view.talk, live, view.opening, source.source, source.pane],
        **QUIET,
    )


def shown(step: Step, before: Step | None) -> list[Any]:
    """What the view's parts and the live regions become; what is as it was is left alone.

    Args:
        before: the step that was shown last; None at the first.
    """
    exchanges, busy = step.visit.exchanges, step.running is not None
    begins_or_ends = before is None or (before.running is None) != (step.running is None)
    return [
        step.visit,
        step.running,
        gr.skip() if step.box is None else step.box,
        *shown_buttons(busy),
        step.visit.talk() if before is None or before.visit != step.visit else gr.skip(),
        live_regions(announcement(exchanges), alarm(exchanges)) if begins_or_ends else gr.skip(),
    ]


def shown_buttons(busy: bool) -> list[Any]:
    """What Ask and Stop become.

    They are always told in full: of two updates that come shortly after one another, Gradio's page may take
    what the second leaves out from the first as well.
    """
    return [gr.Button("Looking…" if busy else "Ask", interactive=not busy), gr.Button(visible=busy)]


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
        return seen.left(), "A new conversation.", ""
    try:
        await api.forget(conversation_id)
    except ApiFailure as failure:
        trouble = f"The conversation is still there. {failure.message} {failure.next_step}"
        return replace(seen, trouble=trouble), "", trouble
    return seen.left(), "The conversation was deleted.", ""
