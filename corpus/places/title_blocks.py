"""The block at the head of a report: Report of, Subject, Date, Author; or By, To, Subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.values import Block, BlockKind

LABELS = {
    "report of": "report_of",
    "report by": "report_of",
    "report from": "report_of",
    "from": "report_of",
    "by": "report_of",
    "report to": "to",
    "to": "to",
    "meeting": "to",
    "subject": "subject",
    "title": "subject",
    "report title": "subject",
    "title of report": "subject",
    "date": "date",
    "date of meeting": "date",
    "meeting date": "date",
    "author": "author",
    "report author": "author",
    "author of report": "author",
    "contact officer": "author",
    "lead officer": "author",
    "classification": "rest",
    "status": "rest",
    "summary": "rest",
    "purpose": "rest",
    "purpose of report": "rest",
    "purpose of the report": "rest",
    "recommendation": "rest",
    "recommendations": "rest",
    "decision no": "rest",
    "key decision": "rest",
    "past pathway of report": "rest",
    "future pathway of report": "rest",
    "electoral division": "rest",
    "wards affected": "rest",
}
NAMES = "|".join(sorted((re.escape(name) for name in LABELS), key=len, reverse=True))
# At the beginning of a line a label may be in any case; inside one it must be printed as a label is.
AT_LINE = re.compile(
    rf"^[ \t]*(?P<label>{NAMES})\b[ \t]*(?P<mark>[:\t]|(?=[^\s\w]*\s*[A-Z0-9]))", re.I | re.M
)
INSIDE = re.compile(
    r"(?<=\s)(?:(?P<label>Subject|Date|Author|Report Author|Purpose of (?:the )?[Rr]eport)(?P<mark>:| "
    r"(?=[A-Z0-9]))"
    r"|(?P<label_2>To|Classification|Status|Summary|Recommendations?)(?P<mark_2>:))"
)
REPORT_OF = re.compile(r"^\s*report\s+(?:of|by|from)\b", re.IGNORECASE)
FROM = re.compile(r"^\s*(?:from|by)\s*[:\t]", re.IGNORECASE)
LONGEST = 12


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """A report's title block.

    Attributes:
        start, end: the positions of its first block and of the one after its last.
    """

    start: int
    end: int
    report_of: str = ""
    to: str = ""
    subject: str = ""
    date: str = ""
    author: str = ""


def find_title_blocks(blocks: Sequence[Block]) -> list[TitleBlock]:
    """Every title block among the blocks, in order."""
    found: list[TitleBlock] = []
    for position, block in enumerate(blocks):
        if found and position < found[-1].end:
            continue
        if REPORT_OF.match(block.text) or FROM.match(block.text):
            title_block = read_title_block(blocks, position)
            if title_block:
                found.append(title_block)
    return found


def read_title_block(blocks: Sequence[Block], start: int) -> TitleBlock | None:
    """The title block that begins at a block, None where it proves to be a sentence."""
    values: dict[str, list[str]] = {}
    field, end = "", start
    for block in blocks[start : start + LONGEST]:
        pieces = labelled_pieces(line_of(block))
        if not pieces[0][0] and not continues(block, field, values):
            break
        # What the text begins with: a block that also holds it is still the last of the title block.
        first_of_text = next((label for label, _ in pieces if label and LABELS[label] == "rest"), "")
        for label, words in pieces:
            field = LABELS[label] if label else field
            if field == "rest":
                break
            values.setdefault(field, []).append(words)
        if pieces[0][0] and LABELS[pieces[0][0]] == "rest":
            break
        end += 1
        if first_of_text:
            break
    subject = joined(values, "subject")
    if not subject or len(subject.split()) > 45 or len(values) < 2:
        return None
    return TitleBlock(
        start=start,
        end=max(end, start + 1),
        report_of=joined(values, "report_of"),
        to=joined(values, "to"),
        subject=subject,
        date=joined(values, "date"),
        author=joined(values, "author"),
    )


def line_of(block: Block) -> str:
    """A block's words with its cells as one line, so that a label in the first cell opens it."""
    if block.kind is BlockKind.TABLE_ROW and block.cells:
        return "\t".join(" ".join(cell.text.split()) for cell in block.cells)
    return block.text


def labelled_pieces(text: str) -> list[tuple[str, str]]:
    """A text cut at its labels: ("", words before the first), (label, words), ..."""
    matches = [*AT_LINE.finditer(text), *INSIDE.finditer(text)]
    cuts: list[re.Match[str]] = []
    for match in sorted(matches, key=lambda one: one.start()):
        if not cuts or match.start() >= cuts[-1].end():
            cuts.append(match)
    if not cuts:
        return [("", text.strip())]
    pieces = [("", text[: cuts[0].start()].strip())] if text[: cuts[0].start()].strip() else []
    for place, cut in enumerate(cuts):
        end = cuts[place + 1].start() if place + 1 < len(cuts) else len(text)
        pieces.append(
            (
                " ".join((cut["label"] or cut.groupdict().get("label_2") or "").casefold().split()),
                text[cut.end() : end].strip(" \t\n:-–"),
            )
        )
    return pieces


def continues(block: Block, field: str, values: dict[str, list[str]]) -> bool:
    """Whether a block without a label goes on with the value before it.

    Once subject and author are known it does so only where the value breaks off in the middle.
    """
    words = block.text
    if not field or len(words.split()) > 16 or re.match(r"\s*(?:\d+[.)]|\(|•|-)", words):
        return False
    if unfinished(" ".join(values.get(field, []))):
        return True
    complete = "subject" in values and "author" in values
    return not complete and not (block.kind is BlockKind.HEADING and field == "author")


def unfinished(words: str) -> bool:
    """Whether a value breaks off in the middle: "DIRECTOR OF GOVERNANCE AND"."""
    return bool(re.search(r"(?:\b(?:and|of|the|for|to|in|on)|[,&–\-])$", words.strip(), re.IGNORECASE))


def joined(values: dict[str, list[str]], field: str) -> str:
    """The pieces of one value as a line."""
    return " ".join(" ".join(values.get(field, [])).split())
