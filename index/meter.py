"""How far an addition has come, and how long the rest will take."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from index.values import AddProgress, AddStage

# Before this many seconds have passed an estimate would only jump about.
SECONDS_TO_JUDGE = 2.0


class Meter:
    """Tells a listener of every step; called from the reading and the embedding thread.

    Args:
        listener: told of every step, or None.
    """

    def __init__(self, listener: Callable[[AddProgress], None] | None) -> None:
        self.listener = listener
        self.telling = threading.Lock()
        self.began = time.monotonic()
        self.total = self.done = self.pages = self.passages = 0
        self.bytes_total = self.bytes_done = 0.0
        self.under_way = 0.0
        self.embedding = 0
        self.file_name = ""
        self.at = AddStage.READING

    def start(self, papers: int, sizes: Sequence[int]) -> None:
        """Begin: so many papers in all, and the sizes in bytes of those to be read."""
        self.total, self.done = papers, papers - len(sizes)
        self.bytes_total = float(sum(sizes)) or 1.0
        self.began = time.monotonic()
        self.tell()

    def stage(self, file_name: str, stage: AddStage) -> None:
        """A paper has come to a stage; the next one being read ahead does not hide this one."""
        with self.telling:
            ahead = stage is AddStage.READING and self.at in (AddStage.EMBEDDING, AddStage.STORING)
            if not ahead:
                self.file_name, self.at = file_name, stage
        self.tell()

    def embedded(self, size: int, passages: int) -> Callable[[int, int], None]:
        """A listener for the embedding of a paper of so many bytes and passages."""

        def tell(done: int, total: int) -> None:
            share = done / total if total else 1.0
            with self.telling:
                self.under_way = size * share
                self.embedding = int(passages * share)
            self.tell()

        return tell

    def paper_done(self, size: int, pages: int, passages: int) -> None:
        """A paper is finished, whatever became of it."""
        with self.telling:
            self.done += 1
            self.pages += pages
            self.passages += passages
            self.bytes_done += size
            self.under_way = self.embedding = 0
            self.at = AddStage.DONE
        self.tell()

    def tell(self) -> None:
        """Tell the listener how things stand."""
        if self.listener is None:
            return
        with self.telling:
            self.listener(
                AddProgress(
                    papers_done=self.done,
                    papers_total=self.total,
                    pages_done=self.pages,
                    passages_done=self.passages + self.embedding,
                    file_name=self.file_name,
                    stage=self.at,
                    seconds_left=self.seconds_left(),
                )
            )

    def seconds_left(self) -> float | None:
        """An estimate from the share of the bytes behind us; None until there is something to judge by."""
        behind = self.bytes_done + self.under_way
        elapsed = time.monotonic() - self.began
        if elapsed < SECONDS_TO_JUDGE or behind <= 0:
            return None
        return elapsed * max(0.0, self.bytes_total - behind) / behind
