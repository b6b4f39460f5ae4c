"""A server of a few lines, and the replies it gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"

Reply = dict[str, Any]
RunCheck = Callable[..., tuple[int, str, dict[str, Any]]]

QUOTE = (
    "It was moved by Councillor Quilter and seconded by Ms Venning that the proposed precept be supported. "
    "There were eight votes for the motion, one against and one abstention."
)
PAGE = f"""<!doctype html><html><body><header><h1>Minutes</h1><p>Page 12345 of 2</p></header>
<section class="words"><p>{QUOTE}</p><p>The tax base was <mark>217</mark>,850.</p>
<table><tr><th>999 calls</th></tr></table></section><footer>98765</footer></body></html>"""


def citation(marker: int = 1, **changes: object) -> dict[str, Any]:
    """A citation as the API gives it."""
    return {
        "marker": marker,
        "passage_id": "minutes-p2-1",
        "paper_id": "minutes-2025",
        "title": "Draft minutes, 3 February 2025",
        "body": "Westmarch Police and Crime Panel",
        "meeting_date": "2025-02-03",
        "item": "15. Proposed precept 2025/26",
        "section": "15. Proposed precept 2025/26",
        "page": 2,
        "quote": QUOTE,
        "label": "Panel, 3 February 2025, item 15, p. 2",
    } | changes


def reply(*texts: str, verdict: str = "confirmed", markers: tuple[int, ...] = (1,)) -> Reply:
    """An answer of these sentences, each with the same verdict and markers."""
    return {
        "status": "answered",
        "text": " ".join(texts),
        "citations": [citation()],
        "sentences": [
            {"text": text, "markers": list(markers), "verdict": verdict, "reason": ""} for text in texts
        ],
        "written_by": "small",
    }


class Handler(BaseHTTPRequestHandler):
    """Gives the replies it is told to give, in turn, and one page."""

    replies: list[Reply]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send("application/json", json.dumps(self.replies.pop(0)))

    def do_GET(self) -> None:
        assert self.path == "/api/papers/minutes-2025/view?page=2&passage=minutes-p2-1"
        self.send("text/html", PAGE)

    def send(self, kind: str, content: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""
