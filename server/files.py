"""A paper's file as it was published, with the media type of its format and nothing it could misuse."""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import FileResponse, Response

from corpus.errors import UnreadablePaper

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".html": "text/html",
    ".htm": "text/html",
}

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A published web page is shown without its scripts, forms and pictures from elsewhere."""


def file_response(path: Path, file_name: str) -> Response:
    """The file, shown in the browser where it can be.

    Raises:
        UnreadablePaper: the file is no longer where it was.
    """
    if not path.is_file():
        raise UnreadablePaper(
            f"The file of {file_name} is no longer where it was when it was added.",
            next_step="Put it back, or add it again from where it is now.",
            file_name=file_name,
        )
    suffix = Path(file_name).suffix.lower()
    headers = {} if suffix == ".pdf" else {"Content-Security-Policy": SANDBOX}
    return FileResponse(
        path,
        media_type=MEDIA_TYPES.get(suffix, "application/octet-stream"),
        filename=file_name,
        content_disposition_type="inline",
        headers=headers,
    )
