"""Have a language model put an answer into plain words, and let out only what the papers carry."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from time import monotonic, perf_counter

from corpus.errors import LanguageModelError, ModelReplyUnusable, ModelTooBusy
from corpus.values import Paper
from index.values import Passage, Unit
from retrieval.checking.check import check_sentence
from retrieval.checking.likeness import library_likeness
from retrieval.cite import citation_label, meeting_date_of
from retrieval.coverage import coverage_of
from retrieval.follow_up import WholeQuestion
from retrieval.reply import Basis, Draft
from retrieval.spans import printed_span
from retrieval.values import Answer
from retrieval.writing import prompts
from retrieval.writing.judging import JudgedSentence, LeftOut, judge
from retrieval.writing.language_model import LanguageModel, Message
from retrieval.writing.making import AnswerInMaking, CitedSentence
from retrieval.writing.memory import WrittenAnswers
from retrieval.writing.notices import notice_of
from retrieval.writing.rewriting import EarlierTurn, rewritten
from retrieval.writing.sentences import SentenceReader, WrittenSentence, is_refusal
from retrieval.writing.settings import WritingSettings
from retrieval.writing.sources import Source, sources_within
from retrieval.writing.timing import until

log = logging.getLogger("panel_papers")

MOST_SOURCES = 8
"""Passages that a model is given to write from."""

LONGEST_WAIT = 3.0
"""Seconds that a model may ask to be left alone before it is asked again."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A language model and how it is let write.

    Attributes:
        memory: what it wrote before; an answer that something went wrong with is not among it.
    """

    model: LanguageModel
    settings: WritingSettings
    memory: WrittenAnswers = field(default_factory=WrittenAnswers)

    async def write(self, draft: Draft) -> AsyncGenerator[CitedSentence | Answer, None]:
        """The sentences of an answer as they pass, then the whole answer, which is what counts.

        A refusal is given as it is, and no model called. Whatever goes wrong with the model, an answer comes
        out: in the papers' own words, with a notice. Closing the generator stops the model.

        Raises:
            PanelPapersError: a store or the embedding model failed.
        """
        if draft.basis is None:
            yield draft.answer
            return
        before = self.memory.find(draft.answer.answer_id)
        if before is not None:
            for piece in before:
                yield piece
            return
        began, deadline = perf_counter(), monotonic() + self.settings.seconds
        shown: list[CitedSentence] = []
        sources = sources_of(draft.basis, self.model.context_tokens - self.settings.answer_tokens)
        making = AnswerInMaking(draft, draft.basis)
        declined, trouble = False, None
        try:
            async with aclosing(self.sentences(draft.basis, sources, deadline)) as sentences:
                async for written in sentences:
                    if is_refusal(written):
                        declined = True
                        continue
                    judged = await asyncio.to_thread(self.judged, written, sources, draft.basis)
                    for cited in making.take(judged):
                        shown.append(cited)
                        yield cited
                    if making.is_over:
                        break
        except LanguageModelError as error:
            log.warning("The language model %s: %s", self.model.name, error)
            trouble = error
        ended = await asyncio.to_thread(self.ended, making, declined, trouble)
        answer = timed(ended, making, 1000 * (perf_counter() - began))
        if trouble is None:
            self.memory.keep(draft.answer.answer_id, (*shown, answer))
        yield answer

    async def rewrite(
        self, earlier: Sequence[EarlierTurn], question: str, by_rule: WholeQuestion
    ) -> WholeQuestion:
        """The whole question that a follow-up stands for, worded by the model where that is safe."""
        return await rewritten(self.model, earlier, question, by_rule)

    def ended(self, making: AnswerInMaking, declined: bool, trouble: LanguageModelError | None) -> Answer:
        """The whole answer, when the model has ended or failed.

        What a model broke off is completed in the papers' own words. A whole answer that passes over what
        the search is surest of gives way to the search's own.
        """
        notice = notice_of(trouble, making)
        if making.has_model_words and (trouble is not None or making.says_what_is_surest):
            if trouble is not None:
                making.complete()
            return making.answer(self.model.name, notice)
        silent = not (making.has_model_words or making.left_out or making.held_back)
        if declined and silent and trouble is None:
            return making.refusal(self.model.name)
        return making.untouched(notice)

    def judged(
        self, written: WrittenSentence, sources: Sequence[Source], basis: Basis
    ) -> JudgedSentence | LeftOut:
        """A sentence compared with the passages."""
        likeness = library_likeness(basis.reply.library)
        query = basis.found.query

        def print_unit(passage: Passage, unit: Unit) -> str:
            return printed_span(query, passage, unit).printed

        return judge(
            written,
            sources,
            lambda text, cited: check_sentence(text, cited, likeness),
            print_unit,
            self.settings.unconfirmed,
        )

    async def sentences(
        self, basis: Basis, sources: Sequence[Source], deadline: float
    ) -> AsyncGenerator[WrittenSentence, None]:
        """What the model writes, sentence by sentence; asked a second time where nothing came of the first.

        Raises:
            LanguageModelError: it failed twice, or once where a second try is of no use.
        """
        passages = [(one.label, one.place, one.passage.text) for one in sources]
        messages = prompts.answering(basis.reply.question, passages)
        for last_try in (False, True):
            heard = False
            try:
                async with aclosing(self.one_reply(messages, deadline)) as sentences:
                    async for written in sentences:
                        heard = True
                        yield written
                if heard:
                    return
                raise ModelReplyUnusable(
                    "The language model replied with nothing that can be read.",
                    next_step="`panel-papers model check` tells more.",
                )
            except LanguageModelError as error:
                if heard or last_try or not error.worth_retrying or not await waited(error, deadline):
                    raise

    async def one_reply(
        self, messages: Sequence[Message], deadline: float
    ) -> AsyncGenerator[WrittenSentence, None]:
        """The sentences of one reply."""
        reader = SentenceReader()
        async with aclosing(self.model.stream(messages, self.settings.answer_tokens)) as pieces:
            async for piece in until(deadline, pieces):
                for written in reader.read(piece):
                    yield written
        for written in reader.rest():
            yield written


async def waited(error: LanguageModelError, deadline: float) -> bool:
    """True when there is time for another try, after the wait that the model asks for."""
    asked = error.wait_seconds if isinstance(error, ModelTooBusy) else None
    seconds = 0.2 if asked is None else asked
    if seconds > LONGEST_WAIT or monotonic() + seconds >= deadline:
        return False
    await asyncio.sleep(seconds)
    return True


def sources_of(basis: Basis, most_tokens: int) -> tuple[Source, ...]:
    """The passages to write from: those the search chose, then others it holds for nearly as likely."""
    reply, found = basis.reply, basis.found
    passages = {part.passage.passage_id: part.passage for part in basis.chosen}
    least = found.ordered[0].score - reply.settings.further_margin
    for scored in found.passages:
        if len(passages) < MOST_SOURCES and scored.score >= least:
            passages.setdefault(scored.passage.passage_id, scored.passage)
    bodies = coverage_of(reply.library.papers()).bodies

    def candidate(passage: Passage) -> tuple[Passage, Paper, str]:
        paper = reply.library.paper(passage.paper_id)
        label = citation_label(paper, passage, meeting_date_of(paper, passage.section), bodies)
        return passage, paper, f"{label}: {passage.section.path or paper.title}"

    return sources_within(reply.question, map(candidate, passages.values()), most_tokens)


def timed(answer: Answer, making: AnswerInMaking, milliseconds: float) -> Answer:
    """The answer, its trace telling how long the writing took and what was left out."""
    notes = tuple(f"Left out: {one.text} {one.reason}" for one in making.left_out)
    stages = (*making.draft.answer.trace.milliseconds, ("write", milliseconds))
    return replace(
        answer, trace=replace(answer.trace, milliseconds=stages, notes=(*answer.trace.notes, *notes))
    )
