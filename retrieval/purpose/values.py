"""What may make a question one that the papers are not asked, and the rules that tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Outside(StrEnum):
    """What is asked for that papers do not hold, as it stands in "this asks for ..."."""

    GREETING = "a greeting"
    THANKS = "thanks"
    ABOUT_THE_TOOL = "what the tool is"
    OPINION = "an opinion or a judgement"
    PREDICTION = "a prediction"
    VOTING = "advice on voting"
    PERSUASION = "words to win people over"
    PRIVATE_LIFE = "somebody's private life"
    ERRAND = "other work than finding what papers say"
    INSTRUCTIONS = "the tool to change how it works"


@dataclass(frozen=True, slots=True)
class Rule:
    """Words by which a clause is known to be outside the purpose.

    Attributes:
        outside: what such a clause asks for.
        known_by: where in the clause those words stand, said as a person would.
        pattern: matched from the clause's first word.
        unless: words anywhere in the clause that make it one for the papers after all.
    """

    outside: Outside
    known_by: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def takes(self, clause: str) -> bool:
        """True for a clause that this rule knows."""
        return bool(self.pattern.match(clause)) and not (self.unless and self.unless.search(clause))

    @property
    def note(self) -> str:
        """A sentence for the trace."""
        return f"Nothing was searched: this asks for {self.outside.value} ({self.known_by})."


def rule(outside: Outside, known_by: str, *forms: str, unless: str = "") -> Rule:
    """A rule from forms of which any one will do; capitals are told apart only within (?-i:...)."""
    return Rule(
        outside,
        known_by,
        re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE),
        re.compile(unless, re.IGNORECASE) if unless else None,
    )
