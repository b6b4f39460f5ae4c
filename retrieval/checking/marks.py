"""What a text is made of when it is compared with another: figures, dates, names and other words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What a mark is."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure, date or word of a text.

    Attributes:
        asks: what a paper must give for this mark to be carried, any one of them.
        gives: what this mark carries where it stands in a paper.
        start, end: where it stands in the text, in characters.
        rivals: what kind of thing may be mistaken for it, as "money" for another sum; "" where nothing.
        clause: the number of the clause it stands in, from 0.
    """

    kind: MarkKind
    printed: str
    asks: frozenset[str]
    gives: frozenset[str]
    start: int
    end: int
    rivals: str = ""
    clause: int = 0

    @property
    def weight(self) -> int:
        """How much it tells of what a clause is about, in words."""
        return 1 if self.kind is MarkKind.WORD else 2

    def is_carried_by(self, given: frozenset[str]) -> bool:
        """True where what a paper gives carries it."""
        return not self.asks.isdisjoint(given)


def overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch of a text touches one that is already taken."""
    return any(start < other_end and other_start < end for other_start, other_end in taken)
