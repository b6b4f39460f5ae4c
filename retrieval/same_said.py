"""Whether two sentences say the same thing of another figure: the same words, dates and names around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from retrieval.checking.bounds import limit_of
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, gives_of
from retrieval.checking.stretches import Stretch, rivalry, stretches

FEWEST_WORDS = 5
"""Words, names and dates that have to be said of both figures; fewer tell too little of what is counted."""

MOST_STRAY = 1
"""Words that may be said of one figure and not of the other: "the", "a total of" are no words here."""

NEVER_COUNTED = frozenset({"", "reference", "ordinal", "fraction", "clock", "quarter", "name"})
"""Figures that number, order or divide something; another one there is no contradiction."""

ROUGHLY = re.compile(
    r"\b(?:about|around|approximately|approx\.?|some|roughly|circa|c\.|nearly|almost|estimated(?: at)?|up to)"
    r"\s*$",
    re.IGNORECASE,
)
NAMES_SOMETHING = re.compile(
    r"\b(?:nos?\.?|numbers?:?|ref\.?|reference:?|cheque|telephone:?|tel\.?:?|items?|paragraphs?|pages?|appendix"
    r"|section|recommendation|resolution|version)\s*$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Two figures that stand in the same words.

    Attributes:
        first, other: each as a mark of its own sentence.
        dates: those with a year that both sentences give.
    """

    first: Mark
    other: Mark
    dates: frozenset[str]


def exchanged(first: Reading, other: Reading) -> Exchanged | None:
    """The figure that two sentences differ in, all else being the same; None where there is no one such."""
    found = list(exchanges(first, other))
    return found[0] if len(found) == 1 else None


def exchanges(first: Reading, other: Reading) -> Iterator[Exchanged]:
    """Every two figures of a kind, one of each sentence, of which the same words are said."""
    kinds = {rivalry(mark) for mark in first.marks if mark.kind in (MarkKind.NUMBER, MarkKind.DATE)}
    for kind in sorted(kinds - NEVER_COUNTED):
        for one in single(stretches(first, kind, False)):
            for two in single(stretches(other, kind, False)):
                mark, rival = one.rivals[0], two.rivals[0]
                if (
                    mark.kind is rival.kind
                    and not (is_numbering(first, mark) or is_numbering(other, rival))
                    and are_said_alike(one, two)
                    and are_unlike(mark, rival)
                    and not is_rough(first, mark)
                    and not is_rough(other, rival)
                    and dated(first) - mark.asks == dated(other) - rival.asks
                ):
                    yield Exchanged(mark, rival, dated(first) - mark.asks)


def single(parts: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches that have one figure only: of two together it is not plain what is said of which."""
    return (part for part in parts if len(part.rivals) == 1)


def are_said_alike(one: Stretch, two: Stretch) -> bool:
    """Whether the same is said in both: all other figures, dates and names, and all words but one."""
    said, also = others(one), others(two)
    given, given_also = gives_of(said), gives_of(also)
    strays = [mark for mark in said if not mark.is_carried_by(given_also)]
    strays += [mark for mark in also if not mark.is_carried_by(given)]
    if len(strays) > MOST_STRAY or any(mark.kind is not MarkKind.WORD for mark in strays):
        return False
    return len({mark.asks for mark in said}) - len(strays) >= FEWEST_WORDS


def others(stretch: Stretch) -> list[Mark]:
    """What is said of a figure; the numbers of items and paragraphs say nothing."""
    return [mark for mark in stretch.own if mark not in stretch.rivals and mark.rivals != "reference"]


def are_unlike(mark: Mark, rival: Mark) -> bool:
    """Whether two figures are different ones, and not one that is rounded."""
    if mark.is_carried_by(rival.gives) or rival.is_carried_by(mark.gives):
        return False
    try:
        values = [Decimal(min(one.asks)) for one in (mark, rival)]
    except InvalidOperation:
        return mark.kind is MarkKind.DATE
    coarsest = max(Decimal(1).scaleb(place_of(value)) for value in values)
    return abs(values[0] - values[1]) > coarsest / 2 or place_of(values[0]) == place_of(values[1])


def place_of(value: Decimal) -> int:
    """The power of ten of the last digit that a number is written to: 2 for 4,700, -1 for 9.5."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def is_rough(reading: Reading, mark: Mark) -> bool:
    """Whether a figure only limits or estimates."""
    return bool(limit_of(reading, mark) or ROUGHLY.search(reading.text[: mark.start]))


def is_numbering(reading: Reading, mark: Mark) -> bool:
    """Whether a figure only names something: "No. 300115", or the number before a paragraph."""
    opens = not reading.text[: mark.start].strip(" \t\n(•-–")
    numbers = opens and (mark.kind is MarkKind.DATE or reading.text[mark.end : mark.end + 1] in (".", ")"))
    return numbers or bool(NAMES_SOMETHING.search(reading.text[: mark.start]))


def dated(reading: Reading) -> frozenset[str]:
    """The dates with a year that a sentence gives, as exactly as it gives them."""
    return frozenset(
        key for mark in reading.marks if mark.kind is MarkKind.DATE for key in mark.asks if YEAR.match(key)
    )
