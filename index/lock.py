"""One writer at a time: a lock on the data folder that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryBusy

FILE_NAME = "writer.lock"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the data folder for writing.

    Raises:
        LibraryBusy: another process, or another thread of this one, is writing to it.
    """
    descriptor = os.open(folder / FILE_NAME, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LibraryBusy(
                f"Papers are being added to or removed from {folder} at this moment.",
                next_step="Wait until that has finished, then try again.",
            ) from error
        yield
    finally:
        os.close(descriptor)
