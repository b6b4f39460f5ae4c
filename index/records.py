"""Papers and passages as JSON text, for the catalogue; each comes back equal to what was written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from corpus.values import (
    Access,
    Cell,
    Correction,
    Paper,
    PaperField,
    PaperKind,
    PaperStatus,
    Provenance,
    ReadingWarning,
    Role,
    Section,
)
from index.values import Passage, PassageKind, Unit

SECTION_FIELDS = tuple(field.name for field in fields(Section))


def paper_to_json(paper: Paper) -> str:
    """A paper as JSON."""
    return compact(
        {
            "paper_id": paper.paper_id,
            "title": paper.title,
            "body": paper.body,
            "kind": paper.kind.value,
            "meeting_date": paper.meeting_date.isoformat() if paper.meeting_date else None,
            "status": paper.status.value,
            "access": paper.access.value,
            "file_name": paper.file_name,
            "page_count": paper.page_count,
            "digest": paper.digest,
            "provenance": [[one.field.value, one.found_in] for one in paper.provenance],
            "warnings": [[one.message, one.page] for one in paper.warnings],
            "ocr_pages": paper.ocr_pages,
            "attachments": paper.attachments,
        }
    )


def paper_from_json(text: str) -> Paper:
    """A paper from its JSON."""
    stored = json.loads(text)
    return Paper(
        paper_id=stored["paper_id"],
        title=stored["title"],
        body=stored["body"],
        kind=PaperKind(stored["kind"]),
        meeting_date=date.fromisoformat(stored["meeting_date"]) if stored["meeting_date"] else None,
        status=PaperStatus(stored["status"]),
        access=Access(stored["access"]),
        file_name=stored["file_name"],
        page_count=stored["page_count"],
        digest=stored["digest"],
        provenance=tuple(Provenance(PaperField(field), found) for field, found in stored["provenance"]),
        warnings=tuple(ReadingWarning(message, page) for message, page in stored["warnings"]),
        ocr_pages=tuple(stored["ocr_pages"]),
        attachments=tuple(stored["attachments"]),
    )


def correction_to_json(correction: Correction | None) -> str:
    """A correction as JSON, only what it says; "" for none."""
    if correction is None:
        return ""
    said: dict[str, Any] = {}
    for field in fields(Correction):
        value = getattr(correction, field.name)
        if value is not None:
            said[field.name] = value.isoformat() if isinstance(value, date) else str(value)
    return compact(said)


def correction_from_json(text: str) -> Correction | None:
    """A correction from its JSON."""
    if not text:
        return None
    said: dict[str, str] = json.loads(text)
    kinds: dict[str, Callable[[str], Any]] = {
        "kind": PaperKind,
        "status": PaperStatus,
        "access": Access,
        "meeting_date": date.fromisoformat,
    }
    values: dict[str, Any] = {name: kinds.get(name, str)(value) for name, value in said.items()}
    return Correction(**values)


def passage_to_json(passage: Passage) -> str:
    """A passage as JSON, small: what is empty is left out."""
    where = {name: getattr(passage.section, name) for name in SECTION_FIELDS}
    return compact(
        {
            "id": passage.passage_id,
            "paper": passage.paper_id,
            "position": passage.position,
            "item": passage.item_index,
            "page": passage.page,
            "label": passage.page_label,
            "section": {name: value for name, value in where.items() if value},
            "text": passage.text,
            "context": passage.context,
            "kind": passage.kind.value,
            "ocr": passage.ocr,
            "digest": passage.digest,
            "units": [unit_to_list(unit) for unit in passage.units],
        }
    )


@lru_cache(maxsize=4_000)
def passage_from_json(text: str) -> Passage:
    """A passage from its JSON; remembered, since good passages come up often."""
    stored = json.loads(text)
    section = stored["section"]
    if "headings" in section:
        section["headings"] = tuple(section["headings"])
    passage_id = stored["id"]
    return Passage(
        passage_id=passage_id,
        paper_id=stored["paper"],
        position=stored["position"],
        item_index=stored["item"],
        page=stored["page"],
        page_label=stored["label"],
        section=Section(**section),
        text=stored["text"],
        context=stored["context"],
        kind=PassageKind(stored["kind"]),
        ocr=stored["ocr"],
        digest=stored["digest"],
        units=tuple(unit_from_list(passage_id, number, unit) for number, unit in enumerate(stored["units"])),
    )


def unit_to_list(unit: Unit) -> list[Any]:
    """A unit as a list: its ends, then whatever else it has."""
    cells = [[cell.column, cell.text] for cell in unit.cells]
    more = (unit.role.value, unit.owner, unit.state, unit.paragraph, cells, unit.heading, unit.header)
    return [unit.start, unit.end, *more] if any(more) else [unit.start, unit.end]


def unit_from_list(passage_id: str, position: int, stored: list[Any]) -> Unit:
    """A unit from its list; its id and place follow from where it stands."""
    start, end, *more = stored
    # A library made before headers were kept has none.
    role, owner, state, paragraph, cells, heading, *header = more or ["", "", "", "", (), False]
    return Unit(
        unit_id=f"{passage_id}/{position}",
        passage_id=passage_id,
        position=position,
        start=start,
        end=end,
        cells=tuple(Cell(column, text) for column, text in cells),
        role=Role(role),
        owner=owner,
        state=state,
        paragraph=paragraph,
        heading=heading,
        header=any(header),
    )


def compact(value: object) -> str:
    """JSON without spaces, accents as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
