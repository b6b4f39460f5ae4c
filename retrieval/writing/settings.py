"""Which language model writes, and how answers are written; checked when built."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from corpus.errors import SettingsError

OLLAMA_ADDRESS = "http://127.0.0.1:11434"
"""Where Ollama listens unless its owner told it otherwise."""


class ModelKind(StrEnum):
    """What a model's server speaks."""

    OPENAI_LIKE = "openai-like"
    OLLAMA = "ollama"


class Unconfirmed(StrEnum):
    """What becomes of a model's sentence that its passages do not carry.

    MEND: the paper's own sentence takes its place.
    REMOVE: it is left out.
    MARK: it stays, marked as not confirmed by the papers.
    """

    MEND = "mend"
    REMOVE = "remove"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model and where it is reached.

    Attributes:
        name: as its server calls it.
        address: of the server, without a slash at its end; empty for Ollama on this machine.
        key: empty where the server wants none; never printed.
        context_tokens: the most tokens a request and its reply may have together.

    Raises:
        SettingsError: a value is missing, out of bounds or at odds with another.
    """

    kind: ModelKind
    name: str
    address: str = ""
    key: str = field(default="", repr=False)
    context_tokens: int = 4096

    def __post_init__(self) -> None:
        for attribute in ("name", "address", "key"):
            object.__setattr__(self, attribute, getattr(self, attribute).strip())
        default = OLLAMA_ADDRESS if self.kind is ModelKind.OLLAMA else ""
        object.__setattr__(self, "address", (self.address or default).rstrip("/"))
        if not self.name:
            raise SettingsError(
                "The language model has no name.",
                next_step="Name it as its server does, for example qwen3:8b.",
            )
        check_address(self.kind, self.address)
        if not all("!" <= character <= "~" for character in self.key):
            raise SettingsError(
                "The language model's key has a character that no key has.",
                next_step="Copy the key again, without spaces, quotation marks or line breaks around it.",
            )
        if not 512 <= self.context_tokens <= 2_000_000:
            raise SettingsError(
                f"The language model's context is {self.context_tokens} tokens.",
                next_step="Choose a number from 512 to 2,000,000, no more than the model can hold.",
            )


def check_address(kind: ModelKind, address: str) -> None:
    """Refuse an address that no model can be reached at, or that tells a password.

    Raises:
        SettingsError: it is missing, no http address, or has a user and password, a query or a fragment.
    """
    if not address:
        raise SettingsError(
            "The language model has no address.",
            next_step="Give the address of its server, for example http://127.0.0.1:8080/v1.",
        )
    try:
        parts = urlsplit(address)
        reached = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        reached = False
    if not reached or any(character.isspace() for character in address):
        raise SettingsError(
            "The language model's address is no address of a server.",
            next_step="Write it as http://127.0.0.1:8080/v1 or https://models.example.org/v1.",
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            "The language model's address holds more than an address.",
            next_step="Leave out user, password and whatever follows ? or #; a key has a setting of its own.",
        )
    if kind is ModelKind.OLLAMA and parts.path.endswith("/v1"):
        raise SettingsError(
            "Ollama's address ends in /v1, where it speaks as another kind of server.",
            next_step=f"Leave out /v1, as in {OLLAMA_ADDRESS}, or choose the kind openai-like.",
        )


@dataclass(frozen=True, slots=True)
class WritingSettings:
    """How long a model may take, how much it may write, and how strictly it is taken at its word.

    Attributes:
        seconds: the whole of an answer's writing, checking and second tries may take.
        unconfirmed: what becomes of a sentence that its passages do not carry.
        answer_tokens: the most tokens of a reply.

    Raises:
        SettingsError: a value is out of bounds.
    """

    seconds: float = 30.0
    unconfirmed: Unconfirmed = Unconfirmed.MEND
    answer_tokens: int = 400

    def __post_init__(self) -> None:
        if not 1 <= self.seconds <= 600:
            raise SettingsError(
                f"An answer may take {self.seconds:g} seconds to write.", next_step="Choose from 1 to 600."
            )
        if not 50 <= self.answer_tokens <= 4000:
            raise SettingsError(
                f"An answer may have {self.answer_tokens} tokens.", next_step="Choose from 50 to 4,000."
            )
