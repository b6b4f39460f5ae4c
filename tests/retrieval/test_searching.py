"""What is taken for a second look."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage

from corpus.values import PaperStatus
from index.library import Library
from retrieval.search import Candidate, without_draft_copies


def candidate(paper_id: str, text: str) -> Candidate:
    return Candidate(replace(passage(text), paper_id=paper_id), 1.0, (), 0.0, 0.0)


@pytest.mark.parametrize("status", [PaperStatus.CONFIRMED, PaperStatus.NOT_STATED])
def test_of_minutes_published_twice_the_draft_is_left_out(status: PaperStatus) -> None:
    statuses = {"draft": PaperStatus.DRAFT, "final": status}
    library = cast(Library, SimpleNamespace(paper=lambda name: SimpleNamespace(status=statuses[name])))
    draft, final = (candidate(name, "The Panel resolved to support the precept.") for name in statuses)
    only = candidate("draft", "The Chair thanked the officers for the tour of the new stables.")
    assert without_draft_copies(library, [draft, final, only]) == (final, only)
    assert without_draft_copies(library, [draft, only]) == (draft, only)


def test_a_draft_with_another_figure_than_the_final_paper_is_kept() -> None:
    statuses = {"draft": PaperStatus.DRAFT, "final": PaperStatus.CONFIRMED}
    library = cast(Library, SimpleNamespace(paper=lambda name: SimpleNamespace(status=statuses[name])))
    said = (
        "The Panel supported the proposed precept, an increase of £{} for a home in Band D, by eight votes."
    )
    draft, final = (
        candidate(name, said.format(pounds)) for name, pounds in zip(statuses, (12, 13), strict=True)
    )
    assert without_draft_copies(library, [draft, final]) == (draft, final)
