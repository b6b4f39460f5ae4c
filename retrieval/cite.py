"""Turn passages and what is quoted of them into citations a clerk would recognise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.dates import written
from corpus.values import Paper, Section
from index.values import Passage
from retrieval.links import citation_url
from retrieval.values import Citation

GENERAL_NAMES = frozenset(
    {"panel", "board", "committee", "cabinet", "council", "forum", "group", "subcommittee", "sub-committee"}
)


def cite(
    marker: int,
    paper: Paper,
    passage: Passage,
    quote: str,
    *,
    bodies: Sequence[str],
) -> Citation:
    """A citation of a passage.

    Args:
        marker: its number in the answer, from 1.
        quote: verbatim; it may run on in the passages beside, on the same page.
        bodies: every body in the library, so that a short name is used only where it is clear.
    """
    meeting_date = meeting_date_of(paper, passage.section)
    return Citation(
        marker=marker,
        passage_id=passage.passage_id,
        paper_id=paper.paper_id,
        title=paper.title,
        file_name=paper.file_name,
        body=paper.body,
        meeting_date=meeting_date,
        item=passage.section.item,
        section=passage.section.path,
        page=passage.page,
        page_label=passage.page_label,
        quote=quote,
        url=citation_url(paper.paper_id, passage.page, passage.passage_id, quote),
        label=citation_label(paper, passage, meeting_date, bodies),
    )


def meeting_date_of(paper: Paper, section: Section) -> date | None:
    """The date of the meeting a passage belongs to: its part's own in a pack, else the paper's."""
    if section.meeting_date:
        return date.fromisoformat(section.meeting_date)
    return paper.meeting_date


def citation_label(paper: Paper, passage: Passage, meeting_date: date | None, bodies: Sequence[str]) -> str:
    """Where a passage stands, as minutes would cite it: "Panel, 26 July 2023, item 10, p. 8"."""
    section = passage.section
    parts = [short_body(paper.body, bodies) or paper.title]
    if meeting_date:
        parts.append(written(meeting_date))
    if section.item_number:
        parts.append(f"item {section.item_number}")
    if section.appendix:
        parts.append(section.appendix)
    if section.sheet:
        parts.append(section.sheet if section.sheet.startswith("Slide") else f"sheet {section.sheet}")
    if passage.page is not None:
        parts.append(f"p. {passage.page}")
    elif not section.sheet:
        heading = section.headings[-1] if section.headings else section.item_title
        if heading:
            parts.append(shortened(heading, 40))
        elif section.paragraph:
            parts.append(f"paragraph {section.paragraph}")
    return ", ".join(parts)


def short_body(body: str, bodies: Sequence[str]) -> str:
    """The body's general name ("Panel") where no other body shares it, else its whole name.

    A paper that gives only the end of a longer name is of the same body.
    """
    last_word = body.rpartition(" ")[2]
    if last_word.casefold() not in GENERAL_NAMES:
        return body
    others = [other for other in bodies if other.rpartition(" ")[2] == last_word]
    same = all(body.endswith(other) or other.endswith(body) for other in others)
    return last_word if same else body


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut at a word, with an ellipsis where cut."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0] + "…"
