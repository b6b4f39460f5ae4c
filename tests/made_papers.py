"""Small papers that tests make for themselves."""

from __future__ import annotations

from pathlib import Path


def write_pdf(path: Path, pages: tuple[tuple[str, ...], ...]) -> None:
    """Write lines of text as a PDF, a tuple for each page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, 770 - 30 * number, line)
        canvas.showPage()
    canvas.save()


def write_log(path: Path) -> None:
    """Write a log of actions as a Word document with a table."""
    import docx

    document = docx.Document()
    document.add_heading("Harrowden Police and Crime Panel: action log", 1)
    rows = (
        ("Action", "Owner", "Status"),
        ("Publish the map of dark streets", "Clerk", "Done in April 2024"),
        ("Write to the parish of Little Oake", "Chair", "Open"),
    )
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
