"""How far a long piece of work has come: a bar in a window, a line now and then anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from command.console import tell
from index.values import AddProgress

Show = Callable[[int, int, str], None]
"""Shows how many of how many papers are done, and a line of words."""


@contextmanager
def showing_progress() -> Iterator[Callable[[AddProgress], None]]:
    """Shows every progress of an addition that it is called with, until the block ends."""
    with bar_or_lines() as show:
        yield lambda progress: show(progress.papers_done, progress.papers_total, line(progress))


@contextmanager
def counting_papers() -> Iterator[Callable[[int, int], None]]:
    """Shows how many of how many papers are done, until the block ends."""
    with bar_or_lines() as show:
        yield lambda done, total: show(done, total, f"{done} of {total} papers")


@contextmanager
def bar_or_lines() -> Iterator[Show]:
    """A bar that moves in a window; otherwise a line each time another paper is done."""
    if not sys.stderr.isatty():
        yield lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), TextColumn("{task.fields[told]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, told="Looking for papers")
        yield lambda done, total, words: bar.update(task, completed=done, total=total, told=words)


def lines() -> Show:
    """Writes the words each time the number of papers done has grown."""
    told = 0

    def show(done: int, total: int, words: str) -> None:
        nonlocal told
        if done > told:
            told = done
            tell(words)

    return show


def line(progress: AddProgress) -> str:
    """A progress in words: "3 of 10 papers, 120 pages, 480 passages, about 20 s left: minutes.pdf"."""
    left = f", {time_left(progress.seconds_left)}" if progress.seconds_left is not None else ""
    return (
        f"{progress.papers_done} of {progress.papers_total} papers, {progress.pages_done} pages, "
        f"{progress.passages_done} passages{left}: {progress.file_name}"
    )


def time_left(seconds: float) -> str:
    """An estimate no finer than it deserves."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"
