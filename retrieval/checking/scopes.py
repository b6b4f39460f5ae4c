"""All, most, some and only, this year and the last: how far a statement goes, and of what time it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Ground
from retrieval.checking.marks import Mark
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

REACH = 26
"""Characters between a word that limits and what it limits."""

SCOPES = tuple(
    (re.compile(said, re.IGNORECASE), re.compile(carried, re.IGNORECASE))
    for said, carried in (
        (
            r"\b(?:all|every|everyone|everything|always|unanimous(?:ly)?|entire(?:ly)?|whole|fully|completely)\b",
            r"\b(?:all|each|every|everyone|everything|always|unanimous(?:ly)?|entire(?:ly)?|whole|full(?:y)?|complete(?:ly)?|"
            r"both|100\s?%|100 per cent|any|throughout|no|none|never)\b",
        ),
        (
            r"\b(?:only|solely|exclusively|just)\b",
            r"\b(?:only|sole(?:ly)?|exclusive(?:ly)?|just|alone|but|limited)\b",
        ),
        (
            r"\b(?:most(?!ly due| recent)|majority|mainly|largely|usually|generally|normally|mostly)\b",
            r"\b(?:most|majority|main(?:ly)?|large(?:ly)?|usual(?:ly)?|general(?:ly)?|normal(?:ly)?|mostly|predominant(?:ly)?)\b",
        ),
        (
            r"\b(?:many|numerous|several|various|multiple)\b",
            r"\b(?:many|numerous|several|various|multiple|number of|range|some|s)\b",
        ),
        (
            r"\b(?:few|hardly|rarely|seldom|scarcely)\b",
            r"\b(?:few|hardly|rare(?:ly)?|seldom|scarcely)\b",
        ),
        (
            r"\b(?:some|partly)\b",
            r"\b(?:some|part(?:ly|ial|ially)?|any|several|number of|few|many|most|certain|various|portion)\b",
        ),
        (r"\bfor the first time\b", r"\bfirst\b"),
        (
            r"\b(?:less|fewer)\b",
            r"\b(?:less|fewer|lower|not|no|least|reduc\w+|fall\w*|fell|decreas\w+|drop\w*|below|"
            r"under|up to|minimum|down|-\d)\b|−|-\d",
        ),
        (
            r"\bmore\b",
            r"\b(?:more|most|greater|over|increas\w+|higher|additional|extra|further|exceed\w*|rise|rose|risen|rising|above|than|up|grew|"
            r"growth|excess|maximum|longer|larger|another|[1-9]\d*)\b",
        ),
    )
)
ONLY = re.compile(
    r"(?<!not )\b(?:only|solely|sole)\b(?!\s(?:if|when|where|by|once|after|as)\b)", re.IGNORECASE
)
STILL_ONLY = re.compile(
    r"\b(?:only|sole(?:ly)?|just|alone|exclusive(?:ly)?|no|none|not|nothing but|limited|unless)\b",
    re.IGNORECASE,
)
LIMITING = re.compile(
    r"\b(?:some|most|many|several|a few|part of|a number of|normally|usually|generally|mostly|partly)\b",
    re.IGNORECASE,
)


PERIOD = re.compile(
    r"\b(?P<which>this|last|previous|next|same|coming|past|current)\s(?:financial\s|calendar\s)?"
    r"(?P<period>year|quarter|month|week|half)\b(?![’'])",
    re.IGNORECASE,
)
SAME_WHICH = {"last": "past", "previous": "past", "past": "past", "next": "next", "coming": "next"}


def period_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """This year, last quarter and the like, where the paper speaks of another."""
    given = {period for footing in ground.chosen for period in periods(footing.reading.text)}
    for match in PERIOD.finditer(sentence.text):
        said = (which(match), match["period"].casefold())
        if given and said not in given:
            yield Fault(
                FaultKind.DATE,
                match.group(),
                f"The passages do not say this of “{match.group().casefold()}”.",
            )


def periods(text: str) -> Iterator[tuple[str, str]]:
    """The times near the paper's own that a text speaks of."""
    return ((which(match), match["period"].casefold()) for match in PERIOD.finditer(text))


def which(match: re.Match[str]) -> str:
    """Which year or quarter is meant, in one form."""
    said = match["which"].casefold()
    return SAME_WHICH.get(said, said)


def scope_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words such as "all" or "only" that the paper has not, or that go further than the paper's."""
    given = "\n".join(footing.reading.text for footing in ground.chosen)
    for said, carried in SCOPES:
        match = said.search(sentence.text)
        if match and not carried.search(given):
            reason = f"The passages do not say “{match.group()}” of this."
            yield Fault(FaultKind.NEGATION, match.group(), reason)
    yield from left_out(sentence, ground)
    yield from only_left_out(sentence, ground)


def only_left_out(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """What the paper says of one thing only, told without "only"."""
    if STILL_ONLY.search(sentence.text):
        return
    for footing in ground.chosen:
        for match in ONLY.finditer(footing.reading.text):
            after = [one for one in footing.reading.marks if one.start >= match.end() and says_something(one)]
            if after and any(one.is_carried_by(after[0].gives) for one in sentence.marks):
                reason = f"The passages say “{match.group()}”, which the sentence leaves out."
                yield Fault(FaultKind.NEGATION, match.group(), reason)
                return


def left_out(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that limit what the sentence says and that it leaves out: "most of", "partly"."""
    for footing in ground.chosen:
        for match in LIMITING.finditer(footing.reading.text):
            after = [one for one in footing.reading.marks if one.start >= match.end() and says_something(one)]
            word = match.group()
            if (
                after
                and after[0].start - match.end() < REACH
                and any(one.is_carried_by(after[0].gives) for one in sentence.marks)
                and not LIMITING.search(sentence.text)
                and goes_further(sentence, after[0])
            ):
                yield Fault(
                    FaultKind.NEGATION, after[0].printed, f"The passages say “{word}” of this, not all of it."
                )


def goes_further(sentence: Reading, limited: Mark) -> bool:
    """Whether a sentence says "all" or "the" of what the paper says in part."""
    for mark in sentence.marks:
        if mark.is_carried_by(limited.gives):
            before = sentence.text[max(0, mark.start - 12) : mark.start]
            return bool(
                re.search(r"\b(?:all|every|the|both|each)\b(?:\sof)?(?:\sthe)?\s?$", before, re.IGNORECASE)
            )
    return False
