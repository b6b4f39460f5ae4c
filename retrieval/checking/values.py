"""What comes of comparing a sentence with the passages it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from index.values import Passage, Unit


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with what its citation tells beside the words.

    Attributes:
        title, body: of the paper; "" where unknown.
        meeting_date: of the paper; None where unknown.
    """

    passage: Passage
    title: str = ""
    body: str = ""
    meeting_date: date | None = None


class FaultKind(StrEnum):
    """What a sentence has that its passages do not carry."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    UNIT = "unit"
    NEGATION = "negation"
    SPEECH = "speech"
    LINK = "link"
    ORDER = "order"
    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the passages do not carry.

    Attributes:
        words: of the sentence, those at fault; all of it where no one word is.
        reason: a sentence a person understands: "The passages do not give the figure 47."
    """

    kind: FaultKind
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Support:
    """Where a sentence stands in one passage that it cites.

    Attributes:
        units: of the passage, those it rests on, in the order of the paper; never none.
    """

    passage: Passage
    units: tuple[Unit, ...]

    def __post_init__(self) -> None:
        if not self.units:
            raise ValueError("a sentence rests on at least one unit")


@dataclass(frozen=True, slots=True)
class Check:
    """What comes of comparing one sentence with the passages it cites.

    Attributes:
        faults: none where the sentence is carried.
        supports: what it rests on most, the likeliest first; for a sentence at fault, what it seems to
            have been made of. None where nothing in the passages is like it.
    """

    faults: tuple[Fault, ...]
    supports: tuple[Support, ...]

    @property
    def is_carried(self) -> bool:
        """True for a sentence that says only what its passages say."""
        return not self.faults and bool(self.supports)


class Likeness(Protocol):
    """How near in meaning a sentence is to units of passages."""

    def __call__(self, sentence: str, units: Sequence[Unit]) -> Sequence[float]:
        """The cosine of the sentence with each unit, from -1 to 1."""
        ...
