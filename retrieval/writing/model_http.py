"""How a model's server is reached, and what its failures mean: all that `retrieval` knows of HTTP."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TypedDict

import httpx

from corpus.errors import (
    LanguageModelError,
    ModelCutOff,
    ModelFailed,
    ModelKeyRefused,
    ModelReplyUnusable,
    ModelRequestRefused,
    ModelTooBusy,
    ModelTooSlow,
    ModelUnknown,
    ModelUnreachable,
)
from retrieval.writing.settings import ModelKind, ModelSettings

TIMEOUT = httpx.Timeout(600.0, connect=10.0)
"""Generous: whoever asks holds the time an answer may take, and goes away when it is over."""

SENT = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "content-type", "host", "transfer-encoding"}
)
"""The headers that are sent; libraries would add what this machine is, and keys that were never set here."""

TOLD = 200
"""The most characters of a server's own words that are passed on."""

CHECK = "`panel-papers model check` says what is amiss."


class ClientOptions(TypedDict):
    """What every client of a model's server is built with."""

    auth: Callable[[httpx.Request], httpx.Request]
    timeout: httpx.Timeout
    trust_env: bool
    follow_redirects: bool
    verify: ssl.SSLContext


@cache
def certificates() -> ssl.SSLContext:
    """The authorities that are trusted, read once."""
    return httpx.create_ssl_context(trust_env=False)


def client_options(key: str) -> ClientOptions:
    """A client that sends the key and nothing that was not meant to be sent, to no other address."""

    def sign(request: httpx.Request) -> httpx.Request:
        request.headers = httpx.Headers(
            [(name, value) for name, value in request.headers.multi_items() if name.lower() in SENT]
        )
        request.extensions["timeout"] = TIMEOUT.as_dict()
        request.headers["User-Agent"] = "panel-papers"
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        return request

    return ClientOptions(
        auth=sign, timeout=TIMEOUT, trust_env=False, follow_redirects=False, verify=certificates()
    )


def open_client(key: str) -> httpx.AsyncClient:
    """A client for one request, to be closed after it."""
    return httpx.AsyncClient(**client_options(key))


async def offered_models(settings: ModelSettings) -> tuple[str, ...]:
    """The names of the models that a server says it has.

    Raises:
        LanguageModelError: it cannot be reached, or does not say.
    """
    listed, rows, name = {
        ModelKind.OPENAI_LIKE: ("/models", "data", "id"),
        ModelKind.OLLAMA: ("/api/tags", "models", "name"),
    }[settings.kind]
    try:
        async with open_client(settings.key) as client:
            reply = await client.get(f"{settings.address}{listed}")
            reply.raise_for_status()
            return tuple(str(row[name]) for row in reply.json()[rows])
    except Exception as error:
        failure = failure_of(error, settings.name, settings.address, settings.key)
    raise failure


def failure_of(error: Exception, name: str, address: str, key: str = "") -> LanguageModelError:
    """What a failure of a model's server, or of a library that asked it, means to its owner.

    Args:
        name: of the model.
        address: of its server, empty where it is not known.
        key: which must not be repeated, whoever said it.
    """
    where = f" at {address}" if address else ""
    for cause in causes(error):
        status = status_of(cause)
        if status is not None:
            return refusal(status, cause, name, where, key)
    for cause in causes(error):
        match cause:
            case LanguageModelError():
                return cause
            case httpx.ConnectTimeout() | httpx.ConnectError() | httpx.UnsupportedProtocol():
                return unreachable(where)
            case httpx.TimeoutException() | TimeoutError():
                return too_slow(name)
            case OSError():
                return unreachable(where)
            case httpx.DecodingError():
                return unusable(name, where)
            case httpx.TransportError() | httpx.StreamError():
                return ModelCutOff(
                    f"The reply of the language model {name} broke off.",
                    next_step="Ask again; if it happens often, look at the log of the model's server.",
                )
            case ValueError() | LookupError() | TypeError() | AttributeError():
                return unusable(name, where)
    return ModelFailed(
        f"The language model {name} reported a failure of its own.",
        next_step="Ask again; if it happens often, look at the log of the model's server.",
    )


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came of, the last first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def status_of(error: BaseException) -> int | None:
    """The HTTP status that an error carries, in whichever library's way; None where it has none."""
    response = getattr(error, "response", None)
    for status in (getattr(error, "status_code", None), getattr(response, "status_code", None)):
        if isinstance(status, int) and status >= 300:
            return status
    return None


def refusal(status: int, error: BaseException, name: str, where: str, key: str) -> LanguageModelError:
    """What a status other than success means."""
    if status < 400:
        return unusable(name, where)
    match status:
        case 401 | 403:
            return ModelKeyRefused(
                f"The language model's server{where} does not accept the key.",
                next_step="Set the key that it was given, or a new one." if key else "Set the key it wants.",
            )
        case 404:
            return ModelUnknown(
                f"What replies{where} does not know a language model called {name}.",
                next_step=f"Correct the model's name or its address. {CHECK}",
            )
        case 408:
            return too_slow(name)
        case 429:
            return ModelTooBusy(
                f"The language model {name} is asked more than it allows.",
                next_step="Ask again in a while, or raise what its provider allows.",
                wait_seconds=wait_of(error),
            )
        case status if status < 500:
            return ModelRequestRefused(
                f"The language model {name} will not take what it was sent{their_words(error, key)}.",
                next_step=f"Set no more context tokens than it can hold. {CHECK}",
            )
    return ModelFailed(
        f"The language model {name} failed (its server{where} replied {status}).",
        next_step="Ask again; if it happens often, look at the log of the model's server.",
    )


def unreachable(where: str) -> ModelUnreachable:
    """Nothing replies."""
    return ModelUnreachable(
        f"No language model replies{where}.", next_step="Start its server, or correct its address."
    )


def too_slow(name: str) -> ModelTooSlow:
    """Nothing came in time."""
    return ModelTooSlow(
        f"The language model {name} did not reply in time.",
        next_step="Ask again, or use a smaller model or a faster machine.",
    )


def unusable(name: str, where: str) -> ModelReplyUnusable:
    """What replies is not to be read as a language model's reply."""
    return ModelReplyUnusable(
        f"What came as the reply of the language model {name}{where} cannot be read.",
        next_step=f"Correct the address: of most servers it ends in /v1, of Ollama's it does not. {CHECK}",
    )


def wait_of(error: BaseException) -> float | None:
    """The seconds that a server asks to wait, None where it does not say."""
    responses = [getattr(cause, "response", None) for cause in causes(error)]
    asked = next((found.headers.get("retry-after", "") for found in responses if found is not None), "")
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def their_words(error: BaseException, key: str) -> str:
    """What a server says of its refusal, in brackets; nothing where any part of the key is among it."""
    body = getattr(error, "body", None)
    said = body.get("message") if isinstance(body, Mapping) else getattr(error, "error", None)
    if not isinstance(said, str) or not said.strip():
        return ""
    if any(key[start : start + 6] in said for start in range(max(len(key) - 5, min(len(key), 1)))):
        return ""
    words = " ".join(said.split())
    return f" (\u201c{words[:TOLD]}{'…' if len(words) > TOLD else ''}\u201d)"
