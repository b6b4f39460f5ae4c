"""Who did something to whom: "A commended B" does not carry "B commended A"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

BY = re.compile(r"\bby\s(?:the\s)?$", re.IGNORECASE)
FURTHEST_DOER, LONGEST_DOER = 3, 6
"""Words between what was done and by whom, and words that tell by whom."""

PASSIVE = re.compile(r"\bby\b|\b(?:was|were|been|being|is|are)\s\w+ed\b", re.IGNORECASE)


def agent_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """A doing of which the sentence exchanges the doer and the one it was done to."""
    actors = [mark for mark in sentence.marks if mark.rivals == "name"]
    for first, second in itertools.pairwise(actors):
        for verb in deeds(sentence, first, second):
            if any(
                is_exchanged(first, verb, footing.reading) or is_done_by_another(first, verb, footing)
                for footing in ground.chosen
            ):
                reason = f"The passages have “{first.printed}” and “{second.printed}” the other way round."
                yield Fault(FaultKind.NAME, first.printed, reason)
                return


def doer_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Something done by another than by whom the paper says it was done.

    The doer has to stand in the paper's own "by": the body, a heading or the sentence before do not make
    "employed by the force" into "employed by the Panel".
    """
    for doer in sentence.marks:
        if doer.kind in (MarkKind.NUMBER, MarkKind.DATE) or not BY.search(sentence.text[: doer.start]):
            continue
        verbs = [one for one in sentence.clause(doer.clause) if one.end <= doer.start and says_something(one)]
        named = [given for footing in ground.chosen for given in doers_of(verbs[-1:], footing.reading)]
        if named and not any(doer.is_carried_by(one.gives) for given in named for one in given):
            reason = f"The passages have this done by “{named[0][0].printed}”, not by “{doer.printed}”."
            yield Fault(FaultKind.NAME, doer.printed, reason)


def doers_of(verbs: Sequence[Mark], paper: Reading) -> list[tuple[Mark, ...]]:
    """By whom the paper says that this was done: the words after each "by" that follows the verb."""
    found = []
    for verb in verbs:
        for at in paper.marks:
            if at.kind is not MarkKind.WORD or not verb.is_carried_by(at.gives):
                continue
            after = [mark for mark in paper.marks if mark.start >= at.end][: FURTHEST_DOER + 1]
            place = next(
                (n for n, mark in enumerate(after) if BY.search(paper.text[at.end : mark.start])), None
            )
            if place is not None and after[place].kind not in (MarkKind.NUMBER, MarkKind.DATE):
                found.append(tuple(after[place : place + LONGEST_DOER]))
    return found


def turned_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """What stands on either side of a word in the sentence and on the other side in the paper."""
    for verb in sentence.marks:
        clause = [mark for mark in sentence.clause(verb.clause) if says_something(mark)]
        before = [mark for mark in clause if mark.end <= verb.start][-1:]
        after = [mark for mark in clause if mark.start >= verb.end][:1]
        if verb.kind is not MarkKind.WORD or not before or not after:
            continue
        if any(is_turned(sentence, before[0], verb, after[0], footing.reading) for footing in ground.chosen):
            reason = f"The passages have “{before[0].printed}” and “{after[0].printed}” the other way round."
            yield Fault(FaultKind.NEGATION, verb.printed, reason)
            return


def is_turned(sentence: Reading, before: Mark, verb: Mark, after: Mark, paper: Reading) -> bool:
    """Whether what stands before a word in the sentence stands after it in the paper, and the reverse."""
    turned = False
    for at in paper.marks:
        if at.kind is not MarkKind.WORD or not verb.is_carried_by(at.gives):
            continue
        near = [mark for mark in paper.clause(at.clause) if says_something(mark)]
        earlier = [mark for mark in near if mark.end <= at.start][-1:]
        later = [mark for mark in near if mark.start >= at.end][:1]
        if not (
            any(after.is_carried_by(one.gives) for one in earlier)
            and any(before.is_carried_by(one.gives) for one in later)
        ):
            return False
        said_by = PASSIVE.search(sentence.text[before.end : after.start])
        turned = bool(said_by) == bool(PASSIVE.search(paper.text[earlier[0].end : later[0].start]))
    return turned


def deeds(sentence: Reading, first: Mark, second: Mark) -> list[Mark]:
    """The words between two names that may be what one did to the other; none where it was done by it."""
    if first.clause != second.clause or PASSIVE.search(sentence.text[first.end : second.start]):
        return []
    return [
        mark
        for mark in sentence.marks
        if first.end <= mark.start < second.start and mark.kind is MarkKind.WORD and says_something(mark)
    ]


def is_done_by_another(doer: Mark, verb: Mark, footing: Footing) -> bool:
    """Whether the paper says "by" whom something was done, and it was not this one."""
    paper = footing.reading
    if doer.is_carried_by(footing.gives):
        return False
    return any(
        at.kind is MarkKind.WORD
        and verb.is_carried_by(at.gives)
        and any(
            mark.kind is MarkKind.NAME and BY.search(paper.text[at.end : mark.start])
            for mark in paper.clause(at.clause)
            if mark.start > at.end
        )
        for at in paper.marks
    )


def is_exchanged(doer: Mark, verb: Mark, paper: Reading) -> bool:
    """Whether the paper has another do what the sentence has this one do, and do it to this one."""
    turned = False
    for at in paper.marks:
        if at.kind is not MarkKind.WORD or not verb.is_carried_by(at.gives):
            continue
        before = [mark for mark in paper.clause(at.clause) if mark.end <= at.start]
        after = [mark for mark in paper.clause(at.clause) if mark.start >= at.end]
        if any(doer.is_carried_by(mark.gives) for mark in before):
            return False
        done_to = [mark for mark in after if doer.is_carried_by(mark.gives)]
        others = [mark for mark in before if mark.rivals == "name"]
        if done_to and others and not PASSIVE.search(paper.text[others[-1].end : done_to[0].start]):
            turned = True
    return turned
