"""The admin token: who may add, correct and remove papers, and see those that are exempt."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from corpus.errors import LibraryError

FILE_NAME = "admin-token"


class AdminToken:
    """A secret in the data folder that only its owner can read, made on first use.

    Args:
        folder: the data folder.

    Raises:
        LibraryError: the token can neither be read nor made.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.value = self.read() or self.create()
        except OSError as error:
            raise LibraryError(
                f"The admin token {self.path} cannot be read or made: {error.strerror or error}.",
                next_step="Check that the data folder belongs to you and can be written to.",
            ) from error

    def read(self) -> str:
        """The token on disk, "" where there is none."""
        return self.path.read_text(encoding="ascii").strip() if self.path.exists() else ""

    def create(self) -> str:
        """Write a new token, readable by its owner only; where another process was quicker, take its."""
        token = secrets.token_urlsafe(32)
        unfinished = self.path.with_name(f".{FILE_NAME}.{os.getpid()}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(token + "\n")
        try:
            if self.path.exists():  # an empty token file is no token
                self.path.unlink()
            os.link(unfinished, self.path)
        except FileExistsError:
            return self.read()
        finally:
            unfinished.unlink()
        return token

    def matches(self, authorization: str | None) -> bool:
        """True for "Bearer <token>" with the right token, compared in constant time."""
        scheme, _, given = (authorization or "").partition(" ")
        right = secrets.compare_digest(given.strip().encode(), self.value.encode())
        return right and scheme.lower() == "bearer"
