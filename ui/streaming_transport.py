"""Requests to the server that carries the page, without a port: a reply is handed on while it is made.

The transports that come with the HTTP library gather a whole reply before they hand anything on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

import httpx2 as httpx

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

SECONDS_TO_LEAVE = 5.0
"""How long an application may take to end once it was told that nobody listens any more."""


class InProcessTransport(httpx.AsyncBaseTransport):
    """Calls an application of this process; closing a reply tells the application that its caller has left.

    Args:
        app: an ASGI application. What it fails with becomes a reply of status 500, or breaks a reply off.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and give its reply as soon as it has begun."""
        running = RunningCall(self.app, scope_of(request), await request.aread())
        try:
            status, headers = await running.begun()
        except BaseException:
            await running.aclose()
            raise
        return httpx.Response(status, headers=headers, stream=running)


class RunningCall(httpx.AsyncByteStream):
    """One call of the application, and the body of its reply, piece by piece.

    Args:
        scope: the request, as the application knows it.
        body: of the request.
    """

    def __init__(self, app: App, scope: MutableMapping[str, Any], body: bytes) -> None:
        self.requests: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        self.left = asyncio.Event()
        self.messages: asyncio.Queue[Message | None] = asyncio.Queue()
        self.task = asyncio.create_task(self.run(app, scope))

    async def run(self, app: App, scope: MutableMapping[str, Any]) -> None:
        """Let the application reply; None ends the messages, whatever became of it."""
        try:
            await app(scope, self.receive, self.send)
        finally:
            self.messages.put_nowait(None)

    async def receive(self) -> Message:
        """What the application is told: the request, then, when it is so, that its caller has left."""
        if self.requests:
            return self.requests.pop()
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """What the application says; nobody hears it once the caller has left."""
        if not self.left.is_set():
            self.messages.put_nowait(message)

    async def begun(self) -> tuple[int, list[tuple[bytes, bytes]]]:
        """The status and headers of the reply."""
        message = await self.messages.get()
        if message is None:
            return 500, []
        return message["status"], list(message.get("headers", ()))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The body as it comes.

        Raises:
            httpx.ReadError: the application failed before the reply was whole.
        """
        while (message := await self.messages.get()) is not None:
            if message.get("body"):
                yield message["body"]
            if not message.get("more_body"):
                return
        raise httpx.ReadError("The reply broke off.")

    async def aclose(self) -> None:
        """Leave: the application is told, and stopped where it does not end by itself."""
        self.left.set()
        try:
            await asyncio.wait([self.task], timeout=SECONDS_TO_LEAVE)
        finally:
            self.task.cancel()
            if self.task.done() and not self.task.cancelled():
                self.task.exception()  # it was told as a status or as a body that broke off


def scope_of(request: httpx.Request) -> MutableMapping[str, Any]:
    """The request as an application knows it."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.split(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "server": (request.url.host, request.url.port),
        "client": ("127.0.0.1", 0),
    }
