"""Words, ruled lines and page images of a PDF, through PDFium; the only file that imports it.

All coordinates are points on the page as it is displayed: the origin is the top left corner and y grows
downwards, whatever rotation or crop the file sets. PDFium is not safe to call from two threads at once,
so every call holds one lock for the process.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as raw

from corpus.errors import PageNotFound, PasswordNeeded, UnreadablePaper
from corpus.readers.pdf_properties import decrypted_copy
from corpus.values import OutlineEntry

if TYPE_CHECKING:
    from PIL.Image import Image

PDFIUM_LOCK = threading.RLock()
MAX_PATHS = 30_000  # drawings beyond this are artwork, not tables
MAX_FORM_DEPTH = 4
MAX_IMAGE_SIDE = 6_000  # pixels
CATALOGUE = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL)
HYPHENS = "\x02\ufffe\xad"  # how PDFium hands over a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space.

    Attributes:
        x0, top, x1, bottom: its box in points.
        size: font size in points.
        index: position of its first character in the page's text.
        sideways: True when it runs up or down the page.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    index: int
    sideways: bool = False

    @property
    def middle(self) -> float:
        """The height of its centre line."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight drawn line, horizontal (top == bottom) or vertical (x0 == x1)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """True for a horizontal line."""
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What stands on one page.

    Attributes:
        width, height: in points, as displayed.
        words: in the order of the file.
        image_share: the share of the page that its largest picture covers, 0 to 1.
        odd_characters: how many characters have no known letter (0 where the text is sound).
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    image_share: float
    odd_characters: int

    @property
    def characters(self) -> int:
        """How many characters the words have."""
        return sum(len(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its box on the displayed page and the style of its text object."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    run: int
    sideways: bool
    index: int


class OpenPdf:
    """An open PDF; use it as a context manager.

    Raises:
        PasswordNeeded: neither the password given nor the empty one opens it.
        UnreadablePaper: PDFium finds no document in the file.
    """

    def __init__(self, path: Path, password: str = "") -> None:
        self.path = path
        with PDFIUM_LOCK:
            self.document = open_document(path, password)
            self.page_count: int = len(self.document)

    def __enter__(self) -> OpenPdf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with PDFIUM_LOCK:
            self.document.close()

    def label(self, number: int) -> str:
        """The label that the file sets for a page, "" where it sets none."""
        with PDFIUM_LOCK:
            try:
                return str(self.document.get_page_label(number - 1)).strip("\x00 ")
            except (pypdfium2.PdfiumError, UnicodeDecodeError):
                return ""

    def title(self) -> str:
        """The title in the file's properties."""
        with PDFIUM_LOCK:
            try:
                return str(self.document.get_metadata_value("Title")).strip("\x00 ")
            except (pypdfium2.PdfiumError, UnicodeDecodeError):
                return ""

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The bookmarks that lead to a page."""
        entries = []
        with PDFIUM_LOCK:
            for bookmark in self.document.get_toc(max_depth=6):
                destination = bookmark.get_dest()
                index = destination.get_index() if destination else None
                title = " ".join(bookmark.get_title().split())
                if index is not None and title:
                    entries.append(OutlineEntry(title, bookmark.level + 1, index + 1))
        return tuple(entries)

    def layout(self, number: int, *, upright: bool = True) -> PageLayout:
        """Read the words and ruled lines of a page.

        Args:
            upright: turn a page whose text runs sideways, so that it reads from left to right; without
                it every box lies where it is displayed.

        Raises:
            PageNotFound: there is no page of that number.
            UnreadablePaper: the page is damaged.
        """
        with PDFIUM_LOCK:
            page = self.load_page(number)
            try:
                width, height = page.get_size()
                to_display = display_map(page, width, height)
                textpage = page.get_textpage()
                try:
                    glyphs, odd = read_glyphs(textpage, to_display)
                    turn = upright_turn(glyphs, width, height) if upright else None
                    if turn:
                        to_display, width, height = turn.after(to_display), height, width
                        glyphs, odd = read_glyphs(textpage, to_display)
                finally:
                    textpage.close()
                rulings, image_share = read_drawings(page, to_display, width * height)
            except pypdfium2.PdfiumError as error:
                raise self.damaged(number) from error
            finally:
                page.close()
        words = tuple(word for word in join_glyphs(glyphs) if on_page(word, width, height))
        rulings = tuple(ruling for ruling in rulings if on_page(ruling, width, height))
        return PageLayout(number, width, height, words, rulings, image_share, odd)

    def raw_text(self, number: int) -> str:
        """The page's text as PDFium gives it, without layout."""
        with PDFIUM_LOCK:
            page = self.load_page(number)
            textpage = page.get_textpage()
            try:
                return str(textpage.get_text_range())
            finally:
                textpage.close()
                page.close()

    def image(self, number: int, *, width: int = 0, dpi: int = 0) -> Image:
        """Draw a page, `width` pixels wide or at a resolution.

        Raises:
            PageNotFound: there is no page of that number.
            UnreadablePaper: the page is damaged.
        """
        with PDFIUM_LOCK:
            page = self.load_page(number)
            try:
                page_width, page_height = page.get_size()
                scale = width / page_width if width else dpi / 72
                scale = min(scale, MAX_IMAGE_SIDE / max(page_width, page_height))
                picture: Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
                return picture
            except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError) as error:
                raise self.damaged(number) from error
            finally:
                page.close()

    def load_page(self, number: int) -> Any:  # noqa: ANN401  (PDFium's own page object)
        """Open one page of the document."""
        if not 1 <= number <= self.page_count:
            raise PageNotFound(
                f"{self.path.name} has no page {number}.",
                next_step=f"Choose a page from 1 to {self.page_count}.",
            )
        try:
            return self.document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise self.damaged(number) from error

    def damaged(self, number: int) -> UnreadablePaper:
        """The error for a page that cannot be read."""
        return UnreadablePaper(
            f"Page {number} of {self.path.name} is damaged.",
            next_step="Ask the publisher for a fresh copy of the file.",
            file_name=self.path.name,
            page=number,
        )


def open_document(path: Path, password: str) -> Any:  # noqa: ANN401  (PDFium's own document object)
    """Open a file with the password given, then with the empty one."""
    for attempt in dict.fromkeys((password, "")):
        try:
            return pypdfium2.PdfDocument(path, password=attempt or None)
        except pypdfium2.PdfiumError as error:
            failure = error
    if "password" in str(failure).lower() and b"/Encrypt" in path.read_bytes():
        copy = decrypted_copy(path, password)  # it knows forms of encryption that PDFium does not
        if copy:
            return pypdfium2.PdfDocument(copy)
        wrong = "the password given does not open it" if password else "it is encrypted"
        raise PasswordNeeded(
            f"{path.name} cannot be opened: {wrong}.",
            next_step="Give the right password, or save a copy without one.",
            file_name=path.name,
        ) from failure
    repaired = with_trailer(path)
    if repaired:
        try:
            return pypdfium2.PdfDocument(repaired)
        except pypdfium2.PdfiumError as error:
            failure = error
    raise UnreadablePaper(
        f"{path.name} is damaged: no pages can be found in it.",
        next_step="Ask the publisher for a fresh copy, or open it in a viewer and save it again.",
        file_name=path.name,
    ) from failure


def with_trailer(path: Path) -> bytes | None:
    """A file that was cut short, with a new end that names its catalogue; None where it has none."""
    data = path.read_bytes()
    found = CATALOGUE.search(data)
    if not found:
        return None
    root = b"%d %d" % (int(found[1]), int(found[2]))
    return data + b"\nendobj\ntrailer\n<</Root " + root + b" R>>\nstartxref\n0\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class AffineMap:
    """A map of points: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The upright box (x0, top, x1, bottom) around where a box goes."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def after(self, inner: AffineMap) -> AffineMap:
        """This map applied to the result of another."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        e, f = self.point(inner.e, inner.f)
        return AffineMap(a, b, c, d, e, f)


def display_map(page: Any, width: float, height: float) -> AffineMap:  # noqa: ANN401
    """The map from the page's own coordinates to the displayed page, in points."""
    fine = 100  # PDFium answers in whole device units: ask in hundredths of a point
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((0, 0), (1000, 0), (0, 1000)):
        raw.FPDF_PageToDevice(page, 0, 0, round(width * fine), round(height * fine), 0, across, up, x, y)
        corners.append((x.value / fine, y.value / fine))
    (e, f), (ax, ay), (bx, by) = corners
    return AffineMap((ax - e) / 1000, (ay - f) / 1000, (bx - e) / 1000, (by - f) / 1000, e, f)


def read_glyphs(textpage: Any, to_display: AffineMap) -> tuple[list[Glyph], int]:  # noqa: ANN401
    """Every character with its box; the second value counts characters without a known letter."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    styles: dict[int, tuple[int, float, bool]] = {}
    glyphs: list[Glyph] = []
    odd = 0
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index) and code != 0x02 and code != 0xFFFE:
            glyphs.append(Glyph(" ", 0, 0, 0, 0, 0, False, -1, False, index))
            continue
        letter = "-" if chr(code) in HYPHENS else chr(code)
        odd += code == 0 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        owner = ctypes.cast(raw.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0
        if owner not in styles:
            raw.FPDFText_GetMatrix(textpage, index, matrix)
            size = raw.FPDFText_GetFontSize(textpage, index) * (hypot(matrix.c, matrix.d) or 1.0)
            styles[owner] = (len(styles), size, is_bold(textpage, index))
        run, size, bold = styles[owner]
        sideways = abs(abs(raw.FPDFText_GetCharAngle(textpage, index)) % 3.1416 - 1.5708) < 0.3
        if to_display.a == 0:
            sideways = not sideways
        x0, top, x1, bottom = to_display.box(box.left, box.bottom, box.right, box.top)
        glyphs.append(Glyph(letter, x0, top, x1, bottom, size, bold, run, sideways, index))
    return glyphs, odd


def on_page(item: Word | Ruling, width: float, height: float) -> bool:
    """Whether a part of something can be seen on the page."""
    return item.x1 >= 0 and item.x0 <= width and item.bottom >= 0 and item.top <= height


def is_bold(textpage: Any, index: int) -> bool:  # noqa: ANN401
    """Whether a character's font is heavy, by its weight or its name."""
    if raw.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))


def upright_turn(glyphs: list[Glyph], width: float, height: float) -> AffineMap | None:
    """The quarter turn that sets mostly sideways text upright, None where the text is upright."""
    if sum(glyph.sideways for glyph in glyphs) * 2 <= sum(glyph.run >= 0 for glyph in glyphs):
        return None
    pairs = [(a, b) for a, b in itertools.pairwise(glyphs) if a.sideways and b.sideways and a.run == b.run]
    down = sum(1 if b.top > a.top else -1 for a, b in pairs)
    return AffineMap(0, -1, 1, 0, 0, width) if down > 0 else AffineMap(0, 1, -1, 0, height, 0)


def join_glyphs(glyphs: list[Glyph]) -> Iterator[Word]:
    """Join characters into words: a word ends at white space, at a gap or where the line changes."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if glyph.run < 0 or glyph.text.isspace() or glyph.text == "\x00":
            if word:
                yield make_word(word)
            word = []
            continue
        if word and parts(word[-1], glyph):
            yield make_word(word)
            word = []
        word.append(glyph)
    if word:
        yield make_word(word)


def parts(before: Glyph, after: Glyph) -> bool:
    """Whether two neighbouring characters stand too far apart to belong to one word."""
    if before.sideways or after.sideways:
        return before.sideways != after.sideways or abs(before.x0 - after.x0) > after.x1 - after.x0
    height = max(before.bottom - before.top, 1.0)
    gap = after.x0 - before.x1
    return gap > 0.3 * height or gap < -0.6 * height or abs(after.bottom - before.bottom) > 0.6 * height


def make_word(glyphs: list[Glyph]) -> Word:
    """A word from its characters."""
    heavy = sum(glyph.bold for glyph in glyphs)
    return Word(
        text="".join(glyph.text for glyph in glyphs),
        x0=min(glyph.x0 for glyph in glyphs),
        top=min(glyph.top for glyph in glyphs),
        x1=max(glyph.x1 for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        size=round(max(glyph.size for glyph in glyphs), 1),
        bold=heavy * 2 > len(glyphs),
        index=glyphs[0].index,
        sideways=glyphs[0].sideways,
    )


def read_drawings(page: Any, to_display: AffineMap, area: float) -> tuple[tuple[Ruling, ...], float]:  # noqa: ANN401
    """The straight lines drawn on a page, and the share of it that its largest picture covers."""
    rulings: list[Ruling] = []
    largest = 0.0
    for obj, place in page_objects(page, to_display):
        kind = raw.FPDFPageObj_GetType(obj)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rulings.extend(path_rulings(obj, place))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            x0, top, x1, bottom = place.box(*object_bounds(obj))
            largest = max(largest, (x1 - x0) * (bottom - top))
    return tuple(rulings), min(1.0, largest / area) if area else 0.0


def page_objects(page: Any, to_display: AffineMap) -> Iterator[tuple[Any, AffineMap]]:  # noqa: ANN401
    """The paths and pictures of a page, those inside forms included, each with its map to the display."""
    waiting = [
        (raw.FPDFPage_GetObject(page, index), to_display, 0)
        for index in range(min(raw.FPDFPage_CountObjects(page), MAX_PATHS))
    ]
    seen = 0
    while waiting and seen < MAX_PATHS:
        obj, place, depth = waiting.pop()
        seen += 1
        if raw.FPDFPageObj_GetType(obj) != raw.FPDF_PAGEOBJ_FORM:
            yield obj, place
        elif depth < MAX_FORM_DEPTH:
            inner = place.after(object_matrix(obj))
            count = min(raw.FPDFFormObj_CountObjects(obj), MAX_PATHS)
            waiting.extend((raw.FPDFFormObj_GetObject(obj, i), inner, depth + 1) for i in range(count))


def object_matrix(obj: Any) -> AffineMap:  # noqa: ANN401
    """The matrix of a page object."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(obj, matrix):
        return AffineMap(1, 0, 0, 1, 0, 0)
    return AffineMap(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def object_bounds(obj: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    """The bounds (left, bottom, right, top) of a page object in its parent's coordinates."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(obj, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def path_rulings(path: Any, place: AffineMap) -> Iterator[Ruling]:  # noqa: ANN401
    """The straight horizontal and vertical lines of a path that can be seen."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill_mode, stroked)
    if not fill_mode.value and not stroked.value:
        return
    x0, top, x1, bottom = place.box(*object_bounds(path))
    thin = 3.0
    if bottom - top <= thin < x1 - x0:
        middle = (top + bottom) / 2
        yield Ruling(x0, middle, x1, middle)
    elif x1 - x0 <= thin < bottom - top:
        middle = (x0 + x1) / 2
        yield Ruling(middle, top, middle, bottom)
    elif stroked.value and x1 - x0 > thin and bottom - top > thin:
        yield from segment_rulings(path, place.after(object_matrix(path)))


def segment_rulings(path: Any, place: AffineMap) -> Iterator[Ruling]:  # noqa: ANN401
    """The lines of a stroked path that draws several, such as a box or a whole grid."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), MAX_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place.point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from straight(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from straight(last, start)
            last = start


def straight(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Ruling]:
    """The ruling from one point to another, where it is horizontal or vertical and long enough to see."""
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) < 0.5 and abs(x0 - x1) > 3:
        yield Ruling(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)
    elif abs(x0 - x1) < 0.5 and abs(y0 - y1) > 3:
        yield Ruling((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))
