"""A reply of the server that carries the page reaches the page while it is made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

import httpx2 as httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

from ui.streaming_transport import InProcessTransport

T = TypeVar("T")


class Server:
    """A server whose reply waits to be told to go on, and knows what became of it."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.ended = asyncio.Event()
        self.app = FastAPI()
        self.app.post("/slow")(self.slow)
        self.app.post("/echo")(self.echo)
        self.app.get("/broken")(self.broken)
        self.app.get("/failing")(self.failing)

    async def slow(self) -> StreamingResponse:
        async def pieces() -> AsyncIterator[str]:
            try:
                yield "first"
                await self.go_on.wait()
                yield "second"
            finally:
                self.ended.set()

        return StreamingResponse(pieces())

    async def echo(self, request: Request) -> JSONResponse:
        return JSONResponse([await request.json(), request.url.query], 418, {"X-Kept": "yes"})

    async def broken(self) -> StreamingResponse:
        async def pieces() -> AsyncIterator[str]:
            yield "first"
            raise RuntimeError("broken")

        return StreamingResponse(pieces())

    async def failing(self) -> None:
        raise RuntimeError("failing")

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url="http://here", transport=InProcessTransport(self.app))


def run(trial: Coroutine[Any, Any, T]) -> T:
    """Run within a time after which nothing can still be right."""
    return asyncio.run(asyncio.wait_for(trial, 10))


def test_a_piece_is_there_before_the_next_is_made() -> None:
    async def trial() -> tuple[str, str]:
        server = Server()
        async with server.client() as client, client.stream("POST", "/slow") as reply:
            pieces = reply.aiter_text()
            first = await anext(pieces)
            assert not server.ended.is_set()
            server.go_on.set()
            return first, await anext(pieces)

    assert run(trial()) == ("first", "second")


def test_leaving_a_reply_stops_what_makes_it() -> None:
    async def trial() -> None:
        server = Server()
        async with server.client() as client, client.stream("POST", "/slow") as reply:
            await anext(reply.aiter_text())
        await server.ended.wait()
        assert not server.go_on.is_set()

    run(trial())


def test_a_reader_who_is_cancelled_stops_what_makes_the_reply() -> None:
    async def trial() -> None:
        server = Server()

        async def read() -> None:
            async with server.client() as client:
                await client.post("/slow")

        reading = asyncio.create_task(read())
        await asyncio.sleep(0.2)
        reading.cancel()
        await asyncio.wait([reading])
        await server.ended.wait()
        assert reading.cancelled()

    run(trial())


def test_a_request_arrives_whole_and_its_reply_has_status_headers_and_body() -> None:
    async def trial() -> httpx.Response:
        async with Server().client() as client:
            return await client.post("/echo?of=1", json={"a": ["b"]})

    reply = run(trial())
    assert (reply.status_code, reply.json(), reply.headers["x-kept"]) == (418, [{"a": ["b"]}, "of=1"], "yes")


def test_a_server_that_fails_is_a_status_and_one_that_breaks_off_an_error() -> None:
    async def trial(path: str) -> httpx.Response:
        async with Server().client() as client:
            return await client.get(path)

    assert run(trial("/failing")).status_code == 500
    with pytest.raises(httpx.ReadError):
        run(trial("/broken"))
