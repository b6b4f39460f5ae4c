"""What an answer looked through: the papers, their bodies and the dates they span."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.dates import written
from corpus.values import Paper
from retrieval.values import Coverage


def coverage_of(papers: Iterable[Paper]) -> Coverage:
    """Count the papers and name their bodies and their first and last dates."""
    held = list(papers)
    dates = sorted(paper.meeting_date for paper in held if paper.meeting_date)
    return Coverage(
        papers=len(held),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        bodies=tuple(sorted({paper.body for paper in held if paper.body})),
        undated=len(held) - len(dates),
    )


def searched_sentence(coverage: Coverage) -> str:
    """The whole sentence: "Searched 10 papers of 3 bodies.", or that none was searched."""
    return f"Searched {coverage_sentence(coverage)}." if coverage.papers else "No papers were searched."


def coverage_sentence(coverage: Coverage) -> str:
    """What was searched, in words: "10 papers of 3 bodies, 1 February 2019 to 9 October 2023"."""
    papers = "1 paper" if coverage.papers == 1 else f"{coverage.papers} papers"
    bodies = ""
    if len(coverage.bodies) == 1:
        bodies = f" of the {coverage.bodies[0]}"
    elif coverage.bodies:
        bodies = f" of {len(coverage.bodies)} bodies"
    dates = ""
    if coverage.first_date and coverage.last_date:
        first, last = (written(day) for day in (coverage.first_date, coverage.last_date))
        dates = f", {first}" if first == last else f", {first} to {last}"
    undated = f" ({coverage.undated} of them without a date)" if dates and coverage.undated else ""
    return f"{papers}{bodies}{dates}{undated}"
