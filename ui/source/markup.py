"""The source pane as HTML: the page as published with the passage lit, and the way around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from ui.html import attribute, link
from ui.replies import Paper

PICTURE_WIDTH = 1400
"""Pixels; sharp in the pane when it is shown larger."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """What a pressed link asks to see.

    Attributes:
        url: "/api/papers/ID/view?page=8&quote=...", which shows the page with its words lit.
        place: the item or section, "" where the link names none.
        printed: the page number as printed, where it is another than the file's.
    """

    url: str
    place: str = ""
    printed: str = ""

    @property
    def paper_id(self) -> str:
        """The paper that the address names; "" where it names none."""
        parts = urlsplit(self.url).path.split("/")
        return unquote(parts[3]) if parts[:3] == ["", "api", "papers"] and len(parts) > 3 else ""

    @property
    def page(self) -> int | None:
        """The page that the address names, from 1."""
        named = parse_qs(urlsplit(self.url).query).get("page", [""])[0]
        return int(named) if named.isdecimal() and int(named) > 0 else None

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that the address lights."""
        return tuple(parse_qs(urlsplit(self.url).query).get("quote", ()))


@dataclass(frozen=True, slots=True)
class OpenSource:
    """What the source pane shows.

    Attributes:
        paper: None where its details could not be had.
        page: the page in view; None where the paper has no pages.
    """

    asked: SourceLink
    paper: Paper | None
    page: int | None

    @property
    def title(self) -> str:
        """What the paper is called."""
        return (self.paper.title or self.paper.file_name) if self.paper else "The paper"

    @property
    def page_count(self) -> int | None:
        """None until it is known, or where the paper has no pages."""
        return self.paper.page_count if self.paper and self.page else None

    @property
    def on_asked_page(self) -> bool:
        """Whether what is in view is what the link named."""
        return self.page in (None, self.asked.page)


def read_source_link(pressed: Mapping[str, object]) -> SourceLink | None:
    """Read what a pressed link sends; None where it names no paper."""

    def words(name: str) -> str:
        value = pressed.get(name)
        return value[:20_000] if isinstance(value, str) else ""

    asked = SourceLink(words("url"), words("place"), words("printed"))
    return asked if asked.paper_id else None


def opened(asked: SourceLink, paper: Paper | None) -> OpenSource:
    """Open a paper at the page asked for.

    Only a PDF has pages that can be shown as pictures; any other paper is shown to be read.
    """
    pictured = paper is None or paper.file_name.lower().endswith(".pdf")
    page = asked.page or (1 if paper and pictured else None)
    return OpenSource(asked, paper, page if pictured else None)


def turned(source: OpenSource, page: int) -> OpenSource:
    """The same paper at another page, kept within the paper."""
    last = source.page_count or max(page, 1)
    return replace(source, page=min(max(page, 1), last))


def source_pane(source: OpenSource | None) -> str:
    """The whole pane; an invitation while nothing is open."""
    if source is None:
        return (
            '<div class="source-empty"><h2 id="source-heading" tabindex="-1">The page itself</h2>'
            "<p>Press a numbered source, a passage or the title of a paper, and its page opens here "
            "as it was published, with the words that were quoted or found marked.</p></div>"
        )
    shown = page_image(source) if source.page is not None else reading_view(source)
    return (
        f'<div class="source-open" data-url="{link(source.asked.url)}">'
        f"{heading(source)}{toolbar(source)}{quoted(source)}{shown}</div>"
    )


def heading(source: OpenSource) -> str:
    """Paper, item and page, named, and a way to close the pane."""
    named = " · ".join(part for part in (source.asked.place, page_name(source)) if part)
    return (
        f'<div class="source-head"><h2 id="source-heading" tabindex="-1">{escape(source.title)}</h2>'
        '<button type="button" class="plain" data-close="source">Close</button></div>'
        f'<p class="place">{escape(named)}</p>'
    )


def page_name(source: OpenSource) -> str:
    """The page in view ("Page 8 of 46"), with the printed label where it differs; "" where there are none."""
    if source.page is None:
        return ""
    total = f" of {source.page_count}" if source.page_count else ""
    printed = f" (printed {source.asked.printed})" if source.on_asked_page and source.asked.printed else ""
    return f"Page {source.page}{total}{printed}"


def toolbar(source: OpenSource) -> str:
    """Turn the page, zoom, open it in a tab of its own, copy its link, open the whole file."""
    return (
        '<div class="tools" role="group" aria-label="Source page">'
        f"{page_buttons(source)}{links(source)}</div>"
    )


def page_buttons(source: OpenSource) -> str:
    """Previous and next page, back to the cited page, and the two sizes."""
    if source.page is None:
        return ""
    asked = source.asked.page
    back = (
        ""
        if source.on_asked_page or asked is None
        else f'<button type="button" data-page="{asked}">Back to page {asked}</button>'
    )
    more = source.page_count is None or source.page < source.page_count
    return (
        turn_button("Previous page", source.page - 1, source.page > 1)
        + turn_button("Next page", source.page + 1, more)
        + '<button type="button" class="zoom" data-zoom="toggle" aria-pressed="false">Larger</button>'
        + back
    )


def turn_button(name: str, page: int, possible: bool) -> str:
    """A button that turns to a page, disabled at either end of the paper."""
    state = "" if possible else ' disabled=""'
    return f'<button type="button" data-page="{page}"{state}>{name}</button>'


def links(source: OpenSource) -> str:
    """Links that leave the pane: the lit page for a colleague, and the whole file."""
    page_part = f"#page={source.page}" if source.page else ""
    lit = source.asked.url if source.on_asked_page else view_url(source)
    return (
        f'<a href="{link(lit)}" target="_blank" rel="noopener">Open in new tab</a>'
        f'<button type="button" data-copy="{link(lit)}">Copy link</button>'
        f'<a href="{attribute(file_url(source.asked.paper_id) + page_part)}" target="_blank" '
        f'rel="noopener">Whole file</a>'
    )


def quoted(source: OpenSource) -> str:
    """The words quoted, as text: to be read aloud, copied, and compared with the page."""
    if not source.asked.quotes or not source.on_asked_page or source.page is None:
        return ""
    words = "\n".join(escape(words) for words in source.asked.quotes)
    return (
        '<details class="quoted"><summary>The words quoted, as text</summary>'
        f'<blockquote lang="en-GB">{words}</blockquote></details>'
    )


def page_image(source: OpenSource) -> str:
    """The page as a picture."""
    name = f"{page_name(source)} of {source.title}, as published"
    lit = ", with the quoted words marked" if source.on_asked_page and source.asked.quotes else ""
    return (
        '<div class="sheet" tabindex="0" role="group" aria-label="Page image">'
        f'<img src="{attribute(page_url(source))}" alt="{attribute(name + lit)}" width="1400" height="1980">'
        '<p class="unshown">This page could not be shown. '
        "The whole file can still be opened with the link above.</p></div>"
    )


def reading_view(source: OpenSource) -> str:
    """A paper without pages, as the server renders it with the passage lit."""
    return (
        '<div class="sheet reading">'
        f'<iframe src="{link(source.asked.url)}" title="{attribute(source.title)}, '
        'with the quoted words marked"></iframe></div>'
    )


def page_url(source: OpenSource) -> str:
    """Address of the page's picture, with the words to light on the page they stand on."""
    lit = [("quote", words) for words in source.asked.quotes] if source.on_asked_page else []
    query = [*lit, ("width", str(PICTURE_WIDTH))]
    return f"{paper_url(source.asked.paper_id)}/pages/{source.page}.png?{urlencode(query)}"


def view_url(source: OpenSource) -> str:
    """Address of a page that was turned to, to be opened in a tab of its own."""
    return f"{paper_url(source.asked.paper_id)}/view?page={source.page}"


def file_url(paper_id: str) -> str:
    """Address of the whole file as it was published."""
    return f"{paper_url(paper_id)}/file"


def paper_url(paper_id: str) -> str:
    """Address of all that concerns one paper."""
    return f"/api/papers/{quote(paper_id, safe='')}"


def source_announcement(source: OpenSource | None) -> str:
    """What a screen reader is told when the pane changes."""
    if source is None:
        return ""
    return f"{page_name(source) or 'The passage'} of {source.title} is open in the source pane."
