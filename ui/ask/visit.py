"""One reader's conversation, and how a question changes it, step by step."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from ui.ask.calls import ask_stream
from ui.ask.exchanges import Exchange, Failure, conversation_of
from ui.ask.markup import conversation
from ui.ask.running import News, RunningQuestion, Stopped
from ui.client import ApiFailure, PapersApi
from ui.replies import Filters, Library, Reply

LONGEST_QUESTION = 500
"""Characters."""
EXCHANGES_KEPT = 40
"""How many questions and answers stay on the page."""


@dataclass(frozen=True, slots=True)
class Visit:
    """All that one reader's conversation holds.

    Attributes:
        library: what is held, why it cannot be told, or None until it is known.
        trouble: what went wrong with the conversation as a whole.
    """

    library: Library | Failure | None = None
    starters: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    trouble: str = ""

    def talk(self) -> str:
        """The conversation as HTML."""
        return conversation(self.exchanges, self.library, self.starters, self.trouble)

    def left(self) -> Visit:
        """The same without its conversation."""
        return replace(self, exchanges=(), trouble="")

    def settled(self) -> Visit:
        """The same with nothing in the making: what was is stopped."""
        if not self.exchanges or not self.exchanges[-1].is_in_making:
            return self
        return replace(self, exchanges=(*self.exchanges[:-1], after_news(self.exchanges[-1], Stopped())))


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown while a question is answered.

    Attributes:
        box: the text in the question box; None where it stays as the reader has it.
        running: what is being answered; None where nothing is any more.
    """

    visit: Visit
    box: str | None
    running: RunningQuestion | None


async def ask_papers(
    api: PapersApi, words: str, filters: Filters, seen: Visit, *, as_asked: bool = False
) -> AsyncGenerator[Step, None]:
    """Ask, in steps that can each be shown; closing the generator stops the answer.

    The question leaves the box when its answer begins, so that the next can be written there, and is put
    back where the answer was not made.

    Args:
        as_asked: search the question as it stands, without words of earlier ones.
    """
    words = words.strip()[:LONGEST_QUESTION]
    if not words:
        yield Step(seen, "", None)
        return
    before = seen.exchanges[-(EXCHANGES_KEPT - 1) :]
    asked = Exchange(words)
    running = RunningQuestion(ask_stream(api, words, filters, conversation_of(before), as_asked=as_asked))

    def after(exchange: Exchange) -> Visit:
        return replace(seen, trouble="", exchanges=(*before, exchange))

    box = words
    async with aclosing(running.bunches()) as bunches:
        yield Step(after(asked), words, running)
        async for bunch in bunches:
            for news in bunch:
                asked = after_news(asked, news)
            if bunch and isinstance(bunch[-1], Stopped) and bunch[-1].leaves:
                yield Step(seen.left(), None, None)
            elif asked.is_in_making:
                begins = bool(box and asked.making.passages)
                box = "" if begins else box
                yield Step(after(asked), "" if begins else None, running)
            else:
                yield Step(after(asked), box_at_the_end(words, box, bunch[-1]), None)


def after_news(asked: Exchange, news: News) -> Exchange:
    """How a question stands once this was heard."""
    match news:
        case Reply():
            return Exchange(asked.question, news)
        case ApiFailure():
            return Exchange(asked.question, failure=Failure(news.message, news.next_step))
        case Stopped():
            return replace(asked, making=replace(asked.making, stopped=True))
    return replace(asked, making=asked.making.after(news))


def box_at_the_end(words: str, box: str, news: News) -> str | None:
    """What the question box holds when an answer has ended.

    Args:
        words: the question.
        box: what was last put into the box.
        news: how the answer ended.
    """
    if isinstance(news, Stopped):
        return news.typed or words
    if isinstance(news, ApiFailure):
        return words
    return "" if box else None
