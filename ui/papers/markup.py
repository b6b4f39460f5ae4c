"""The library as HTML: by body, then year, then meeting, newest first; everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import groupby
from pathlib import PurePath

from ui.client import ApiFailure
from ui.html import attribute, count, extent, long_date, source_link
from ui.papers.replies import ListedPaper, PaperList
from ui.replies import Filters, read_date
from ui.source.markup import file_url, paper_url

KIND_NAMES = {
    "agenda": "Agenda",
    "minutes": "Minutes",
    "report": "Report",
    "log": "Log",
    "spreadsheet": "Spreadsheet",
    "policy": "Policy",
    "other": "Other paper",
}
STATUS_NAMES = {"draft": "Draft", "confirmed": "Confirmed", "not stated": "Not stated"}
ACCESS_NAMES = {"public": "Public", "exempt": "Exempt"}
FORMAT_NAMES = {
    "md": "Markdown",
    "txt": "text",
    "docx": "Word",
    "doc": "Word",
    "xlsx": "Excel",
    "xls": "Excel",
    "pptx": "PowerPoint",
    "odt": "OpenDocument",
}
NO_BODY = "Body not known"
NO_DATE = "Without a date"
ALL_OPEN = 60
"""As many papers as are shown at once; of more, only the newest year of each body is open."""
WARNINGS_SHOWN = 2
LOOKING = '<div class="papers"><h2>Papers</h2><p class="looking">Looking for the papers…</p></div>'


def shelf(listed: PaperList, filters: Filters) -> str:
    """The whole library as far as the filters leave it."""
    return (
        '<div class="papers"><h2>Papers</h2>'
        f'<p class="held">{escape(count_line(listed))}</p>'
        f'<div class="narrowed">{narrowed(filters)}</div>'
        f"<div>{find_box(listed) if listed.papers else ''}</div>"
        f'<div class="shelf">{"".join(bodies(listed.papers)) or empty(filters)}</div></div>'
    )


def count_line(listed: PaperList) -> str:
    """How many papers of whom are listed, and of which months."""
    if not listed.papers:
        return "No papers."
    dates = sorted(paper.meeting_date for paper in listed.papers if paper.meeting_date)
    names = sorted({paper.body for paper in listed.papers if paper.body})
    line = extent(listed.total, names, dates[0] if dates else None, dates[-1] if dates else None)
    exempt = sum(paper.exempt for paper in listed.papers)
    hidden = f" {exempt} of them exempt, seen by you only." if exempt else ""
    cut = (
        f" The first {len(listed.papers):,} are listed; narrow them with the filters to see the others."
        if listed.total > len(listed.papers)
        else ""
    )
    return f"{line}.{hidden}{cut}"


def narrowed(filters: Filters) -> str:
    """What the filters narrow the list to, and a way to clear them; nothing where they do not."""
    words = narrowing(filters)
    if not words:
        return ""
    return (
        f"<p>Narrowed to {escape(words)}. "
        '<button type="button" class="clear" data-clear="filters">Clear filters</button></p>'
    )


def narrowing(filters: Filters) -> str:
    """The filters in words: "minutes of the County Panel, from 1 May 2024"."""
    kind = KIND_NAMES.get(filters.kind, filters.kind).lower()
    first, last = read_date(filters.first), read_date(filters.last)
    parts = (
        f"kind “{kind}”" if kind else "",
        f"papers of {filters.body}" if filters.body else "",
        f"from {long_date(first)}" if first else "",
        f"to {long_date(last)}" if last else "",
    )
    return ", ".join(part for part in parts if part)


def find_box(listed: PaperList) -> str:
    """A box that leaves the papers whose title holds what is typed, and the bodies there are to choose."""
    names = sorted({paper.body for paper in listed.papers if paper.body})
    options = "".join(f'<option value="{attribute(name)}"></option>' for name in names)
    return (
        '<div class="find"><label for="find-title">Find by title</label>'
        '<input type="search" id="find-title" autocomplete="off">'
        '<p class="found" role="status"></p>'
        f'<datalist id="body-names">{options}</datalist></div>'
    )


def empty(filters: Filters) -> str:
    """What is said where nothing is listed."""
    if narrowing(filters):
        return "<p>No paper matches these filters. Clear them, or widen the dates.</p>"
    return "<p>No papers have been added yet. Their owner can sign in below and add some.</p>"


def failed(failure: ApiFailure) -> str:
    """Why the papers cannot be listed, and what to do."""
    return (
        '<div class="papers"><h2>Papers</h2><div class="error"><h3>The papers could not be listed</h3>'
        f"<p>{escape(failure.message)} {escape(failure.next_step)}</p></div></div>"
    )


def bodies(papers: Sequence[ListedPaper]) -> Iterable[str]:
    """A section for each body, those of unknown body last."""
    all_open = len(papers) <= ALL_OPEN
    ordered = sorted(papers, key=lambda paper: (not paper.body, paper.body.lower(), paper.body))
    for number, (body, run) in enumerate(groupby(ordered, key=lambda paper: paper.body)):
        held = tuple(run)
        newest = year_of(held[0])
        years_held = (
            year_group(body, year, tuple(some), all_open or year == newest)
            for year, some in groupby(held, key=year_of)
        )
        yield (
            f'<section class="body" aria-labelledby="body-{number}">'
            f'<h3 id="body-{number}">{escape(body or NO_BODY)}</h3>{"".join(years_held)}</section>'
        )


def year_of(paper: ListedPaper) -> str:
    """The year of a paper's meeting, or that it has no date."""
    return str(paper.meeting_date.year) if paper.meeting_date else NO_DATE


def year_group(body: str, year: str, papers: Sequence[ListedPaper], is_open: bool) -> str:
    """The papers of one body and year, by meeting."""
    meetings = (
        meeting(day, tuple(some)) for day, some in groupby(papers, key=lambda paper: paper.meeting_date)
    )
    state = ' open=""' if is_open else ""
    return (
        f'<details class="year" data-key="{attribute(f"year {year} {body}")}" '
        f'data-open="{str(is_open).lower()}"{state}>'
        f'<summary>{escape(year)} <span class="quiet">{count(len(papers), "paper")}</span></summary>'
        f"{''.join(meetings)}</details>"
    )


def meeting(day: date | None, papers: Sequence[ListedPaper]) -> str:
    """The papers of one meeting."""
    rows = "".join(map(paper_row, papers))
    heading = f"<h4>{long_date(day)}</h4>" if day else f'<h4 class="unseen">{NO_DATE}</h4>'
    return f'<div class="meeting">{heading}<ul class="paper-list">{rows}</ul></div>'


def paper_row(paper: ListedPaper) -> str:
    """One paper: what it is, what to be wary of, and ways into it."""
    return (
        f'<li class="paper" data-paper="{attribute(paper.paper_id)}" '
        f'data-title="{attribute(paper.name.lower())}">'
        f'<p class="paper-name">{way_in(paper)}</p>'
        f'<p class="paper-facts">{facts(paper)}</p>'
        f'<div class="wary">{"".join(f"<p>{escape(line)}</p>" for line in wariness(paper))}</div>'
        f'<details class="more" data-key="{attribute(paper.paper_id)}" data-open="false">'
        f'<summary>Details<span class="unseen"> of {escape(paper.name)}</span></summary>'
        '<div class="paper-details"></div></details></li>'
    )


def way_in(paper: ListedPaper) -> str:
    """The title: a link that opens the paper at its beginning, unless only the owner may see it."""
    if paper.exempt:
        return f'<span class="paper-title">{escape(paper.name)}</span>'
    page = "?page=1" if paper.page_count else ""
    return source_link(f"{paper_url(paper.paper_id)}/view{page}", escape(paper.name), style="paper-title")


def facts(paper: ListedPaper) -> str:
    """Kind, pages, status and the whole file, on one line."""
    stated = STATUS_NAMES[paper.status] if paper.status in ("draft", "confirmed") else ""
    parts = (
        '<strong class="mark">Exempt</strong>' if paper.exempt else "",
        escape(KIND_NAMES.get(paper.kind, paper.kind)),
        count(paper.page_count, "page") if paper.page_count else "",
        escape(stated),
        whole_file(paper),
    )
    return " · ".join(part for part in parts if part)


def whole_file(paper: ListedPaper) -> str:
    """A link to the file as published; a button for one that only the owner may have."""
    name = f"Whole file ({file_format(paper.file_name)})"
    address = attribute(file_url(paper.paper_id))
    unseen = f'<span class="unseen"> of {escape(paper.name)}</span>'
    if paper.exempt:
        return (
            f'<button type="button" class="as-link" data-download="{address}" '
            f'data-name="{attribute(paper.file_name)}">{escape(name)}{unseen}</button>'
        )
    return f'<a href="{address}" target="_blank" rel="noopener">{escape(name)}{unseen}</a>'


def file_format(file_name: str) -> str:
    """What sort of file it is, as people name it: "PDF"."""
    suffix = PurePath(file_name).suffix.lstrip(".").lower()
    return FORMAT_NAMES.get(suffix, suffix.upper()) or "as published"


def wariness(paper: ListedPaper) -> tuple[str, ...]:
    """What a reader should know before trusting the words of a paper, in plain sentences."""
    scanned = (scanned_line(paper.ocr_pages, paper.page_count),) if paper.ocr_pages else ()
    told = paper.unreadable
    left = len(told) - WARNINGS_SHOWN
    stand = "stands" if left == 1 else "stand"
    more = (f"{count(left, 'more such note')} {stand} in its details.",) if left > 0 else ()
    return (*scanned, *told[:WARNINGS_SHOWN], *more)


def scanned_line(pages: Sequence[int], page_count: int | None) -> str:
    """Which pages were read by machine: "4 pages were read by machine from a scan: 3, 5–7."."""
    if len(pages) == 1:
        which = "Its only page" if page_count == 1 else f"Page {pages[0]}"
        return f"{which} was read by machine from a scan."
    if len(pages) == page_count:
        return f"All {page_count} pages were read by machine from a scan."
    return f"{len(pages)} pages were read by machine from a scan: {page_runs(pages)}."


def page_runs(pages: Sequence[int]) -> str:
    """Page numbers in order, runs of them drawn together: "3, 5–7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
