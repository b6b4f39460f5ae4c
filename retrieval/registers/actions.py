"""The actions of an item, with who is to do each and by when, where the minutes say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.dates import find_dates
from corpus.roles import ACTION_LINE
from corpus.roles import owner_of as found_owner
from corpus.values import Cell, Role
from retrieval.registers.quoting import Line, Paragraph, Quoting
from retrieval.registers.values import Action

# What is said of a person rather than a person: "Councillors would like", "MCO requested".
NOT_AN_OWNER = re.compile(
    r"\b(?:would|will|had|has|have|was|were|is|are|be|they|their|them|that|for|a|an|any|no|like|"
    r"(?!united|combined|limited)[a-z]+ed)\b"
)
UNDERTOOK = re.compile(r"\s+(?:offered|agreed|promised|undertook|is|are|was|were)$")
BEFORE_A_DUE_DATE = re.compile(
    r"\b(?:by|before|prior to|due|deadline|no later than|until|in time for)\b[^;]{0,40}$", re.IGNORECASE
)
DUE_LINE = re.compile(r"^\W*(?:due|deadline|by when|target date)\s*:\s*(?P<due>\S.*)$", re.IGNORECASE)
DUE_COLUMN = re.compile(r"\b(?:due|deadline|by when|when|timescale|target|date)\b", re.IGNORECASE)


def actions_of(paragraphs: Sequence[Paragraph], quoting: Quoting) -> tuple[Action, ...]:
    """The actions that the minutes of one item set, in order."""
    found: list[Action] = []
    marked = [part for one in paragraphs if one.role is Role.ACTION for part in split(one)]
    for place, one in enumerate(marked):
        labelled = ACTION_LINE.match(one.text)
        owner = owner_of(found_owner(labelled["words"]) if labelled else one.unit.owner)
        # Without the word "action" or someone who is to do it, it is a remark.
        if DUE_LINE.match(one.text) or not (owner or one.unit.cells or labelled):
            continue
        after = marked[place + 1].text if place + 1 < len(marked) else ""
        told = DUE_LINE.match(after)
        found.append(
            Action(
                quotation=quoting.quote([one])[0],
                owner=owner,
                due=told["due"].strip() if told else due_of(one.text, one.unit.cells),
                state=one.unit.state,
            )
        )
    return tuple(found)


def split(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph that sets several actions, one for each "Action:" in it."""
    parts: list[list[Line]] = []
    for line in paragraph.lines:
        if parts and not ACTION_LINE.match(line.text):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [Paragraph(tuple(part)) for part in parts]


def owner_of(printed: str) -> str:
    """Who is to do it, "" where the words found are no name of anyone."""
    name = UNDERTOOK.sub("", printed)
    return "" if NOT_AN_OWNER.search(name) else name


def due_of(words: str, cells: Sequence[Cell]) -> str:
    """By when, as printed: a cell of its own, or a date after "by", "before" or the like."""
    for cell in cells:
        if DUE_COLUMN.search(cell.column):
            return " ".join(cell.text.split())
    for found in find_dates(words):
        if BEFORE_A_DUE_DATE.search(words[: found.start]):
            return words[found.start : found.end]
    return ""
