"""What a paper says of its own standing: draft or confirmed, public or exempt."""

from __future__ import annotations

import re

from corpus.facts.opening import Found, Opening, place
from corpus.values import Access, Block, PaperKind, PaperStatus

MARK_WORDS = 40
DRAFT = re.compile(
    r"^\W*draft\b[\s\-–:]*(?:minutes|notes|restricted|copy|version\b.*|v\d.*|for approval|document|"
    r"not for publication)?\W*$"
    r"|\bdraft minutes\b|\bminutes\s*[(\-–]\s*draft\b|\bunconfirmed minutes\b"
    r"|\bsubject to (?:confirmation|approval|ratification)\b.{0,60}\bmeeting\b",
    re.IGNORECASE,
)
CONFIRMED = re.compile(
    r"^\W*(?:confirmed|approved)\W*$|^\W*(?:confirmed|approved|final|signed) minutes\b"
    r"|\bminutes\s*[(\-–]\s*(?:final|confirmed|approved)\b|\bthese minutes were (?:confirmed|approved|"
    r"agreed)\b"
    r"|\b(?:confirmed|approved|agreed) (?:at|by) (?:the|a) (?:meeting|panel|board|committee|council) (?:of|"
    r"held|on)\b",
    re.IGNORECASE,
)
DRAFT_NAME = re.compile(
    r"(?:^|[\s\-(])draft(?:[\s\-)]*(?:minutes|v\d*)?\W*\d*$)|\bdraft minutes\b|\bminutes.{0,12}\bdraft\b",
    re.IGNORECASE,
)
CONFIRMED_NAME = re.compile(r"\b(?:final|confirmed|approved)\b", re.IGNORECASE)
EXEMPT = re.compile(
    r"\bnot for publication\b|^\W*(?:strictly )?(?:exempt|confidential|private and confidential)\W*(?:$|"
    r"[:\-–(]|by virtue|under|"
    r"(?:report|paper|item|appendix|minutes|pack|information|session)\b)"
    r"|\b(?:exempt|confidential)\b.{0,80}\bparagraphs? \d.{0,80}\bschedule 12a\b"
    r"|\bparagraphs? \d.{0,60}\bschedule 12a\b.{0,80}\bapplies\b",
    re.IGNORECASE,
)
# Words about a part of a meeting, or a paper that says it is not exempt.
NOT_ITSELF = re.compile(
    r"\bexclu(?:de|ded|sion)\b.{0,60}\b(?:public|press)\b|\b(?:public|press)\b.{0,60}\bexcluded\b|\bnot "
    r"exempt\b|"
    r"\bitems?\b.{0,40}\b(?:may|will|likely)\b",
    re.IGNORECASE,
)


def find_status(opening: Opening, kind: PaperKind) -> Found[PaperStatus]:
    """Whether the paper says of itself that it is draft or confirmed.

    Minutes that confirm the minutes of the meeting before say nothing of themselves.
    """
    first = [block for block in [*opening.first_page, *opening.running] if is_mark(block)]
    for block in first:
        if DRAFT.search(" ".join(block.text.split())):
            return Found(PaperStatus.DRAFT, place(block))
    names = ((opening.file_words, opening.in_file_name), (opening.document_title, opening.in_document_title))
    for name, found_in in names:
        if DRAFT_NAME.search(name):
            return Found(PaperStatus.DRAFT, found_in)
    if kind is not PaperKind.MINUTES:
        return Found(PaperStatus.NOT_STATED)
    for block in [*first, *opening.text.blocks[-3:]]:
        if is_mark(block) and CONFIRMED.search(" ".join(block.text.split())):
            return Found(PaperStatus.CONFIRMED, place(block))
    for name, found_in in names:
        if CONFIRMED_NAME.search(name):
            return Found(PaperStatus.CONFIRMED, found_in)
    return Found(PaperStatus.NOT_STATED)


def find_access(opening: Opening) -> Found[Access]:
    """Whether the paper is marked, on its first page, as not for the public.

    An item that excludes the public, in minutes that are themselves public, is no such mark, nor is a
    protective marking that names no exemption.
    """
    for block in [*opening.first_page, *opening.running]:
        words = " ".join(block.text.split())
        if len(words.split()) <= 60 and EXEMPT.search(words) and not NOT_ITSELF.search(words):
            return Found(Access.EXEMPT, place(block))
    return Found(Access.PUBLIC)


def is_mark(block: Block) -> bool:
    """Whether a block is short enough to be a mark on the paper, rather than its business."""
    return len(block.text.split()) <= MARK_WORDS
