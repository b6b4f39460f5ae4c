"""Whether a question is one the product is for: rules, no model, the same for everyone.

A question is taken only where all of it is outside: of one that is half for the papers, the papers answer.
Where no rule is sure, the papers are searched.
"""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.purpose.clauses import clauses_of
from retrieval.purpose.errands import ERRANDS
from retrieval.purpose.judgements import JUDGEMENTS
from retrieval.purpose.people import PRIVATE
from retrieval.purpose.small_talk import SMALL_TALK
from retrieval.purpose.values import Outside, Rule

RULES: tuple[Rule, ...] = (*SMALL_TALK, *ERRANDS, *PRIVATE, *JUDGEMENTS)
POLITENESS = frozenset({Outside.GREETING, Outside.THANKS})


def outside_purpose(question: str) -> Rule | None:
    """The rule by which a whole question is not for the papers; None for one that they are searched for.

    Of a question that breaks several rules the first that is more than politeness counts.
    """
    broken = []
    for clause in clauses_of(question):
        found = next((rule for rule in RULES if rule.takes(clause)), None)
        if found is None:
            return None
        broken.append(found)
    serious = (rule for rule in broken if rule.outside not in POLITENESS)
    return next(serious, broken[0] if broken else None)


def within_purpose(questions: Iterable[str]) -> tuple[str, ...]:
    """Those of a conversation's questions that the papers were searched for, in their order."""
    return tuple(question for question in questions if outside_purpose(question) is None)
