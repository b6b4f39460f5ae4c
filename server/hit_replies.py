"""What a search found, as JSON and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from retrieval.asked_words import AskedWords
from retrieval.hits import Count, Hit, HitCounts, Hits
from retrieval.links import citation_url
from server import schemas
from server.replies import coverage_reply

COLUMNS = ("body", "meeting date", "item", "paper", "file", "page", "words", "link")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"


def hits_reply(found: Hits, offset: int, limit: int) -> schemas.HitsReply:
    """Some of the hits, with the counts of them all."""
    bodies = found.coverage.bodies
    return schemas.HitsReply(
        total=len(found.hits),
        papers=found.papers,
        held=found.held,
        words=[schemas.WordReply(word=one.word, passages=one.passages) for one in found.words],
        hits=[hit_reply(hit, found.asked, bodies) for hit in found.hits[offset : offset + limit]],
        counts=hit_counts_reply(found.counts),
        coverage=coverage_reply(found.coverage),
    )


def hit_reply(hit: Hit, asked: AskedWords, bodies: Sequence[str]) -> schemas.HitReply:
    """One hit; its link lights the sentences that hold the words."""
    passage, paper = hit.passage, hit.paper
    places = asked.places(passage.text)
    return schemas.HitReply(
        passage_id=passage.passage_id,
        paper_id=paper.paper_id,
        file_name=paper.file_name,
        page=passage.page,
        section=passage.section.path,
        text=passage.text,
        score=hit.score,
        title=paper.title,
        body=paper.body,
        meeting_date=hit.meeting_date,
        page_label=passage.page_label,
        url=citation_url(paper.paper_id, passage.page, passage.passage_id, hit.quote(places)),
        item=passage.section.item,
        label=hit.label(bodies),
        lit=[schemas.LitReply(start=place.start, end=place.end) for place in places],
    )


def hit_counts_reply(counts: HitCounts) -> schemas.HitCountsReply:
    """How the hits are spread, as JSON tells it."""

    def told(values: Sequence[Count]) -> list[schemas.HitCountReply]:
        return [schemas.HitCountReply(value=one.value, passages=one.passages) for one in values]

    return schemas.HitCountsReply(
        bodies=told(counts.bodies),
        kinds=told(counts.kinds),
        years=told(counts.years),
        papers=[
            schemas.HitPaperReply(
                paper_id=one.paper.paper_id,
                title=one.paper.title or one.paper.file_name,
                meeting_date=one.paper.meeting_date,
                passages=one.passages,
            )
            for one in counts.papers
        ],
    )


def hits_table(found: Hits, server: str) -> str:
    """All the hits as CSV, to be opened in a spreadsheet.

    Args:
        server: the address that the links begin with.
    """
    stream = io.StringIO(newline="")
    stream.write(BYTE_ORDER_MARK)
    table = csv.writer(stream)
    table.writerow(COLUMNS)
    for hit in found.hits:
        passage, paper = hit.passage, hit.paper
        quote = hit.quote(found.asked.places(passage.text))
        cells = (
            paper.body,
            hit.meeting_date.isoformat() if hit.meeting_date else "",
            passage.section.item,
            paper.title,
            paper.file_name,
            "" if passage.page is None else str(passage.page),
            passage.text,
            server + citation_url(paper.paper_id, passage.page, passage.passage_id, quote),
        )
        table.writerow(harmless(cell) for cell in cells)
    return stream.getvalue()


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell
