"""The papers of a library as they stand at one moment, held in memory between changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from corpus.errors import PaperNotFound
from corpus.values import Access, Paper
from index.catalog import CatalogEntry
from index.values import Filters


@dataclass(frozen=True)
class View:
    """Every whole paper, at one revision of the catalogue.

    Attributes:
        entries: by paper id; a paper being stored at this moment is not among them.
        passage_ids: by paper id, filled when first asked for.
        unit_ids: likewise.
    """

    revision: int
    model: str
    entries: dict[str, CatalogEntry]
    passage_ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unit_ids: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def entry(self, paper_id: str) -> CatalogEntry:
        """One paper.

        Raises:
            PaperNotFound: there is none of that id.
        """
        entry = self.entries.get(paper_id)
        if entry is None:
            raise PaperNotFound(
                f"There is no paper with the id {paper_id!r}.",
                next_step="panel-papers papers lists them all.",
            )
        return entry

    def searched(self) -> list[CatalogEntry]:
        """The public papers."""
        return [entry for entry in self.entries.values() if entry.searched]

    def papers(self, filters: Filters, *, include_exempt: bool) -> tuple[Paper, ...]:
        """The papers that a filter leaves, the latest meeting first, those without a date last."""
        papers = [entry.paper for entry in self.entries.values()]
        kept = [
            paper
            for paper in papers
            if (include_exempt or paper.access is Access.PUBLIC) and matches(paper, filters)
        ]
        kept.sort(key=lambda paper: (paper.title.casefold(), paper.paper_id))
        kept.sort(key=lambda paper: paper.meeting_date or date.min, reverse=True)
        return tuple(kept)

    def searched_of(self, paper_ids: Collection[str]) -> list[str]:
        """Those of the ids that are of public papers, in order, each once."""
        wanted = dict.fromkeys(paper_ids)
        return [one for one in wanted if one in self.entries and self.entries[one].searched]

    def glossary(self) -> dict[str, tuple[str, ...]]:
        """Short forms with their long forms, of all public papers, most often given first."""
        counts: dict[str, dict[str, int]] = {}
        for entry in self.searched():
            for short, full in entry.acronyms:
                forms = counts.setdefault(short, {})
                forms[full] = forms.get(full, 0) + 1
        return {
            short: tuple(sorted(forms, key=lambda full, of=forms: (-of[full], full)))  # type: ignore[misc]
            for short, forms in sorted(counts.items())
        }


def matches(paper: Paper, filters: Filters) -> bool:
    """Whether a filter leaves a paper; a paper without a date is in no range of dates."""
    if filters.body and filters.body.casefold() not in paper.body.casefold():
        return False
    if filters.kind is not None and paper.kind is not filters.kind:
        return False
    if filters.paper_ids and paper.paper_id not in filters.paper_ids:
        return False
    if filters.from_date is None and filters.to_date is None:
        return True
    if paper.meeting_date is None:
        return False
    return (filters.from_date or date.min) <= paper.meeting_date <= (filters.to_date or date.max)
