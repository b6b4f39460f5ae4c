"""From the paragraphs of a text document to blocks.

Most documents need only their headings found. Some were made from a PDF: every printed line became a
paragraph of its own, every cell of a table another, and running headers stand in the midst of the text.
Those are put together again, region by region, on grounds of line length, punctuation and capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.values import Block, BlockKind

MOST_TITLE_WORDS = 12
MOST_TITLE_LETTERS = 90
MOST_STYLED_WORDS = 30
MOST_LINE_LETTERS = 140
MOST_ROW_WORDS = 90
LEAST_WIDTH = 50
DANGLING = frozenset({"the", "a", "of", "to", "from", "and", "for", "in", "on", "with", "or", "by", "&"})
SHORT_WORDS = 8
CELL_WORDS = 3

NUMBERED = re.compile(r"(\d{1,3}(\.\d{1,3})*[.)]?|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)")
SECTION_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})*\.?\s+(?=[A-Z])")
STARTS_A_POINT = re.compile(
    r"(\d{1,2}(\.\d{1,3})+\.?|\d{1,2}[.)]|\(?[a-z]\)|\([ivx]+\)|[·•●▪◦‣–—-]|[eo]\s(?=[A-Z\[]))\s*(?=[A-Z“‘\"'(\[])"
)
BULLET = re.compile(r"[·•●▪◦‣]\s*\S|[–—-]\s+\S|[eo]\s[A-Z\[]")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATED = re.compile(
    rf"\b{MONTH}\.?,?\s+(?:\d{{1,2}},?\s+)?\d{{4}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b", re.I
)
PAGE_NUMBER = re.compile(r"(?:\bpage|^p\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?$", re.I)
MARKING = re.compile(r"(?:not\s+)?(?:official(?:ly)?|protectively|restricted|confidential)\b.*", re.I)


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One paragraph as the file has it.

    Attributes:
        kind: heading by its style, list item by its numbering, or plain paragraph.
        level: of a heading by its style, otherwise 0.
        bold: True where all of its words are bold.
        size: the type size in points of its first words, 0 where unknown.
        apart: True for a footnote or a text box, which is never joined with its neighbours.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    bold: bool = False
    size: float = 0.0
    apart: bool = False

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.text.split())

    @property
    def plain(self) -> bool:
        """True for a paragraph that nothing but its words tells apart."""
        return self.kind is BlockKind.PARAGRAPH and not self.apart


def flow_blocks(lines: Sequence[FlowLine]) -> list[Block]:
    """Turn the paragraphs between two tables, or of a whole document, into blocks."""
    present = [line for line in lines if line.text]
    kept = without_running_lines(present)
    joined = join_printed_lines(kept)
    if is_made_from_print(kept, joined):
        judged = gather_short_lines(judge_loose_headings(joined))
    else:
        judged = judge_headings(joined)
    return [Block(_kind(line), line.text, level=line.level) for line in judged]


def _kind(line: FlowLine) -> BlockKind:
    typed_bullet = line.kind is BlockKind.PARAGRAPH and BULLET.match(line.text)
    return BlockKind.LIST_ITEM if typed_bullet else line.kind


def is_made_from_print(lines: Sequence[FlowLine], joined: Sequence[FlowLine]) -> bool:
    """Say whether the paragraphs are printed lines and table cells rather than paragraphs as written."""
    if len(lines) < 40:
        return False
    short = sum(line.kind is not BlockKind.LIST_ITEM and line.words <= 5 for line in joined)
    return len(lines) - len(joined) > 0.15 * len(lines) or short > 0.3 * len(joined)


def without_running_lines(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """Leave out page numbers, and the headers and footers of pages that stand in the text.

    A line that ends in a page number is left out when it comes again with another number; a protective
    marking is left out when it comes three times or stands beside such a line.
    """
    shapes = Counter(_shape(line.text) for line in lines)

    def runs(line: FlowLine) -> bool:
        numbered = PAGE_NUMBER.search(line.text)
        if not numbered or line.words > 2 * MOST_TITLE_WORDS:
            return False
        return numbered.start() == 0 or shapes[_shape(line.text)] > 1

    running = [runs(line) for line in lines]

    def marks(index: int) -> bool:
        line = lines[index]
        if line.words > SHORT_WORDS or not MARKING.fullmatch(line.text):
            return False
        beside = any(running[max(0, index - 1) : index + 2])
        return "marked" in line.text.lower() and (beside or shapes[_shape(line.text)] > 2)

    return [line for index, line in enumerate(lines) if not running[index] and not marks(index)]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def join_printed_lines(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """Join the lines of a paragraph where each printed line is a paragraph of its own.

    A region counts as printed lines when sentences there run on from one paragraph into the next. In it a
    line is joined to the next when the sentence runs on, or when the next line's first word would not have
    fitted on it.
    """
    runs_on = [*(_runs_on(line, following) for line, following in pairwise(lines)), False]
    joined: list[FlowLine] = []
    open_line = False
    for index, line in enumerate(lines):
        if open_line and joined:
            last = joined[-1]
            gap = "" if re.search(r"\w-$", last.text) else " "
            joined[-1] = replace(last, text=f"{last.text}{gap}{line.text}")
        else:
            joined.append(line)
        open_line = index + 1 < len(lines) and _goes_on(lines, index, runs_on)
    return joined


def join_wrapped_lines(lines: Sequence[str]) -> list[str]:
    """Join the lines of a plain text between two blank ones into paragraphs.

    A line goes on the one before when that one was full, or when it begins in lower case.
    """
    width = max([LEAST_WIDTH, *(len(line) for line in lines)])
    joined: list[str] = []
    before = ""
    for line in lines:
        full = len(before) + 1 + len(line.split()[0]) > 0.85 * width
        goes_on = full or line[:1].islower()
        if joined and goes_on and not STARTS_A_POINT.match(line) and not BULLET.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        before = line
    return joined


def _runs_on(line: FlowLine, following: FlowLine) -> bool:
    return (
        line.plain
        and following.plain
        and 30 <= len(line.text) <= MOST_LINE_LETTERS
        and line.text[-1] not in ".!?:;"
        and following.text[:1].islower()
        and not STARTS_A_POINT.match(following.text)
    )


def _goes_on(lines: Sequence[FlowLine], index: int, runs_on: Sequence[bool]) -> bool:
    line, following = lines[index], lines[index + 1]
    if not line.plain or not following.plain or len(line.text) > MOST_LINE_LETTERS:
        return False
    near = range(max(0, index - 8), min(len(lines), index + 9))
    if sum(runs_on[other] for other in near) < 3 or STARTS_A_POINT.match(following.text):
        return False
    widths = sorted(len(lines[other].text) for other in near if len(lines[other].text) <= MOST_LINE_LETTERS)
    width = widths[int(0.85 * (len(widths) - 1))]
    if line.text.endswith((":", ";", "?")):
        return False
    if following.text[:1].islower():
        return len(line.text) >= 0.4 * width
    if line.text.endswith("-") and re.search(r"\w-$", line.text):
        return True
    first_word = following.text.split()[0]
    full = len(line.text) + 1 + len(first_word) > width
    if line.text.endswith((".", "!", ".”", ".’")):
        return full and len(line.text) > 0.93 * width
    return full and len(line.text) > 0.75 * width


def judge_headings(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """Find the headings of an ordinary document: those by style, and short bold or capital lines."""
    styled = any(line.kind is BlockKind.HEADING for line in lines)
    candidates = [_looks_like_heading(lines, index) for index in range(len(lines))]
    looks = sorted(
        {_look(line) for line, candidate in zip(lines, candidates, strict=True) if candidate}, reverse=True
    )
    judged: list[FlowLine] = []
    last_styled = 0
    for line, candidate in zip(lines, candidates, strict=True):
        if line.kind is BlockKind.HEADING and line.words > MOST_STYLED_WORDS:
            judged.append(replace(line, kind=BlockKind.PARAGRAPH, level=0))
        elif line.kind is BlockKind.HEADING:
            last_styled = line.level
            judged.append(line)
        elif candidate:
            level = last_styled + 1 if styled else 1
            level += looks.index(_look(line))
            judged.append(replace(line, kind=BlockKind.HEADING, level=min(level, 6)))
        else:
            judged.append(line)
    return judged


def _look(line: FlowLine) -> tuple[float, bool]:
    """How loud a heading looks: the larger, the further out."""
    return (line.size, line.text.isupper())


def _looks_like_heading(lines: Sequence[FlowLine], index: int) -> bool:
    line = lines[index]
    if line.kind is BlockKind.HEADING or line.apart:
        return False
    if index == 0 and line.bold and line.words <= MOST_STYLED_WORDS and not line.text.endswith((".", ":")):
        return True
    if not is_title(line.text.removesuffix(":")):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None:
        return False
    if line.bold:
        return not line.text.endswith(":") and not DATED.search(line.text)
    loud = line.text.isupper() and sum(letter.isalpha() for letter in line.text) > 5
    return loud and not following.text.isupper() and len(following.text) > 40


def is_title(text: str) -> bool:
    """Say whether the words could be a heading: few, capitalised, not ended as a sentence is."""
    words = text.split()
    if not words or len(words) > MOST_TITLE_WORDS or len(text) > MOST_TITLE_LETTERS:
        return False
    bare = NUMBERED.sub("", text, count=1) if NUMBERED.match(text) else text
    letters = sum(letter.isalpha() for letter in bare)
    if letters < 3 or letters < 0.5 * len(bare.replace(" ", "")):
        return False
    if text.endswith((".", ",", ";", ":", "!", "–", "-")) or any(sign in bare for sign in ("@", ": ", "? ")):
        return False
    if words[-1].casefold() in DANGLING:
        return False
    return bare[:1].isupper() or bare[:1] in "‘“\"'("


def judge_loose_headings(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """Find the headings of a document made from print, where styles are a guess and weight is lost.

    A line that is styled as a heading many times over is a label ("Closed"), not a heading. An unstyled
    short line is a heading when a paragraph follows it.
    """
    lines = [
        replace(line, kind=BlockKind.PARAGRAPH, level=0)
        if line.kind is BlockKind.HEADING
        and _is_in_flattened_table(lines, index)
        and not _stands_above_text(lines, index)
        else line
        for index, line in enumerate(lines)
    ]
    times = Counter(line.text.casefold() for line in lines if line.kind is BlockKind.HEADING)
    judged: list[FlowLine] = []
    for index, line in enumerate(lines):
        below_heading = frozenset({index} if judged and judged[-1].kind is BlockKind.HEADING else ())
        if line.kind is BlockKind.HEADING:
            is_label = times[line.text.casefold()] > 3 or DATED.search(line.text) is not None
            if is_label or not is_title(line.text):
                judged.append(replace(line, kind=BlockKind.PARAGRAPH, level=0))
                continue
            before = judged[-1] if judged else None
            below = before is not None and before.kind is BlockKind.HEADING and before.level == line.level
            judged.append(replace(line, level=min(line.level + below, 6)))
        elif line.plain and _opens_a_paragraph(lines, index, below_heading):
            depth = SECTION_NUMBER.match(line.text)
            outer = depth is not None and "." not in depth.group().strip().rstrip(".")
            judged.append(replace(line, kind=BlockKind.HEADING, level=4 if outer else 5))
        else:
            judged.append(line)
    return judged


def _opens_a_paragraph(
    lines: Sequence[FlowLine], index: int, opened: frozenset[int] = frozenset(), *, nested: bool = True
) -> bool:
    """Say whether an unstyled short line is a heading.

    Args:
        opened: the lines that stand right below a heading.
        nested: False where the line is looked at only to judge the one above it.
    """
    line = lines[index]
    if not is_title(line.text) or line.text.endswith("?"):
        return False
    if DATED.search(line.text) or BULLET.match(line.text):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or not following.plain:
        return False
    numbered = SECTION_NUMBER.match(line.text) is not None
    before = lines[index - 1] if index and nested else None
    siblings = [other for other in (before, following) if other is not None and _depth(other) == _depth(line)]
    if numbered and siblings:
        return False  # one point of a list
    if before is not None and not numbered:
        ended = before.text.endswith((".", ".”", ".’")) or before.words >= MOST_TITLE_WORDS
        if _is_label(before.text) or not (ended or before.kind is not BlockKind.PARAGRAPH or index in opened):
            return False
    if following.text.endswith(":") and numbered:
        return True
    is_body = following.words >= 12 or (following.words >= 8 and following.text.endswith((".", ":", ":-")))
    if is_body:
        return numbered or line.words <= 8
    return (
        line.words <= 8
        and is_title(following.text)
        and nested
        and _opens_a_paragraph(lines, index + 1, nested=False)
    )


def gather_short_lines(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """Put the short lines of flattened tables and labels with the lines they belong to.

    Where most lines are short they are the cells of a table read one by one: a block is begun at what begins
    a row (a section number, a line in capitals) and holds at most `MOST_ROW_WORDS`. Elsewhere a label
    ("Target date:", "What is left to do?") is put before its value.
    """
    gathered: list[FlowLine] = []
    begins: list[bool] = []
    for index, line in enumerate(lines):
        flattened = _is_in_flattened_table(lines, index)
        begins_row = _begins_row(line)
        last = gathered[-1] if gathered else None
        open_row = last is not None and last.kind is BlockKind.PARAGRAPH and not last.apart
        joins = (
            open_row
            and last is not None
            and line.plain
            and last.words + line.words <= MOST_ROW_WORDS
            and (
                (flattened and _is_in_flattened_table(lines, index - 1) and (not begins_row or all(begins)))
                or (_is_label(lines[index - 1].text) and not STARTS_A_POINT.match(line.text))
            )
        )
        if joins and last is not None:
            gathered[-1] = replace(last, text=f"{last.text} {line.text}")
            begins.append(begins_row)
        else:
            gathered.append(line)
            begins = [begins_row]
    return gathered


def _depth(line: FlowLine) -> int:
    """Return how many parts the number before a paragraph has, 0 where it has none or is a heading."""
    number = SECTION_NUMBER.match(line.text) if line.plain else None
    return len(number.group().strip().rstrip(".").split(".")) if number else 0


def _stands_above_text(lines: Sequence[FlowLine], index: int) -> bool:
    """Say whether running text follows a heading soon, before any cell that holds no words."""
    for line in lines[index + 1 : index + 6]:
        if line.words >= MOST_TITLE_WORDS:
            return True
        if not any(letter.isalpha() for letter in line.text):
            return False
    return False


def _is_label(text: str) -> bool:
    words = len(text.split())
    is_date = words <= 4 and DATED.search(text) is not None and not text.endswith(".")
    return words <= 10 and (is_date or text.endswith((":", "?")))


def _begins_row(line: FlowLine) -> bool:
    first = line.text.split()[0]
    loud = first.isupper() and sum(letter.isalpha() for letter in first) > 3
    return line.kind is BlockKind.HEADING or loud or SECTION_NUMBER.match(line.text) is not None


def _is_in_flattened_table(lines: Sequence[FlowLine], index: int) -> bool:
    near = lines[max(0, index - 5) : index + 6]
    if len(near) < 6 or lines[index].kind is BlockKind.LIST_ITEM:
        return False
    short = sum(
        other.words <= CELL_WORDS or (other.words <= SHORT_WORDS and not other.text.endswith((".", ":", "?")))
        for other in near
    )
    return short >= 0.7 * len(near) and lines[index].words <= MOST_ROW_WORDS // 2
