"""Turn passages and what is quoted of them into citations a clerk would recognise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from corpus.dates import written
from corpus.values import Paper, Section
from index.values import Passage, Unit
from retrieval.compose import Span
from retrieval.links import citation_url
from retrieval.values import Citation

GENERAL_NAMES = frozenset(
    {"panel", "board", "committee", "cabinet", "council", "forum", "group", "subcommittee", "sub-committee"}
)


def cite(
    marker: int,
    paper: Paper,
    passage: Passage,
    spans: Sequence[Span],
    *,
    bodies: Sequence[str],
    quote_characters: int,
    likelihood: Mapping[str, float],
) -> Citation:
    """A citation of spans of one passage, quoted with as much around them as fits.

    Args:
        marker: its number in the answer, from 1.
        bodies: every body in the library, so that a short name is used only where it is clear.
        quote_characters: the most characters to quote.
        likelihood: of the passage's units, by their ids, to answer.
    """
    quote = quote_around(passage, spans, quote_characters, likelihood)
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


def quote_around(passage: Passage, spans: Sequence[Span], most: int, likelihood: Mapping[str, float]) -> str:
    """The spans with the whole units around them that are likeliest to answer; of equals, the most words.

    It may widen over a heading, and begin with one, since it says what the rest is about, or with the header
    of a table; it never widens to end with one, nor over two headings in a row, which are a title block.

    Args:
        most: characters; only spans that are longer themselves make a longer quote.
        likelihood: of the units by their ids; none for those that nothing is known of.
    """
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    before = [unit for unit in reversed(passage.units) if unit.start < start]
    after = [unit for unit in passage.units if unit.end > end]
    begins = [start, *(unit.start for unit in up_to_title_block(before))]
    ends = [end, *(unit.end for unit in up_to_title_block(after) if not unit.heading)]
    windows = [(first, last) for first in begins for last in ends if last - first <= most]

    def worth(window: tuple[int, int]) -> tuple[float, int, int]:
        first, last = window
        held = (unit for unit in passage.units if first <= unit.start and unit.end <= last)
        return sum(likelihood.get(unit.unit_id, 0.0) for unit in held), last - first, last

    first, last = max(windows, key=worth, default=(start, end))
    return passage.text[first:last].strip()


def up_to_title_block(units: Sequence[Unit]) -> list[Unit]:
    """The units before the first two headings in a row, a table's header being none."""
    for place, (one, other) in enumerate(pairwise(units)):
        if one.heading and other.heading and not one.header and not other.header:
            return list(units[:place])
    return list(units)


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
