"""What a paper says of itself: title, body, kind, meeting date, status and access, and where it says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from corpus.facts.bodies import find_body
from corpus.facts.kinds import find_kind
from corpus.facts.markings import find_access, find_status
from corpus.facts.meeting_dates import find_meeting_date
from corpus.facts.opening import Found, Opening
from corpus.facts.titles import find_title
from corpus.values import Access, Correction, FileText, PaperField, PaperKind, PaperStatus, Provenance


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a paper as a whole."""

    title: Found[str]
    body: Found[str]
    kind: Found[PaperKind]
    meeting_date: Found[date | None]
    status: Found[PaperStatus]
    access: Found[Access]

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """Where each fact was found, for those that were."""
        return tuple(
            Provenance(field, getattr(self, field.value).found_in)
            for field in PaperField
            if getattr(self, field.value).found_in
        )


def find_metadata(text: FileText, source_folder: str = "") -> Metadata:
    """The facts about a paper, each from the place in it that says so most plainly.

    Args:
        text: the file as read.
        source_folder: the names of the folders that it lay in, used only where the paper is silent.
    """
    opening = Opening(text, source_folder)
    kind = find_kind(opening)
    meeting_date = find_meeting_date(opening, kind.value)
    body = find_body(opening)
    return Metadata(
        title=find_title(opening, kind.value, body.value, meeting_date.value),
        body=body,
        kind=kind,
        meeting_date=meeting_date,
        status=find_status(opening, kind.value),
        access=find_access(opening),
    )


def corrected(metadata: Metadata, correction: Correction) -> Metadata:
    """The facts with the owner's corrections put in their place."""
    changes = {
        field.value: Found(getattr(correction, field.value), correction.found_in)
        for field in PaperField
        if getattr(correction, field.value) is not None
    }
    return replace(metadata, **changes)
