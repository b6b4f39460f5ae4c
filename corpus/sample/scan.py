"""Draw a sample text as an office scanner would leave it: a grey, slightly crooked image and no text."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path
from time import gmtime

from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config

from corpus.sample.markup import ElementKind, SampleText

DOTS_PER_INCH = 200
PAGE = (1654, 2339)
MARGIN = 190
LINE = 46
CHARACTERS = 78
SPECKLE = 0.09


def write_scan(sample: SampleText, target: Path) -> None:
    """Write the text as a PDF of images, one a page."""
    pages = [spoil(page, seed) for seed, page in enumerate(draw_pages(sample), start=1)]
    moment = gmtime(1_706_500_000)
    pages[0].save(
        target,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DOTS_PER_INCH,
        quality=50,
        creationDate=moment,
        modDate=moment,
    )


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of the fonts that reportlab carries, which every installation therefore has."""
    for folder in rl_config.TTFSearchPath:
        path = Path(folder) / name
        if path.is_file():
            return ImageFont.truetype(str(path), size)
    return ImageFont.truetype(name, size)


def draw_pages(sample: SampleText) -> list[Image.Image]:
    """Draw the words, black on white."""
    plain, bold = font("Vera.ttf", 29), font("VeraBd.ttf", 31)
    pages: list[Image.Image] = []
    page, y = new_page(pages), MARGIN
    for element in sample.elements:
        if element.kind is ElementKind.PAGE:
            page, y = new_page(pages), MARGIN
            continue
        heading = element.kind is ElementKind.HEADING
        hang = MARGIN + (0 if not element.number else 80)
        if element.number:
            page.text((MARGIN, y), element.number + ".", font=plain, fill=25)
        width = CHARACTERS - (5 if element.number else 0)
        for line in textwrap.wrap(element.text, width if not heading else 60, break_on_hyphens=False):
            page.text((hang, y), line, font=bold if heading else plain, fill=25)
            y += LINE
        y += LINE // 2
    return pages


def new_page(pages: list[Image.Image]) -> ImageDraw.ImageDraw:
    """Begin an empty page at the end of the pages."""
    pages.append(Image.new("L", PAGE, 247))
    return ImageDraw.Draw(pages[-1])


def spoil(page: Image.Image, seed: int) -> Image.Image:
    """Turn the page by half a degree and sprinkle it with the grey of an old scanner."""
    crooked = page.rotate(0.55 if seed % 2 else -0.4, Image.Resampling.BICUBIC, fillcolor=238)
    grain = Image.frombytes("L", PAGE, random.Random(seed).randbytes(PAGE[0] * PAGE[1]))
    return Image.blend(crooked, grain, SPECKLE)
