"""Reads a file of any supported format, in a process of its own that a hostile file may take down.

A reader works in a child process with a limit on its memory and on its time. The child is used again for
the next file, and replaced after a crash, a hang or too much memory; the caller only ever sees an error
that says what happened to which file.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corpus.errors import PaperError, PaperTooLarge, SettingsError, UnreadablePaper
from corpus.file_kinds import SUFFIXES, data_kind_of
from corpus.values import FileText

if TYPE_CHECKING:
    from corpus.readers.ocr import OcrWord

MEBIBYTE = 1024 * 1024
LENGTH = struct.Struct(">Q")  # each message is its length, then its pickle
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much a file may ask of the machine.

    Attributes:
        file_bytes: the largest file that is read.
        pages: the most pages that are read.
        seconds: the longest that a reader may work before its first page, and on any page.
        seconds_per_page: with `seconds`, the longest that a whole file may take.
        memory_bytes: the most memory that the reading process may take.

    Raises:
        SettingsError: a limit is not above zero.
    """

    file_bytes: int = 200 * MEBIBYTE
    pages: int = 3_000
    seconds: float = 55.0
    seconds_per_page: float = 5.0
    memory_bytes: int = 1_900 * MEBIBYTE

    def __post_init__(self) -> None:
        for name in ("file_bytes", "pages", "seconds", "seconds_per_page", "memory_bytes"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"The reading limit {name} must be above zero.", next_step="Raise it.")


def supported_suffixes() -> tuple[str, ...]:
    """The endings of file names that are read, in lower case with their dot; case does not matter."""
    return tuple(SUFFIXES)


def read_file(path: Path, *, password: str = "", limits: ReadingLimits = ReadingLimits()) -> FileText:
    """Read one file; to read several, use `PaperReader`, which keeps its process.

    Raises:
        PasswordNeeded: it is encrypted and the password does not open it.
        UnsupportedPaper: its format is not read, or needs a converter that is not here.
        PaperTooLarge: it is larger than the limits allow.
        UnreadablePaper: it is damaged, empty, or took the reader down.
    """
    with PaperReader(limits) as reader:
        return reader.read(path, password=password)


class PaperReader:
    """Reads files one after another in one child process; use it as a context manager.

    Not safe for use by several threads at once.
    """

    def __init__(self, limits: ReadingLimits = ReadingLimits()) -> None:
        self.limits = limits
        self._worker: Worker | None = None

    def __enter__(self) -> PaperReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def read(
        self, path: Path, *, password: str = "", progress: Progress = lambda done, total: None
    ) -> FileText:
        """Read one file.

        Args:
            progress: called with the pages done and their number, where the format has pages.

        Raises:
            PasswordNeeded, UnsupportedPaper, PaperTooLarge, UnreadablePaper: as `read_file`.
        """
        check_file(path, self.limits)
        job = ReadJob(path, data_kind_of(path), password, self.limits.pages, self.limits.memory_bytes)
        found = self._run(job, progress)
        assert isinstance(found, FileText)
        return found

    def ocr_words(self, path: Path, page: int, *, password: str = "") -> tuple[OcrWord, ...]:
        """Read the words of one PDF page by OCR, with their boxes.

        Raises:
            PageNotFound: the paper has no such page.
            PasswordNeeded, UnreadablePaper: as `read_file`.
        """
        check_file(path, self.limits)
        job = OcrJob(path, page, password, self.limits.memory_bytes)
        found = self._run(job, lambda done, total: None)
        assert isinstance(found, tuple)
        return found

    def _run(self, job: ReadJob | OcrJob, progress: Progress) -> object:
        """Have the child do a job, within the limits."""
        if self._worker is None or not self._worker.alive:
            self._worker = Worker()
        started = time.monotonic()
        whole = self.limits.seconds + self.limits.seconds_per_page
        step_ends = started + self.limits.seconds
        self._worker.send(job)
        while True:
            wait = min(step_ends, started + whole) - time.monotonic()
            reply = self._worker.receive(max(0.0, wait))
            if isinstance(reply, Done):
                return reply.result
            if isinstance(reply, Failed):
                if reply.worn_out:
                    self.close()
                raise reply.error
            if isinstance(reply, PagesDone):
                whole = self.limits.seconds + self.limits.seconds_per_page * max(1, reply.total)
                step_ends = time.monotonic() + self.limits.seconds
                progress(reply.done, reply.total)
                continue
            self.close()
            raise taken_down(job.path, timed_out=reply is None)


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Read a whole file."""

    path: Path
    data_kind: str
    password: str
    pages: int
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class OcrJob:
    """Read the words of one page by OCR."""

    path: Path
    page: int
    password: str
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class PagesDone:
    """The child has read so many pages of so many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """The child has done its job."""

    result: object


@dataclass(frozen=True, slots=True)
class Failed:
    """The child could not do its job; `worn_out` asks for a fresh child."""

    error: Exception
    worn_out: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """The child is gone."""


Reply = PagesDone | Done | Failed | Ended


class Worker:
    """The child process, and the thread that listens to it.

    It is started by its module rather than forked: it holds no copy of the caller's memory, and loads none
    of the caller's libraries.
    """

    def __init__(self) -> None:
        start = f"import sys; sys.path[:] = {sys.path!r}; from corpus.reading_worker import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that a converter it has started ends with it
        )
        self._replies: queue.Queue[Reply] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether the child still runs."""
        return self._process.poll() is None

    def send(self, job: ReadJob | OcrJob) -> None:
        """Hand the child a job; a child that is gone answers with `Ended`."""
        assert self._process.stdin is not None
        try:
            write_message(self._process.stdin, job)
        except OSError:
            self._replies.put(Ended())

    def receive(self, seconds: float) -> Reply | None:
        """The child's next reply, None where it does not come in time."""
        try:
            return self._replies.get(timeout=seconds)
        except queue.Empty:
            return None

    def stop(self) -> None:
        """End the child and whatever it has started."""
        if self.alive:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (AttributeError, ProcessLookupError, PermissionError):
                self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # a job that was never read lies in the pipe
                    continue

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._replies.put(read_message(self._process.stdout))  # type: ignore[arg-type]
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._replies.put(Ended())


def write_message(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def read_message(stream: IO[bytes]) -> object:
    """Read one message.

    Raises:
        EOFError: the stream has ended.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    data = stream.read(LENGTH.unpack(head)[0])
    return pickle.loads(data)


def check_file(path: Path, limits: ReadingLimits) -> None:
    """Refuse a file that is not there, is empty or is too large."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadablePaper(
            f"{path.name} cannot be opened: {error.strerror or error}.",
            next_step="Check that the file is there and that you may read it.",
            file_name=path.name,
        ) from error
    if size == 0:
        raise UnreadablePaper(
            f"{path.name} is empty: it has no bytes.",
            next_step="Download it again.",
            file_name=path.name,
        )
    if size > limits.file_bytes:
        raise PaperTooLarge(
            f"{path.name} has {size / MEBIBYTE:,.0f} MiB; "
            f"at most {limits.file_bytes / MEBIBYTE:,.0f} MiB are read.",
            next_step="Split it into several files, or raise the size limit.",
            file_name=path.name,
        )


def taken_down(path: Path, *, timed_out: bool) -> PaperError:
    """The error for a file that hung or crashed its reader."""
    what = "took too long to read and was given up" if timed_out else "made its reader fail"
    return UnreadablePaper(
        f"{path.name} {what}; it is damaged or far more complex than a paper.",
        next_step="Open it in a viewer, print it to a new PDF, and add that copy.",
        file_name=path.name,
    )
