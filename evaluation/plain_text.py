"""The text of a file as other programs see it, for checking that what is quoted stands there.

It owes nothing to the readers of this product: a quote that only our own reader can find is no quote.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

Page = tuple[str, ...]
"""One page's text, once for each way of reading it."""


def plain_pages(path: Path) -> tuple[Page, ...]:
    """The pages of a file, each in every way it was read; a file without pages is one page.

    Raises:
        OSError: the file cannot be read.
        ValueError: the file's suffix is not one that can be checked.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return tuple(zip(pages_by_pypdf(path), pages_by_pdfium(path), strict=False))
    if suffix in WHOLE_FILES:
        return ((WHOLE_FILES[suffix](path),),)
    raise ValueError(f"{path.name}: files of this kind cannot be checked")


def pages_by_pypdf(path: Path) -> list[str]:
    """The pages of a PDF as pypdf reads them; one it cannot read is empty."""
    from pypdf import PdfReader

    texts: list[str] = []
    for page in PdfReader(path).pages:
        try:
            texts.append(page.extract_text())
        except Exception:  # a broken font is no reason not to look at the other reading
            texts.append("")
    return texts


def pages_by_pdfium(path: Path) -> list[str]:
    """The pages of a PDF as PDFium reads them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [document[index].get_textpage().get_text_bounded() for index in range(len(document))]
    finally:
        document.close()


def document_text(path: Path) -> str:
    """Every paragraph of a Word document in order, those of tables, text boxes and notes included."""
    import docx

    document = docx.Document(str(path))
    lines = [paragraph_text(paragraph) for paragraph in document.element.iter(W + "p")]
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            lines += re.findall(r"<w:t[^>]*>([^<]*)</w:t>", relation.target_part.blob.decode("utf-8"))
    return "\n".join(lines)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "-"}


def paragraph_text(paragraph: object) -> str:
    """The words of one paragraph; paragraphs of text boxes within it are given on their own."""
    parts: list[str] = []
    for node in paragraph.iter():  # type: ignore[attr-defined]
        nearest = next((above for above in node.iterancestors(W + "p")), None)
        if nearest is paragraph:
            parts.append((node.text or "") if node.tag == W + "t" else BREAKS.get(node.tag, ""))
    return "".join(parts)


def workbook_text(path: Path) -> str:
    """Every cell of a workbook: its cells row by row, each as a person sees it."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    lines: list[str] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            shown = [cell_text(cell.value, cell.number_format) for cell in row if cell.value is not None]
            if shown:
                lines.append("\t".join(shown))
    return "\n".join(lines)


def cell_text(value: object, number_format: str) -> str:
    """One cell as a person sees it, for the formats that papers use."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date | time):
        return date_text(value, number_format)
    if isinstance(value, int | float):
        return number_text(value, number_format)
    return str(value)


def number_text(value: float, number_format: str) -> str:
    """A number with its decimals, thousands, currency or per cent sign."""
    code = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", number_format.split(";")[0])
    decimals = len(found[1]) if (found := re.search(r"\.([0#]+)", code)) else 0
    if "%" in code:
        return f"{value * 100:.{decimals}f}%"
    if "0" not in code:
        return f"{value:.10g}"
    comma = "," if "," in code else ""
    currency = next((sign for sign in "£€$" if sign in code), "")
    return ("-" if value < 0 else "") + currency + format(abs(value), f"{comma}.{decimals}f")


DATE_PARTS = {
    "yyyy": "%Y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "dddd": "%A", "ddd": "%a", "dd": "%d",
    "hh": "%H", "h": "%H", "ss": "%S",
}  # fmt: skip


def date_text(value: date | time, number_format: str) -> str:
    """A date or time as its format sets it; minutes are told from months by the hour before them."""
    code = number_format.split(";")[0].lower().replace("\\", "").replace("[$-f800]", "dd mmmm yyyy")
    if code in {"general", "mm-dd-yy"}:
        code = "dd/mm/yyyy"
    code = re.sub(r"\[[^\]]*\]|\"|@|_.", "", code)
    code = re.sub(r"(h+:)mm?", r"\g<1>%M", code)
    moment = value if isinstance(value, datetime | time) else datetime(value.year, value.month, value.day)

    def part(found: re.Match[str]) -> str:
        letters = found[0]
        if letters in DATE_PARTS:
            return moment.strftime(DATE_PARTS[letters])
        return {"d": str(getattr(moment, "day", "")), "m": str(getattr(moment, "month", ""))}.get(
            letters, letters
        )

    return moment.strftime(re.sub(r"(?<!%)(?:y+|m+|d+|h+|s+)(?![a-z])", part, code))


def text_file(path: Path) -> str:
    """The words of a text file."""
    return path.read_text(encoding="utf-8", errors="replace")


def markdown_text(path: Path) -> str:
    """The words of a Markdown file without its marks for headings, lists, emphasis and tables."""
    lines = re.sub(r"^\s*(?:#+|[-*+]|>|\|)\s+", "", text_file(path), flags=re.MULTILINE)
    return re.sub(r"\*\*|__|`", "", re.sub(r"\s*\|\s*", "\t", lines))


def page_text(path: Path) -> str:
    """The words of an HTML file."""
    return html.unescape(re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", "", text_file(path)))


def comma_text(path: Path) -> str:
    """The cells of a CSV file, joined with tabs."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return "\n".join("\t".join(row) for row in csv.reader(lines))


WHOLE_FILES: dict[str, Callable[[Path], str]] = {
    ".docx": document_text,
    ".xlsx": workbook_text,
    ".txt": text_file,
    ".md": markdown_text,
    ".html": page_text,
    ".htm": page_text,
    ".csv": comma_text,
}


@lru_cache(maxsize=256)
def page_by_ocr(path: Path, number: int) -> str | None:
    """The words on a page's image, page 1 the first; None where no OCR engine is installed."""
    try:
        import pypdfium2
        import tesserocr
    except ImportError:
        return None
    document = pypdfium2.PdfDocument(path)
    try:
        image = document[number - 1].render(scale=300 / 72, grayscale=True).to_pil()
    finally:
        document.close()
    try:
        with tesserocr.PyTessBaseAPI(path=ocr_data(), lang="eng") as engine:
            engine.SetImage(image)
            return str(engine.GetUTF8Text())
    except RuntimeError:  # the engine is there and its English data is not
        return None


def ocr_data() -> str:
    """The folder of the OCR engine's English data, as installed beside the interpreter."""
    import sys

    return str(Path(sys.prefix) / "share" / "tessdata")
