"""Where a citation leads: the page of the paper with the quoted words lit."""

from __future__ import annotations

from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from retrieval.running_text import BORDER

MOST_CHARACTERS = 700
"""As many as a citation quotes, so that all of it is lit; addresses stay well below what browsers take."""


def citation_url(paper_id: str, page: int | None, passage_id: str, quote: str) -> str:
    """The address, relative to the server, that opens a citation with its quote lit.

    Args:
        page: 1-based page; None for a paper without pages, which then opens at the passage.
        quote: verbatim words; longer ones are cut to 700 characters at the end of a word.
    """
    place = ("page", str(page)) if page is not None else ("passage", passage_id)
    # A quote that runs over several passages is lit piece by piece, since a page may part them.
    pieces = [words for piece in quote.split(BORDER) if (words := cut_at_word(piece))]
    query = urlencode([place, *(("quote", words) for words in pieces)])
    return f"/api/papers/{percent_encode(paper_id, safe='')}/view?{query}#lit"


def cut_at_word(text: str, most: int = MOST_CHARACTERS) -> str:
    """The text with its white space made single, cut to at most so many characters at the end of a word."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most + 1]
    return head.rsplit(" ", 1)[0] if " " in head else text[:most]
