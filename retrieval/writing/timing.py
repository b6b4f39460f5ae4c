"""Pieces of a reply, until the time is over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

from corpus.errors import ModelTooSlow


async def until(deadline: float, pieces: AsyncIterator[str]) -> AsyncIterator[str]:
    """The pieces as they come, until the time is over.

    Args:
        deadline: as `time.monotonic` counts.

    Raises:
        ModelTooSlow: the next piece did not come before then.
    """
    while True:
        try:
            async with asyncio.timeout(max(0.0, deadline - monotonic())):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise ModelTooSlow(
                "The language model did not finish in time.",
                next_step="Ask again, or let it take longer: PANEL_PAPERS_MODEL_SECONDS.",
            ) from error
        yield piece
