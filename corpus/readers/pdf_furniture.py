"""Running headers, footers and printed page numbers: found by their repetition, and left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf_lines import Line

MARGIN = 0.14  # the share of a page's height in which headers and footers stand
NUMBER_MARGIN = 0.12
SAME_HEIGHT = 6.0  # points
MIN_PAGES = 3
PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|p\.?|tudalen)?\s*([0-9]{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|o)\s*[0-9]{1,4})?[-–—\s|]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page outside its tables, and the page's height in points."""

    number: int
    height: float
    lines: tuple[Line, ...]


def printed_numbers(pages: Sequence[PageLines]) -> dict[int, tuple[Line, str]]:
    """For each page, the line at its edge that is only a page number, and that number.

    A number that keeps step with the neighbouring pages is preferred to one that does not.
    """
    found: dict[int, list[tuple[Line, str]]] = {}
    for page in pages:
        marks = []
        for line in page.lines:
            match = PAGE_NUMBER.fullmatch(line.text.strip())
            if match and at_edge(line, page, NUMBER_MARGIN) and is_outermost(line, page):
                marks.append((line, match[1]))
        found[page.number] = marks
    steps = Counter(
        int(label) - number for number, marks in found.items() for _, label in marks if label.isdigit()
    )
    chosen = {}
    for number, marks in found.items():
        if marks:
            chosen[number] = max(marks, key=lambda mark: (step_count(mark[1], number, steps), mark[0].top))
    return chosen


def step_count(label: str, number: int, steps: Counter[int]) -> int:
    """How many pages have a printed number as far from their place as this one."""
    return steps[int(label) - number] if label.isdigit() else 1


def is_outermost(line: Line, page: PageLines) -> bool:
    """Whether at most two other lines stand between a line and the edge of its page."""
    above = sum(other.bottom <= line.top + 1 for other in page.lines)
    below = sum(other.top >= line.bottom - 1 for other in page.lines)
    return min(above, below) <= 2


def at_edge(line: Line, page: PageLines, margin: float) -> bool:
    """Whether a line stands in the top or bottom margin."""
    return line.bottom < margin * page.height or line.top > (1 - margin) * page.height


def find_furniture(pages: Sequence[PageLines]) -> set[int]:
    """The `id` of every line that is a running header, a footer or a printed page number.

    A header is kept where it first stands: there it is often the title, or says "draft".
    """
    furniture = {id(line) for line, _ in printed_numbers(pages).values()}
    seen: dict[str, list[tuple[int, float, Line]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if at_edge(line, page, MARGIN):
                key = masked(line.text)
                if key:
                    seen[key].append((page.number, line.top, line))
    heights = {page.number: page.height for page in pages}
    for places in seen.values():
        first = min(places, key=lambda place: place[0])
        for number, top, line in places:
            if line is first[2] and top < heights[number] / 2:
                continue
            others = {n for n, t, _ in places if abs(t - top) <= SAME_HEIGHT and abs(n - number) <= 6}
            near = {n for n in others if abs(n - number) <= 2}
            if (len(others) >= MIN_PAGES and len(near) >= 2) or len(others) == len(pages) == 2:
                furniture.add(id(line))
    return furniture


def masked(text: str) -> str:
    """A line with its digits masked, "" where too few letters stay to tell it by."""
    key = re.sub(r"\d+", "#", text.lower())
    return key if sum(character.isalpha() for character in key) >= 3 else ""
