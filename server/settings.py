"""What can be set about the server, from the environment (PANEL_PAPERS_HOST and so on) or by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ServerSettings(BaseSettings):
    """Where the papers lie, where the server listens, and how much one request may ask for."""

    model_config = SettingsConfigDict(env_prefix="PANEL_PAPERS_", frozen=True, extra="forbid")

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
        raise SettingsError(
            f"The setting {name} cannot be used: {first['msg'][:1].lower()}{first['msg'][1:]}.",
            next_step=f"Correct PANEL_PAPERS_{name.upper()} or the --{name.replace('_', '-')} option.",
        ) from error
