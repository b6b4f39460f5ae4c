"""What can be set about the server, from the environment (PANEL_PAPERS_HOST and so on) or by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError
from retrieval.writing.settings import ModelKind, ModelSettings, Unconfirmed, WritingSettings

TYPED = frozenset({"data", "host", "port"})
"""The settings that a command takes as an option too."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ServerSettings(BaseSettings):
    """Where the papers lie, where the server listens, and how much one request may ask for."""

    model_config = SettingsConfigDict(
        env_prefix="PANEL_PAPERS_", frozen=True, extra="forbid", hide_input_in_errors=True
    )

    data: Path = Field(Path("panel-papers-data"), description="Folder that holds the indexed papers.")
    embedding_model: str = Field(
        "",
        max_length=500,
        description="A sentence-transformers model, by name or folder; empty for the one that is built in.",
    )
    reranker: str = Field(
        "",
        max_length=500,
        description="A sentence-transformers cross-encoder, by name or folder; empty for the built-in one, "
        '"none" for none.',
    )
    host: str = Field(
        "127.0.0.1",
        min_length=1,
        max_length=253,
        description="Address to listen on. Anything but this machine's own lets others read the papers.",
    )
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")
    question_characters: int = Field(
        500, ge=50, le=5000, description="The most characters a question may have."
    )
    upload_megabytes: int = Field(
        200, ge=1, le=2000, description="The most megabytes one upload may have, all its files together."
    )
    upload_files: int = Field(20, ge=1, le=100, description="The most files one upload may have.")
    waiting_jobs: int = Field(20, ge=1, le=1000, description="The most uploads that may wait for their turn.")
    conversation_turns: int = Field(
        40, ge=1, le=500, description="The most questions of a conversation that are kept, the newest ones."
    )
    conversation_days: int = Field(
        30, ge=1, le=3650, description="Days after its last question that a conversation is forgotten."
    )
    model: Literal["", "openai-like", "ollama"] = Field(
        "",
        description="The kind of language model that words answers: openai-like for any server that speaks "
        "as OpenAI's does, ollama for Ollama; empty for none, when answers are in the papers' own words.",
    )
    model_name: str = Field(
        "", max_length=300, description="The language model's name, as its server lists it."
    )
    model_address: str = Field(
        "",
        max_length=2000,
        description="Where the model's server is, for example http://127.0.0.1:8080/v1; empty for Ollama "
        "on this machine.",
    )
    model_key: SecretStr = Field(
        SecretStr(""),
        description="The key that the model's server wants, if any. Only from the environment; it is never "
        "logged or shown.",
    )
    model_context_tokens: int = Field(
        4096,
        ge=512,
        le=2_000_000,
        description="The most tokens that a request to the model and its reply may have together; no more "
        "than the model can hold.",
    )
    model_seconds: float = Field(
        30.0,
        ge=1,
        le=600,
        description="Seconds that wording an answer may take; after them it is given in the papers' own "
        "words.",
    )
    unconfirmed_sentences: Unconfirmed = Field(
        Unconfirmed.MEND,
        description="What becomes of a model's sentence that the papers do not carry: mend puts the paper's "
        "own sentence in its place, remove leaves it out, mark shows it as not confirmed.",
    )

    @model_validator(mode="after")
    def check_model(self) -> Self:
        """Refuse settings of a model that no model can be reached with.

        Raises:
            SettingsError: one of them is missing, cannot be used, or belongs to a model that is not set.
        """
        if not self.model and (self.model_name or self.model_address):
            raise SettingsError(
                "A language model has a name or an address, but its kind is not set.",
                next_step="Set PANEL_PAPERS_MODEL to openai-like or ollama, or leave all of them out.",
            )
        try:
            self.language_model  # noqa: B018 - it is built to be checked
        except SettingsError as error:
            raise SettingsError(
                error.message,
                next_step=f"{error.next_step} The settings are PANEL_PAPERS_MODEL, PANEL_PAPERS_MODEL_NAME, "
                "PANEL_PAPERS_MODEL_ADDRESS and PANEL_PAPERS_MODEL_KEY.",
            ) from error
        return self

    @property
    def language_model(self) -> ModelSettings | None:
        """The language model that is set, None where none is."""
        if not self.model:
            return None
        return ModelSettings(
            kind=ModelKind(self.model),
            name=self.model_name,
            address=self.model_address,
            key=self.model_key.get_secret_value(),
            context_tokens=self.model_context_tokens,
        )

    @property
    def writing(self) -> WritingSettings:
        """How answers are written where a language model is set."""
        return WritingSettings(seconds=self.model_seconds, unconfirmed=self.unconfirmed_sentences)

    @property
    def upload_bytes(self) -> int:
        """The most bytes one upload may have."""
        return self.upload_megabytes * 1024 * 1024

    @property
    def is_loopback(self) -> bool:
        """True when only this machine can reach the server."""
        return self.host in LOOPBACK

    @property
    def address(self) -> str:
        """The address to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(self.host, self.host)
        return f"http://{host}:{self.port}"


def load_settings(**given: Any) -> ServerSettings:  # noqa: ANN401 - each value is checked by its field
    """Read the settings from the environment; values given here win, and None means not given.

    Raises:
        SettingsError: a value is out of bounds or of the wrong sort.
    """
    try:
        return ServerSettings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        option = f" or the --{name} option" if name in TYPED else ""
        raise SettingsError(
            f"The setting {name} cannot be used: {first['msg'][:1].lower()}{first['msg'][1:]}.",
            next_step=f"Correct PANEL_PAPERS_{name.upper()}{option}.",
        ) from error
