"""Whether every figure and date of a sentence stands in what it rests on, and counts the same thing there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.measures import measure_at, rates_in
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

ONE = re.compile(r"\b(?:an?|one|single|sole)\b", re.IGNORECASE)
MEASURES = {
    "percent": "per cent",
    "point": "percentage points",
    "money": "a sum of money",
    "pence": "pence",
    "times": "a number of times",
    "count": "a plain number",
    "ordinal": "a place in an order",
}
RANGE = re.compile(r"\s?(?:-|–|to|and|or)\s?", re.IGNORECASE)
NEXT_TO = 25
"""Characters between a figure and the word that says what it counts."""


def number_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Figures that nothing in what the sentence rests on gives, or gives as a count of something else."""
    for mark in sentence.marks:
        if mark.kind is not MarkKind.NUMBER:
            continue
        if not is_given(mark, ground) or refers_elsewhere(sentence, mark, ground):
            yield Fault(
                FaultKind.NUMBER, mark.printed, f"The passages cited do not give the figure {mark.printed}."
            )
        else:
            yield from measure_faults(sentence, mark, ground)


def refers_elsewhere(sentence: Reading, mark: Mark, ground: Ground) -> bool:
    """Whether the papers refer to another item or paragraph, and have this number only as their own."""
    if mark.rivals != "reference":
        return False
    if is_only_a_number(sentence, mark, ground):
        return True
    said = word_before(sentence, mark)
    given = [
        one
        for footing in ground.chosen
        for one in footing.reading.marks[1:]
        if one.rivals == "reference" and word_before(footing.reading, one) == said
    ]
    return bool(given) and not any(mark.is_carried_by(one.gives) for one in given)


def is_only_a_number(sentence: Reading, mark: Mark, ground: Ground) -> bool:
    """Whether the papers have a number only before a paragraph of which the sentence says nothing."""
    standing = [one for one in ground.chosen if mark.is_carried_by(one.reading.gives)]
    told = [one for one in sentence.marks if one.rivals != "reference" and says_something(one)]
    return bool(standing) and not any(
        one.is_carried_by(footing.reading.gives) for footing in standing for one in told
    )


def word_before(reading: Reading, mark: Mark) -> str:
    """The word before a number: "item", "page"."""
    words = reading.text[: mark.start].split()
    return words[-1].casefold().strip("(").rstrip("s") if words else ""


def is_given(mark: Mark, ground: Ground) -> bool:
    """Whether a figure stands in what the sentence rests on; "one" may be "a"."""
    if mark.is_carried_by(ground.gives if mark.rivals == "reference" else ground.counts):
        return True
    return (
        mark.printed.casefold() == "one"
        and mark.rivals == "count"
        and any(ONE.search(one.reading.text) for one in ground.chosen)
    )


def date_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Days, months and years that nothing in what the sentence rests on gives."""
    for mark in sentence.marks:
        if mark.kind is MarkKind.DATE and not mark.is_carried_by(ground.gives):
            yield Fault(
                FaultKind.DATE, mark.printed, f"The passages cited do not give the date {mark.printed}."
            )
        elif mark.kind is MarkKind.DATE and (own := dated_otherwise(sentence, mark, ground)):
            yield Fault(FaultKind.DATE, mark.printed, f"The passages say this of {own.printed}.")


def dated_otherwise(sentence: Reading, mark: Mark, ground: Ground) -> Mark | None:
    """The date that the paper gives itself, where the sentence has the meeting's in its stead."""
    first = ground.chosen[0]
    if first.unit.cells or any(mark.is_carried_by(one.reading.gives) for one in ground.chosen):
        return None
    own = [one for one in first.reading.marks if one.kind is MarkKind.DATE and one.rivals]
    if any(said.is_carried_by(one.gives) for one in own for said in sentence.marks):
        return None
    return next((one for one in own if len(min(one.asks)) == len(min(mark.asks))), None)


def measure_faults(sentence: Reading, mark: Mark, ground: Ground) -> Iterator[Fault]:
    """A figure that the papers give in another unit, over another time, or of another thing."""
    standing = [
        (footing, other)
        for footing in ground.chosen
        for other in footing.reading.marks
        if other.kind is MarkKind.NUMBER and mark.is_carried_by(other.gives)
    ]
    if not standing or mark.rivals in ("reference", "clock", "fraction"):
        return
    if not any(measures_agree(sentence, mark, footing, other) for footing, other in standing):
        said = MEASURES.get(standing[0][1].rivals, f"{standing[0][1].rivals}s")
        yield Fault(
            FaultKind.UNIT, mark.printed, f"The passages give {mark.printed.strip()} as {said}, not as here."
        )
        return
    said_over = rates_in(clause_text(sentence, mark))
    given_over = frozenset().union(*(rates_in(footing.reading.text) for footing, _ in standing))
    if said_over and given_over and said_over.isdisjoint(given_over):
        yield Fault(
            FaultKind.UNIT,
            mark.printed,
            f"The passages give {mark.printed} over another time: by the {' or '.join(sorted(given_over))}.",
        )
    counted = what_is_counted(sentence, mark)
    if counted and not any(counts_the_same(counted, footing, other) for footing, other in standing):
        words = f"{mark.printed} {counted[0].printed}"
        yield Fault(
            FaultKind.UNIT,
            words,
            f"The passages do not give {mark.printed} as a number of “{counted[0].printed}”.",
        )


def measures_agree(sentence: Reading, mark: Mark, footing: Footing, other: Mark) -> bool:
    """Whether a figure counts the same in the sentence and in the paper."""
    said = mark.rivals
    given = other.rivals or measure_at(footing.reading.text, other.end)
    if said == given or given in ("reference", ""):
        return True
    if "count" not in (said, given):
        return {said, given} <= {"count", "ordinal"}
    if said == "count":
        return begins_range(sentence, mark, given) or given in (
            "times",
            "ordinal",
            "vote for",
            "vote against",
            "abstention",
        )
    return begins_range(footing.reading, other, said) or unit_stands_by(footing, other, said)


def is_measure(mark: Mark, reading: Reading) -> bool:
    """Whether a word is the unit of the figure before it, which is looked at with the figure."""
    figures = [one for one in reading.marks if one.kind is MarkKind.NUMBER and one.end <= mark.start]
    if not figures or not measure_at(reading.text, figures[-1].end):
        return False
    return mark.start - figures[-1].end <= 1 and figures[-1].rivals not in ("reference", "count")


def begins_range(reading: Reading, mark: Mark, measure: str) -> bool:
    """Whether a figure has its unit from the one that ends its range: "14 to 21 days"."""
    later = [one for one in reading.marks if one.kind is MarkKind.NUMBER and one.start >= mark.end]
    return bool(
        later and later[0].rivals == measure and RANGE.fullmatch(reading.text[mark.end : later[0].start])
    )


def unit_stands_by(footing: Footing, mark: Mark, measure: str) -> bool:
    """Whether the paper names the unit elsewhere in the clause or the row: "Days taken: 14"."""
    clause = clause_text(footing.reading, mark)
    if measure == "money" and footing.unit.cells and not footing.unit.cells[mark.clause].column:
        return "£" in footing.passage.text + footing.passage.context
    return bool(re.search(rf"\b{re.escape(measure)}s?\b", clause, re.IGNORECASE)) or (
        measure == "times" and bool(footing.unit.cells)
    )


def clause_text(reading: Reading, mark: Mark) -> str:
    """The words about a figure: its clause and the words up to the next figure."""
    clause = reading.clause(mark.clause)
    later = [one.start for one in reading.marks if one.kind is MarkKind.NUMBER and one.start > mark.start]
    end = max(clause[-1].end, min(later)) if later else len(reading.text)
    return reading.text[clause[0].start : end]


def what_is_counted(sentence: Reading, mark: Mark) -> tuple[Mark, ...]:
    """The words just after a bare figure, which say what it is a number of."""
    if mark.rivals != "count" or not re.match(r"\s|-", sentence.text[mark.end :]):
        return ()
    after = [one for one in sentence.marks if one.start >= mark.end and one.clause == mark.clause]
    named = []
    end = mark.end
    for one in after[:3]:
        between = sentence.text[end : one.start]
        if (
            one.kind in (MarkKind.NUMBER, MarkKind.DATE)
            or between.strip(" -")
            or one.start - mark.end > NEXT_TO
        ):
            break
        named.append(one)
        end = one.end
    return tuple(one for one in named if says_something(one))


def counts_the_same(counted: tuple[Mark, ...], footing: Footing, other: Mark) -> bool:
    """Whether the paper has what is counted about the figure, or in the headings and sentences around it."""
    reading = footing.reading
    figures = [one for one in reading.marks if one.kind is MarkKind.NUMBER and one.rivals == other.rivals]
    before = max((one.end for one in figures if one.end <= other.start), default=0)
    after = min((one.start for one in figures if one.start >= other.end), default=len(reading.text))
    beside = frozenset().union(
        *(
            one.gives
            for one in reading.marks
            if (before <= one.start < after or one.clause == other.clause or footing.unit.cells)
        )
    )
    return counted[0].is_carried_by(beside | footing.near)
