"""What is wanted of every sentence of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from carried.names import missing_names, plain
from carried.numbers import numbers_in, values_in
from carried.wording import missing_words, quotations

ENOUGH_WORDS = 0.6
NOT_CONFIRMED = "not_confirmed"

PLACE = re.compile(r"\b(?P<sort>item|page|pp?\.) ?(?P<number>\d+[a-z]?)\b", re.IGNORECASE)
NUMBERED = re.compile(r"(?:^|(?<=> ))\d+(?:\.\d+)*\.? ")
"""The number before a heading."""

Citation = dict[str, Any]
"""As the server's reply has it."""

PageOf = Callable[[Citation], str]
"""The text of the page that a citation is of, "" where it is not to be read."""


class Rule(StrEnum):
    """What a sentence can be at fault with."""

    MARKER = "marker"
    NUMBER = "number"
    NAME = "name"
    WORDS = "words"
    QUOTATION = "quotation"


@dataclass(frozen=True)
class Fault:
    """One thing that a sentence has and what it cites has not.

    Attributes:
        on_page: True where it stands on the page cited though not in the quote.
    """

    rule: Rule
    words: str
    on_page: bool = False

    @property
    def key(self) -> tuple[Rule, str]:
        """What makes it the same fault as another; too few words shared is one fault, whichever they are."""
        return self.rule, "" if self.rule is Rule.WORDS else self.words


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer and what is wrong with it."""

    question_id: str
    question: str
    text: str
    markers: tuple[int, ...]
    verdict: str
    reason: str
    faults: tuple[Fault, ...]

    @property
    def is_held(self) -> bool:
        """True for a sentence that claims to be carried."""
        return self.verdict != NOT_CONFIRMED

    @property
    def is_on_the_page(self) -> bool:
        """True where everything that is not quoted stands on the page cited."""
        return all(fault.on_page for fault in self.faults)


def faults_of(
    text: str, markers: Sequence[int], citations: Sequence[Citation], page_of: PageOf
) -> list[Fault]:
    """What is wrong with a sentence that claims to be carried.

    Args:
        text: the sentence.
        markers: of the citations it names.
        citations: all those of the answer.
        page_of: looked into for what is not quoted.
    """
    by_marker = {citation["marker"]: citation for citation in citations}
    own = [by_marker[marker] for marker in markers if marker in by_marker]
    strange = [str(marker) for marker in markers if marker not in by_marker]
    faults = [Fault(Rule.MARKER, ", ".join(strange))] if strange else []
    if not own:
        return faults or [Fault(Rule.MARKER, "none")]
    cited = "\n".join(f"{citation['quote']}\n{printed_with(citation)}" for citation in own)
    text = without_places(text, own)
    lacking = unquoted(text, cited, [citation["quote"] for citation in own])
    if not lacking:
        return faults
    page = "\n".join([cited, *(page_of(citation) for citation in own)])
    still = {fault.key for fault in unquoted(text, page, [page])}
    return faults + [replace(fault, on_page=fault.key not in still) for fault in lacking]


def unquoted(text: str, cited: str, quotes: Sequence[str]) -> list[Fault]:
    """What a sentence has that a cited text has not, each told once.

    Args:
        text: the sentence.
        cited: the quotes and what is printed with them.
        quotes: in which its quotations must stand.
    """
    return list(dict.fromkeys([*missing_facts(text, cited), *missing_wording(text, cited, quotes)]))


def missing_facts(text: str, cited: str) -> Iterator[Fault]:
    """The numbers and names of a sentence that a cited text has not."""
    values = values_in(cited)
    for said in numbers_in(text):
        if not said.carried_by & values:
            yield Fault(Rule.NUMBER, said.words)
    for name in missing_names(text, cited):
        yield Fault(Rule.NAME, name)


def missing_wording(text: str, cited: str, quotes: Sequence[str]) -> Iterator[Fault]:
    """The longer words of a sentence, where a cited text has too few of them, and its false quotations."""
    share, words = missing_words(text, cited)
    if share < ENOUGH_WORDS:
        yield Fault(Rule.WORDS, ", ".join(dict.fromkeys(words)))
    plain_quotes = [plain(quote) for quote in quotes]
    for words_quoted in quotations(text):
        if not any(words_quoted in quote for quote in plain_quotes):
            yield Fault(Rule.QUOTATION, words_quoted)


def printed_with(citation: Citation) -> str:
    """What a citation says of the paper besides the quote, without the numbers of item and page.

    They say where the words stand, and carry no figure of a sentence.
    """
    names = ("title", "body", "meeting_date", "label", "item", "section")
    printed = (str(citation.get(name) or "") for name in names)
    return "\n".join(NUMBERED.sub("", PLACE.sub("", part)) for part in printed)


def without_places(text: str, citations: Sequence[Citation]) -> str:
    """A sentence without the items and pages that it rightly names."""
    places = [
        place_of(found) for citation in citations for found in PLACE.finditer(citation.get("label") or "")
    ]
    return PLACE.sub(lambda found: "" if place_of(found) in places else found[0], text)


def place_of(found: re.Match[str]) -> tuple[str, str]:
    """An item or page as it can be compared."""
    return found["sort"][0].lower(), found["number"].lower()
