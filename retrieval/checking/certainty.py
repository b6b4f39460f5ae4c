"""Whether what may be, is planned or is on a condition is told as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

POSSIBLE = (
    r"\b(?:may|might|could|can|possibl[ey]|possibility|likely|unlikely|potential(?:ly)?|perhaps|"
    r"seems?|appears?)\b"
)
MEANT = (
    r"\b(?:propos(?:e|es|ed|al|als|ing)|plan(?:s|ned|ning)?|intend(?:s|ed)?|intention|expect(?:s|ed)?|forecast|projected|"
    r"consider(?:s|ed|ing)?|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|seek(?:s|ing)?|sought|recommend(?:s|ed|ation|ations)?|"
    r"suggest(?:s|ed)?|due (?:to be|in|by|on|for|at)|estimate[ds]?|draft|subject to|applied|"
    r"application|target|tr(?:y|ied|ying)|attempt(?:s|ed)?|"
    r"request(?:s|ed|ing)?|ask(?:s|ed|ing)?|look(?:s|ed|ing)? forward to|committed to|assum(?:e|ed|"
    r"es|ption)|anticipate[ds]?|going to|about to|invite[ds]?|offer(?:s|ed)?|agreed to)\b"
)
TO_COME = (
    r"\b(?:will|would|shall|should|must|ought|is to|are to|to be|needs?|required?|requires|be|has to|"
    r"have to)\b"
)
CONDITION = (
    r"\b(?:if|unless|subject to|provided that|provided|on condition|depend(?:s|ing|ent)?|only when|"
    r"only where|should the|where|when|once|until|except)\b"
)
ANY = re.compile("|".join((POSSIBLE, MEANT, TO_COME, CONDITION)), re.IGNORECASE)
NOT_YET = re.compile("|".join((POSSIBLE, MEANT, TO_COME)), re.IGNORECASE)
UNSURE = re.compile("|".join((POSSIBLE, MEANT)), re.IGNORECASE)
LATER = re.compile(r"\b(?:will|would|shall|should|must|is to|are to)\b", re.IGNORECASE)
HARD_CONDITION = re.compile(r"\b(?:if|unless|subject to|provided that|on condition)\b", re.IGNORECASE)
CONDITIONS = re.compile(CONDITION, re.IGNORECASE)
DUTY = re.compile(
    r"\b(?:must|should|ought to|has to|have to|shall|needs? to|required to|obliged to)\b", re.IGNORECASE
)
DUTY_GIVEN = re.compile(
    r"\b(?:must|should|ought|has to|have to|had to|shall|needs?|need(?:ed)? to|require[sd]?|"
    r"requirements?|obliged|obligation|"
    r"duty|necessary|mandatory|will|would|to be|be|is to|are to|expected to|recommend(?:s|ed|ation|"
    r"ations)?)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\b(?:is|are)\s(?:\w+ly\s|still\s|also\s)?(?P<verb>\w+ing)\b", re.IGNORECASE)
FINISHED = re.compile(r"\b(?:has|have|had)\s(?:now\s|already\s)?(?:been\s)?\w+(?:ed|en|t)\b", re.IGNORECASE)
STRICT = re.compile(r"must|ha(?:s|ve) to|required|obliged", re.IGNORECASE)
STRICT_GIVEN = re.compile(
    r"\b(?:must|ha(?:s|ve|d) to|shall|need(?:s|ed)?|require[sd]?|requirements?|obliged|obligation|"
    r"duty|necessary|mandatory|statutory|is to|are to)\b|\bthat\b.{1,80}\bbe\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:was|were|has|have|had|did)\b(?!\s+(?:to|a|an|the|due|been\s+(?:proposed|planned))\b)|\b\w{3,}ed\b",
    re.IGNORECASE,
)
MAY_MONTH = re.compile(
    r"\bMay\b(?=\s+\d|\s+(?:and|to)\s|,|\.|$)|(?<=\d\s)May\b|(?:in|of|since|until|by|from|to)\sMay\b"
)
MOSTLY = 0.5


def certainty_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """What the paper says may be, is meant to be or holds on a condition, told as if it simply were so."""
    text = MAY_MONTH.sub(" ", sentence.text)
    for footing in ground.chosen:
        if not is_most_of(sentence, footing):
            continue
        for match in UNSURE.finditer(MAY_MONTH.sub(lambda may: " " * len(may.group()), footing.reading.text)):
            if speaks_of(sentence, footing, match.end()) and not ANY.search(text):
                yield fault(match.group(), "The passages say “{}” of this, the sentence tells it as a fact.")
                return
        for match in HARD_CONDITION.finditer(footing.reading.text):
            if not CONDITIONS.search(text) and leaves_condition_out(sentence, footing, match.start()):
                yield fault(
                    match.group(), "The passages set a condition (“{}”), which the sentence leaves out."
                )
                return
        for match in GOES_ON.finditer(footing.reading.text):
            if speaks_of(sentence, footing, match.start("verb")) and FINISHED.search(text):
                yield fault(match.group(), "The passages say “{}”, the sentence tells it as done.")
                return
        for match in LATER.finditer(footing.reading.text):
            if (
                speaks_of(sentence, footing, match.end())
                and not NOT_YET.search(text)
                and tells_it_done(sentence, footing)
            ):
                yield fault(match.group(), "The passages say “{}”, the sentence tells it as done.")
                return
    duty = DUTY.search(text)
    given = "\n".join(footing.reading.text for footing in ground.chosen)
    if duty and not (STRICT_GIVEN if STRICT.search(duty.group()) else DUTY_GIVEN).search(given):
        yield fault(duty.group(), "The passages do not say that this “{}” be so.")


def fault(word: str, reason: str) -> Fault:
    """A fault of certainty."""
    return Fault(FaultKind.NEGATION, word, reason.format(word))


def is_most_of(sentence: Reading, footing: Footing) -> bool:
    """Whether a unit carries so much of a sentence that its certainty is the sentence's."""
    marks = [mark for mark in sentence.marks if says_something(mark)]
    return sum(mark.is_carried_by(footing.reading.gives) for mark in marks) >= MOSTLY * len(marks)


def speaks_of(sentence: Reading, footing: Footing, start: int) -> bool:
    """Whether the sentence repeats what stands after a place of the paper, in the same clause."""
    after = [mark for mark in footing.reading.marks if mark.start >= start and says_something(mark)]
    clause = [mark for mark in after if mark.clause == after[0].clause][:4]
    return bool(clause) and sum(told(sentence, mark) for mark in clause) >= len(clause) / 2


def told(sentence: Reading, given: Mark) -> bool:
    """Whether the sentence has what the paper has."""
    return any(mark.is_carried_by(given.gives) for mark in sentence.marks if says_something(mark))


def leaves_condition_out(sentence: Reading, footing: Footing, start: int) -> bool:
    """Whether a sentence repeats what stands before a condition and not the condition."""
    marks = [mark for mark in footing.reading.marks if says_something(mark)]
    before = [mark for mark in marks if mark.start < start]
    before = [mark for mark in before if mark.clause == before[-1].clause]
    after = [mark for mark in marks if mark.start >= start]
    following = [mark for mark in after if mark.clause == after[0].clause] if after else []
    rest = before or [mark for mark in after if mark not in following]
    said = sum(told(sentence, mark) for mark in rest)
    return bool(rest) and said > len(rest) / 2 and not any(told(sentence, mark) for mark in following)


def tells_it_done(sentence: Reading, footing: Footing) -> bool:
    """Whether a sentence tells as past what the paper does not."""
    said = {match.group().casefold() for match in DONE.finditer(sentence.text)}
    given = {match.group().casefold() for match in DONE.finditer(footing.reading.text)}
    return bool(said - given)
