"""A passage cut around the words that were searched for, with these marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.search.replies import Lit

AROUND = 130
"""Characters kept on either side of a word."""
WHOLE = 420
"""Characters up to which a passage is shown whole."""
MOST_SHOWN = 560
"""Characters shown of a longer one, unless its first piece alone has more."""


def excerpt(text: str, lit: Sequence[Lit]) -> str:
    """The text around each lit word as HTML, with an ellipsis wherever something is left out."""
    shown = pieces_around(text, lit)
    before = "… " if shown[0].start > 0 else ""
    after = " …" if shown[-1].end < len(text) else ""
    return before + " … ".join(marked(text, piece, lit) for piece in shown) + after


def pieces_around(text: str, lit: Sequence[Lit]) -> list[Lit]:
    """Pieces of the text, whole words at their ends, that hold what is lit, as many as may be shown."""
    if len(text) <= WHOLE:
        return [Lit(0, len(text))]
    pieces: list[Lit] = []
    for one in lit or (Lit(0, 0),):
        start, end = word_start(text, one.start - AROUND), word_end(text, one.end + AROUND)
        if pieces and end <= pieces[-1].end:
            continue
        start = max(start, pieces[-1].end) if pieces else start
        if pieces and sum(piece.end - piece.start for piece in pieces) + end - start > MOST_SHOWN:
            break
        if pieces and start <= pieces[-1].end + 1:
            pieces[-1] = Lit(pieces[-1].start, end)
        else:
            pieces.append(Lit(start, end))
    return pieces


def word_start(text: str, place: int) -> int:
    """The first beginning of a word from a place on; the beginning of the text where that is near."""
    if place <= AROUND // 4:
        return 0
    while not text[place - 1].isspace() and text[place : place + 1].strip():
        place += 1
    return place


def word_end(text: str, place: int) -> int:
    """The last end of a word up to a place; the end of the text where that is near."""
    if place >= len(text) - AROUND // 4:
        return len(text)
    while not text[place].isspace() and text[place - 1 : place].strip():
        place -= 1
    return place


def marked(text: str, piece: Lit, lit: Sequence[Lit]) -> str:
    """One piece as HTML, its lit words in marks; the cells of a row are set apart."""
    parts: list[str] = []
    position = piece.start
    for one in lit:
        if one.start < piece.start or one.end > piece.end:
            continue
        parts.append(plain(text[position : one.start]))
        parts.append(f"<mark>{plain(text[one.start : one.end])}</mark>")
        position = one.end
    parts.append(plain(text[position : piece.end]))
    return "".join(parts).strip()


def plain(text: str) -> str:
    """Text as HTML; the tab between two cells is a gap that can be seen."""
    return escape(text).replace("\t", '<span class="cell-gap"> </span>')
