"""Questions to begin with, drawn from the papers themselves and known to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, repeat

from corpus.dates import written
from corpus.values import Paper, Role
from index.library import Library
from retrieval.cite import meeting_date_of, short_body
from retrieval.coverage import coverage_of
from retrieval.pipeline import answer_question
from retrieval.registers.meetings import meetings_of, next_meeting
from retrieval.registers.questions import questions_about, readable_title
from retrieval.values import AnswerStatus

TRIES = 12
"""Questions tried before giving up on finding answered ones."""

OF_ONE_MEETING = 6
"""Of these, questions about the next or the latest meeting."""


def starter_questions(library: Library, today: date, count: int = 3) -> tuple[str, ...]:
    """Up to `count` questions, each answered: on the next meeting, or the latest, then on other papers.

    Args:
        today: the meetings from this day on are still to come.

    Raises:
        PanelPapersError: a store or the model failed.
    """
    papers = sorted(library.papers(), key=newest_first)
    bodies = coverage_of(papers).bodies
    chosen: list[str] = []
    tried: set[str] = set()
    sources = [iter(about_a_meeting(library, today, bodies)), *by_kind(library, papers, bodies)]
    # The meeting's own questions all come first, then one of each kind in turn.
    turns = chain(repeat(sources[0], OF_ONE_MEETING), chain.from_iterable(repeat(sources[1:], TRIES)))
    for questions in turns:
        for question in questions:
            if len(chosen) >= count or len(tried) >= TRIES:
                return tuple(chosen)
            if question in tried:
                continue
            tried.add(question)
            if answer_question(library, question).status is AnswerStatus.ANSWERED:
                chosen.append(question)
                break
    return tuple(chosen)


def about_a_meeting(library: Library, today: date, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Questions on the next meeting for which an agenda is held, else on the latest."""
    meetings = meetings_of(library)
    meeting = next_meeting(meetings, today) or next(iter(meetings), None)
    return questions_about(meeting, OF_ONE_MEETING, bodies) if meeting else ()


def newest_first(paper: Paper) -> tuple[int, str]:
    """Sort key: the newest paper first, undated ones last."""
    return (-(paper.meeting_date or date.min).toordinal(), paper.paper_id)


def by_kind(
    library: Library, papers: list[Paper], bodies: tuple[str, ...]
) -> tuple[Iterator[str], Iterator[str], Iterator[str]]:
    """Questions on what was resolved, what is recommended, and what a short form means."""
    return (
        questions_with_role(
            library, papers, bodies, Role.RESOLUTION, "What did the {body} resolve about {title} on {date}?"
        ),
        questions_with_role(
            library, papers, bodies, Role.RECOMMENDATION, "What does the report on {title} recommend?"
        ),
        (f"What does {short} stand for?" for short in sorted(library.glossary()) if len(short) > 2),
    )


def questions_with_role(
    library: Library, papers: list[Paper], bodies: tuple[str, ...], role: Role, pattern: str
) -> Iterator[str]:
    """One question for each item that holds a unit of this role, newest paper first."""
    for paper in papers:
        asked: set[str] = set()
        for passage in library.passages_of(paper.paper_id):
            title = readable_title(passage.section.subject or passage.section.item_title)
            day = meeting_date_of(paper, passage.section)
            if not title or not day or title in asked:
                continue
            if any(unit.role is role for unit in passage.units):
                asked.add(title)
                body = short_body(paper.body, bodies).casefold() if paper.body else "meeting"
                yield pattern.format(body=body, title=title, date=written(day))
