"""The child process of `corpus.reading`: takes jobs from its standard input until that ends."""

from __future__ import annotations

import os
import sys
from typing import IO

from corpus.errors import PanelPapersError, UnreadablePaper
from corpus.file_kinds import CONVERTED
from corpus.reading import Done, Failed, OcrJob, PagesDone, ReadJob, read_message, write_message


def main() -> None:
    """Do jobs until there are no more; replies go to what was the standard output."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the replies
    while True:
        try:
            job = read_message(sys.stdin.buffer)
        except EOFError:
            return
        if isinstance(job, ReadJob | OcrJob):
            write_message(replies, do(job, replies))


def do(job: ReadJob | OcrJob, replies: IO[bytes]) -> Done | Failed:
    """Do one job; whatever goes wrong is told as an error about the file."""
    try:
        converted = isinstance(job, ReadJob) and job.data_kind in CONVERTED
        limit_memory(None if converted else job.memory_bytes)  # a converter guards itself, and is large
        return Done(read(job, replies) if isinstance(job, ReadJob) else ocr(job))
    except PanelPapersError as error:
        return Failed(error)
    except MemoryError:
        message = f"{job.path.name} needs more memory than a paper may take."
    except RecursionError:
        message = f"{job.path.name} is nested too deeply to be read."
    except Exception as error:  # any reader's bug on a damaged file: say which file, and go on
        message = f"{job.path.name} is damaged ({type(error).__name__}: {str(error)[:120]})."
    failure = UnreadablePaper(
        message,
        next_step="Open it in the program it was made with, save it anew, and add that copy.",
        file_name=job.path.name,
    )
    return Failed(failure, worn_out=True)


def read(job: ReadJob, replies: IO[bytes]) -> object:
    """Read a file with the reader of its format."""
    if job.data_kind != "pdf":
        from corpus.readers.office import read_office

        return read_office(job.path, job.data_kind, job.password)
    from corpus.readers.pdf import read_pdf

    return read_pdf(
        job.path,
        job.password,
        max_pages=job.pages,
        progress=lambda done, total: write_message(replies, PagesDone(done, total)),
    )


def ocr(job: OcrJob) -> object:
    """Read the words of one page by OCR."""
    from corpus.readers.ocr import read_page
    from corpus.readers.pdf import OCR_DPI
    from corpus.readers.pdfium import OpenPdf

    with OpenPdf(job.path, job.password) as document:
        return read_page(document.image(job.page, dpi=OCR_DPI)).words


def limit_memory(limit: int | None) -> None:
    """Hold this process to so many bytes of address space, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = hard if limit is None else limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):  # macOS knows the limit and refuses to set it
        return
