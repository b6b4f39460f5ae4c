"""One paper's details as HTML: where each fact was found, its items, and the owner's form."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ui.client import ApiFailure
from ui.html import attribute, long_date, source_link
from ui.papers.markup import ACCESS_NAMES, KIND_NAMES, NO_BODY, NO_DATE, STATUS_NAMES, WARNINGS_SHOWN
from ui.papers.replies import ListedPaper, PaperDetails, PaperItem
from ui.source.markup import paper_url

FIELD_NAMES = {
    "title": "Title",
    "body": "Body",
    "kind": "Kind",
    "meeting_date": "Date",
    "status": "Status",
    "access": "Access",
}


def details(found: PaperDetails, owner: bool) -> str:
    """All that is known of a paper, and for its owner a form to correct it."""
    return (
        (correction_form(found.paper) if owner else "")
        + notes(found.paper)
        + items(found)
        + found_in(found)
        + attachments(found)
    )


def failed(failure: ApiFailure) -> str:
    """Why details, or how an upload stands, cannot be shown, and what to do."""
    return f'<p class="problem">{escape(failure.message)} {escape(failure.next_step)}</p>'


def notes(paper: ListedPaper) -> str:
    """What to be wary of, where that is more than the list has room for."""
    if len(paper.unreadable) <= WARNINGS_SHOWN:
        return ""
    lines = "".join(f"<li>{escape(message)}</li>" for message in paper.unreadable)
    return f"<h5>To be wary of</h5><ul>{lines}</ul>"


def items(found: PaperDetails) -> str:
    """The paper's items, each a link to its first page."""
    if not any(item.name for item in found.items):
        return ""
    rows = "".join(item_row(found.paper, item) for item in found.items if item.name)
    return f'<h5>Items</h5><ul class="items">{rows}</ul>'


def item_row(paper: ListedPaper, item: PaperItem) -> str:
    """One item and the pages it runs over."""
    place = f"page={item.first_page}" if item.first_page else f"passage={item.passage_id}"
    url = f"{paper_url(paper.paper_id)}/view?{place}"
    pages = f' <span class="quiet">{item_pages(item)}</span>' if item.first_page else ""
    return f"<li>{source_link(url, escape(item.name), style='item', place=item.name)}{pages}</li>"


def item_pages(item: PaperItem) -> str:
    """The pages of an item: "page 3", "pages 3–5"."""
    if item.last_page in (None, item.first_page):
        return f"page {item.first_page}"
    return f"pages {item.first_page}–{item.last_page}"


def found_in(found: PaperDetails) -> str:
    """Each fact with its value and the words it was found in."""
    values = fact_values(found.paper)
    places = {fact.field: fact.found_in for fact in found.facts}
    rows = "".join(
        f"<dt>{name}</dt><dd>{escape(values[field])}"
        f'<span class="quiet">{escape(places.get(field, "not stated in the paper"))}</span></dd>'
        for field, name in FIELD_NAMES.items()
    )
    return f'<h5>What it is, and where that was found</h5><dl class="found-in">{rows}</dl>'


def fact_values(paper: ListedPaper) -> dict[str, str]:
    """What is held of a paper, in words, by the name of the field."""
    return {
        "title": paper.name,
        "body": paper.body or NO_BODY,
        "kind": KIND_NAMES.get(paper.kind, paper.kind),
        "meeting_date": long_date(paper.meeting_date) if paper.meeting_date else NO_DATE,
        "status": STATUS_NAMES.get(paper.status, paper.status),
        "access": ACCESS_NAMES.get(paper.access, paper.access),
    }


def attachments(found: PaperDetails) -> str:
    """The files embedded in it, and its own name."""
    inside = "".join(f"<li>{escape(name)}</li>" for name in found.attachments)
    attached = f"<h5>Files attached inside it (not read)</h5><ul>{inside}</ul>" if inside else ""
    return f'{attached}<p class="quiet">File: {escape(found.paper.file_name)}</p>'


def correction_form(paper: ListedPaper) -> str:
    """What the owner can put right, filled with what is held; and the way to remove the paper."""
    paper_id = attribute(paper.paper_id)
    day = paper.meeting_date.isoformat() if paper.meeting_date else ""
    date_needed = " required" if day else ""
    return (
        f'<form class="correct" data-correct="{paper_id}" aria-label="Correct {attribute(paper.name)}">'
        f'<label class="wide">Title<input name="title" value="{attribute(paper.name)}" required '
        'maxlength="500" autocomplete="off"></label>'
        f'<label class="wide">Body<input name="body" value="{attribute(paper.body)}" maxlength="200" '
        'list="body-names" autocomplete="off"></label>'
        f"<label>Kind{select('kind', KIND_NAMES, paper.kind)}</label>"
        f'<label>Date<input type="date" name="meeting_date" value="{day}"{date_needed}></label>'
        f"<label>Status{select('status', STATUS_NAMES, paper.status)}</label>"
        f"<label>Access{select('access', ACCESS_NAMES, paper.access)}</label>"
        '<p class="problem" role="alert"></p>'
        '<p class="buttons"><button type="submit" class="plain strong">Save the correction</button>'
        f'<button type="button" class="plain" data-remove="{paper_id}" '
        f'data-name="{attribute(paper.name)}">Remove this paper…</button></p></form>'
    )


def select(name: str, choices: Mapping[str, str], chosen: str) -> str:
    """A choice of the values that a field can take."""
    options = "".join(
        f'<option value="{attribute(value)}"{" selected" if value == chosen else ""}>{escape(word)}</option>'
        for value, word in choices.items()
    )
    return f'<select name="{name}">{options}</select>'
