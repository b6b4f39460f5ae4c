"""Which of two things is the more: "A is likelier than B" does not carry "B is likelier than A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Ground
from retrieval.checking.marks import Mark
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

TURNS = re.compile(
    r"(?<!more )(?<!less )(?<!fewer )\bthan\b|(?<=\w\s)\bas\b(?!\s+(?:well|a|an|the|of|if|to|likely|"
    r"many|much)\b)|"
    r"\brather than\b|\binstead of\b|\bcompared (?:with|to)\b|\bversus\b",
    re.IGNORECASE,
)
REACH = 4
"""Marks on each side of "than" that are compared."""


def comparison_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """A comparison turned round."""
    for match in TURNS.finditer(sentence.text):
        before, after = sides(sentence, match)
        for footing in ground.chosen:
            for other in TURNS.finditer(footing.reading.text):
                if is_turned(before, after, *sides(footing.reading, other)):
                    reason = f"The passages compare the other way round (“{match.group()}”)."
                    yield Fault(FaultKind.NEGATION, match.group(), reason)
                    return


def sides(reading: Reading, match: re.Match[str]) -> tuple[list[Mark], list[Mark]]:
    """The marks before and after a word that compares."""
    marks = [mark for mark in reading.marks if says_something(mark)]
    before = [mark for mark in marks if mark.end <= match.start()]
    return before, [mark for mark in marks if mark.start >= match.end()][:REACH]


def is_turned(
    before: list[Mark], after: list[Mark], given_before: list[Mark], given_after: list[Mark]
) -> bool:
    """Whether what stands on one side in the sentence stands only on the other in the paper."""
    return stands_only(after[:1], given_before, given_after) and stands_only(
        [mark for mark in before if any(mark.is_carried_by(one.gives) for one in given_after[:1])],
        given_after,
        given_before,
    )


def stands_only(marks: list[Mark], there: list[Mark], here: list[Mark]) -> bool:
    """Whether the first of some marks stands on one side and not on the other."""
    return bool(marks) and any(
        any(mark.is_carried_by(one.gives) for one in there)
        and not any(mark.is_carried_by(one.gives) for one in here)
        for mark in marks
    )
