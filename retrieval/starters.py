"""Questions to begin with, drawn from the papers themselves and known to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.values import Paper, Role
from index.library import Library
from index.values import Passage
from retrieval.cite import meeting_date_of, short_body
from retrieval.coverage import coverage_of
from retrieval.pipeline import answer_question
from retrieval.values import AnswerStatus

TRIES = 12
"""Questions tried before giving up on finding answered ones."""

LONGEST_TITLE = 60
"""Characters of an item's title that still read well inside a question."""


def starter_questions(library: Library, count: int = 3) -> tuple[str, ...]:
    """Up to `count` questions on the newest papers, each of another kind, each answered.

    Raises:
        PanelPapersError: a store or the model failed.
    """
    papers = sorted(library.papers(), key=newest_first)
    bodies = coverage_of(papers).bodies
    kinds = [list(questions) for questions in by_kind(library, papers, bodies)]
    chosen: list[str] = []
    tried = 0
    while len(chosen) < count and any(kinds) and tried < TRIES:
        for questions in kinds:
            while questions and len(chosen) < count and tried < TRIES:
                tried += 1
                question = questions.pop(0)
                if answer_question(library, question).status is AnswerStatus.ANSWERED:
                    chosen.append(question)
                    break
    return tuple(chosen)


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
            title = readable_title(passage)
            day = meeting_date_of(paper, passage.section)
            if not title or not day or title in asked:
                continue
            if any(unit.role is role for unit in passage.units):
                asked.add(title)
                body = short_body(paper.body, bodies).casefold() if paper.body else "meeting"
                yield pattern.format(body=body, title=title, date=f"{day.day} {day:%B %Y}")


def readable_title(passage: Passage) -> str:
    """The item's title as it would stand inside a sentence, "" where it would not read well."""
    title = " ".join((passage.section.subject or passage.section.item_title).split()).strip(" .:")
    if not 8 <= len(title) <= LONGEST_TITLE:
        return ""
    words = title.split()
    if title.isupper() or title.istitle():
        words = [word if is_short_form(word) and not title.isupper() else word.lower() for word in words]
    return " ".join(words)


def is_short_form(word: str) -> bool:
    """True for a word written in capitals throughout, such as a body's initials."""
    return len(word) > 1 and word.isupper()
