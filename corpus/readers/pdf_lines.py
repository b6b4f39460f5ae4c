"""Words to lines: runs of words on one line, columns found, lines put in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from corpus.readers.pdfium import Ruling, Word

SEGMENT_GAP = 1.2  # times the font size: a wider gap within a line parts columns or cells
GUTTER = 8.0  # points of white that two columns of prose need between them
FULL_LINE = 0.75  # a line of prose fills this share of its column
AMOUNT = re.compile(r"[-–(]*[£$€]?\s?[-–(]?\d[\d,]*(\.\d+)?\s?[%kmMK)]*|[-–]|n/a|nil", re.IGNORECASE)
YEAR = re.compile(r"(19|20)\d\d([-/–](\d\d|(19|20)\d\d))?")


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring words of one line with no wide gap between them."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """The height of its centre line."""
        return (self.top + self.bottom) / 2

    @property
    def is_amount(self) -> bool:
        """True for a figure such as "1,234.5", "(12)" or "4%", but not for a year."""
        text = self.text
        return bool(AMOUNT.fullmatch(text)) and not YEAR.fullmatch(text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in one column.

    Attributes:
        left, right: the edges of the column it stands in.
    """

    segments: tuple[Segment, ...]
    left: float
    right: float

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words from left to right."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(segment.x1 for segment in self.segments)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """Its lower edge: that of its largest words, so that marks below the line do not count."""
        size = self.size
        return max(word.bottom for word in self.words if word.size >= size - 0.5)

    @property
    def size(self) -> float:
        """The font size that most of its characters have."""
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(weights, key=lambda size: weights[size])

    @property
    def bold(self) -> bool:
        """True when nearly all its letters are heavy."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) >= 0.85 * letters


def split_figures(line: Line) -> Line:
    """A line whose parts that are nothing but figures are parted into single figures."""
    segments: list[Segment] = []
    for segment in line.segments:
        single = [make_segment([word]) for word in segment.words]
        segments += single if len(single) > 1 and all(part.is_amount for part in single) else [segment]
    return Line(tuple(segments), line.left, line.right)


def make_segment(words: Sequence[Word]) -> Segment:
    """A segment from its words."""
    return Segment(
        tuple(words),
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def make_segments(
    words: Sequence[Word], dividers: Sequence[Ruling] = (), widest: float = SEGMENT_GAP
) -> list[Segment]:
    """Join words, in the order of the file, to segments.

    Args:
        dividers: vertical rulings; one between two words parts them.
        widest: the widest gap within a segment, in font sizes.
    """
    segments: list[Segment] = []
    run: list[Word] = []
    for word in words:
        if run and not joins(run[-1], word, dividers, widest):
            segments.append(make_segment(run))
            run = []
        run.append(word)
    if run:
        segments.append(make_segment(run))
    return segments


def joins(before: Word, after: Word, dividers: Sequence[Ruling], widest: float) -> bool:
    """Whether a word goes on the line of the one before it in the file."""
    if before.sideways or after.sideways:
        return (
            before.sideways
            and after.sideways
            and abs(before.x1 - after.x1) < 2
            and after.index > before.index
        )
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    lower = min(before.bottom - before.top, after.bottom - after.top)
    gap = after.x0 - before.x1
    size = max(before.size, after.size, 4.0)
    if overlap < 0.5 * lower or not -0.3 * size <= gap <= widest * size:
        return False
    return not any(
        ruling.top <= before.middle <= ruling.bottom and before.x1 - 1.5 <= ruling.x0 <= after.x0 + 1.5
        for ruling in dividers
    )


def reading_order(segments: Sequence[Segment], dividers: Sequence[Ruling] = ()) -> list[Line]:
    """Put segments into lines, column after column where the page is set in columns."""
    if not segments:
        return []
    gutter = find_gutter(segments)
    if gutter is None:
        return make_lines(segments, dividers)
    lines: list[Line] = []
    waiting: list[Segment] = []
    crossing = sorted((s for s in segments if s.x0 < gutter < s.x1), key=lambda segment: segment.middle)
    beside = sorted((s for s in segments if not s.x0 < gutter < s.x1), key=lambda segment: segment.middle)
    for full in crossing:
        band = [segment for segment in beside if segment.middle < full.middle]
        beside = beside[len(band) :]
        if band and is_two_columns(band, gutter):
            lines += make_lines(waiting, dividers) + two_columns(band, gutter, dividers)
            waiting = []
        else:
            waiting += band
        waiting.append(full)
    if beside and is_two_columns(beside, gutter):
        return lines + make_lines(waiting, dividers) + two_columns(beside, gutter, dividers)
    return lines + make_lines(waiting + beside, dividers)


def two_columns(band: Sequence[Segment], gutter: float, dividers: Sequence[Ruling]) -> list[Line]:
    """The lines left of a gutter, then those right of it."""
    left = [segment for segment in band if segment.x1 <= gutter]
    right = [segment for segment in band if segment.x1 > gutter]
    return reading_order(left, dividers) + reading_order(right, dividers)


def find_gutter(segments: Sequence[Segment]) -> float | None:
    """The x of the white strip between two columns of prose, None where there is none."""
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    width = right - left
    best: tuple[int, float] | None = None
    position, step = left + 0.2 * width, max(3.0, width / 300)
    while position < right - 0.2 * width:
        low, high = position - GUTTER / 2, position + GUTTER / 2
        crossed = sum(segment.x0 < high and segment.x1 > low for segment in segments)
        if best is None or crossed < best[0]:
            best = (crossed, position)
        position += step
    if best is None or best[0] > 0.4 * len(segments):
        return None
    clear = [s for s in segments if not s.x0 < best[1] < s.x1]
    return best[1] if is_two_columns(clear, best[1]) else None


def is_two_columns(segments: Sequence[Segment], gutter: float) -> bool:
    """Whether the text on both sides of a gutter is prose, side by side."""
    left = [segment for segment in segments if segment.x1 <= gutter]
    right = [segment for segment in segments if segment.x1 > gutter]
    if not (is_prose(left) and is_prose(right)):
        return False
    shared = min(max(s.bottom for s in left), max(s.bottom for s in right)) - max(
        min(s.top for s in left), min(s.top for s in right)
    )
    return shared > 0


def is_prose(segments: Sequence[Segment]) -> bool:
    """Whether segments look like lines of a column: several words each, most of them full."""
    if len(segments) < 4:
        return False
    widths = sorted(segment.x1 - segment.x0 for segment in segments)
    usual = widths[int(0.9 * (len(widths) - 1))]
    full = sum(width >= FULL_LINE * usual for width in widths)
    return full * 2 >= len(widths) and fmean(len(segment.words) for segment in segments) >= 3.5


def make_lines(segments: Iterable[Segment], dividers: Sequence[Ruling] = ()) -> list[Line]:
    """The lines of one column from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: (segment.middle, segment.x0)):
        if rows and same_row(rows[-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    if not rows:
        return []
    left = min(segment.x0 for row in rows for segment in row)
    right = max(segment.x1 for row in rows for segment in row)
    return [Line(tuple(close_up(row, dividers)), left, right) for row in rows]


def same_row(row: Sequence[Segment], segment: Segment) -> bool:
    """Whether a segment stands on the line of a row's tallest segment."""
    if segment.words[0].sideways or row[0].words[0].sideways:
        return False
    tallest = max(row, key=lambda other: other.bottom - other.top)
    overlap = min(tallest.bottom, segment.bottom) - max(tallest.top, segment.top)
    lower = min(tallest.bottom - tallest.top, segment.bottom - segment.top)
    if overlap < 0.55 * lower:
        return False
    return all(min(s.x1, segment.x1) - max(s.x0, segment.x0) < 0.5 * (segment.x1 - segment.x0) for s in row)


def close_up(row: Sequence[Segment], dividers: Sequence[Ruling]) -> list[Segment]:
    """The segments of a row from left to right, those without a wide gap between them made one."""
    if any(word.sideways for segment in row for word in segment.words):
        return sorted(row, key=lambda segment: segment.x0)
    words = sorted((word for segment in row for word in segment.words), key=lambda word: word.x0)
    return make_segments(words, dividers)
