"""Lines that stand with answers and lists: what they are, and what was searched for them."""

from __future__ import annotations

from ui.frame.filter_markup import narrowed_to
from ui.html import extent
from ui.replies import Coverage, Filters

EVERYTHING = Filters()

STANDING_LINE = "Answers quote the papers. Check the page before you repeat it."


def coverage_line(coverage: Coverage, filters: Filters = EVERYTHING) -> str:
    """What was searched: "Searched 10 papers of 3 bodies, May 2019 to May 2025, narrowed to minutes."."""
    if not coverage.papers:
        return "No papers were searched."
    undated = f" ({coverage.undated} of them without a date)" if coverage.first and coverage.undated else ""
    narrowed = f", narrowed to {told}" if (told := narrowed_to(filters)) else ""
    held = extent(coverage.papers, coverage.bodies, coverage.first, coverage.last)
    return f"Searched {held}{undated}{narrowed}."
