"""Uploaded files wait in a folder of their own until they are added; the library keeps its own copy."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index.values import AddProgress, AddReport
from server.errors import Problem
from server.jobs import Job

if TYPE_CHECKING:
    from index.library import Library

FOLDER = "uploads"
ARRIVED_FOLDER = "arrived"
MOST_NAME_BYTES = 180


def safe_name(name: str) -> str:
    """The file's own name without folders, control characters or a leading dot; never empty."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    name = "".join(mark for mark in name if mark.isprintable() and mark not in '<>:"|?*')
    name = " ".join(name.split()).lstrip(". ")
    suffix = Path(name).suffix[:10]
    stem = name[: len(name) - len(suffix)] if suffix else name
    room = MOST_NAME_BYTES - len(suffix.encode())
    return (stem.encode()[:room].decode(errors="ignore").strip() or "paper") + suffix


def put_waiting(data: Path, job_id: str, files: Iterable[tuple[str, BinaryIO]]) -> tuple[Path, ...]:
    """Write uploaded files where they wait for their job.

    Args:
        data: the data folder.
        files: the name that the caller gave, and the bytes.

    Raises:
        Problem: two files have the same name, or there is no room on the disk.
    """
    folder = data / FOLDER / job_id
    paths: list[Path] = []
    try:
        folder.mkdir(parents=True)
        for name, content in files:
            path = folder / safe_name(name)
            if path.exists():
                raise Problem(
                    422, "Same name twice", f"Two files are called {path.name}.", "Send them one by one."
                )
            with path.open("wb") as file:
                shutil.copyfileobj(content, file)
            paths.append(path)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Problem(
            507,
            "Upload not stored",
            f"The upload could not be stored: {error.strerror or error}.",
            "Make room on the server's disk, and send it again.",
        ) from error
    except Problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return tuple(paths)


def add_uploads(library: Library, data: Path, job: Job, progress: Callable[[AddProgress], None]) -> AddReport:
    """Add a job's files to the library, which keeps its own copy of those that can be read.

    They are added from the same place whatever the job, so that a file of the same name is an update.
    """
    arrived = data / FOLDER / ARRIVED_FOLDER
    arrived.mkdir(parents=True, exist_ok=True)
    paths = [path.replace(arrived / path.name) for path in job.paths]
    try:
        return library.add(paths, passwords=job.passwords, progress=progress)
    finally:
        discard_waiting((*job.paths, *paths))


def discard_waiting(paths: Iterable[Path]) -> None:
    """Delete the files of a job that wait, and the folder they wait in."""
    for folder in {path.parent for path in paths}:
        shutil.rmtree(folder, ignore_errors=True)


def clear_waiting(data: Path) -> None:
    """Delete what was left waiting when the server last stopped."""
    shutil.rmtree(data / FOLDER, ignore_errors=True)
