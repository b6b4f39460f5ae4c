"""What is wanted of every sentence of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from carried.names import missing_names, plain
from carried.numbers import numbers_in, values_in
from carried.wording import missing_words, quotations

ENOUGH_WORDS = 0.6
NOT_CONFIRMED = "not_confirmed"

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


def faults_of(
    text: str, markers: Sequence[int], citations: Sequence[Citation], page_of: PageOf
) -> list[Fault]:
    """What is wrong with a sentence that claims to be carried.

    Args:
        text: the sentence.
        markers: of the citations it names.
        citations: all those of the answer.
        page_of: looked into for numbers and names that are not quoted.
    """
    by_marker = {citation["marker"]: citation for citation in citations}
    own = [by_marker[marker] for marker in markers if marker in by_marker]
    strange = [str(marker) for marker in markers if marker not in by_marker]
    faults = [Fault(Rule.MARKER, ", ".join(strange))] if strange else []
    if not own:
        return faults or [Fault(Rule.MARKER, "none")]
    cited = "\n".join(f"{citation['quote']}\n{printed_with(citation)}" for citation in own)
    lacking = list(unquoted(text, cited))
    if lacking:
        page = "\n".join([cited, *(page_of(citation) for citation in own)])
        still = {(fault.rule, fault.words) for fault in unquoted(text, page)}
        lacking = [
            Fault(fault.rule, fault.words, (fault.rule, fault.words) not in still) for fault in lacking
        ]
    share, words = missing_words(text, cited)
    if share < ENOUGH_WORDS:
        lacking.append(Fault(Rule.WORDS, ", ".join(words)))
    quotes = [plain(citation["quote"]) for citation in own]
    lacking += [
        Fault(Rule.QUOTATION, words)
        for words in quotations(text)
        if not any(words in quote for quote in quotes)
    ]
    return faults + lacking


def unquoted(text: str, cited: str) -> Iterator[Fault]:
    """The numbers and names of a sentence that a cited text has not."""
    values = values_in(cited)
    for said in numbers_in(text):
        if not said.carried_by & values:
            yield Fault(Rule.NUMBER, said.words)
    for name in missing_names(text, cited):
        yield Fault(Rule.NAME, name)


def printed_with(citation: Citation) -> str:
    """What a citation says of the paper besides the quote."""
    names = ("title", "body", "meeting_date", "label", "item", "section")
    return "\n".join(str(citation.get(name) or "") for name in names)
