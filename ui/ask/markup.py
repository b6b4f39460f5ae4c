"""The conversation as HTML: pure functions from API replies to markup, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from ui.frame.filter_markup import narrowed_to
from ui.html import attribute, count, extent, shorten, source_link
from ui.replies import (
    ANSWERED,
    FILTER_MATCHES_NOTHING,
    NO_PAPERS,
    NOT_IN_PASSAGES,
    OUTSIDE_PURPOSE,
    QUESTION_UNCLEAR,
    Citation,
    Coverage,
    Filters,
    Library,
    Reply,
)

EVERYTHING = Filters()
MARKER = re.compile(r"\s*\[(\d{1,3})\]")
EXPORTS = (("docx", "Word document"), ("pdf", "PDF"), ("markdown", "Plain text (Markdown)"))
"""What a conversation can be taken away as."""

STANDING_LINE = "Answers quote the papers. Check the page before you repeat it."

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


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a question could not be answered, and what the reader can do."""

    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and how it ended; neither reply nor failure while it is being looked for."""

    question: str
    reply: Reply | None = None
    failure: Failure | None = None


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


def conversation_of(exchanges: Sequence[Exchange]) -> str:
    """The conversation that these belong to; "" where none has begun."""
    named = (entry.reply.conversation_id for entry in reversed(exchanges) if entry.reply)
    return next((conversation_id for conversation_id in named if conversation_id), "")


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
    elif entry.reply is None:
        ending = '<p class="looking">Looking through the papers…</p>'
    elif entry.reply.status == ANSWERED:
        ending = answer(entry.reply)
    else:
        ending = refusal(entry.reply)
    if entry.reply:
        ending = understood_line(entry.reply) + ending
    state = ' data-newest="true"' if newest else ""
    return (
        f'<article class="exchange" aria-labelledby="question-{number}"{state}>'
        f'<h2 class="question" id="question-{number}" tabindex="-1">'
        f'<span class="unseen">Question: </span>{escape(entry.question)}</h2>{ending}</article>'
    )


def understood_line(reply: Reply) -> str:
    """How a follow-up was understood, and a way to have it searched as it was written."""
    if not reply.understood:
        return ""
    return (
        f'<p class="understood">Read as: <q>{escape(reply.understood)}</q> '
        f'<button type="button" class="link" data-ask="{attribute(reply.question)}" data-as-asked="true">'
        "Ask it as I wrote it</button></p>"
    )


def answer_tools(reply: Reply) -> str:
    """Copy, save, share and judge an answer; nothing where it belongs to no conversation."""
    if not reply.conversation_id:
        return ""
    return (
        f'<div class="answer-tools" role="group" aria-label="This answer" '
        f'data-answer="{attribute(reply.reply_id)}" '
        f'data-title="{attribute(reply.understood or reply.question)}">'
        f'<button type="button" class="plain" data-copy-text="{attribute(as_text(reply))}">'
        "Copy with citations</button>"
        '<button type="button" class="plain" data-keep="save">Save</button>'
        '<button type="button" class="plain" data-keep="share">Share</button>'
        '<span class="judging">Was this right? '
        '<button type="button" class="plain" data-right="true" aria-pressed="false">Yes</button>'
        '<button type="button" class="plain" data-right="false" aria-pressed="false">No</button></span>'
        '<form class="comment" hidden><label>What is wrong with it? (optional)'
        '<input type="text" name="comment" maxlength="500" autocomplete="off"></label>'
        '<button type="submit" class="plain">Send</button></form>'
        '<p class="told" role="status"></p></div>'
    )


def as_text(reply: Reply) -> str:
    """An answer as text to be pasted: question, answer, and its citations by number."""
    cited = "\n".join(
        f"[{entry.marker}] {entry.label}"
        + (f" ({entry.title})" if entry.title and not entry.label.startswith(entry.title) else "")
        for entry in reply.citations
    )
    return f"{reply.understood or reply.question}\n\n{reply.text}\n\n{cited}\n\n{STANDING_LINE}"


def answer(reply: Reply) -> str:
    """An answer: its sentences with markers, its sources and what was searched."""
    return (
        f'<div class="answer">{answer_text(reply.text, reply.citations)}</div>'
        f'<h3 class="small-heading">Sources</h3>'
        f'<ol class="sources">{"".join(source(entry) for entry in reply.citations)}</ol>'
        f'<p class="coverage">{escape(coverage_line(reply.coverage, reply.filters))}</p>'
        f"{answer_tools(reply)}"
    )


def answer_text(text: str, citations: Sequence[Citation]) -> str:
    """The answer's text as paragraphs, each marker [n] of a citation turned into a link to it."""
    by_marker = {entry.marker: entry for entry in citations}

    def paragraph(line: str) -> str:
        parts: list[str] = []
        position = 0
        for found in MARKER.finditer(line):
            cited = by_marker.get(int(found[1]))
            if cited is None:
                continue
            parts.append(escape(line[position : found.start()]))
            parts.append(f"\N{NO-BREAK SPACE}{marker_link(cited)}")
            position = found.end()
        parts.append(escape(line[position:]))
        return f"<p>{''.join(parts)}</p>"

    return "".join(paragraph(line.strip()) for line in text.splitlines() if line.strip())


def marker_link(cited: Citation) -> str:
    """The small numbered link in the text."""
    name = f"{cited.marker}: {cited.label}"
    return opens(cited, str(cited.marker), style="marker", name=name)


def source(cited: Citation) -> str:
    """A chip and the paper's title, where the chip does not begin with it."""
    told = not cited.title or cited.label.startswith(cited.title)
    title = "" if told else f'<span class="title">{escape(cited.title)}</span>'
    return f"<li>{chip(cited)}{title}</li>"


def chip(cited: Citation) -> str:
    """A numbered chip that reads as a clerk would cite; a link, so that it also opens in a tab of its own."""
    content = f'<span class="number">{cited.marker}</span> <span class="label">{escape(cited.label)}</span>'
    return opens(cited, content, style="chip")


def opens(cited: Citation, content: str, *, style: str, name: str = "") -> str:
    """A link that opens the cited page in the source pane."""
    if not cited.url:  # withheld: its paper is no longer public
        return f'<span class="{style}">{content}</span>'
    return source_link(
        cited.url, content, style=style, place=place_of(cited), printed=printed_page(cited), name=name
    )


def place_of(cited: Citation) -> str:
    """The item or section of a citation, as the source pane names it."""
    return cited.item or ("" if cited.section == cited.title else cited.section)


def printed_page(cited: Citation) -> str:
    """The page number as printed, where it is another than the file's."""
    return "" if cited.page_label == str(cited.page) else cited.page_label


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


def opening(exchanges: Sequence[Exchange]) -> tuple[str, str, str] | None:
    """The address, place and printed page of the newest answer's first citation; None where there is none."""
    reply = exchanges[-1].reply if exchanges else None
    if reply is None or not reply.citations:
        return None
    first = reply.citations[0]
    return first.url, place_of(first), printed_page(first)


def refused(exchanges: Sequence[Exchange]) -> bool:
    """Whether the newest question was refused."""
    reply = exchanges[-1].reply if exchanges else None
    return reply is not None and reply.status != ANSWERED


def announcement(exchanges: Sequence[Exchange]) -> str:
    """What a screen reader is told politely when an answer arrives or a search begins."""
    if not exchanges or exchanges[-1].failure:
        return ""
    reply = exchanges[-1].reply
    if reply is None:
        return "Looking through the papers."
    if reply.status == ANSWERED:
        spoken = MARKER.sub(lambda found: f" (source {found[1]})", reply.text)
        return f"Answer: {spoken} {count(len(reply.citations), 'source')}."
    heading = REFUSAL_HEADINGS.get(reply.status, "Not found in the papers searched")
    return f"{heading}. {reply.text}"


def alarm(exchanges: Sequence[Exchange]) -> str:
    """What a screen reader is told at once when a question fails."""
    failure = exchanges[-1].failure if exchanges else None
    return f"{failure.message} {failure.next_step} Your question is kept." if failure else ""


def coverage_line(coverage: Coverage, filters: Filters = EVERYTHING) -> str:
    """What was searched: "Searched 10 papers of 3 bodies, May 2019 to May 2025, narrowed to minutes."."""
    if not coverage.papers:
        return "No papers were searched."
    undated = f" ({coverage.undated} of them without a date)" if coverage.first and coverage.undated else ""
    narrowed = f", narrowed to {told}" if (told := narrowed_to(filters)) else ""
    held = extent(coverage.papers, coverage.bodies, coverage.first, coverage.last)
    return f"Searched {held}{undated}{narrowed}."


def held(library: Library | Failure | None) -> str:
    """What is held, why it cannot be told, or that it is being looked for."""
    if library is None:
        return '<p class="looking">Looking for the papers that are held…</p>'
    if isinstance(library, Failure):
        told = f"{library.message} {library.next_step}"
        return f'<div class="error"><h3>What is held could not be told</h3><p>{escape(told)}</p></div>'
    return f'<p class="held">{escape(held_line(library))}</p>'


def held_line(library: Library) -> str:
    """What is held: "10 papers of 3 bodies, February 2019 to May 2025."."""
    if not library.papers:
        return "No papers have been added yet."
    bodies = [choice.value for choice in library.bodies]
    return f"Here are {extent(library.papers, bodies, library.first, library.last)}."
