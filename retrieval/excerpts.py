"""Of a long text, the words that speak of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.features import terms_of
from retrieval.understand import Query

FARTHEST_CLAUSE = 15
"""Words by which an excerpt may begin earlier, with a clause."""


def excerpt(query: Query, text: str, most: int) -> tuple[int, int]:
    """The run of at most so many words that holds most of the question's rarity, as character offsets."""
    words = list(re.finditer(r"\S+", text))
    if len(words) <= most:
        return 0, len(text)
    value = [sum(query.rarity.get(term, 0.0) for term in set(terms_of(word.group()))) for word in words]
    sums = [sum(value[first : first + most]) for first in range(len(words) - most + 1)]
    most_held = max(sums) - 1e-9
    best = [index for index, total in enumerate(sums) if total >= most_held]
    first = best[2 * len(best) // 3]  # what is asked for stands early, since the answer follows it
    earliest = max(0, first - FARTHEST_CLAUSE)
    while earliest not in best:  # what is asked for must not fall out at the end
        earliest += 1
    first = clause_start([word.group() for word in words], first, earliest)
    return words[first].start(), words[min(first + most, len(words)) - 1].end()


def clause_start(words: Sequence[str], start: int, earliest: int) -> int:
    """The nearest place at or before `start` where a clause begins, not before `earliest`."""
    for index in range(start, earliest, -1):
        if re.search(r"[.;:!?,]$", words[index - 1]):
            return index
    return start
