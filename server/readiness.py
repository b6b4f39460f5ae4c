"""The models are loaded before the first question, so that no one has to wait for them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from corpus.errors import PanelPapersError
from server.errors import Problem

log = logging.getLogger("panel_papers")


class Readiness:
    """Runs the warm-up once, in a thread, and knows how it ended.

    Args:
        warm_up: loads what the first question would otherwise wait for.
    """

    def __init__(self, warm_up: Callable[[], None]) -> None:
        self.warm_up = warm_up
        self.ended = threading.Event()
        self.failure: Exception | None = None

    def start(self) -> None:
        """Begin to warm up."""
        threading.Thread(target=self.run, name="warm-up", daemon=True).start()

    def run(self) -> None:
        """Warm up, and note a failure instead of raising it."""
        try:
            self.warm_up()
        except PanelPapersError as error:
            self.failure = error
        except Exception:
            log.exception("The warm-up failed")
            self.failure = Problem(
                503,
                "Not ready",
                "The server could not be made ready, for a reason that was not foreseen.",
                "Look in the server's log.",
            )
        finally:
            self.ended.set()

    def check(self) -> None:
        """Do nothing when questions can be answered.

        Raises:
            Problem: not yet.
            PanelPapersError: they cannot, and why.
        """
        if self.failure is not None:
            raise self.failure
        if not self.ended.is_set():
            raise Problem(
                503,
                "Not ready",
                "The models are still being loaded.",
                "Try again in a few seconds.",
                {"Retry-After": "2"},
            )
