"""The page's way to the HTTP API: typed replies, and failures as a sentence with a next step."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2 as httpx

from ui.replies import (
    Library,
    Paper,
    Reply,
    read_conversation,
    read_library,
    read_paper,
    read_starters,
)

T = TypeVar("T")

MOST_PAPERS = 1000
"""As many papers as one call lists; the dates they span are taken from these."""

ANSWER_SECONDS = 120.0
"""How long the page waits for an answer before it says so."""


class ApiFailure(Exception):
    """The API could not do what was asked, told to a person.

    Args:
        message: one sentence that says what happened.
        next_step: one sentence that says what the reader can do about it.
    """

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(f"{message} {next_step}".strip())
        self.message = message
        self.next_step = next_step


class PapersApi:
    """The few calls the page makes.

    Args:
        api_url: address of the server that holds the papers, without "/api".
        transport: how requests travel; None for the network. A server that carries the page itself
            gives an ASGI transport, so that no port need be known.
    """

    def __init__(self, api_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.api_url = api_url
        self.transport = transport

    async def conversation(self, conversation_id: str) -> tuple[Reply, ...]:
        """The answers of a conversation, the oldest first.

        Raises:
            ApiFailure: there is no such conversation any more, or it could not be had.
        """
        return await self.call("GET", conversation_url(conversation_id), read_conversation)

    async def forget(self, conversation_id: str) -> None:
        """Delete a conversation.

        Raises:
            ApiFailure: it could not be deleted.
        """
        await self.call("DELETE", conversation_url(conversation_id), lambda _: None)

    async def library(self) -> Library:
        """What the papers held offer to filter by.

        Raises:
            ApiFailure: the list could not be had.
        """
        return await self.call("GET", f"/api/papers?limit={MOST_PAPERS}", read_library)

    async def paper(self, paper_id: str) -> Paper:
        """One paper.

        Raises:
            ApiFailure: no such paper, or it could not be had.
        """
        return await self.call("GET", f"/api/papers/{quote(paper_id, safe='')}", read_paper)

    async def starters(self) -> tuple[str, ...]:
        """Three questions at most that the papers held can answer.

        Raises:
            ApiFailure: they could not be had.
        """
        return await self.call("GET", "/api/starters", read_starters)

    async def call(
        self,
        method: str,
        path: str,
        read: Callable[[Any], T],
        json: Mapping[str, Any] | None = None,
        token: str = "",
    ) -> T:
        """Make one request, as the owner where the admin token is given, and read its reply."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with told_failures():
            async with self.client() as client:
                response = await client.request(method, path, json=json, headers=headers)
            if response.is_error:
                raise read_problem(response)
            return read(response.json() if response.content else None)

    async def events(
        self, path: str, read: Callable[[str, Any], T], request: Mapping[str, Any]
    ) -> AsyncGenerator[T, None]:
        """Post a request, and read each event of its reply as it comes; closing the generator ends the reply.

        Args:
            read: an event's name and data -> what it tells.

        Raises:
            ApiFailure: the reply was an error, or broke off, or could not be read.
        """
        with told_failures():
            async with self.client() as client, client.sse(path, method="POST", json=request) as source:
                if source.response.is_error:
                    await source.response.aread()
                    raise read_problem(source.response)
                async for event in source:
                    yield read(event.event, event.json())

    def client(self) -> httpx.AsyncClient:
        """A way to the server for one call."""
        return httpx.AsyncClient(
            base_url=self.api_url, transport=self.transport, timeout=ANSWER_SECONDS, trust_env=False
        )


@contextmanager
def told_failures() -> Iterator[None]:
    """Tell what fails inside as a sentence with a next step.

    Raises:
        ApiFailure: in place of what the HTTP library raises, or of what reading a reply does.
    """
    try:
        yield
    except httpx.TimeoutException as error:
        raise ApiFailure(
            "The papers took too long to search.",
            "Try again in a moment, or narrow the search with the filters.",
        ) from error
    except httpx.HTTPError as error:
        raise ApiFailure(
            "The server that holds the papers did not reply.",
            "Check that it is still running, then try again.",
        ) from error
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise ApiFailure(
            "The server's reply could not be read.",
            "Reload the page; if it happens again, tell whoever runs this service.",
        ) from error


def conversation_url(conversation_id: str) -> str:
    """Where a conversation is read and deleted."""
    return f"/api/conversations/{quote(conversation_id, safe='')}"


def read_problem(response: httpx.Response) -> ApiFailure:
    """Turn an error response into its sentence and next step."""
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    return failure_of(problem)


def failure_of(problem: object) -> ApiFailure:
    """The failure that a problem document tells; one in general words where it tells nothing."""
    told = problem if isinstance(problem, Mapping) else {}
    detail = told.get("detail") or told.get("title")
    message = sentence(detail) if isinstance(detail, str) and detail else "The server could not do this."
    next_step = told.get("next_step")
    return ApiFailure(
        message, sentence(next_step) if isinstance(next_step, str) and next_step else "Try again in a moment."
    )


def sentence(text: str) -> str:
    """A text with the full stop it may lack."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
