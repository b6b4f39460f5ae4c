"""At least and at most, before and after, all, most, some and only: how far a statement goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Footing, Ground
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, says_something
from retrieval.checking.values import Fault, FaultKind

AT_LEAST = "at least"
MORE = "more than"
AT_MOST = "at most"
LESS = "less than"
LIMITS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            AT_LEAST,
            r"\b(?:at least|no (?:less|fewer) than|not less than|minimum(?: of)?|a minimum of|from)\s*(?:of\s)?$",
        ),
        (
            AT_MOST,
            r"\b(?:at most|up to|no more than|not more than|maximum(?: of)?|not exceed(?:ing)?|within|no later than|"
            r"limit\w*(?:\s\w+){0,3}\sto|capped at)\s*(?:of\s)?(?:the\s)?$",
        ),
        (MORE, r"\b(?:more than|over|above|exceed(?:s|ed|ing)?|in excess of|greater than|upwards of)\s*$"),
        (LESS, r"\b(?:less than|fewer than|under|below|nearly|almost|just short of)\s*$"),
    )
)
AFTERWARDS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            AT_LEAST,
            r"^\s?(?:\+|or (?:more|over|above|older))|^[A-Za-z%\s]{0,24}\bor (?:more|over|above|longer|later|older)\b",
        ),
        (
            AT_MOST,
            r"^[A-Za-z%\s]{0,24}\bor (?:less|fewer|under|below|younger|earlier)\b|^[A-Za-z%\s]{0,20}\bat (?:the )?most\b",
        ),
    )
)
WHEN = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("before", r"\b(?:before|prior to|until|till|up to|ahead of)\s(?:the\s)?(?:end of\s)?\w*,?\s?$"),
        ("by", r"\b(?:by|no later than)\s(?:the\s)?(?:end of\s)?\w*,?\s?$"),
        ("after", r"\b(?:after|since|following|from|as of|later than)\s(?:the\s)?(?:end of\s)?\w*,?\s?$"),
    )
)
ONLY_WITH = {"before": "after", "after": "before by", "by": "after"}
LOOK_BACK = 26
SCOPES = tuple(
    (name, re.compile(pattern, re.IGNORECASE), re.compile(carried, re.IGNORECASE))
    for name, pattern, carried in (
        (
            "all",
            r"\b(?:all|every|everyone|everything|always|unanimous(?:ly)?|entire(?:ly)?|whole|fully|completely)\b",
            r"\b(?:all|each|every|everyone|everything|always|unanimous(?:ly)?|entire(?:ly)?|whole|full(?:y)?|complete(?:ly)?|"
            r"both|100\s?%|100 per cent|any|throughout|no|none|never)\b",
        ),
        (
            "only",
            r"\b(?:only|solely|exclusively|just)\b",
            r"\b(?:only|sole(?:ly)?|exclusive(?:ly)?|just|alone|but|limited)\b",
        ),
        (
            "most",
            r"\b(?:most(?!ly due| recent)|majority|mainly|largely|usually|generally|normally|mostly)\b",
            r"\b(?:most|majority|main(?:ly)?|large(?:ly)?|usual(?:ly)?|general(?:ly)?|normal(?:ly)?|mostly|predominant(?:ly)?)\b",
        ),
        (
            "many",
            r"\b(?:many|numerous|several|various|multiple)\b",
            r"\b(?:many|numerous|several|various|multiple|number of|range|some|s)\b",
        ),
        (
            "few",
            r"\b(?:few|hardly|rarely|seldom|scarcely)\b",
            r"\b(?:few|hardly|rare(?:ly)?|seldom|scarcely)\b",
        ),
        (
            "some",
            r"\b(?:some|partly)\b",
            r"\b(?:some|part(?:ly|ial|ially)?|any|several|number of|few|many|most|certain|various|portion)\b",
        ),
        ("first", r"\bfor the first time\b", r"\bfirst\b"),
        (
            "less",
            r"\b(?:less|fewer)\b",
            r"\b(?:less|fewer|lower|not|no|least|reduc\w+|fall\w*|fell|decreas\w+|drop\w*|below|under|up to|minimum|down|-\d)\b|−|-\d",
        ),
        (
            "more",
            r"\bmore\b",
            r"\b(?:more|most|greater|over|increas\w+|higher|additional|extra|further|exceed\w*|rise|rose|risen|rising|above|than|up|grew|"
            r"growth|excess|maximum|longer|larger|another|[1-9]\d*)\b",
        ),
    )
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


def limit_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Figures that the paper limits and the sentence does not, or otherwise."""
    for mark in sentence.marks:
        if mark.kind is MarkKind.NUMBER and mark.rivals != "reference":
            said = limit_of(sentence, mark)
            given = {limit_of(footing.reading, other) for footing, other in standing(mark, ground)}
            if given and not any(limits_agree(said, one) for one in given):
                reason = f"The passages have “{words_of(given)}” {mark.printed}, the sentence “{said or 'exactly'}”."
                yield Fault(FaultKind.NEGATION, mark.printed, reason)
        if mark.kind is MarkKind.DATE:
            when = when_of(sentence, mark)
            against = {when_of(footing.reading, other) for footing, other in standing(mark, ground)}
            if when and against and all(one and one in ONLY_WITH[when].split() for one in against):
                reason = f"The passages have “{words_of(against)}” {mark.printed}, the sentence “{when}”."
                yield Fault(FaultKind.NEGATION, mark.printed, reason)


def words_of(limits: set[str]) -> str:
    """Limits in words."""
    return " or ".join(sorted(limit or "exactly" for limit in limits))


def standing(mark: Mark, ground: Ground) -> list[tuple[Footing, Mark]]:
    """Where a mark stands in what the sentence rests on."""
    return [
        (footing, other)
        for footing in ground.chosen
        for other in footing.reading.marks
        if other.kind is mark.kind and mark.is_carried_by(other.gives)
    ]


def limits_agree(said: str, given: str) -> bool:
    """Whether two limits are the same, or as good as the same."""
    return said == given


def limit_of(reading: Reading, mark: Mark) -> str:
    """The limit that words put on a figure, "" where they put none."""
    before = reading.text[max(0, mark.start - LOOK_BACK) : mark.start]
    for name, pattern in LIMITS:
        if pattern.search(before):
            return "" if name == AT_LEAST and before.rstrip().casefold().endswith("from") else name
    after = reading.text[mark.end : mark.end + LOOK_BACK + 10]
    return next((name for name, pattern in AFTERWARDS if pattern.search(after)), "")


def when_of(reading: Reading, mark: Mark) -> str:
    """Whether something is before or after a date, "" where the words do not say."""
    before = reading.text[max(0, mark.start - LOOK_BACK) : mark.start]
    return next((name for name, pattern in WHEN if pattern.search(before)), "")


def scope_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words such as "all" or "only" that the paper has not, or that go further than the paper's."""
    given = "\n".join(footing.reading.text for footing in ground.chosen)
    for name, said, carried in SCOPES:
        match = said.search(sentence.text)
        if match and not carried.search(given):
            reason = f"The passages do not say “{match.group()}” of this."
            yield Fault(FaultKind.NEGATION, match.group(), reason)
        if name == "only" and not said.search(sentence.text):
            yield from left_out_only(sentence, ground)


ONLY = re.compile(r"\b(?:only|solely)\b(?!\s(?:if|when|where|by|once|after))", re.IGNORECASE)


def left_out_only(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Words that limit what the sentence says and that it leaves out: "most of", "partly"."""
    for footing in ground.chosen:
        for match in LIMITING.finditer(footing.reading.text):
            after = [one for one in footing.reading.marks if one.start >= match.end() and says_something(one)]
            word = match.group()
            if (
                after
                and after[0].start - match.end() < LOOK_BACK
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
