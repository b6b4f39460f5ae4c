"""Links, e-mail addresses and HTML that no cited passage has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checking.footing import Ground
from retrieval.checking.reading import Reading
from retrieval.checking.values import Fault, FaultKind

LINK = re.compile(
    r"(?:https?|ftp|javascript|data|mailto|file):[^\s<>\")\]]+|\bwww\.[^\s<>\")\]]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|io|ai|gov|uk|eu|wales|scot|police|ru|cn|xyz|app|link|click)\b(?:/[^\s<>\")\]]*)?"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[a-z][^>]*>|<!--|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});|!?\[[^\]]*\]\([^)]*\)", re.IGNORECASE)


def link_faults(sentence: Reading, ground: Ground) -> Iterator[Fault]:
    """Everything in a sentence that can be followed or run and that stands in no cited passage."""
    papers = " ".join(footing.passage.text for footing in ground.all).casefold()
    for match in LINK.finditer(sentence.text):
        link = match.group().rstrip(".,;:")
        if link.casefold() not in papers:
            yield Fault(FaultKind.LINK, link, f"The address “{link}” is not in the passages cited.")
    for match in TAG.finditer(sentence.text):
        yield Fault(FaultKind.LINK, match.group(), "It holds code for a web page, which an answer never has.")
