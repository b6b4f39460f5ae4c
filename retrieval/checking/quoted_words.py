"""Words within quotation marks, which must be the paper's own to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Ground
from retrieval.checking.reading import Reading
from retrieval.checking.values import Fault, FaultKind

QUOTED = re.compile(
    r"[“\"](?P<double>[^”\"]+)[”\"]|(?<!\w)[‘'](?P<single>[^’']{2,}(?:[’']\w[^’']*)*)[’'](?!\w)"
)
FOLDS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "…": "..."})


def quotation_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Quotations that no cited passage holds word for word."""
    papers = [as_compared(text) for text in ground.texts]
    for match in QUOTED.finditer(sentence.text):
        quoted = match["double"] or match["single"]
        wanted = as_compared(quoted).strip(" .,;:!?")
        if wanted and not any(holds(text, wanted) for text in papers):
            reason = (
                f"The words “{quoted.strip()}” are given as a quotation but do not stand in the passages."
            )
            yield Fault(FaultKind.QUOTATION, quoted, reason)


def holds(text: str, wanted: str) -> bool:
    """Whether words stand in a text, whole at both ends."""
    return bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text))


def as_compared(text: str) -> str:
    """A text with one kind of quotation mark, dash and white space; its letters small."""
    return " ".join(text.translate(FOLDS).split()).casefold()
