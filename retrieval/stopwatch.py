"""How long each stage of a question took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Stages and their milliseconds, in the order they first ran; what ran again adds to its stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @property
    def stages(self) -> tuple[tuple[str, float], ...]:
        """Each stage with its milliseconds."""
        return tuple((name, round(spent, 2)) for name, spent in self.spent.items())

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what runs inside."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + 1000 * (time.perf_counter() - start)
