"""`panel-papers ask`: a question, its answer and where the answer stands."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated

import typer

from command.console import say, say_json, tell, wrapped
from command.options import Body, Data, From, Json, Kind, To
from command.session import filters_from, open_library
from retrieval.coverage import searched_sentence
from retrieval.values import Answer, AnswerStatus, Citation, ScoredPassage

if TYPE_CHECKING:
    from retrieval.reply import Draft


def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    json: Json = False,
    from_: From = "",
    to: To = "",
    body: Body = "",
    kind: Kind = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10, help="The most citations.")] = 4,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was found, what was rejected and why.")
    ] = False,
    data: Data = None,
) -> None:
    """Ask a question of the papers."""
    filters = filters_from(body, from_, to, kind)
    with open_library(data, read_only=True) as library:
        from retrieval.pipeline import draft_answer

        answer = in_plain_words(draft_answer(library, question, filters, limit))
    if json:
        from server.replies import ask_reply, trace_reply

        reply = ask_reply(answer).model_dump(mode="json", by_alias=True)
        say_json(reply | ({"trace": trace_reply(answer.trace)} if explain else {}))
        return
    say_answer(answer)
    if explain:
        say_trace(answer)


def in_plain_words(draft: Draft) -> Answer:
    """The answer as the language model that is set puts it; as it is where none is."""
    from server.model import writer_of
    from server.settings import load_settings

    writer = writer_of(load_settings())
    if writer is None or draft.basis is None:
        return draft.answer
    tell(f"{writer.model.name} is writing the answer.")

    async def last() -> Answer:
        answer = draft.answer
        async with aclosing(writer.write(draft)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Answer):
                    answer = piece
        return answer

    return asyncio.run(last())


def say_answer(answer: Answer) -> None:
    """Write the answer with its sources, or the refusal with what is nearest."""
    say(wrapped(answer.text))
    if answer.written_by:
        say(f"\nWritten by {answer.written_by}; every sentence was compared with the passages it cites.")
    if answer.notice:
        say(wrapped(answer.notice))
    if answer.citations:
        say("\nSources")
    elif answer.nearest:
        say("\nNearest passages")
    for citation in answer.citations or answer.nearest:
        say_citation(citation)
    if answer.status is not AnswerStatus.NO_PAPERS:
        say(f"\n{searched_sentence(answer.coverage)} Status: {answer.status.value}.")


def say_citation(citation: Citation) -> None:
    """Write one source: where it stands, and its words."""
    page = f", page {citation.page} of the file" if citation.page is not None else ""
    say(f"[{citation.marker}] {citation.label} ({citation.file_name}{page})")
    say(wrapped(f"\u201c{' '.join(citation.quote.split())}\u201d", "    "))


def say_trace(answer: Answer) -> None:
    """Write how the answer came about."""
    trace = answer.trace
    say(f"\nConfidence {trace.confidence:.2f}, needed {trace.threshold:.2f}.")
    for note in trace.notes:
        say(wrapped(note))
    for heading, found in (("Accepted", trace.accepted), ("Rejected", trace.rejected)):
        if found:
            say(f"\n{heading}")
        for scored in found:
            say_candidate(scored)
    say("\nMilliseconds")
    for stage, spent in trace.milliseconds:
        say(f"  {stage:<12} {spent:8.1f}")
    say(f"  {'total':<12} {sum(spent for stage, spent in trace.milliseconds if stage != 'total'):8.1f}")


def say_candidate(scored: ScoredPassage) -> None:
    """Write one passage that was found, how, and why it was rejected where it was."""
    passage = scored.passage
    page = f" p. {passage.page}" if passage.page is not None else ""
    ranks = ", ".join(f"{source} {rank}" for source, rank in scored.ranks)
    say(f"  {scored.score:7.3f}  {passage.passage_id}{page}  [{ranks}]  {passage.section.path}")
    if scored.rejected_because:
        say(f"           {scored.rejected_because}")
