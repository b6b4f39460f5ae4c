"""What becomes of a sentence that a model wrote: confirmed, mended, marked or left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.values import Passage, Unit
from retrieval.checking.values import Check, CitedPassage, Fault, Support
from retrieval.features import terms_of
from retrieval.values import Verdict
from retrieval.writing.sentences import SENTENCE_END, WrittenSentence
from retrieval.writing.settings import Unconfirmed
from retrieval.writing.sources import Source

CheckSentence = Callable[[str, Sequence[CitedPassage]], Check]
"""Compares a sentence with the passages it cites."""

PrintUnit = Callable[[Passage, Unit], str]
"""A unit as an answer prints it."""

NOT_WHOLE = "It is no whole sentence."
NOT_CITED = "The model gave no passage for this."

ORIGIN_SHARE = 0.6
"""Share of a sentence's words that the paper's own sentence has, where one may have come of the other."""


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence that may be shown.

    Attributes:
        supports: what it rests on; none only for one that is not confirmed.
        reason: why the model's own words were not confirmed; "" where they were.
    """

    text: str
    verdict: Verdict
    supports: tuple[Support, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that is not shown, and why."""

    text: str
    reason: str


def judge(
    written: WrittenSentence,
    sources: Sequence[Source],
    check: CheckSentence,
    print_unit: PrintUnit,
    unconfirmed: Unconfirmed,
) -> JudgedSentence | LeftOut:
    """Compare a sentence with the passages it cites, then with all the model was given.

    A label that was never given is as if it were not there. A sentence that another passage carries than
    the one it names is confirmed, and cites that one: what a citation says is for us to know.
    """
    given = {source.label: source for source in sources}
    named = [given[label] for label in written.labels if label in given]
    checked = check_against(written.text, named, check) if named else None
    if checked is None or not checked.is_carried:
        wider = check_against(written.text, sources, check)
        if checked is None or wider.is_carried:
            checked = wider
    if checked.is_carried and not is_whole(written.text, sources):
        return LeftOut(written.text, NOT_WHOLE)
    if checked.is_carried:
        return JudgedSentence(written.text, Verdict.CONFIRMED, checked.supports)
    reason = reason_of(checked.faults)
    if unconfirmed is Unconfirmed.MARK:
        return JudgedSentence(written.text, Verdict.NOT_CONFIRMED, checked.supports, reason)
    if unconfirmed is Unconfirmed.MEND:
        for origin in checked.supports[:1]:
            text = " ".join(print_unit(origin.passage, unit) for unit in origin.units)
            if may_come_from(written.text, text):
                return JudgedSentence(text, Verdict.MENDED, (origin,), reason)
    return LeftOut(written.text, reason)


def is_whole(text: str, sources: Sequence[Source]) -> bool:
    """True for a sentence with an end, and for words that stand in a paper just so, as a row does."""
    plain = " ".join(text.split())
    return text.endswith(SENTENCE_END) or any(
        plain in " ".join(source.passage.text.split()) for source in sources
    )


def may_come_from(written: str, own_words: str) -> bool:
    """True for a sentence that may have been made of the paper's own; else that one would not mend it."""
    wanted = set(terms_of(written))
    return len(wanted & set(terms_of(own_words))) >= ORIGIN_SHARE * len(wanted)


def check_against(text: str, sources: Sequence[Source], check: CheckSentence) -> Check:
    """Compare a sentence with these passages."""
    return check(text, [cited_passage(source) for source in sources])


def cited_passage(source: Source) -> CitedPassage:
    """A source with what its citation would tell."""
    paper = source.paper
    return CitedPassage(source.passage, paper.title, paper.body, source.meeting_date)


def reason_of(faults: Sequence[Fault]) -> str:
    """Why a sentence was not confirmed, in one sentence."""
    return faults[0].reason if faults else NOT_CITED
