"""Trying a language model out: whether it replies, how fast, in the form agreed, and at full length."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from time import perf_counter

from corpus.errors import LanguageModelError, ModelReplyUnusable, ModelTooSlow
from retrieval.writing import prompts
from retrieval.writing.language_model import LanguageModel, Message
from retrieval.writing.model_http import CHECK, offered_models
from retrieval.writing.sentences import SentenceReader
from retrieval.writing.settings import ModelKind, ModelSettings, WritingSettings
from retrieval.writing.sources import tokens_of

LOADING_SECONDS = 120.0
"""What the first request may take: servers load a model when it is first asked."""

LISTING_SECONDS = 20.0
SHOWN = 160
"""The most characters of a reply that are shown."""

QUESTION = "How many speed cameras had been repaired?"
LABEL = "k7m4"
PLACE = "Harrowden Police and Crime Panel, 14 March 2024, item 3, p. 2: Speed cameras"
PASSAGE = "The Commissioner said that fourteen speed cameras had been repaired since January."
FILLING = "Members asked what had been spent on the lamps in Mill Lane, and the Clerk was to find out. "


@dataclass(frozen=True, slots=True)
class Trial:
    """One request, and how it went.

    Attributes:
        asked: what was asked for.
        first_seconds: until the first piece came; None where none did.
        seconds: until the end.
        pieces: of the reply, each about a token.
        reply: its first words.
        problem: a sentence; "" where it went well.
        next_step: what mends it.
    """

    asked: str
    first_seconds: float | None
    seconds: float
    pieces: int
    reply: str = ""
    problem: str = ""
    next_step: str = ""

    @property
    def tokens_a_second(self) -> float | None:
        """About how fast it writes; None where too little came to tell."""
        if self.first_seconds is None or self.pieces < 5:
            return None
        return (self.pieces - 1) / max(self.seconds - self.first_seconds, 1e-3)


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What came of trying a model out.

    Attributes:
        offered: the models that its server says it has; none where it does not say.
        trials: in the order they were made; none follow a greeting that failed.
    """

    offered: tuple[str, ...]
    trials: tuple[Trial, ...]

    @property
    def is_well(self) -> bool:
        """True when nothing has to be mended."""
        return not any(trial.problem for trial in self.trials)


async def check_model(model: LanguageModel, settings: ModelSettings, writing: WritingSettings) -> ModelCheck:
    """Try a model out, with words of no paper; whatever goes wrong is told in its trial."""
    offered = await offered_or_none(settings)
    greeted = await tried(model, "a greeting", prompts.greeting(), 20, max(LOADING_SECONDS, writing.seconds))
    if greeted.problem:
        return ModelCheck(offered or (), (await with_cure(greeted, settings, offered),))
    answered = await tried(model, "an answer from a passage", short_request(), 120, writing.seconds)
    if not answered.problem and not keeps_form(answered.reply):
        answered = replace(
            answered,
            problem="It replies, but does not end its sentence in the label of the passage it used.",
            next_step="Choose a model that follows instructions better, mostly a larger one; with this one "
            "answers will be in the papers' own words.",
        )
    longest = settings.context_tokens - writing.answer_tokens
    filled = await tried(
        model, f"the longest request, {longest:,} tokens", long_request(longest), 30, writing.seconds
    )
    if filled.problem:
        filled = replace(
            filled,
            next_step=f"{filled.next_step} If only this fails, set PANEL_PAPERS_MODEL_CONTEXT_TOKENS lower, "
            "give the model a larger context at its server, or set PANEL_PAPERS_MODEL_SECONDS higher.",
        )
    return ModelCheck(offered or (), (greeted, answered, filled))


async def tried(
    model: LanguageModel, asked: str, messages: Sequence[Message], most_tokens: int, most_seconds: float
) -> Trial:
    """Make one request."""
    began = perf_counter()
    first: float | None = None
    pieces: list[str] = []
    failure: LanguageModelError | None = None
    try:
        async with asyncio.timeout(most_seconds), aclosing(model.stream(messages, most_tokens)) as stream:
            async for piece in stream:
                first = perf_counter() - began if first is None else first
                pieces.append(piece)
        if not "".join(pieces).strip():
            failure = ModelReplyUnusable(
                "It replies with nothing.",
                next_step="If it reasons before it replies, turn that off at its server, or choose a model "
                "that does not.",
            )
    except TimeoutError:
        failure = ModelTooSlow(
            f"It did not finish within {most_seconds:g} seconds.",
            next_step="Choose a smaller model or a faster machine.",
        )
    except LanguageModelError as error:
        failure = error
    return Trial(
        asked=asked,
        first_seconds=first,
        seconds=perf_counter() - began,
        pieces=len(pieces),
        reply=" ".join("".join(pieces).split())[:SHOWN],
        problem=failure.message if failure else "",
        next_step=failure.next_step.removesuffix(CHECK).strip() if failure else "",
    )


async def offered_or_none(settings: ModelSettings) -> tuple[str, ...] | None:
    """The models that a server lists; None where it lists none, which not all do."""
    try:
        async with asyncio.timeout(LISTING_SECONDS):
            return await offered_models(settings)
    except (LanguageModelError, TimeoutError):
        return None


async def with_cure(trial: Trial, settings: ModelSettings, offered: tuple[str, ...] | None) -> Trial:
    """A trial that failed, its next step made plainer by what the server lists."""
    if offered is None and settings.kind is ModelKind.OPENAI_LIKE:
        nearby = replace(settings, address=f"{settings.address}/v1")
        if await offered_or_none(nearby) is not None:
            return replace(trial, next_step=f"Set PANEL_PAPERS_MODEL_ADDRESS to {nearby.address}.")
    if not offered_includes(settings.name, offered):
        fetch = f" or fetch it: ollama pull {settings.name}" if settings.kind is ModelKind.OLLAMA else ""
        listed = ", ".join(offered or ()) or "none"
        return replace(
            trial, next_step=f"Set PANEL_PAPERS_MODEL_NAME to a model that is there ({listed}){fetch}."
        )
    return trial


def offered_includes(name: str, offered: tuple[str, ...] | None) -> bool:
    """False only where a server lists its models and this one is not among them."""
    return offered is None or name in offered or f"{name}:latest" in offered


def short_request() -> tuple[Message, ...]:
    """Ask for an answer from one passage."""
    return prompts.answering(QUESTION, [(LABEL, PLACE, PASSAGE)])


def long_request(most_tokens: int) -> tuple[Message, ...]:
    """Ask the same with a passage so long that the request has nearly so many tokens, as we count them."""
    room = most_tokens - sum(tokens_of(message.text) for message in short_request())
    filling = FILLING * max(0, room // tokens_of(FILLING))
    return prompts.answering(QUESTION, [(LABEL, PLACE, f"{PASSAGE} {filling}")])


def keeps_form(reply: str) -> bool:
    """True when each sentence of a reply ends in the label of the passage, and no other."""
    reader = SentenceReader()
    sentences = [*reader.read(reply), *reader.rest()]
    return bool(sentences) and all(sentence.labels == (LABEL,) for sentence in sentences)
