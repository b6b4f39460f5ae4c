"""A running server: its answers, and the words of its pages."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from carried.rules import Citation

SECONDS = 180
"""How long one reply may take."""

WITHOUT_END = ("br", "img", "hr", "input", "link", "meta", "wbr")


class Server:
    """A running server.

    Args:
        url: where it is.
        with_pages: False to read no page, which then has no words.
    """

    def __init__(self, url: str, *, with_pages: bool) -> None:
        self.url = url.rstrip("/")
        self.with_pages = with_pages
        self.pages: dict[str, str] = {}

    def ask(self, question: str) -> dict[str, Any]:
        """The reply to a question.

        Raises:
            OSError: the server cannot be reached or refuses.
            ValueError: what comes back is no reply.
        """
        body = json.dumps({"question": question}).encode()
        request = Request(f"{self.url}/api/ask", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=SECONDS) as reply:
            return dict(json.load(reply))

    def page_of(self, citation: Citation) -> str:
        """The words of the page that a citation is of; of a paper without pages, the part it stands in.

        Raises:
            OSError: it cannot be read.
        """
        if not self.with_pages:
            return ""
        place = {"page": citation["page"], "passage": citation["passage_id"]}
        query = urlencode({name: value for name, value in place.items() if value is not None})
        address = f"{self.url}/api/papers/{quote(citation['paper_id'], safe='')}/view?{query}"
        if address not in self.pages:
            reader = PageWords()
            with urlopen(address, timeout=SECONDS) as reply:
                reader.feed(reply.read().decode("utf-8"))
            self.pages[address] = "".join(reader.pieces)
        return self.pages[address]


class PageWords(HTMLParser):
    """Reads the words of a paper out of its reading view, where the class "words" holds them."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into the part that holds the words; every tag but a lit one parts words."""
        if self.depth and tag not in WITHOUT_END:
            self.depth += 1
        elif "words" in (dict(attrs).get("class") or "").split():
            self.depth = 1
        if tag != "mark":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Come out of it."""
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if self.depth:
            self.pieces.append(data)
