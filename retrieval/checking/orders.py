"""A paper that gives orders to a machine that reads it may be quoted, and is not told in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Ground
from retrieval.checking.reading import Reading
from retrieval.checking.values import Fault, FaultKind

TO_MACHINES = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|guidelines)\b"
    r"|\b(?:system|developer)\s?(?:prompt\b|message\b|:)|\b(?:reveal|repeat|print)\b[^.]{0,20}\bprompt\b"
    r"|\byou are (?:now )?an? (?:ai|language model|assistant|chatbot)\b"
    r"|<\|?(?:system|user|assistant|im_start|im_end)\|?>|\[/?inst\]",
    re.IGNORECASE,
)
"""What is written to machines and not to people. A report on such attacks is quoted too, which is no harm."""

TO_SAY = re.compile(
    r"(?:^|[.;:!?]\s+|\b(?:and|to|please|must|should|shall)\s+)"
    r"(?:say|tell|write|state|answer|reply|report|claim|respond|repeat|conclude)\b(?:\s+[^\s.]+){0,4}?\s+that\b",
    re.IGNORECASE,
)
"""What somebody is to say, which is no fact by that."""


def order_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Everything told as a fact that the paper only orders to be said."""
    for footing in ground.chosen:
        if TO_MACHINES.search(footing.passage.text):
            reason = "The paper gives orders to whatever reads it, so that it is only quoted."
            yield Fault(FaultKind.ORDER, sentence.text, reason)
        elif TO_SAY.search(footing.reading.text) and not TO_SAY.search(sentence.text):
            reason = "The paper only says that this is to be said."
            yield Fault(FaultKind.ORDER, sentence.text, reason)
