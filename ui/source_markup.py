"""The source pane as HTML: the page as published with the passage lit, and the way around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from ui.markup import attribute, link
from ui.replies import Citation, Paper

LONGEST_QUOTE = 1500
"""Characters of a quote that are put into an address; more than a page could light anyway."""
PICTURE_WIDTH = 1400
"""Pixels; sharp in the pane when it is shown larger."""


@dataclass(frozen=True, slots=True)
class OpenSource:
    """What the source pane shows.

    Attributes:
        page: the page in view; None where the paper has no pages.
        page_count: None until it is known, or where the paper has no pages.
    """

    cited: Citation
    page: int | None
    page_count: int | None = None

    @property
    def on_cited_page(self) -> bool:
        """Whether what is in view is what was cited."""
        return self.page in (None, self.cited.page)


def opened(cited: Citation, paper: Paper | None) -> OpenSource:
    """Open a citation at its page; `paper` is None where its details could not be had.

    Only a PDF has pages that can be shown as pictures; any other paper is shown to be read.
    """
    page = cited.page if cited.file_name.lower().endswith(".pdf") else None
    return OpenSource(cited, page, paper.page_count if paper and page else None)


def turned(source: OpenSource, page: int) -> OpenSource:
    """The same paper at another page, kept within the paper."""
    last = source.page_count or max(page, 1)
    return replace(source, page=min(max(page, 1), last))


def source_pane(source: OpenSource | None) -> str:
    """The whole pane; an invitation while nothing is open."""
    if source is None:
        return (
            '<div class="source-empty"><h2 id="source-heading" tabindex="-1">The page itself</h2>'
            "<p>The page behind each answer opens here, as it was published, "
            "with the words that were quoted marked.</p></div>"
        )
    shown = page_image(source) if source.page is not None else reading_view(source.cited)
    return f"{heading(source)}{toolbar(source)}{quoted(source)}{shown}"


def heading(source: OpenSource) -> str:
    """Paper, item and page, named."""
    cited = source.cited
    section = "" if cited.section == cited.title else cited.section
    named = " · ".join(part for part in (cited.item or section, page_name(source)) if part)
    return (
        f'<h2 id="source-heading" tabindex="-1">{escape(cited.title or cited.file_name)}</h2>'
        f'<p class="place">{escape(named)}</p>'
    )


def page_name(source: OpenSource) -> str:
    """The page in view ("Page 8 of 46"), with the printed label where it differs; "" where there are none."""
    if source.page is None:
        return ""
    total = f" of {source.page_count}" if source.page_count else ""
    label = source.cited.page_label
    printed = f" (printed {label})" if source.on_cited_page and label not in ("", str(source.page)) else ""
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
    cited = source.cited.page
    back = (
        ""
        if source.on_cited_page
        else f'<button type="button" data-page="{cited}">Back to page {cited}</button>'
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
    lit = source.cited.url if source.on_cited_page else view_url(source)
    return (
        f'<a href="{link(lit)}" target="_blank" rel="noopener">Open in new tab</a>'
        f'<button type="button" data-copy="{link(lit)}">Copy link</button>'
        f'<a href="{attribute(file_url(source.cited.paper_id) + page_part)}" target="_blank" '
        f'rel="noopener">Whole file</a>'
    )


def quoted(source: OpenSource) -> str:
    """The words quoted, as text: to be read aloud, copied, and compared with the page."""
    if source.page is None or not source.on_cited_page or not source.cited.quote:
        return ""
    return (
        '<details class="quoted"><summary>The words quoted, as text</summary>'
        f'<blockquote lang="en-GB">{escape(source.cited.quote)}</blockquote></details>'
    )


def page_image(source: OpenSource) -> str:
    """The page as published; its quoted words are lit by the server."""
    name = f"{page_name(source)} of {source.cited.title or source.cited.file_name}, as published"
    lit = ", with the quoted words marked" if source.on_cited_page and source.cited.quote else ""
    return (
        '<div class="sheet" tabindex="0" role="group" aria-label="Page image">'
        f'<img src="{attribute(page_url(source))}" alt="{attribute(name + lit)}" width="1400" height="1980">'
        '<p class="unshown">This page could not be shown. '
        "The whole file can still be opened with the link above.</p></div>"
    )


def reading_view(cited: Citation) -> str:
    """A paper without pages, as the server renders it with the passage lit."""
    return (
        '<div class="sheet reading">'
        f'<iframe src="{link(cited.url)}" title="{attribute(cited.title or cited.file_name)}, '
        'with the quoted words marked"></iframe></div>'
    )


def page_url(source: OpenSource) -> str:
    """Address of the page's picture, with the words to light on the page they stand on."""
    query: list[tuple[str, str]] = [("width", str(PICTURE_WIDTH))]
    if source.on_cited_page:
        query = [*(("quote", words) for words in lit_words(source.cited)), *query]
    return f"{paper_url(source.cited.paper_id)}/pages/{source.page}.png?{urlencode(query)}"


def lit_words(cited: Citation) -> list[str]:
    """The words that the citation's own address lights, else its quote."""
    named = parse_qs(urlsplit(cited.url).query).get("quote")
    return named or ([cited.quote[:LONGEST_QUOTE]] if cited.quote else [])


def view_url(source: OpenSource) -> str:
    """Address of a page that was turned to, to be opened in a tab of its own."""
    return f"{paper_url(source.cited.paper_id)}/view?page={source.page}"


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
    where = page_name(source) or "The passage"
    return f"{where} of {source.cited.title or source.cited.file_name} is open beside the answer."
