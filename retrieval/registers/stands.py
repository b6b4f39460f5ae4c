"""An item as one paper has it: listed on an agenda, minuted, or reported on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.places.part import AGENDA
from corpus.values import Paper, PaperKind, Role, Section
from index.values import Passage, Unit
from retrieval.links import citation_url
from retrieval.registers.actions import actions_of
from retrieval.registers.quoting import Quoting, paragraphs_of
from retrieval.registers.resolutions import resolutions_of
from retrieval.registers.values import Action, Place, Resolution

ENTRY = re.compile(r"^\W*(?P<number>\d{1,4}[a-z]?)[.)]\s+(?P<title>[^\W\d_].{2,250})$", re.DOTALL)
NUMBER = re.compile(r"^\d{1,3}[a-z]?$")
PAGES = re.compile(
    r"[:,;]?\s*\(?\b(?:Item \d+\w?,? )?pages? \d+(?:\s*[-–]\s*\d+)?\)?|^Item \d+\w?:\s*", re.IGNORECASE
)
WIDEST_GAP = 3
"""How many numbers an agenda may pass over before what is numbered is no item of it."""
OPENING = "At the opening of the meeting"


@dataclass(frozen=True, slots=True)
class Stand:
    """An item as one paper has it."""

    number: str
    title: str
    place: Place
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[Action, ...] = ()
    recommends: bool = False


def agenda_stands(paper: Paper, passages: Sequence[Passage]) -> tuple[Stand, ...]:
    """The items that an agenda lists."""
    found: list[Stand] = []
    last = 0
    for passage in passages:
        if passage.section != AGENDA and passage.section.item_title != AGENDA.item_title:
            continue
        for unit in passage.units:
            number, title = agenda_entry(passage, unit)
            value = int(re.sub(r"\D", "", number) or 0)
            if not title or (last and not last <= value <= last + WIDEST_GAP):
                continue
            last = value
            words = passage.unit_text(unit)
            found.append(Stand(number, title, place_of(paper, [passage], paper.kind, words)))
    return tuple(found) if len(found) > 1 else ()


def agenda_entry(passage: Passage, unit: Unit) -> tuple[str, str]:
    """The number and title of an item that a line of an agenda lists, "" where it lists none."""
    if unit.cells:
        number, *others = (" ".join(cell.text.split()) for cell in unit.cells)
        titles = [one for one in others if len(re.findall(r"[^\W\d_]{2,}", one)) > 1]
        return (number, clean_title(titles[0])) if NUMBER.match(number) and titles else ("", "")
    match = ENTRY.match(" ".join(passage.unit_text(unit).split()))
    return (match["number"], clean_title(match["title"])) if match else ("", "")


def minuted_stands(paper: Paper, passages: Sequence[Passage], bodies: tuple[str, ...]) -> tuple[Stand, ...]:
    """The items of minutes, with what was resolved and set as an action under each."""
    quoting = Quoting(paper, bodies)
    found = []
    for of in by_item(passages):
        section = of[0].section
        paragraphs = paragraphs_of(of)
        resolutions = resolutions_of(paragraphs, quoting)
        actions = actions_of(paragraphs, quoting)
        numbered = bool(section.item_number) or not is_opening(section)
        if numbered or resolutions or actions:
            title = clean_title(section.item_title) if numbered else OPENING
            place = place_of(paper, of, PaperKind.MINUTES, heading_of(of))
            found.append(Stand(section.item_number, title or section.item, place, resolutions, actions))
    return tuple(found)


def is_opening(section: Section) -> bool:
    """Whether a section of minutes stands before their first item."""
    return not section.item_title or section.item_title.startswith("Minutes of the meeting")


def reported_stands(paper: Paper, passages: Sequence[Passage]) -> tuple[Stand, ...]:
    """The reports that a paper holds, each under the title of its own."""
    found = []
    for of in by_item(one for one in passages if one.section.item_title != AGENDA.item_title):
        section = of[0].section
        title = clean_title(section.subject or section.item_title)
        if title:
            kind = paper.kind if paper.kind is not PaperKind.AGENDA else PaperKind.REPORT
            recommends = any(unit.role is Role.RECOMMENDATION for one in of for unit in one.units)
            place = place_of(paper, of, kind, heading_of(of))
            found.append(Stand(section.item_number, title, place, recommends=recommends))
    return tuple(found)


def by_item(passages: Iterable[Passage]) -> list[list[Passage]]:
    """Passages in order, those of one item together."""
    return [list(run) for _, run in groupby(passages, key=lambda passage: passage.item_index)]


def heading_of(passages: Sequence[Passage]) -> str:
    """The words an item begins with, to be lit where it is opened."""
    first = passages[0]
    return first.unit_text(first.units[0]) if first.units else ""


def place_of(paper: Paper, passages: Sequence[Passage], kind: PaperKind, words: str) -> Place:
    """Where in its paper an item stands."""
    pages = [passage.page for passage in passages if passage.page is not None]
    first = passages[0]
    return Place(
        paper=paper,
        first_page=min(pages, default=None),
        last_page=max(pages, default=None),
        url=citation_url(paper.paper_id, first.page, first.passage_id, words),
        kind=kind,
    )


def clean_title(title: str) -> str:
    """A title without the pages that an agenda names beside it."""
    return " ".join(PAGES.sub(" ", " ".join(title.split())).split()).strip(" .:;-–")
