"""Decides which pages of a PDF have no text to trust and must go through OCR."""

from __future__ import annotations

import re

from corpus.readers.pdfium import PageLayout

FEW_CHARACTERS = 60  # a stamp or a page number on a picture of the page
LARGE_IMAGE = 0.5
ODD_SHARE = 0.15
MIN_TO_JUDGE = 40  # words
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[.,;:?!)]*", re.UNICODE)
VOWELS = re.compile(r"[aeiouyáéíóúâêîôûŵŷäëïöü]", re.IGNORECASE)


def needs_ocr(page: PageLayout) -> bool:
    """Whether a page's own text is missing or plainly broken."""
    if page.characters == 0:
        return True
    if page.characters < FEW_CHARACTERS and page.image_share > LARGE_IMAGE:
        return True
    return is_broken(page)


def is_broken(page: PageLayout) -> bool:
    """Whether text has no known letters, or hardly anything that looks like words."""
    text = " ".join(word.text for word in page.words)
    if page.odd_characters > ODD_SHARE * page.characters or text.count("(cid:") > 5:
        return True
    lettered = [word.text for word in page.words if any(character.isalpha() for character in word.text)]
    if len(lettered) < MIN_TO_JUDGE:
        return False
    likely = sum(
        bool(WORD.fullmatch(word.strip("(\"'“‘"))) and bool(VOWELS.search(word)) for word in lettered
    )
    return likely < 0.4 * len(lettered)
