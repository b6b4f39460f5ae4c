"""Questions about a meeting, made of the titles of its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.dates import written
from retrieval.cite import short_body
from retrieval.registers.values import Item, Meeting

REPORT_ON = re.compile(r"^(?:the )?report on ", re.IGNORECASE)
"""What a title may begin with, and what a question says before it."""

LONGEST_TITLE = 60
"""Characters of an item's title that still read well inside a question."""
ROUTINE = re.compile(
    r"\b(?:apolog\w*|declarations?|interests?|minutes|matters arising|any other|aob|next meeting|urgent|"
    r"public (?:questions?|forum|participation)|announcements?|welcome|introductions?|work programme|"
    r"exclusion of|opening of the meeting|election of|membership|private session)\b",
    re.IGNORECASE,
)


def questions_about(meeting: Meeting, count: int = 3, bodies: Sequence[str] = ()) -> tuple[str, ...]:
    """Up to `count` questions: on what was resolved, then on what is recommended, then on the other items.

    Args:
        bodies: every body in the library, so that a short name is used only where it is clear.
    """
    items = [item for item in meeting.items if not ROUTINE.search(item.title)]
    body = short_body(meeting.body, bodies)
    body = body.casefold() if body != meeting.body else body
    return tuple(dict.fromkeys(questions(items, body, written(meeting.day))))[:count]


def questions(items: Sequence[Item], body: str, day: str) -> Iterator[str]:
    """The questions in order, each item in one of them."""
    titled = [(item, title) for item in items if (title := readable_title(item.title))]
    for item, title in titled:
        if item.resolutions:
            yield f"What did the {body} resolve about {title} on {day}?"
    for item, title in titled:
        if item.recommends and not item.resolutions:
            yield f"What does the report on {title} recommend?"
    for item, title in titled:
        if not item.recommends and not item.resolutions:
            yield f"What is said about {title}?"


def readable_title(title: str) -> str:
    """An item's title as it would stand inside a sentence, "" where it would not read well."""
    title = REPORT_ON.sub("", " ".join(title.split()).strip(" .:"))
    if not 8 <= len(title) <= LONGEST_TITLE:
        return ""
    words = title.split()
    if title.isupper() or title.istitle():
        words = [word if is_short_form(word, title.isupper()) else word.lower() for word in words]
    return " ".join(words)


def is_short_form(word: str, among_capitals: bool) -> bool:
    """True for a word such as a body's initials: written in capitals that no sentence would give it."""
    if not among_capitals:
        return len(word) > 1 and word.isupper()
    return len(word) > 1 and not re.search(r"[AEIOUY]", word)
