"""Small pieces of HTML that every view uses; everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape


def attribute(text: str) -> str:
    """Text for a quoted attribute."""
    return escape(text, quote=True)


def link(url: str) -> str:
    """An address for an attribute; one that is neither a path nor a web address leads nowhere."""
    return attribute(url) if url.startswith(("/", "http://", "https://")) else "#"


def source_link(
    url: str, content: str, *, style: str, place: str = "", printed: str = "", name: str = ""
) -> str:
    """A link to a page of a paper: pressed, it opens in the source pane; in a new tab where that is wanted.

    Args:
        url: where the page is shown with its words lit.
        content: what the link holds, as HTML.
        place: the item or section the pane names.
        printed: the page number as printed, where it is another than the file's.
        name: what a screen reader says instead of the content.
    """
    extra = "".join(
        f' {key}="{attribute(value)}"'
        for key, value in (("data-place", place), ("data-printed", printed), ("aria-label", name))
        if value
    )
    return (
        f'<a class="{style}" href="{link(url)}" target="_blank" rel="noopener" '
        f'data-source="{link(url)}"{extra}>{content}</a>'
    )


def live_regions(polite: str, assertive: str) -> str:
    """Two regions that stay in the page, one that waits its turn and one that interrupts."""
    return (
        f'<div class="unseen" role="status" aria-live="polite">{escape(polite)}</div>'
        f'<div class="unseen" role="alert" aria-live="assertive">{escape(assertive)}</div>'
    )


def extent(papers: int, bodies: Sequence[str], first: date | None, last: date | None) -> str:
    """How many papers, of whom and between which months."""
    of_bodies = ""
    if len(bodies) == 1:
        of_bodies = f" of {bodies[0]}"
    elif bodies:
        of_bodies = f" of {len(bodies)} bodies"
    return count(papers, "paper") + of_bodies + span(first, last)


def span(first: date | None, last: date | None) -> str:
    """Two dates as a span of months, with a comma before it; nothing where both are unknown."""
    months = [f"{day:%B %Y}" for day in (first, last) if day]
    if not months:
        return ""
    return f", {months[0]}" if len(set(months)) == 1 else f", {months[0]} to {months[1]}"


def long_date(day: date) -> str:
    """A date as it is written in a letter: "26 July 2023"."""
    return f"{day.day} {day:%B %Y}"


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 paper", "1,204 papers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shorten(text: str, length: int) -> str:
    """The beginning of a text, cut at a word, with an ellipsis where anything was left out."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
