"""Citations as HTML: numbered links and chips that open the page cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ui.html import source_link
from ui.replies import Citation

MARKER = re.compile(r"\s*\[(\d{1,3})\]")


def with_markers(text: str, citations: Sequence[Citation]) -> str:
    """A line of text, each marker [n] of a citation turned into a link to it."""
    by_marker = {entry.marker: entry for entry in citations}
    parts: list[str] = []
    position = 0
    for found in MARKER.finditer(text):
        cited = by_marker.get(int(found[1]))
        if cited is None:
            continue
        parts.append(escape(text[position : found.start()]))
        parts.append(marker_links([cited]))
        position = found.end()
    parts.append(escape(text[position:]))
    return "".join(parts)


def marker_links(citations: Sequence[Citation]) -> str:
    """The small numbered links after a sentence."""
    return "".join(f"\N{NO-BREAK SPACE}{marker_link(cited)}" for cited in citations)


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
