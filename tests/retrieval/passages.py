"""Passages made by hand for the tests of this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from corpus.values import Access, Cell, Paper, PaperKind, PaperStatus, Role, Section
from index.values import Passage, PassageKind, Unit
from retrieval.compose import Chosen, sentences_of, write
from retrieval.features import Evidence
from retrieval.quotes import Quoter
from retrieval.rank import ScoredUnit
from retrieval.search import Candidate

PAPER = Paper(
    paper_id="minutes-1",
    title="Minutes, 26 July 2023",
    body="Harrowden Police and Crime Panel",
    kind=PaperKind.MINUTES,
    meeting_date=date(2023, 7, 26),
    status=PaperStatus.CONFIRMED,
    access=Access.PUBLIC,
    file_name="minutes.pdf",
    page_count=9,
    digest="0" * 64,
)


def passage(
    *texts: str,
    number: int = 1,
    page: int | None = 8,
    section: Section | None = None,
    roles: tuple[Role, ...] = (),
    headings: tuple[int, ...] = (),
    headers: tuple[int, ...] = (),
    cells: dict[int, tuple[Cell, ...]] | None = None,
) -> Passage:
    """A passage of these units, one a line."""
    passage_id = f"minutes-1:p{page or 0}:{number}"
    units, start = [], 0
    for position, text in enumerate(texts):
        units.append(
            Unit(
                unit_id=f"{passage_id}/{position}",
                passage_id=passage_id,
                position=position,
                start=start,
                end=start + len(text),
                role=roles[position] if roles else Role.NONE,
                heading=position in (*headings, *headers),
                header=position in headers,
                cells=(cells or {}).get(position, ()),
            )
        )
        start += len(text) + 1
    return Passage(
        passage_id=passage_id,
        paper_id="minutes-1",
        position=number,
        item_index=1,
        page=page,
        page_label="",
        section=section or Section(item_number="10", item_title="Section 106 funding"),
        text="\n".join(texts),
        context="",
        kind=PassageKind.PROSE,
        ocr=False,
        digest="",
        units=tuple(units),
    )


def scored(of: Passage, position: int, score: float) -> ScoredUnit:
    """One unit of a passage with a score, as ordering hands it over."""
    nothing: frozenset[str] = frozenset()
    unit = of.units[position]
    evidence = Evidence(
        unit=unit,
        candidate=Candidate(of, 1.0, (), 0.0, 0.0),
        text=of.unit_text(unit),
        words=nothing,
        around=nothing,
        passage_words=nothing,
        context_words=nothing,
        similarity=0.0,
        neighbour_similarity=0.0,
    )
    return ScoredUnit(evidence, (), score)


def quoter(*beside: Passage, most: int = 690, likelihood: Mapping[str, float] | None = None) -> Quoter:
    """Quotes passages with those that stand beside them."""

    def beside_one(one: Passage) -> list[Passage]:
        return [other for other in beside if other is not one]

    return Quoter(most, likelihood or {}, beside_one)


def printed(chosen: Sequence[Chosen]) -> str:
    """The text of an answer made of what was chosen."""
    return write(sentences_of(chosen), len(chosen))
