"""Check that every quote of every citation stands in the file it is said to be from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from evaluation.plain_text import Page, page_by_ocr, plain_pages
from retrieval.values import Answer, Citation

ALIKE = 0.9
"""How alike a quote and the words read again from an image must be, from 0 to 1."""


class Finding(StrEnum):
    """What became of the search for one quote."""

    VERBATIM = "verbatim"
    CELL_BY_CELL = "cell by cell"
    READ_AGAIN = "alike when the page is read again by OCR"
    OTHER_PAGE = "on another page"
    SKIPPED = "not checked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """One citation and what was found."""

    question: str
    citation: Citation
    finding: Finding


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """Every quote checked.

    Attributes:
        counts: how many quotes there are of each finding, those of none left out.
    """

    checked: tuple[CheckedQuote, ...]

    @property
    def counts(self) -> dict[Finding, int]:
        """How many quotes ended so, in the order of `Finding`."""
        counted = Counter(quote.finding for quote in self.checked)
        return {finding: counted[finding] for finding in Finding if counted[finding]}

    @property
    def bad(self) -> tuple[CheckedQuote, ...]:
        """The quotes that are not where they are said to be."""
        return tuple(
            quote for quote in self.checked if quote.finding in {Finding.MISSING, Finding.OTHER_PAGE}
        )


def check_quotes(answers: Iterable[Answer], file_of: Callable[[str], Path]) -> QuoteReport:
    """Look for every quote of some answers in the files, with text that is not read by our own readers.

    A quote counts as verbatim when it stands in the text of its page, white space aside and words that
    were hyphenated at a line's end joined; a table row also when each of its cells stands there. A quote
    from an image is compared with the page read again by OCR.

    Args:
        answers: the answers; refusals have no citations to check.
        file_of: gives the file of a paper id.

    Raises:
        OSError: a file cannot be read.
    """
    pages_of = lru_cache(maxsize=None)(plain_pages)
    checked = []
    for answer in answers:
        for citation in answer.citations:
            path = file_of(citation.paper_id)
            try:
                finding = find_quote(citation, path, pages_of(path))
            except ValueError:  # a kind of file that has no independent reading
                finding = Finding.SKIPPED
            checked.append(CheckedQuote(answer.question, citation, finding))
    return QuoteReport(tuple(checked))


def find_quote(citation: Citation, path: Path, pages: tuple[Page, ...]) -> Finding:
    """Look for one quote: on its page first, then on that page's image, then on the other pages."""
    number = citation.page or 1
    own = pages[number - 1] if number <= len(pages) else ()
    if citation.page is None:  # a place without a page is the whole file
        own = tuple("\n".join(readings) for readings in zip(*pages, strict=True))
    if any(stands_in(citation.quote, reading) for reading in own):
        return Finding.VERBATIM
    if any(stands_cell_by_cell(citation.quote, reading) for reading in own):
        return Finding.CELL_BY_CELL
    if citation.page is not None and number <= len(pages) and path.suffix.lower() == ".pdf":
        read_again = page_by_ocr(path, number)
        if read_again is None and not any(squeezed(reading) for reading in own):
            return Finding.SKIPPED
        if read_again is not None and is_image(own, read_again):
            alike = likeness(citation.quote, read_again) >= ALIKE
            return Finding.READ_AGAIN if alike else Finding.MISSING
    if any(stands_in(citation.quote, reading) for page in pages for reading in page):
        return Finding.OTHER_PAGE
    return Finding.MISSING


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A text without white space and without the marks that readers leave at a line's end.

    Letters drawn as one sign, such as fi, count as the letters they stand for.
    """
    joined = re.sub("[\u00ad\ufffe\u0002\u200b]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", "", joined)


@lru_cache(maxsize=4096)
def unhyphenated(text: str) -> str:
    """A squeezed text without hyphens, so that it matters not how a word at a line's end was joined."""
    return re.sub("[-\u2010\u2011]", "", squeezed(text))


def stands_in(quote: str, text: str) -> bool:
    """Whether a text holds a quote, white space and hyphens at the ends of lines aside."""
    if squeezed(quote) in squeezed(text):
        return True
    broken = re.search("[-\u2010\u00ad\ufffe\u0002]\\s*\\n", text) or "\ufffe" in text or "\u0002" in text
    return bool(broken) and unhyphenated(quote) in unhyphenated(text)


def stands_cell_by_cell(quote: str, text: str) -> bool:
    """Whether each cell of the quoted table rows stands in a text; a quote of one cell is no row."""
    cells = [cell for cell in re.split(r"[\t\n]", quote) if cell.strip()]
    return len(cells) > 1 and "\t" in quote and all(stands_in(cell, text) for cell in cells)


def is_image(readings: Page, read_again: str) -> bool:
    """Whether what is seen on a page is not in its text: most of the words that OCR reads are missing.

    Only then may a quote be merely alike; elsewhere one wrong figure makes it a wrong quote.
    """
    words = re.findall(r"\w{4,}", read_again)
    text = " ".join(readings)
    return bool(words) and sum(word in text for word in words) < len(words) / 2


def likeness(quote: str, text: str) -> float:
    """How alike a quote is to the part of a text that is most like it, from 0 to 1."""
    wanted, whole = squeezed(quote), squeezed(text)
    if not wanted or not whole:
        return 0.0
    longest = SequenceMatcher(None, whole, wanted, autojunk=False).find_longest_match()
    start = max(0, longest.a - longest.b)
    best = 0.0
    for slack in (0, len(wanted) // 20):
        window = whole[max(0, start - slack) : start + len(wanted) + slack]
        best = max(best, SequenceMatcher(None, window, wanted, autojunk=False).ratio())
    return best
