"""An answer as it is made: the events that a question calls forth, in order; one path for every caller."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import aclosing

from starlette.concurrency import run_in_threadpool

from corpus.errors import QuestionError
from retrieval.follow_up import WholeQuestion, whole_question
from retrieval.purpose.deciding import within_purpose
from retrieval.reply import Draft
from retrieval.values import Answer, AnswerStatus
from retrieval.writing.making import CitedSentence
from retrieval.writing.rewriting import TURNS_TOLD, EarlierTurn
from server.conversations import Turn
from server.parts import Parts
from server.replies import ask_reply, citation_reply, coverage_reply, filters_of, sentence_reply
from server.schemas import AskReply, AskRequest
from server.stream_schemas import SentenceEvent, SourcesEvent, UnderstoodEvent
from server.withholding import readable

Event = UnderstoodEvent | SourcesEvent | SentenceEvent | AskReply


async def told(request: AskRequest, parts: Parts) -> AsyncGenerator[Event, None]:
    """How the question was understood, what was found, the sentences as they pass, and the whole answer.

    In a conversation a follow-up is searched as the whole question it stands for, and the answer is kept
    before it is told. Closing the generator stops whatever is still being written.

    Raises:
        PanelPapersError: the question cannot be used, or a store or model failed.
    """
    check_length(request.question, parts.settings.question_characters)
    conversation_id = None
    if request.conversation_id is not None:
        conversation_id = await run_in_threadpool(parts.conversations.go_on, request.conversation_id)
    whole = await understood(request, conversation_id, parts)
    yield UnderstoodEvent(
        question=request.question,
        understood=whole.question,
        carried=list(whole.carried),
        conversation_id=conversation_id,
    )
    filters = filters_of(request.filters, request.filters.paper_ids)
    draft = await run_in_threadpool(parts.answering.draft, whole.question, filters, request.limit)
    yield SourcesEvent(
        citations=[citation_reply(citation) for citation in draft.answer.citations],
        coverage=coverage_reply(draft.answer.coverage),
    )
    async with aclosing(written(draft, parts)) as pieces:
        async for piece in pieces:
            if isinstance(piece, CitedSentence):
                yield sentence_event(piece)
                continue
            reply = ask_reply(
                piece,
                question=request.question,
                carried=whole.carried,
                conversation_id=conversation_id,
                filters=request.filters,
            )
            if conversation_id is not None:
                kept = reply.model_dump_json(by_alias=True)
                await run_in_threadpool(
                    parts.conversations.add_turn, conversation_id, reply.id, reply.understood, kept
                )
            yield reply


async def whole_reply(request: AskRequest, parts: Parts) -> AskReply:
    """The whole answer, without the events before it; raises as `told`."""
    async with aclosing(told(request, parts)) as events:
        async for event in events:
            if isinstance(event, AskReply):
                return event
    raise AssertionError("every question ends in a reply")


async def written(draft: Draft, parts: Parts) -> AsyncGenerator[CitedSentence | Answer, None]:
    """The draft in plain words where a language model is configured, else as it is."""
    if parts.answering.write is not None:
        async with aclosing(parts.answering.write(draft)) as pieces:
            async for piece in pieces:
                yield piece
        return
    cited = {citation.marker: citation for citation in draft.answer.citations}
    for sentence in draft.answer.sentences:
        yield CitedSentence(sentence, tuple(cited[marker] for marker in sentence.markers))
    yield draft.answer


def sentence_event(cited: CitedSentence) -> SentenceEvent:
    """A sentence that passed, as JSON tells it."""
    return SentenceEvent(
        **sentence_reply(cited.sentence).model_dump(),
        citations=[citation_reply(citation) for citation in cited.citations],
    )


def check_length(question: str, most: int) -> None:
    """Refuse a question that is too long.

    Raises:
        QuestionError: it has more characters than the settings allow.
    """
    if len(question) > most:
        raise QuestionError(
            f"The question has {len(question)} characters and may have at most {most}.",
            next_step="Ask it in fewer words, or ask two questions.",
        )


async def understood(request: AskRequest, conversation_id: str | None, parts: Parts) -> WholeQuestion:
    """The whole question to search for; outside a conversation, or where that is wished, the one asked."""
    if conversation_id is None or request.as_asked:
        return WholeQuestion(request.question)
    turns = await run_in_threadpool(parts.conversations.turns, conversation_id)
    before = [turn.understood for turn in turns]
    by_rule = await run_in_threadpool(whole_question, before, request.question)
    if parts.answering.rewrite is None:
        return by_rule
    earlier = await run_in_threadpool(earlier_turns, turns, parts)
    return await parts.answering.rewrite(earlier, request.question, by_rule)


def earlier_turns(turns: Sequence[Turn], parts: Parts) -> list[EarlierTurn]:
    """As many of the newest turns as a model is told of, without what is not for the papers or not public."""
    kept = set(within_purpose(turn.understood for turn in turns))
    newest = [turn for turn in turns if turn.understood in kept][-TURNS_TOLD:]
    public = {paper.paper_id for paper in parts.library.papers()}
    return [EarlierTurn(turn.understood, answer_told(turn, public)) for turn in newest]


def answer_told(turn: Turn, public: Collection[str]) -> str:
    """The answer of an earlier turn, without what is no longer public; "" for a refusal."""
    reply = AskReply.model_validate_json(turn.reply)
    return readable(reply, public).text if reply.status is AnswerStatus.ANSWERED else ""
