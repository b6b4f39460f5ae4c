"""What stands around the views: the masthead with its ways to them, and how the page works."""

from __future__ import annotations

from html import escape

from ui.frame.lines import STANDING_LINE

VIEWS = (("ask", "Ask"), ("search", "Search"), ("papers", "Papers"), ("meetings", "Meetings"))
"""Each view's name in the page's address, and what it is called."""

QUESTION_HINT = '<p id="question-hint" class="hint" aria-live="polite"></p>'

HOW_IT_WORKS = (
    (
        "What it does",
        (
            "Your question is compared with every passage of the papers held here. The sentences and table "
            "rows that answer it are printed as they stand, each with its paper, item and page. Press a "
            "numbered chip and the page opens beside the answer, with the words marked.",
            "Where whoever runs this service has set a language model up, it may put those sentences into "
            "plain words. Each of its sentences is compared with the passages it cites before it is shown. "
            "One that they do not carry is left out, or the paper’s own words stand in its place, set apart "
            "as a quotation. Below such an answer stands which model wrote it. The answer comes sentence by "
            "sentence; Stop or the Escape key ends it, and what has come stays.",
            "A follow-up such as “and who pays for it?” is read together with what you asked before. The "
            "page shows how it was understood; one press asks it as you wrote it instead.",
        ),
    ),
    (
        "What it cannot do",
        (
            "It does not reason, advise, predict or give opinions, and it takes no side: the same question "
            "gives the same answer to everyone. Asked how to vote, or about anybody’s home, health or "
            "family, it replies in fixed words and searches nothing.",
            "It does not know what is in papers that were not added. Under each answer stands what was "
            "searched. “Not found in the papers” does not mean that it never happened.",
            "It can miss a passage that uses other words than yours. The Search view lists every passage "
            "that holds your words.",
            "Pages that were scanned were read by machine and may hold misread letters. The Papers view "
            "says which.",
        ),
    ),
    (
        "Before you repeat an answer",
        (
            "Open the page and read around the words that were quoted. Minutes may be drafts, figures may "
            "have been corrected later, and a sentence can mean something else in its place.",
        ),
    ),
    (
        "What is kept",
        (
            "Your questions and answers stay on the machine that runs this service, so that the "
            "conversation survives a reload, and are deleted thirty days after you last used it. Answers "
            "that you share or save are kept. Nothing is sent anywhere else, unless a language model is set "
            "up on another machine: it is sent your question, what was said before it in the conversation, "
            "and the passages found, and nothing more.",
        ),
    ),
)


def masthead() -> str:
    """The product's name, the ways to the views, and the standing line."""
    ways = "".join(way(name, title) for name, title in VIEWS)
    return (
        '<a class="skip" href="#question">Skip to the question box</a>'
        '<div class="masthead"><h1>Panel Papers</h1>'
        f'<nav class="ways" aria-label="Views">{ways}</nav>'
        f'<p class="standing">{escape(STANDING_LINE)} {way("about", "How this works and what it cannot do")}'
        "</p></div>"
    )


def way(name: str, title: str) -> str:
    """A link to a view; the page marks the one in view."""
    return f'<a href="#{name}" data-view="{name}">{escape(title)}</a>'


def how_it_works() -> str:
    """The plain page on what this is and is not."""
    sections = "".join(
        f"<h3>{escape(heading)}</h3>" + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        for heading, paragraphs in HOW_IT_WORKS
    )
    return (
        '<div class="reading-column"><h2 tabindex="-1">How this works and what it cannot do</h2>'
        f"{sections}</div>"
    )
