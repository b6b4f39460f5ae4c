"""How large a request may be, and the headers that keep a reply from being misused."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import Problem, problem_response

SMALL_BODY = 64 * 1024
CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
)


class BodyLimit:
    """Refuse a request to the API whose body is too large, before and while it is read.

    Args:
        upload_bytes: the most that one upload may have; every other call may have 64 KiB.
    """

    def __init__(self, app: ASGIApp, upload_bytes: int) -> None:
        self.app = app
        self.upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve with a counted body."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        upload = scope["method"] == "POST" and scope["path"].rstrip("/") == "/api/papers"
        most = self.upload_bytes + SMALL_BODY if upload else SMALL_BODY
        announced = request.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > most:
            await problem_response(too_large(most).reply, request, {"Connection": "close"})(
                scope, receive, send
            )
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise too_large(most)
            return message

        await self.app(scope, counted, send)


def too_large(most: int) -> Problem:
    """The refusal of a body that is too large."""
    size = f"{most // 1024**2} MB" if most >= 1024**2 else f"{most // 1024} kB"
    return Problem(
        413,
        "Request too large",
        f"The request is larger than the {size} it may have.",
        "Send less at once; papers can be sent one by one, or added with `panel-papers add`.",
    )


class SecurityHeaders:
    """Headers that forbid what our replies never need; a route's own headers win."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve with the headers added."""
        own = scope["type"] == "http" and scope["path"].startswith("/api/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("X-Frame-Options", "SAMEORIGIN")
                if own:
                    headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
                    headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self.app(scope, receive, with_headers)
