"""The conversation as HTML: pure functions from API replies to markup, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ui.ask.answer_markup import answer
from ui.ask.citation_markup import chip
from ui.ask.exchanges import Exchange, Failure, conversation_of
from ui.ask.making_markup import in_making, stopped
from ui.frame.lines import coverage_line
from ui.html import attribute, extent, shorten
from ui.replies import (
    ANSWERED,
    FILTER_MATCHES_NOTHING,
    NO_PAPERS,
    NOT_IN_PASSAGES,
    OUTSIDE_PURPOSE,
    QUESTION_UNCLEAR,
    Citation,
    Library,
    Reply,
)

EXPORTS = (("docx", "Word document"), ("pdf", "PDF"), ("markdown", "Plain text (Markdown)"))
"""What a conversation can be taken away as."""

REFUSAL_HEADINGS = {
    NO_PAPERS: "There are no papers to search yet",
    FILTER_MATCHES_NOTHING: "No paper matches these filters",
    QUESTION_UNCLEAR: "The question needs a few more words",
    NOT_IN_PASSAGES: "The passages found do not answer this",
    OUTSIDE_PURPOSE: "What the papers can be asked",
}
REFUSAL_HELP = {
    NO_PAPERS: ("Whoever runs this service can add papers; then ask again.",),
    FILTER_MATCHES_NOTHING: (
        "Clear the filters, or widen the dates.",
        "Check that the body and the kind of paper go together.",
    ),
    QUESTION_UNCLEAR: (
        "Name the subject: a report, a promise, a sum of money, a decision.",
        "Ask a whole question: “What did the panel decide about the precept in February 2024?”",
    ),
    NOT_IN_PASSAGES: (
        "Read the passages: a language model passed over them, and it can be mistaken.",
        "Name the meeting, the year or the report, and ask one thing at a time.",
        "Look in the Search view for a word that must stand in the answer.",
    ),
    OUTSIDE_PURPOSE: (
        "What was decided or promised, when, and who moved, seconded or voted for it.",
        "What something cost, how many there were, and how that changed.",
        "What a report, a member or an officer said about a subject. Name the subject.",
    ),
}
GENERAL_HELP = (
    "Use the words a paper would use: “precept” rather than “police tax”.",
    "Name the meeting, the year or the report, and ask one thing at a time.",
    "Clear the filters if you set any: the answer may be in a paper they leave out.",
)


def conversation(
    exchanges: Sequence[Exchange],
    library: Library | Failure | None,
    starters: Sequence[str],
    trouble: str = "",
) -> str:
    """The whole conversation, oldest first; a welcome with starters while nothing was asked.

    Args:
        library: what is held, why it cannot be told, or None while it is being looked for.
        trouble: what went wrong with the conversation as a whole.
    """
    if not exchanges:
        return welcome(library, starters)
    last = len(exchanges) - 1
    said = "".join(exchange(entry, number, number == last) for number, entry in enumerate(exchanges))
    return said + conversation_tools(conversation_of(exchanges), trouble)


def conversation_tools(conversation_id: str, trouble: str) -> str:
    """Start anew, take the conversation away as a document, print or delete it; nothing before it began."""
    if not conversation_id:
        return ""
    told = f'<p class="problem">{escape(trouble)}</p>' if trouble else ""
    address = f"/api/conversations/{quote(conversation_id, safe='')}/export?format="
    exports = "".join(
        f'<li><a href="{attribute(address + name)}" download>{title}</a></li>' for name, title in EXPORTS
    )
    return (
        f'<div class="conversation-tools" data-conversation="{attribute(conversation_id)}">'
        '<button type="button" class="plain" data-new="conversation">New conversation</button>'
        '<details class="menu"><summary class="plain">Take away</summary>'
        f'<ul>{exports}<li><button type="button" data-print="conversation">Print</button></li>'
        '<li><button type="button" data-forget="ask">Delete this conversation</button></li></ul>'
        f"</details>{told}{forgetting()}</div>"
    )


def forgetting() -> str:
    """The question before a conversation is deleted."""
    return (
        '<dialog class="removal" aria-labelledby="forget-heading">'
        '<h3 id="forget-heading">Delete this conversation?</h3>'
        "<p>Its questions and answers are deleted at once. Answers that you saved or shared stay.</p>"
        '<p class="buttons"><button type="button" class="plain" data-forget="no">Keep it</button>'
        '<button type="button" class="plain danger" data-forget="yes">Delete it</button></p></dialog>'
    )


def welcome(library: Library | Failure | None, starters: Sequence[str]) -> str:
    """The empty state: what is held, and three questions that fill the box and ask."""
    buttons = "".join(
        f'<li><button type="button" class="starter" data-ask="{attribute(question)}">'
        f"{escape(question)}</button></li>"
        for question in starters
    )
    try_one = (
        '<h3 id="starters-heading">Or start with one of these</h3>'
        f'<ul class="starters" aria-labelledby="starters-heading">{buttons}</ul>'
        if buttons
        else ""
    )
    return (
        '<div class="welcome"><h2 tabindex="-1">What would you like to know?</h2>'
        f"{held(library)}"
        "<p>Ask in your own words. The answer is made of sentences from the papers, "
        "each with the page it stands on, and the page opens beside it.</p>"
        f'{try_one}<div class="saved" data-saved="list"></div></div>'
    )


def exchange(entry: Exchange, number: int, newest: bool) -> str:
    """One question with its answer, refusal or error; `number` counts from 0."""
    if entry.failure:
        ending = error_card(entry.failure, entry.question)
    else:
        understood = entry.reply.understood if entry.reply else entry.making.understood
        ending = understood_line(entry.question, understood) + answer_so_far(entry, number)
    state = ' data-newest="true"' if newest else ""
    return (
        f'<article class="exchange" aria-labelledby="question-{number}"{state}>'
        f'<h2 class="question" id="question-{number}" tabindex="-1">'
        f'<span class="unseen">Question: </span>{escape(entry.question)}</h2>{ending}</article>'
    )


def answer_so_far(entry: Exchange, number: int) -> str:
    """The answer or refusal, or how far it has come."""
    if entry.reply is None:
        if entry.making.stopped:
            return stopped(entry.making, entry.question, number)
        return in_making(entry.making, number)
    return answer(entry.reply, number) if entry.reply.status == ANSWERED else refusal(entry.reply)


def understood_line(question: str, understood: str) -> str:
    """How a follow-up was understood, and a way to have it searched as it was written."""
    if not understood:
        return ""
    return (
        f'<p class="understood">Read as: <q>{escape(understood)}</q> '
        f'<button type="button" class="link" data-ask="{attribute(question)}" data-as-asked="true">'
        "Ask it as I wrote it</button></p>"
    )


def refusal(reply: Reply) -> str:
    """A refusal that helps: what was searched, what came nearest, how to ask better."""
    heading = REFUSAL_HEADINGS.get(reply.status, "Not found in the papers searched")
    hints = "".join(f"<li>{escape(hint)}</li>" for hint in REFUSAL_HELP.get(reply.status, GENERAL_HELP))
    searched = coverage_line(reply.coverage, reply.filters) if reply.coverage.papers else ""
    advice = "Ask, for example" if reply.status == OUTSIDE_PURPOSE else "How to ask better"
    return (
        f'<div class="refusal"><h3>{escape(heading)}</h3>'
        + (f"<p>{escape(reply.text)}</p>" if reply.text else "")
        + nearest(reply.nearest)
        + f'<h3 class="small-heading">{advice}</h3><ul class="hints">{hints}</ul>'
        + (
            '<p><button type="button" class="plain" data-clear="filters">Clear the filters</button></p>'
            if reply.status == FILTER_MATCHES_NOTHING
            else ""
        )
        + (f'<p class="coverage">{escape(searched)}</p>' if searched else "")
        + "</div>"
    )


def nearest(passages: Sequence[Citation]) -> str:
    """The nearest passages of a refusal, said to be no answer."""
    if not passages:
        return ""
    entries = "".join(
        f'<li><blockquote lang="en-GB">{escape(shorten(entry.quote, 280))}</blockquote>{chip(entry)}</li>'
        for entry in passages[:3]
    )
    return (
        '<h3 class="small-heading">The nearest passages (they do not answer the question)</h3>'
        f'<ol class="nearest">{entries}</ol>'
    )


def error_card(failure: Failure, question: str) -> str:
    """What happened and what to do; the question stays, and one press asks it again."""
    return (
        '<div class="error"><h3>The question could not be answered</h3>'
        f"<p>{escape(failure.message)} {escape(failure.next_step)}</p>"
        "<p>Your question is still in the box below.</p>"
        f'<p><button type="button" class="plain" data-ask="{attribute(question)}">Ask it again</button></p>'
        "</div>"
    )


def held(library: Library | Failure | None) -> str:
    """What is held, why it cannot be told, or that it is being looked for."""
    if library is None:
        return '<p class="looking">Looking for the papers that are held…</p>'
    if isinstance(library, Failure):
        told = f"{library.message} {library.next_step}"
        return (
            '<div class="error" role="alert"><h3>What is held could not be told</h3>'
            f"<p>{escape(told)}</p></div>"
        )
    return f'<p class="held">{escape(held_line(library))}</p>'


def held_line(library: Library) -> str:
    """What is held: "10 papers of 3 bodies, February 2019 to May 2025."."""
    if not library.papers:
        return "No papers have been added yet."
    bodies = [choice.value for choice in library.bodies]
    return f"Here are {extent(library.papers, bodies, library.first, library.last)}."
