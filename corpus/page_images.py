"""Draws a page of a PDF as an image, with quoted text lit where it stands."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UnsupportedPaper
from corpus.file_kinds import data_kind_of
from corpus.readers.pdf_quality import needs_ocr
from corpus.readers.pdfium import OpenPdf
from corpus.reading import PaperReader

if TYPE_CHECKING:
    from PIL.Image import Image

YELLOW = (255, 236, 130)
UNDERLINE = (176, 120, 0)
MIN_RUN = 4  # words: where a quote is not found whole, a run of it this long is lit
CACHED_PAGES = 128


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle as shares of the page's width and height, from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """The letters and digits of a word, and its box."""

    key: str
    box: Box


def render_page(
    path: Path, page: int, *, quotes: Sequence[str] = (), width: int = 1100, password: str = ""
) -> bytes:
    """Draw a page as a PNG with every quote lit.

    Args:
        page: 1-based.
        quotes: verbatim texts of the page; one that is not found is not lit.
        width: of the image, in pixels.

    Raises:
        PageNotFound: the paper has no such page.
        PaperError: the file cannot be opened, or is no PDF.
    """
    refuse_other_formats(path)
    with OpenPdf(path, password) as document:
        picture = document.image(page, width=width)
    boxes = locate_quotes(path, page, quotes, password=password)
    if boxes:
        picture = light(picture, boxes)
    data = io.BytesIO()
    picture.save(data, format="PNG", optimize=False)
    return data.getvalue()


def locate_quotes(path: Path, page: int, quotes: Sequence[str], *, password: str = "") -> tuple[Box, ...]:
    """Where quotes stand on a page: together where they follow one another there, else each by itself.

    Raises:
        PageNotFound: the paper has no such page.
        PaperError: the file cannot be opened, or is no PDF.
    """
    refuse_other_formats(path)
    whole = letters("".join(quotes))
    if len(quotes) > 1 and whole:
        together = run_of(placed_words(path, path.stat().st_mtime_ns, page, password), whole, ())
        if together:
            return tuple(line_boxes(together))
    return tuple(box for quote in quotes for box in locate_quote(path, page, quote, password=password))


def locate_quote(path: Path, page: int, quote: str, *, password: str = "") -> tuple[Box, ...]:
    """Where a quote stands on a page: one box for each line of it, empty where it is not there.

    White space, hyphens, punctuation and the form of quotation marks do not matter. A quote that is not
    there as a whole is placed by its longest run of words.

    Raises:
        PageNotFound: the paper has no such page.
        PaperError: the file cannot be opened, or is no PDF.
    """
    refuse_other_formats(path)
    words = placed_words(path, path.stat().st_mtime_ns, page, password)
    boxes: list[Box] = []
    for part in quote.split("\t"):
        boxes += line_boxes(matching_words(words, part, boxes))
    return tuple(boxes)


def refuse_other_formats(path: Path) -> None:
    """Raise for a file that has no page images."""
    if data_kind_of(path) != "pdf":
        raise UnsupportedPaper(
            f"{path.name} has no page images: only PDF files have.",
            next_step="Open the file itself.",
            file_name=path.name,
        )


@lru_cache(maxsize=CACHED_PAGES)
def placed_words(path: Path, changed: int, page: int, password: str) -> tuple[PlacedWord, ...]:
    """The words of a page with their boxes, by OCR where the page has no sound text.

    Args:
        changed: when the file was last changed, so that a new version is read anew.
    """
    with OpenPdf(path, password) as document:
        layout = document.layout(page, upright=False)
    if needs_ocr(layout):
        with PaperReader() as reader:
            read = reader.ocr_words(path, page, password=password)
        return tuple(
            PlacedWord(key, Box(word.x0, word.top, word.x1, word.bottom))
            for word in read
            if (key := letters(word.text))
        )
    width, height = layout.width, layout.height
    return tuple(
        PlacedWord(key, Box(word.x0 / width, word.top / height, word.x1 / width, word.bottom / height))
        for word in layout.words
        if (key := letters(word.text))
    )


def letters(text: str) -> str:
    """The letters and digits of a text in one form, for comparison."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def matching_words(words: Sequence[PlacedWord], quote: str, taken: Sequence[Box]) -> list[PlacedWord]:
    """The words that a quote covers: all of it, or its longest run of words."""
    whole = letters(quote)
    if not whole or not words:
        return []
    found = run_of(words, whole, taken)
    if found:
        return found
    pieces = [piece for piece in map(letters, quote.split()) if piece]
    for length in range(len(pieces) - 1, MIN_RUN - 1, -1):
        for start in range(len(pieces) - length + 1):
            found = run_of(words, "".join(pieces[start : start + length]), ())
            if found:
                return found
    return []


def run_of(words: Sequence[PlacedWord], wanted: str, taken: Sequence[Box]) -> list[PlacedWord]:
    """The neighbouring words whose letters hold the wanted ones.

    Of several places, the one on the line of what is lit already is preferred; a place inside a longer
    word or figure is the last choice.
    """
    starts: list[int] = []
    total = 0
    for word in words:
        starts.append(total)
        total += len(word.key)
    text = "".join(word.key for word in words)
    places: list[tuple[bool, float, list[PlacedWord]]] = []
    at = text.find(wanted)
    while at >= 0 and len(places) < 200:
        end = at + len(wanted)
        run = [w for w, start in zip(words, starts, strict=True) if start < end and start + len(w.key) > at]
        exact = sum(len(word.key) for word in run) == len(wanted)
        away = min((abs(run[0].box.top - box.top) for box in taken), default=0.0)
        places.append((not exact, away, run))
        at = text.find(wanted, at + 1)
    return min(places, key=lambda place: place[:2])[2] if places else []


def line_boxes(words: Sequence[PlacedWord]) -> list[Box]:
    """One box for each line that words stand on."""
    boxes: list[Box] = []
    for word in words:
        box = word.box
        last = boxes[-1] if boxes else None
        if last and overlaps(last, box) and -0.02 <= box.x0 - last.x1 < 0.08:
            top, bottom = min(last.top, box.top), max(last.bottom, box.bottom)
            boxes[-1] = Box(min(last.x0, box.x0), top, max(last.x1, box.x1), bottom)
        else:
            boxes.append(box)
    return boxes


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def light(picture: Image, boxes: Sequence[Box]) -> Image:
    """Tint boxes yellow, leaving the ink as dark as it is, and draw a line under each."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageDraw

    tint = Pictures.new("RGB", picture.size, (255, 255, 255))
    draw = ImageDraw.Draw(tint)
    places = [pixel_box(box, picture.width, picture.height) for box in boxes]
    for place in places:
        draw.rectangle(place, fill=YELLOW)
    lit = ImageChops.multiply(picture, tint)
    draw = ImageDraw.Draw(lit)
    thick = max(2, picture.width // 550)
    for x0, _, x1, bottom in places:
        draw.rectangle((x0, bottom - thick + 1, x1, bottom), fill=UNDERLINE)
    return lit


def pixel_box(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """A box in pixels, a little wider than the words."""
    margin = 2
    x0, top = round(box.x0 * width) - margin, round(box.top * height) - margin
    x1, bottom = round(box.x1 * width) + margin, round(box.bottom * height) + margin
    return (
        max(0, x0),
        max(0, top),
        max(min(width - 1, x1), x0 + 1, 1),
        max(min(height - 1, bottom), top + 1, 1),
    )
