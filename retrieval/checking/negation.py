"""Whether what a sentence denies is denied in the paper, and what it affirms is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.checking.directions import axis_of, end_of
from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.stretches import clauses
from retrieval.checking.values import Fault, FaultKind

DENIAL = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|must|need|may|might)?n[o'’]t"
    r"|no|none|nobody|nothing|never|neither|nor|without|cannot|unable|fail(?:s|ed|ing)?(?=\s+to\b|\b)|declin(?:e|es|ed)(?=\s+to\b)"
    r"|refus(?:e|es|ed|ing)(?=\s+to\b)|lack(?:s|ed|ing)?|absence of|rather than|instead of|"
    r"except(?:ing)?|excluding|nil|ceased|stopped"
    r"|not)\b",
    re.IGNORECASE,
)
IDLE = re.compile(
    r"\bnot only\b|\bwhether or not\b|\bn[o']t? (?:later|more|less|fewer|longer|earlier) than\b|"
    r"\bno\.\s?\d|\bno doubt\b|\bnot least\b"
    r"|\bnot exceed(?:ing)?\b|\bfail safe\b|\bno one else\b|\bnot limited to\b",
    re.IGNORECASE,
)
SCOPE_ENDS = re.compile(
    r"[;:.!?]|,|\bbut\b|\balthough\b|\bhowever\b|\bwhile\b|\bwhereas\b|\bbecause\b|\bas\b(?! well)|"
    r"\bif\b|\buntil\b|\bunless\b|\band\b",
    re.IGNORECASE,
)
FINITE = re.compile(r"n[o'’]t$|^never$|^cannot$", re.IGNORECASE)
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies and the marks that it denies.

    Attributes:
        before: the last mark before it, which a denial at the end of a clause speaks of.
    """

    word: str
    denied: tuple[Mark, ...]
    before: Mark | None


@lru_cache(maxsize=20_000)
def denials(reading: Reading) -> tuple[Denial, ...]:
    """Every denial of a text, in order."""
    text = reading.text
    idle = [match.span() for match in IDLE.finditer(text)]
    found = []
    for match in DENIAL.finditer(text):
        if any(start <= match.start() < end for start, end in idle):
            continue
        ending = SCOPE_ENDS.search(text, match.end())
        end = ending.start() if ending else len(text)
        marks = [mark for mark in reading.marks if says_something(mark)]
        denied = tuple(mark for mark in marks if match.end() <= mark.start < end)
        before = [mark for mark in marks if mark.end <= match.start()]
        found.append(Denial(match.group(), denied, before[-1] if before else None))
    return tuple(found)


def denial_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """What the sentence denies and the paper does not, or the paper denies and the sentence does not."""
    said = denials(sentence)
    given = [denial for footing in ground.chosen for denial in denials(footing.reading)]
    for denial in said:
        if not any(is_same_denial(denial, other) for other in given):
            yield Fault(
                FaultKind.NEGATION, denial.word, f"The passages do not deny this, as “{denial.word}” does."
            )
    for footing in ground.chosen:
        for other in denials(footing.reading):
            if leaves_out(sentence, said, other, footing):
                yield Fault(
                    FaultKind.NEGATION,
                    sentence.text,
                    f"The passages say “{other.word}” of this, which the sentence leaves out.",
                )


def is_same_denial(said: Denial, given: Denial) -> bool:
    """Whether a denial of the sentence is one of the paper."""
    if not said.denied or not given.denied:
        return said.denied == given.denied or shares(said, given)
    carried = [mark for mark in said.denied if any(mark.is_carried_by(one.gives) for one in given.denied)]
    return len(carried) >= max(1, MOSTLY * min(len(said.denied), len(given.denied)))


def shares(said: Denial, given: Denial) -> bool:
    """Whether two denials, one of them without words after it, speak of the same."""
    one = said.denied[:1] or ((said.before,) if said.before else ())
    others = given.denied or ((given.before,) if given.before else ())
    return any(mark.is_carried_by(other.gives) for mark in one for other in others)


def leaves_out(sentence: Reading, said: tuple[Denial, ...], given: Denial, footing: Footing) -> bool:
    """Whether a sentence affirms what the paper denies."""
    if not given.denied:
        return False
    elsewhere = [mark for mark in footing.reading.marks if says_something(mark) and mark not in given.denied]
    told = [
        denied
        for denied in given.denied
        if any(mark.is_carried_by(denied.gives) for mark in sentence.marks if says_something(mark))
        and not any(denied.is_carried_by(mark.gives) for mark in elsewhere)
    ]
    if len(told) < max(1, MOSTLY * len(given.denied)):
        return False
    denied_there = [mark for denial in said for mark in denial.denied]
    denied_there += [denial.before for denial in said if denial.before is not None and not denial.denied]
    return not any(mark.is_carried_by(denied.gives) for mark in denied_there for denied in told)


def figure_denial_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """A figure or name of which the sentence denies what the paper affirms, or the other way round."""
    said, surely_said = denied_marks(sentence), surely_denied_marks(sentence)
    for mark in sentence.marks:
        if mark.rivals in ("", "reference"):
            continue
        beside = sentence.clause(mark.clause)
        given = [
            (one, one in denied_marks(footing.reading), one in surely_denied_marks(footing.reading))
            for footing in ground.chosen
            for clause in clauses(footing.reading)
            if any(mark.is_carried_by(one.gives) and one.rivals for one in clause)
            for one in clause
            if says_something(one) and not mark.is_carried_by(one.gives)
        ]
        for word in beside:
            stands = [one for one in given if word is not mark and word.is_carried_by(one[0].gives)]
            left_out = word not in said and all(surely for _, _, surely in stands)
            put_in = word in surely_said and not any(denied for _, denied, _ in stands)
            if stands and (left_out or put_in):
                reason = f"The passages say the opposite of “{word.printed}” about “{mark.printed}”."
                yield Fault(FaultKind.NEGATION, mark.printed, reason)
                return


def denied_marks(reading: Reading) -> frozenset[Mark]:
    """All that a text denies in whatever way."""
    return frozenset(mark for denial in denials(reading) for mark in denial.denied)


def surely_denied_marks(reading: Reading) -> frozenset[Mark]:
    """All that a text denies by "not" and the like."""
    return frozenset(
        mark for denial in denials(reading) if FINITE.search(denial.word) for mark in denial.denied
    )


def direction_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words whose opposite is what the paper says."""
    given = [mark for footing in ground.chosen for mark in footing.reading.marks]
    for mark in sentence.marks:
        if not end_of(mark) or any(mark.is_carried_by(one.gives) for one in given):
            continue
        against = [one for one in given if axis_of(one) == axis_of(mark) and end_of(one) != end_of(mark)]
        if against:
            yield Fault(
                FaultKind.NEGATION,
                mark.printed,
                f"The passages say “{against[0].printed}”, the sentence “{mark.printed}”.",
            )
