"""A question that is being answered: what is heard of it in bunches, and a way to stop it from elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from ui.ask.events import Event
from ui.client import ApiFailure
from ui.replies import Reply

BUNCH_SECONDS = 0.1
"""What comes within this time is shown together, so that an answer that is there at once never flickers."""

SIGN_OF_LIFE_SECONDS = 1.0
"""After so long without news there is an empty bunch, at which a reader's having left is noticed."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The reader wants no more.

    Attributes:
        typed: what stands in the question box now.
        leaves: the whole conversation is left.
    """

    typed: str = ""
    leaves: bool = False


News = Event | ApiFailure | Stopped


class RunningQuestion:
    """Hears of one answer, and ends with the whole answer, a failure or the reader's wish.

    Args:
        events: what is heard of the answer; closed when the bunches end.
    """

    def __init__(self, events: AsyncGenerator[Event, None]) -> None:
        self.events = events
        self.news: asyncio.Queue[News] = asyncio.Queue()
        self.over = asyncio.Event()

    @property
    def is_over(self) -> bool:
        """True when all that it shows has been shown."""
        return self.over.is_set()

    async def stop(self, wish: Stopped) -> None:
        """Stop it, and come back when it is over."""
        self.news.put_nowait(wish)
        await self.over.wait()

    async def bunches(self) -> AsyncGenerator[tuple[News, ...], None]:
        """What is heard, in bunches that can each be shown at once; the last holds how it ended."""
        hearing = asyncio.create_task(self.hear())
        try:
            while True:
                bunch = await self.bunch()
                if not bunch and hearing.done():
                    hearing.result()  # an unforeseen error, told here rather than waited for
                yield bunch
                if bunch and is_end(bunch[-1]):
                    return
        finally:
            hearing.cancel()
            await asyncio.wait([hearing])
            self.over.set()

    async def bunch(self) -> tuple[News, ...]:
        """What comes together; nothing where nothing came for a while."""
        try:
            news = [await asyncio.wait_for(self.news.get(), SIGN_OF_LIFE_SECONDS)]
        except TimeoutError:
            return ()
        until = asyncio.get_running_loop().time() + BUNCH_SECONDS
        while not is_end(news[-1]):
            left = until - asyncio.get_running_loop().time()
            try:
                news.append(await asyncio.wait_for(self.news.get(), left))
            except TimeoutError:
                break
        return tuple(news)

    async def hear(self) -> None:
        """Take in what is heard of the answer."""
        try:
            async with aclosing(self.events) as events:
                async for event in events:
                    self.news.put_nowait(event)
        except ApiFailure as failure:
            self.news.put_nowait(failure)


def is_end(news: News) -> bool:
    """True for what nothing follows."""
    return isinstance(news, Reply | ApiFailure | Stopped)
