"""Questions for who voted which way, asked again as minutes tell of votes.

Minutes mostly count votes and seldom name the voters: "eight votes for, one against" or "carried
unanimously" answers "who voted against it?", though it shares next to no word with the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.analysis import terms
from index.values import Passage
from retrieval.understand import MANNER_WORDS

VOTED = re.compile(
    r"^(?:(?:and|but|so)\s+)?(?:who|which (?:\w+ )?(?:members?|councillors?)|did any(?:one|body"
    r"| members?))\s+"
    r"(?:else\s+|all\s+)?(?:vot(?:e|ed|es)\s+(?:(?:for|against|in favour of)(?:\s+(?:and|or)\s+(?:for"
    r"|against))?|down)"
    r"|(?:abstain|abstained)(?:\s+in\s+the\s+vote)?\s+(?:on|from|in)|(?:opposed|supported"
    r"|backed)\s+the\s+(?=motion|resolution))"
    r"\s+(?P<thing>[^?.!]*\w)[\s?.!]*$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?:votes?|voted|voting|unanimous(?:ly)?|abstain(?:ed)?|abstentions?|carried|show of hands"
    r"|nem\.? con)\b",
    re.IGNORECASE,
)
DECISIONS = frozenset(
    terms("resolution motion amendment proposal recommendation decision vote item proposed panel council")
)
"""Words for whatever is voted on, which say nothing of what it was about."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What was voted on, by a question for the voters.

    Attributes:
        thing: in the question's words: "the resolution about the precept".
    """

    thing: str

    @property
    def question(self) -> str:
        """The question for the count instead."""
        return f"How was the vote on {self.thing}: who was for, against or abstained?"

    def is_told_in(self, passage: Passage) -> bool:
        """True for a passage that tells of a vote and holds the words for what was voted on."""
        wanted = set(terms(self.thing)) - DECISIONS - MANNER_WORDS
        if not wanted or not COUNTED.search(passage.text):
            return False
        return wanted.issubset(terms(f"{passage.context} {passage.text}"))


def vote_asked(question: str) -> Vote | None:
    """The vote that a question asks the voters of; None for any other question."""
    match = VOTED.match(question.strip())
    return Vote(match["thing"]) if match else None
