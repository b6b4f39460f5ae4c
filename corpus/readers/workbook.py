"""Reads XLSX: every sheet, its cells shown as a person sees them, its tables found.

The only file that imports openpyxl.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PaperTooLarge, UnreadablePaper
from corpus.readers.content import FileContent
from corpus.readers.number_formats import shown
from corpus.readers.package import OfficePackage
from corpus.readers.worksheet_tables import Place, sheet_blocks
from corpus.values import Block, ReadingWarning

MOST_CELLS = 400_000
MOST_LETTERS = 50_000_000
MOST_LETTERS_OF_A_CELL = 32_767  # what a spreadsheet program lets a cell hold
MOST_MERGED = 100_000
BAD_COLOUR = re.compile(rb'\s(?:rgb)="(?![0-9A-Fa-f]{6}"|[0-9A-Fa-f]{8}")[^"]*"')


class TooMuch(Exception):
    """A worksheet holds more cells or more text than a paper may."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of one sheet as texts, and its merged ranges by their first cells."""

    name: str
    hidden: bool
    cells: dict[Place, str]
    merged: dict[Place, Place]


def read_workbook(path: Path) -> FileContent:
    """Read an XLSX file.

    Raises:
        PaperTooLarge: it unpacks to more than a paper may.
        UnreadablePaper: it is damaged, or no workbook.
    """
    with OfficePackage(path) as package:
        if not any(part.startswith("xl/") for part in package.parts):
            raise _damaged(path)
        title = package.document_title()
        attachments = package.attachments()
    blocks: list[Block] = []
    notes: list[ReadingWarning] = []
    tables = 0
    for sheet in read_sheets(path):
        reading = sheet_blocks(sheet.cells, sheet.merged, sheet.name, tables + 1)
        blocks += reading.blocks
        tables += reading.tables
        if sheet.hidden and reading.blocks:
            notes.append(ReadingWarning(f"Sheet “{sheet.name}” is hidden in the workbook; it was read too."))
        if reading.unfilled:
            notes.append(
                ReadingWarning(
                    f"Sheet “{sheet.name}”: {reading.unfilled} tables with no figures yet were left out."
                )
            )
    return FileContent(tuple(blocks), title, attachments, tuple(notes))


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a workbook in order, formulas by the values they were last saved with.

    Raises:
        PaperTooLarge: it holds more cells or more text than a paper may.
        UnreadablePaper: the workbook is damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on extensions that hold no text
        workbook = _opened(path)
        left = MOST_CELLS
        try:
            for worksheet in workbook.worksheets:
                try:
                    values, merged = _values(worksheet, left)
                except TooMuch as error:
                    raise PaperTooLarge(
                        f"{path.name} holds more than a paper may.",
                        next_step="Split it into smaller workbooks, or save only the sheets that matter.",
                        file_name=path.name,
                    ) from error
                except Exception as error:  # openpyxl raises errors of every kind on damaged parts
                    raise _damaged(path) from error
                left -= len(values)
                cells = {place: shown(value, code) for place, (value, code) in values.items()}
                yield Sheet(worksheet.title, worksheet.sheet_state != "visible", cells, merged)
        finally:
            workbook.close()


def _opened(path: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    import openpyxl

    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as first:  # openpyxl raises errors of every kind on damaged parts
        try:
            mended = _without_bad_colours(path)
            return openpyxl.load_workbook(mended, read_only=True, data_only=True, keep_links=False)
        except Exception:
            raise _damaged(path) from first


def _without_bad_colours(path: Path) -> io.BytesIO:
    """Copy a workbook without the malformed colours some programs write, which openpyxl refuses."""
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename in {"xl/sharedStrings.xml", "xl/styles.xml"}:
                content = BAD_COLOUR.sub(b"", content)
            target.writestr(member.filename, content)
    copy.seek(0)
    return copy


def _values(
    worksheet: Any,  # noqa: ANN401
    most: int,
) -> tuple[dict[Place, tuple[object, str]], dict[Place, Place]]:
    """Return the values of one worksheet with their number formats, and its merged ranges.

    It is read as a stream, so that a sheet that claims a million rows costs no more than those it has.

    Raises:
        TooMuch: it holds more than `most` values, or too much text.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import WorkSheetParser

    book = worksheet.parent
    values: dict[Place, tuple[object, str]] = {}
    merged: dict[Place, Place] = {}
    formats: dict[int, str] = {}
    letters = 0
    with worksheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            worksheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, row in parser.parse():
            for raw in row:
                value = raw["value"]
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    value = value[:MOST_LETTERS_OF_A_CELL]
                    letters += len(value)
                style = raw["style_id"]
                if style not in formats:
                    formats[style] = ReadOnlyCell(worksheet, **raw).number_format
                values[raw["row"], raw["column"]] = (value, formats[style])
            if len(values) > most or letters > MOST_LETTERS:
                raise TooMuch
        if parser.merged_cells is not None:
            for merge in parser.merged_cells.mergeCell[:MOST_MERGED]:
                merged[merge.min_row, merge.min_col] = (merge.max_row, merge.max_col)
    return values, merged


def _damaged(path: Path) -> UnreadablePaper:
    return UnreadablePaper(
        f"{path.name} is damaged: it cannot be read as a workbook.",
        next_step="Open it in a spreadsheet program, save it anew as XLSX, and add that copy.",
        file_name=path.name,
    )
