"""Lines to paragraphs, list items and headings."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.readers.pdf_lines import Line
from corpus.readers.pdf_words import Vocabulary
from corpus.values import Block, BlockKind, OutlineEntry

BULLET = re.compile(r"[•●▪■◦‣⁃∙·➢➤✓✔\uf0b7\uf0a7\uf0d8o*–—-](?=\s)")
NUMBERED = re.compile(r"\(?(?:[0-9]{1,3}|[ivxlIVXL]{1,6}|[a-zA-Z])[.):](?=\s|$)|\([0-9a-zA-Z]{1,4}\)(?=\s|$)")
OUTLINED = re.compile(r"(?:[A-Z]?\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}[a-z]?\.)(?=\s|$)")
DECISION = re.compile(r"(resolved|recommended|recommendations?|agreed|action|decision)\b", re.I)
LOOSE = 1.14  # times the usual pitch: a wider step starts a new paragraph
TORN = 1.9  # times the usual pitch: the widest step over which a sentence may still run on
OPEN_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "be",
        "between",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "its",
        "of",
        "on",
        "or",
        "over",
        "than",
        "that",
        "the",
        "their",
        "to",
        "under",
        "was",
        "were",
        "will",
        "with",
        "within",
    ]
)
HEADING_WORDS = 18


@dataclass(frozen=True, slots=True)
class Typography:
    """What is usual in one paper: the size of running text, the pitch of lines, the heading styles.

    Attributes:
        pitch: for each font size, the distance between lines of one paragraph, in points.
        levels: the heading level of each style (size, bold, capitals).
    """

    body_size: float
    pitch: dict[float, float]
    levels: dict[tuple[float, bool, bool], int]

    def pitch_of(self, size: float) -> float:
        """The usual distance between lines of a font size."""
        return self.pitch.get(size, 1.22 * size)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one block, with what is to be known of them."""

    lines: tuple[Line, ...]

    @property
    def style(self) -> tuple[float, bool, bool]:
        """Size, bold and capitals: what tells one rank of headings from another."""
        text = " ".join(line.text for line in self.lines)
        return round(self.lines[0].size * 2) / 2, all(line.bold for line in self.lines), is_capitals(text)


def learn_typography(columns: Iterable[Sequence[Line]]) -> Typography:
    """Measure the running text of a paper."""
    letters: Counter[float] = Counter()
    steps: dict[float, list[float]] = defaultdict(list)
    for lines in columns:
        for line in lines:
            letters[line.size] += len(line.text)
        for before, after in itertools.pairwise(lines):
            full = before.x1 >= before.left + 0.85 * (before.right - before.left)
            step = after.bottom - before.bottom
            if full and before.size == after.size and 0 < step < 2.2 * before.size and not marker(after):
                steps[before.size].append(step)
    body = letters.most_common(1)[0][0] if letters else 10.0
    return Typography(body, {size: low_median(found) for size, found in steps.items() if len(found) >= 3}, {})


def low_median(steps: Sequence[float]) -> float:
    """The median of the smaller half: spaces between paragraphs are the larger ones."""
    ordered = sorted(steps)
    return median(ordered[: max(1, (len(ordered) * 2) // 3)])


def marker(line: Line) -> str:
    """The bullet or number that a line starts with, "" where it has none."""
    text = line.text
    for pattern in (BULLET, OUTLINED, NUMBERED):
        match = pattern.match(text)
        if match:
            return match[0]
    return ""


def split_paragraphs(lines: Sequence[Line], typography: Typography) -> list[Paragraph]:
    """Part the lines of one column into paragraphs."""
    groups: list[list[Line]] = []
    edges = right_edges(lines)
    for line in lines:
        if groups and not starts_anew(groups[-1], line, typography, edges):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(tuple(group)) for group in groups]


def right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """The right edge that the lines of one indentation keep to, by their left edge in points."""
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        groups[round(line.x0 / 3)].append(line)
    edges = {}
    for key, members in groups.items():
        furthest = max(line.x1 for line in members)
        left, right = members[0].x0, members[0].right
        keeps = len(members) >= 4 and furthest >= left + 0.6 * (right - left)
        edges[key] = furthest if keeps else right
    return edges


def starts_anew(group: Sequence[Line], line: Line, typography: Typography, edges: dict[int, float]) -> bool:
    """Whether a line starts a new paragraph after the lines of a group."""
    before = group[-1]
    if line.top < before.top - 1:  # the next column
        return True
    step = line.bottom - before.bottom
    pitch = typography.pitch_of(max(line.size, before.size))
    ended = could_have_held(before, line, edges.get(round(before.x0 / 3), before.right))
    runs_on = not ended and mid_sentence(before, line) and step < TORN * pitch
    if (step > LOOSE * pitch + 0.6 and not runs_on) or abs(
        line.size - before.size
    ) > 0.08 * before.size + 0.3:
        return True
    if line.bold != before.bold and (before.bold or len(line.words) > 1) and not mid_sentence(before, line):
        return True
    if marker(line):
        outdented = line.x0 < text_start(group[0]) - 2 if len(group) > 1 or marker(group[0]) else True
        return (
            ended
            or outdented
            or before.text.rstrip()[-1:] in ".;:,?!"
            or before.text.endswith((" and", " or"))
        )
    if centred(before) and centred(line) and line.bold and before.bold:
        return False
    return ended


def mid_sentence(before: Line, line: Line) -> bool:
    """Whether a sentence plainly runs on from one line to the next."""
    if before.bold or before.text[-1:] in ".:;?!" or marker(line):
        return False
    last = before.words[-1].text.lower()
    return line.text[:1].islower() or (line.text[:1].isdigit() and last.isalpha()) or last in OPEN_WORDS


def text_start(line: Line) -> float:
    """Where the words of a line start, after its marker."""
    words = line.words
    return words[1].x0 if marker(line) and len(words) > 1 else words[0].x0


def could_have_held(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have fitted on the line before: then that one ended there."""
    first = line.words[0]
    space = 0.35 * first.size
    return before.x1 + space + (first.x1 - first.x0) < right - 0.6 * first.size


def centred(line: Line) -> bool:
    """Whether a line is set in the middle of its column."""
    left, right = line.x0 - line.left, line.right - line.x1
    return left > 15 and abs(left - right) < 0.2 * (left + right) + 6


def is_capitals(text: str) -> bool:
    """Whether the letters of a text are capitals."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and sum(character.isupper() for character in letters) >= 0.9 * len(letters)


def is_heading(paragraph: Paragraph, typography: Typography, titles: frozenset[str]) -> bool:
    """Whether a paragraph is a heading: short, and set apart by its type or named in the outline."""
    text = " ".join(line.text for line in paragraph.lines)
    words = text.split()
    size, bold, capitals = paragraph.style
    if not 0 < len(words) <= HEADING_WORDS or not any(character.isalpha() for character in text):
        return False
    if DECISION.match(text) and text.rstrip().endswith(":"):
        return False
    if plain(text) in titles:
        return True
    if BULLET.match(text) or (text.rstrip()[-1:] in ".;," and not OUTLINED.fullmatch(words[-1])):
        return False
    larger = size >= typography.body_size * 1.12
    return larger or bold or (capitals and len(words) <= 12 and len(words) >= 2 and len(paragraph.lines) <= 2)


def plain(text: str) -> str:
    """A title without case, white space and numbering, for comparison."""
    return re.sub(r"[\W_]+", "", re.sub(r"^[\dA-Za-z]{1,3}[.)]\s", "", text.strip()).lower())


def outline_titles(outline: Sequence[OutlineEntry], page: int) -> frozenset[str]:
    """The titles that the outline gives a page, for comparison."""
    return frozenset(plain(entry.title) for entry in outline if entry.page == page and plain(entry.title))


def heading_levels(styles: Iterable[tuple[float, bool, bool]]) -> dict[tuple[float, bool, bool], int]:
    """Rank the styles of headings: larger first, then capitals, then bold."""
    ranked = sorted(set(styles), key=lambda style: (-style[0], not style[1], not style[2]))
    return {style: min(rank, 6) for rank, style in enumerate(ranked, start=1)}


def make_block(
    paragraph: Paragraph, page: int, heading: bool, typography: Typography, vocabulary: Vocabulary
) -> Block:
    """A paragraph as a block."""
    text = vocabulary.join_lines(line.text for line in paragraph.lines)
    if heading:
        depth = OUTLINED.match(text)
        deeper = depth[0].rstrip(".").count(".") if depth else 0
        level = min(6, typography.levels.get(paragraph.style, 6) + deeper)
        return Block(BlockKind.HEADING, text, page=page, level=level)
    kind = BlockKind.LIST_ITEM if is_list_item(text) else BlockKind.PARAGRAPH
    return Block(kind, text, page=page)


def is_list_item(text: str) -> bool:
    """Whether a block is an item of a bulleted or lettered list, not a numbered paragraph."""
    return bool(
        BULLET.match(text) or re.match(r"\(?(?:[a-zA-Z]|[ivxl]{1,6})[.)](?=\s)|\(\d{1,3}\)(?=\s)", text)
    )
