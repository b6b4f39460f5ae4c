"""Write the sample's workbook: values, dates, percentages and formats as its text sets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from corpus.sample.packaging import settle

FORMATS = {
    "pounds": "£#,##0",
    "pence": "£#,##0.00",
    "percent": "0.0%",
    "percent2": "0.00%",
    "date": "dd/mm/yyyy",
    "number": "#,##0",
    "text": "General",
}


def write_workbook(content: dict[str, Any], target: Path) -> None:
    """Write every sheet; a sheet holds tables, each at a cell of its own.

    Args:
        content: title and sheets; a sheet has a name, a title and tables; a table has at (row, column),
            caption, columns, formats (one of FORMATS a column) and rows. An empty text leaves a cell empty.
        target: the file to write.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.title = content["title"]
    book.properties.creator = "Westmarch Police and Crime Commissioner"
    for sheet in content["sheets"]:
        page = book.create_sheet(sheet["name"])
        page["A1"] = sheet["title"]
        page["A1"].font = Font(bold=True, size=13)
        if over := sheet.get("merge_title_over"):
            page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=over)
        for table in sheet["tables"]:
            write_table(page, table)
        for index, note in enumerate(sheet.get("notes", [])):
            page.cell(row=page.max_row + 2 - bool(index), column=1, value=note)
    book.save(target)
    settle(target)


def write_table(page: Any, table: dict[str, Any]) -> None:  # noqa: ANN401 - openpyxl carries no types
    """Write one table with its caption in the row above its header."""
    top, left = table["at"]
    if table.get("caption"):
        page.cell(row=top - 1, column=left, value=table["caption"]).font = Font(italic=True)
    for offset, name in enumerate(table["columns"]):
        page.cell(row=top, column=left + offset, value=name).font = Font(bold=True)
        page.column_dimensions[get_column_letter(left + offset)].width = 18
    for down, row in enumerate(table["rows"], start=1):
        for across, (value, kind) in enumerate(zip(row, table["formats"], strict=True)):
            if value == "":
                continue
            cell = page.cell(row=top + down, column=left + across, value=value)
            if not isinstance(value, str):
                cell.number_format = FORMATS[kind]
