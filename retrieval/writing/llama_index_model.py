"""Language models that llama-index knows, behind our seam; the one file that imports its models."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from typing import Any, Protocol

from corpus.errors import ModelCutOff, ModelReplyUnusable, ModelUnavailable
from retrieval.writing.language_model import LanguageModel, Message
from retrieval.writing.model_http import client_options, failure_of, open_client
from retrieval.writing.reasoning import ReasoningFilter
from retrieval.writing.settings import ModelKind, ModelSettings

UNSIGNED = "unsigned"
"""Stands where llama-index wants a key; the real one is added where the request leaves."""

GENERATORS = 40
"""Turns of the event loop; there are some ten generators, one inside the other."""


class ChattingModel(Protocol):
    """A llama-index LLM, as far as it is used here."""

    async def astream_chat(self, messages: Sequence[Any]) -> AsyncGenerator[Any, None]:
        """Replies that each hold a `delta`, the newest piece, and `raw`, what the server sent."""
        ...


Connect = Callable[[int], AbstractAsyncContextManager[ChattingModel]]
"""Makes a llama-index LLM for one request, told the most tokens of its reply; closes its connection after."""


class LlamaIndexModel(LanguageModel):
    """A llama-index LLM that can chat.

    Args:
        name: what its owner calls it.
        context_tokens: the most tokens that a request and its reply may have together.
        connect: makes the LLM for each request. A connection of its own for each is what lets a request
            be stopped for good, and asked from any event loop.
        address: of its server, to be told where it fails.
        key: of its server, so that it is never repeated.
    """

    def __init__(
        self, name: str, context_tokens: int, connect: Connect, *, address: str = "", key: str = ""
    ) -> None:
        self._name = name
        self._context_tokens = context_tokens
        self._connect = connect
        self._address = address
        self._key = key

    @property
    def name(self) -> str:
        """What its owner calls it."""
        return self._name

    @property
    def context_tokens(self) -> int:
        """The most tokens that a request and its reply may have together."""
        return self._context_tokens

    async def stream(self, messages: Sequence[Message], most_tokens: int) -> AsyncGenerator[str, None]:
        """The reply, piece by piece, without what the model reasons; see `LanguageModel.stream`."""
        try:
            async with (
                self._connect(most_tokens) as llm,
                aclosing(await llm.astream_chat(chat_messages(messages))) as replies,
                aclosing(self._pieces(replies, most_tokens)) as pieces,
            ):
                async for piece in pieces:
                    yield piece
            return
        except Exception as error:
            failure = failure_of(error, self._name, self._address, self._key)
        finally:
            await let_go()
        raise failure  # here, so that nothing a library said, the key perhaps, hangs on to it

    async def _pieces(self, replies: AsyncIterator[Any], most_tokens: int) -> AsyncGenerator[str, None]:
        """The pieces of a reply that is known to be complete at its end.

        Raises:
            ModelReplyUnusable: nothing came that could be read.
            ModelCutOff: the server did not say that the reply was complete.
        """
        spoken = ReasoningFilter()
        came = 0
        complete: bool | None = None
        async for reply in replies:
            complete = complete or is_complete(reply.raw)
            if reply.delta:
                came += 1
                if shown := spoken.passes(reply.delta):
                    yield shown
            if came > 2 * most_tokens:  # it was told where to stop and does not
                return
        if complete is None:
            raise ModelReplyUnusable(
                f"The language model {self._name} gave no reply that can be read.",
                next_step="Ask again; if it happens often, correct the address of its server, or set no more "
                "context tokens than it can hold.",
            )
        if not complete:
            raise ModelCutOff(
                f"The reply of the language model {self._name} broke off.",
                next_step="Ask again; if it happens often, look at the log of the model's server.",
            )
        if shown := spoken.rest():
            yield shown


async def let_go() -> None:
    """Let the generators inside llama-index and its clients end, before the event loop may.

    Where a reply is stopped early they are left to the loop, which ends one of them in a turn or two.
    """
    for _ in range(GENERATORS):
        await asyncio.sleep(0)


def is_complete(raw: object) -> bool:
    """True for the last part of a reply: whatever kind of server sent it, it says why it ended."""
    if isinstance(raw, Mapping):
        return bool(raw.get("done"))
    choices = getattr(raw, "choices", None)
    if choices is None:  # of another kind of server, which does not say
        return True
    return any(choice.finish_reason for choice in choices)


def chat_messages(messages: Sequence[Message]) -> list[Any]:
    """Our messages as llama-index has them."""
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role=message.speaker.value, content=message.text) for message in messages]


def load_model(settings: ModelSettings) -> LanguageModel:
    """The model that the settings name; nothing is asked of it yet.

    Raises:
        ModelUnavailable: what its kind needs is not installed.
    """
    make = {ModelKind.OPENAI_LIKE: openai_like, ModelKind.OLLAMA: ollama}[settings.kind]
    try:
        connect = make(settings)
    except ImportError as error:
        raise ModelUnavailable(
            f"Language models of the kind {settings.kind} need a package that is not installed.",
            next_step=f"Install it: pip install 'panel-papers[{settings.kind}]'.",
        ) from error
    return LlamaIndexModel(
        settings.name, settings.context_tokens, connect, address=settings.address, key=settings.key
    )


def openai_like(settings: ModelSettings) -> Connect:
    """Makes models behind a server that speaks as OpenAI's does."""
    from llama_index.llms.openai_like import OpenAILike

    @asynccontextmanager
    async def connect(most_tokens: int) -> AsyncIterator[ChattingModel]:
        async with open_client(settings.key) as client:
            yield OpenAILike(
                model=settings.name,
                api_base=settings.address,
                api_key=UNSIGNED,
                context_window=settings.context_tokens,
                is_chat_model=True,
                temperature=0.0,
                max_tokens=most_tokens,
                max_retries=0,
                async_http_client=client,  # type: ignore[call-arg] # taken, but not among its fields
            )

    return connect


def ollama(settings: ModelSettings) -> Connect:
    """Makes models behind Ollama."""
    from llama_index.llms.ollama import Ollama
    from ollama import AsyncClient

    @asynccontextmanager
    async def connect(most_tokens: int) -> AsyncIterator[ChattingModel]:
        async with AsyncClient(settings.address, **client_options(settings.key)) as client:
            yield Ollama(
                model=settings.name,
                base_url=settings.address,
                context_window=settings.context_tokens,
                temperature=0.0,
                thinking=False,
                additional_kwargs={"num_predict": most_tokens},
                async_client=client,
            )

    return connect
