"""Whether a passage speaks of what a question names: a place, a person, a scheme."""

from __future__ import annotations

import re

from retrieval.features import Evidence, terms_of
from retrieval.understand import Query

NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w'&-]+")
"""A word with a capital that does not begin a sentence."""

RARE = 2.0
"""Rarity of a name that fewer than one passage in seven holds: it tells one matter, or body, from others."""


def names_asked(query: Query) -> frozenset[str]:
    """The terms of the names in a question that are looked for."""
    return frozenset(term for name in NAME.findall(query.question) for term in terms_of(name)) & frozenset(
        query.asked
    )


def rare_names_held(query: Query, evidence: Evidence) -> frozenset[str]:
    """Of the rare names in a question those that a passage, or what stands above it, holds."""
    rare = (name for name in names_asked(query) if query.rarity[name] >= RARE)
    return frozenset(rare) & evidence.placed_words


def speaks_of_any(query: Query, evidence: Evidence, names: frozenset[str]) -> bool:
    """True where a passage holds one of the names, or another word for it; or where there are none."""
    if not names:
        return True
    words = evidence.placed_words
    return any(name in words or not words.isdisjoint(query.alternatives.get(name, ())) for name in names)
