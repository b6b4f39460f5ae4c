"""What stands around the conversation: the masthead, how the page works, and the standing line."""

from __future__ import annotations

from html import escape

from ui.markup import STANDING_LINE

HOW_IT_WORKS = (
    "Your question is compared with every passage of the papers held here. "
    "The sentences and table rows that answer it are printed as they stand, each with its paper, item "
    "and page.",
    "It does not reason, advise or give opinions, it does not know what is in papers that were not added, "
    "and it can miss a passage that uses other words. Pages that were scanned were read by machine and may "
    "hold misread letters. “Not found in the papers” does not mean that it never happened.",
)

QUESTION_HINT = '<p id="question-hint" class="hint" aria-live="polite"></p>'


def masthead() -> str:
    """The product's name, the standing line, and how this works."""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in HOW_IT_WORKS)
    return (
        '<a class="skip" href="#question">Skip to the question box</a>'
        '<div class="masthead"><h1>Panel Papers</h1>'
        f'<p class="standing">{escape(STANDING_LINE)}</p>'
        "<details><summary>How this works and what it cannot do</summary>"
        f'<div class="explained">{paragraphs}</div></details></div>'
    )
