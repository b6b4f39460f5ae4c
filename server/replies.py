"""From the values of the product to the JSON of the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from corpus.values import Correction, Paper, ReadingWarning
from index.values import AddedPaper, AddProgress, Filters, Passage
from retrieval.links import citation_url
from retrieval.values import Answer, AnswerSentence, Citation, Coverage, ScoredPassage, Trace
from server import schemas


def trace_reply(trace: Trace) -> dict[str, Any]:
    """How an answer came about, for whoever wants to know."""

    def candidate(scored: ScoredPassage) -> dict[str, Any]:
        return {
            "passage_id": scored.passage.passage_id,
            "page": scored.passage.page,
            "section": scored.passage.section.path,
            "score": scored.score,
            "ranks": dict(scored.ranks),
            "rejected_because": scored.rejected_because,
        }

    return {
        "confidence": trace.confidence,
        "threshold": trace.threshold,
        "notes": list(trace.notes),
        "accepted": [candidate(scored) for scored in trace.accepted],
        "rejected": [candidate(scored) for scored in trace.rejected],
        "milliseconds": dict(trace.milliseconds),
    }


def filters_of(request: schemas.FilterFields, paper_ids: Sequence[str] = ()) -> Filters:
    """The filters a caller asked for."""
    return Filters(
        body=request.body.strip(),
        from_date=request.from_date,
        to_date=request.to_date,
        kind=request.kind,
        paper_ids=tuple(paper_ids),
    )


def ask_reply(
    answer: Answer,
    *,
    question: str | None = None,
    carried: Sequence[str] = (),
    conversation_id: str | None = None,
    filters: schemas.AskFilters | None = None,
) -> schemas.AskReply:
    """An answer, as JSON tells it.

    Args:
        question: as it was asked, where that is not the whole question that was searched.
        carried: the words that earlier questions gave.
        filters: which papers it was put to; all where nothing is given.
    """
    milliseconds = {stage: round(spent, 1) for stage, spent in answer.trace.milliseconds}
    milliseconds.setdefault("total", round(sum(milliseconds.values()), 1))
    return schemas.AskReply(
        id=answer.answer_id,
        question=answer.question if question is None else question,
        status=answer.status,
        text=answer.text,
        citations=[citation_reply(citation) for citation in answer.citations],
        coverage=coverage_reply(answer.coverage),
        nearest=[citation_reply(citation) for citation in answer.nearest],
        milliseconds=milliseconds,
        conversation_id=conversation_id,
        understood=answer.question,
        carried=list(carried),
        filters=filters or schemas.AskFilters.model_validate({}),
        sentences=[sentence_reply(sentence) for sentence in answer.sentences],
        written_by=answer.written_by,
        notice=answer.notice,
    )


def sentence_reply(sentence: AnswerSentence) -> schemas.SentenceReply:
    """A sentence of an answer, as JSON tells it."""
    return schemas.SentenceReply.model_validate(sentence, from_attributes=True)


def citation_reply(citation: Citation) -> schemas.CitationReply:
    """A citation, as JSON tells it."""
    return schemas.CitationReply.model_validate(citation, from_attributes=True)


def coverage_reply(coverage: Coverage) -> schemas.CoverageReply:
    """What was searched, as JSON tells it."""
    return schemas.CoverageReply.model_validate(
        {
            "papers": coverage.papers,
            "from": coverage.first_date,
            "to": coverage.last_date,
            "bodies": list(coverage.bodies),
            "undated": coverage.undated,
        }
    )


def passage_reply(found: ScoredPassage, paper: Paper) -> schemas.PassageReply:
    """A passage found, as JSON tells it."""
    passage = found.passage
    return schemas.PassageReply(
        passage_id=passage.passage_id,
        paper_id=passage.paper_id,
        file_name=paper.file_name,
        page=passage.page,
        section=passage.section.path,
        text=passage.text,
        score=found.score,
        title=paper.title,
        body=paper.body,
        meeting_date=paper.meeting_date,
        page_label=passage.page_label,
        url=citation_url(passage.paper_id, passage.page, passage.passage_id, passage.text),
    )


def paper_reply(paper: Paper) -> schemas.PaperReply:
    """A paper, as JSON tells it in a list."""
    return schemas.PaperReply.model_validate(paper, from_attributes=True)


def counts_reply(papers: Iterable[Paper]) -> schemas.CountsReply:
    """How many of the papers each value of a filter would leave; papers lacking the fact count nowhere."""
    papers = tuple(papers)

    def counted(values: Iterable[str]) -> list[schemas.CountReply]:
        counts = Counter(value for value in values if value)
        return [schemas.CountReply(value=value, papers=counts[value]) for value in sorted(counts)]

    return schemas.CountsReply(
        bodies=counted(paper.body for paper in papers),
        kinds=counted(paper.kind.value for paper in papers),
        years=counted(str(paper.meeting_date.year) if paper.meeting_date else "" for paper in papers)[::-1],
    )


def paper_detail_reply(paper: Paper, passages: Iterable[Passage]) -> schemas.PaperDetailReply:
    """All that is known of a paper, as JSON tells it."""
    address = f"/api/papers/{paper.paper_id}"
    return schemas.PaperDetailReply(
        **paper_reply(paper).model_dump(),
        found_in=[
            schemas.FactReply(field=fact.field.value, found_in=fact.found_in) for fact in paper.provenance
        ],
        attachments=list(paper.attachments),
        items=[item_reply(tuple(run)) for _, run in groupby(passages, lambda passage: passage.item_index)],
        file_url=f"{address}/file",
        view_url=f"{address}/view",
    )


def item_reply(passages: Sequence[Passage]) -> schemas.ItemReply:
    """The item that these passages, in order, make up."""
    first = passages[0]
    pages = [passage.page for passage in passages if passage.page is not None]
    return schemas.ItemReply(
        item=first.section.item or first.section.subject or first.section.sheet,
        report_of=first.section.report_of,
        author=first.section.author,
        first_page=min(pages, default=None),
        last_page=max(pages, default=None),
        passages=len(passages),
        passage_id=first.passage_id,
    )


def warning_reply(warning: ReadingWarning) -> schemas.WarningReply:
    """A warning about a paper, as JSON tells it."""
    return schemas.WarningReply(message=warning.message, page=warning.page)


def correction_of(request: schemas.CorrectionRequest) -> Correction:
    """The correction an owner asked for."""
    return Correction(**request.model_dump())


def progress_reply(progress: AddProgress) -> schemas.ProgressReply:
    """How far an addition has come, as JSON tells it."""
    return schemas.ProgressReply.model_validate(progress, from_attributes=True)


def added_paper_reply(added: AddedPaper) -> schemas.AddedPaperReply:
    """What became of one file, as JSON tells it; where it lies on the disk stays untold."""
    return schemas.AddedPaperReply(
        file_name=added.file_name,
        outcome=added.outcome,
        paper_id=added.paper_id,
        pages=added.pages,
        passages=added.passages,
        ocr_pages=added.ocr_pages,
        warnings=[warning_reply(warning) for warning in added.warnings],
        reason=added.reason,
        next_step=added.next_step,
    )
