"""What is measured of an answer, one small function a measure.

Text is compared by its words: letters, digits, pound signs, per cent signs and full stops, in lower case,
commas left out. A text holds a quote when the quote's words stand in it in a row, or when at least 70 per
cent of the quote's runs of four words do.

Only a part of an answer counts: its first 150 words and its first four citations, of each citation's
quote the first 700 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evaluation.cases import Case, Evidence
from retrieval.values import Answer, AnswerStatus, Citation

WORDS_THAT_COUNT = 150
CITATIONS_THAT_COUNT = 4
QUOTE_CHARACTERS = 700
SEARCH_CHARACTERS = 6000
RUN_LENGTH = 4
SHARE_OF_RUNS = 0.7

WORD = re.compile(r"[a-z0-9£%.]+")


def words_of(text: str) -> list[str]:
    """The words of a text, as the module says."""
    return WORD.findall(text.lower().replace(",", ""))


def plain(text: str) -> str:
    """The words of a text with one space between them."""
    return " ".join(words_of(text))


def holds(text: str, quote: str) -> bool:
    """Whether a text holds a quote, as the module says."""
    whole, words = plain(text), words_of(quote)
    if " ".join(words) in whole:
        return True
    starts = range(max(1, len(words) - RUN_LENGTH + 1))
    runs = [" ".join(words[start : start + RUN_LENGTH]) for start in starts]
    return sum(run in whole for run in runs) / len(runs) >= SHARE_OF_RUNS


def has_key(text: str, key: str) -> bool:
    """Whether a text has one of the alternatives of a key."""
    whole = plain(text)
    return any(plain(alternative) in whole for alternative in key.split("|"))


def counted_text(answer: Answer) -> str:
    """The words of an answer that count."""
    return " ".join(answer.text.split()[:WORDS_THAT_COUNT])


def counted_citations(answer: Answer) -> tuple[Citation, ...]:
    """The citations of an answer that count."""
    return answer.citations[:CITATIONS_THAT_COUNT]


def answered(answer: Answer) -> bool:
    """Whether the question was answered at all."""
    return answer.status is AnswerStatus.ANSWERED


def missing_keys(case: Case, answer: Answer) -> tuple[str, ...]:
    """The keys that the answer's text lacks."""
    text = counted_text(answer)
    return tuple(key for key in case.keys if not has_key(text, key))


def holding(evidence: Evidence, answer: Answer) -> tuple[Citation, ...]:
    """The citations whose quotes hold a piece of evidence."""
    return tuple(
        citation
        for citation in counted_citations(answer)
        if holds(citation.quote[:QUOTE_CHARACTERS], evidence.quote)
    )


def right(case: Case, answer: Answer) -> bool:
    """The question was answered and every key of the wanted answer is in the text."""
    return answered(answer) and not missing_keys(case, answer)


def cited(case: Case, answer: Answer) -> float:
    """The share of the evidence that the citations hold; nothing when the question was refused."""
    if not answered(answer):
        return 0.0
    return mean_of(bool(holding(evidence, answer)) for evidence in case.evidence)


def page(case: Case, answer: Answer) -> float | None:
    """Of the evidence cited whose page is known, the share cited from the right file and page.

    Returns:
        None when there is no such evidence, so that the case does not count.
    """
    if not answered(answer):
        return None
    elsewhere = set(case.also_at)
    placed: list[bool] = []
    for evidence in case.evidence:
        citations = holding(evidence, answer)
        if citations and evidence.page is not None:
            places = elsewhere | {(evidence.paper, evidence.page)}
            placed.append(any((citation.file_name, citation.page) in places for citation in citations))
    return mean_of(placed) if placed else None


def grounded(case: Case, answer: Answer) -> bool:
    """The answer is right and at least one piece of evidence is cited."""
    return right(case, answer) and cited(case, answer) > 0


def score(case: Case, answer: Answer) -> bool:
    """The answer is grounded, or the question has no answer and was refused: the headline."""
    return grounded(case, answer) if case.answerable else not answered(answer)


def within_6000(case: Case, passages: Sequence[str]) -> float:
    """The share of the evidence in the first 6,000 characters of the passages found, in their order."""
    pieces = first_characters(passages, SEARCH_CHARACTERS)
    return mean_of(any(holds(piece, evidence.quote) for piece in pieces) for evidence in case.evidence)


def first_characters(passages: Sequence[str], limit: int) -> tuple[str, ...]:
    """The passages that fit in so many characters, the last one cut off where it does not fit."""
    pieces: list[str] = []
    room = limit
    for passage in passages:
        if room <= 0:
            break
        pieces.append(passage[:room])
        room -= len(passage)
    return tuple(pieces)


def mean_of(values: Iterable[float]) -> float:
    """The mean of some values, 0 where there are none."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
