"""A paper's title, as a clerk would list it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from corpus.dates import find_dates, written
from corpus.facts.opening import Found, Opening, place
from corpus.places.title_blocks import find_title_blocks
from corpus.values import BlockKind, PaperKind

LEFT_OVER = re.compile(
    r"^microsoft\b|template|^untitled|^document\d*$|^slide \d|scanned|^[\d\W_]+$|\bclerk\b|^presentation\b|"
    r"^(?:report|agenda|minutes|cover|appendix|letter)\W*\w?$|\.(?:xls|doc|pdf)",
    re.IGNORECASE,
)
NOT_A_TITLE = re.compile(
    r"^\W*(?:item no|agenda item|item \d|question (?:by|\d)|answer\b|summary table|page\b|tel\b|e-?mail|"
    r"direct dial|from:|to:|by:|official|unclassified|draft\b|"
    r"not protectively|appendix \w$|www\.|http|date\b|\d|contents\b|question (?:by|\d)|dear\b|clerk\b|"
    r"ref\b|signed\b)|^\W*[•●▪]|\bform$|\|",
    re.IGNORECASE,
)
ONLY_BODY = re.compile(r"\b(?:council|committee|panel|board|police|force|government)$", re.IGNORECASE)


def find_title(opening: Opening, kind: PaperKind, body: str, meeting_date: date | None) -> Found[str]:
    """The paper's name: its report's subject, its set title, its first line, or its file's name.

    A title set in the file is often left over from an older one, so it counts only where the paper or
    the file's name bears it out.
    """
    blocks = opening.title_blocks
    if kind is PaperKind.REPORT and len(find_title_blocks(opening.text.blocks)) == 1 and blocks:
        return Found(opening.in_sentence_case(blocks[0].subject), place(opening.blocks[blocks[0].start]))
    named = set_title(opening, body, meeting_date)
    if named and agrees(named, opening):
        return Found(named, opening.in_document_title)
    if kind in (PaperKind.MINUTES, PaperKind.AGENDA):
        what = "Minutes" if kind is PaperKind.MINUTES else "Agenda"
        parts = [f"{what} of the {body}" if body else what, written(meeting_date) if meeting_date else ""]
        return Found(", ".join(part for part in parts if part), "made from the kind, the body and the date")
    line = first_title(opening, body) if kind is not PaperKind.SPREADSHEET else None
    if line and not (opening.is_ocr and len(telling_words(opening.file_words)) >= 2):
        return line
    if named:
        return Found(named, opening.in_document_title)
    return Found(from_file_name(opening), opening.in_file_name)


def set_title(opening: Opening, body: str, meeting_date: date | None) -> str:
    """The title set in the file's properties, "" where it is plainly left over from something else."""
    title = " ".join(opening.document_title.replace("_", " ").split())
    if not title or LEFT_OVER.search(title) or len(title) > 160 or title.casefold() == body.casefold():
        return ""
    if title.casefold() == PurePath(opening.text.file_name).stem.replace("_", " ").casefold():
        return ""
    dates = find_dates(title)
    if dates and meeting_date and all(found.value != meeting_date for found in dates):
        return ""
    return re.sub(r"^\((?:public|private|confidential) pack\)\s*", "", title, flags=re.IGNORECASE)


def agrees(title: str, opening: Opening) -> bool:
    """Whether a title set in the file is borne out by the paper's first words or the file's name."""
    words = telling_words(title)
    first = " ".join(block.text for block in opening.blocks[:12])
    shared = words & telling_words(f"{first} {opening.text.file_name.replace('_', ' ')}")
    return len(words) >= 2 and len(shared) >= 0.6 * len(words)


def telling_words(words: str) -> set[str]:
    """The words of a title that tell it from another."""
    return {
        word
        for word in re.findall(r"[a-z0-9]+", words.casefold())
        if len(word) > 2 and word not in ("the", "and")
    }


def first_title(opening: Opening, body: str) -> Found[str] | None:
    """The first line that reads as a title, with the lines that go on from it."""
    blocks = [*opening.running[:3], *opening.blocks]
    for position, block in enumerate(blocks[:12]):
        words = strip_body(" ".join(block.text.split()), body)
        if position > 3 and len(words.split()) < 4:
            continue
        if block.kind is BlockKind.TABLE_ROW or NOT_A_TITLE.search(words) or not is_title(words):
            continue
        for after in blocks[position + 1 : position + 4]:
            more = " ".join(after.text.split())
            unfinished = re.search(
                r"(?:\b(?:and|of|the|for|to|in|on|on the|a)|[,:–\-])$", words, re.IGNORECASE
            )
            if not unfinished or after.page != block.page or len(more.split()) > 14:
                break
            words = f"{words} {more}"
        return Found(opening.in_sentence_case(words), place(block))
    return None


def is_title(words: str) -> bool:
    """Whether a line has the length and the shape of a title."""
    for found in reversed(find_dates(words)):
        words = words[: found.start] + words[found.end :]
    words = re.sub(r"^(?:meeting\W*)?(?:\b\w+day\b\W*)?", "", words.strip(), flags=re.IGNORECASE)
    count = len(words.split())
    if not 2 <= count <= 30 or len(re.findall(r"[A-Za-z]{3,}", words)) < 2 or not words[0].isupper():
        return False
    if ONLY_BODY.search(words) and count <= 9:
        return False
    return not (words.endswith((".", ";", ",", ":")) and count > 12)


def strip_body(words: str, body: str) -> str:
    """A line without the name of the body that it opens with."""
    if body and words.casefold().startswith(body.casefold()) and len(words) > len(body) + 3:
        return words[len(body) :].strip(" -–:|,")
    return words


def from_file_name(opening: Opening) -> str:
    """A title made of the file's name: hyphens that stand for spaces made so."""
    words = opening.file_words
    return (words.replace("-", " ") if " " not in words else words).strip()
