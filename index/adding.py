"""One addition: what new files say, their passages, their vectors, and their place in the stores.

While one paper is embedded the next is read: reading happens in a thread that mostly waits for the
process that reads, and embedding leaves a processor free.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from corpus.errors import PanelPapersError, UnreadablePaper
from corpus.reading import supported_suffixes
from corpus.structure import structure_paper
from corpus.values import Access, Correction, FileText, StructuredPaper
from index.catalog import CatalogEntry
from index.files import PaperFiles
from index.meter import Meter
from index.passages import cut_paper
from index.planning import Plan, Work, failed_line, skipped_line
from index.settings import IndexSettings
from index.sources import Source, find_sources
from index.stores import Stores, content_digest
from index.values import AddedPaper, AddOutcome, AddProgress, AddReport, AddStage, Passage

# Grows when reading, structure or cutting change what passages come of a file.
CUTTING_VERSION = 6
READ_AHEAD = 2


class FileReader(Protocol):
    """What an addition asks of a reader of files; `corpus.reading.PaperReader` is one."""

    def read(self, path: Path, *, password: str = "") -> FileText:
        """What one file says; a `PanelPapersError` says why it cannot be read."""
        ...

    def close(self) -> None:
        """Stop, even in the middle of a file."""
        ...


def made_by(settings: IndexSettings) -> str:
    """What passages are cut by: papers cut by something else are cut again at the next addition."""
    return f"{CUTTING_VERSION}/{settings.passage_tokens}/{settings.passage_overlap}"


@dataclass(frozen=True, slots=True)
class Request:
    """What an addition is asked to do.

    Attributes:
        paths: files and folders.
        prune: remove papers that lay under the folders given and are gone.
        passwords: by file name; under "" one that is tried on every encrypted file.
        corrections: by file name; believed before a `papers.toml`.
        progress: told of every step.
    """

    paths: Sequence[Path]
    prune: bool = False
    passwords: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    progress: Callable[[AddProgress], None] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read, structured and cut, or why it could not be."""

    work: Work
    seconds: float
    structured: StructuredPaper | None = None
    passages: tuple[Passage, ...] = ()
    failure: PanelPapersError | None = None


class Addition:
    """One run of `add`; the caller holds the writer's lock.

    Args:
        stores: where papers go.
        files: where their originals are kept.
        settings: how passages are cut.
        reader: reads one file at a time; it is closed at the end.
        request: what is asked.
    """

    def __init__(
        self, stores: Stores, files: PaperFiles, settings: IndexSettings, reader: FileReader, request: Request
    ) -> None:
        self.stores = stores
        self.files = files
        self.settings = settings
        self.reader = reader
        self.request = request
        self.meter = Meter(request.progress)
        self.report: list[AddedPaper] = []

    def run(self) -> AddReport:
        """Add, update and remove, file by file; a file that fails is reported and left."""
        began = time.monotonic()
        found = find_sources(
            self.request.paths, suffixes=supported_suffixes(), apart_from=self.files.library_folder
        )
        entries = self.stores.catalog.entries()
        plan = Plan(entries, made_by(self.settings), self.request.corrections, self.move)
        for source in found.sources:
            plan.sort(source)
        self.report = [*map(missing_line, found.missing), *map(not_read_line, found.not_read), *plan.report]
        self.meter.start(len(found.sources), [work.size for work in plan.work])
        with closing(self.readings(plan.work)) as readings:
            for reading in readings:
                line = self.finish(reading)
                self.report.append(line)
                self.meter.paper_done(reading.work.size, line.pages, line.passages)
        if self.request.prune:
            self.prune()
        return AddReport(tuple(self.report), time.monotonic() - began)

    # --- Reading

    def readings(self, todo: Sequence[Work]) -> Generator[Reading, None, None]:
        """Each file read, structured and cut, the next one while this one is being embedded."""
        waiting: deque[Future[Reading]] = deque()
        rest = iter(todo)
        ahead = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        try:
            for work in rest:
                waiting.append(ahead.submit(self.read, work))
                if len(waiting) >= READ_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            # Stopped half way, a file may be being read: ending the reader ends the wait for it.
            ahead.shutdown(wait=False, cancel_futures=True)
            self.reader.close()

    def read(self, work: Work) -> Reading:
        """Read, structure and cut one file."""
        began = time.monotonic()
        source = work.source
        self.meter.stage(source.path.name, AddStage.READING)
        passwords = self.request.passwords
        try:
            password = passwords.get(source.path.name, passwords.get("", ""))
            text = self.reader.read(source.path, password=password)
            structured = structure_paper(
                text, paper_id=work.paper_id, correction=work.correction, source_folder=folder_names(source)
            )
            passages = cut_paper(structured, self.settings)
        except PanelPapersError as error:
            return Reading(work, time.monotonic() - began, failure=error)
        except Exception as error:  # a file that we cannot make sense of must not stop the others
            reason = f"The file was read but not understood ({type(error).__name__}: {error})."
            step = "Save it again from the program it was made with, and please report this."
            failure = UnreadablePaper(reason, next_step=step, file_name=source.path.name)
            return Reading(work, time.monotonic() - began, failure=failure)
        return Reading(work, time.monotonic() - began, structured, passages)

    # --- Embedding and storing

    def finish(self, reading: Reading) -> AddedPaper:
        """Embed and store one paper, and say what became of it."""
        work, structured, passages = reading.work, reading.structured, reading.passages
        source = work.source
        began = time.monotonic()
        if structured is None:
            assert reading.failure is not None
            return failed_line(source, reading.failure, work.held.paper.paper_id if work.held else "")
        paper = structured.paper
        try:
            if paper.access is Access.PUBLIC:
                self.meter.stage(source.path.name, AddStage.EMBEDDING)
                self.stores.embed(paper.paper_id, passages, self.meter.embedded(work.size, len(passages)))
            self.meter.stage(source.path.name, AddStage.STORING)
            self.files.keep(source.path, paper)
            entry = CatalogEntry(
                paper=paper,
                source=source.path,
                made_by=made_by(self.settings),
                file_correction=work.file_correction,
                owner_correction=work.owner_correction,
                acronyms=structured.acronyms,
                content=content_digest(paper, passages),
            )
            self.stores.put(entry, passages)
        except UnreadablePaper as error:
            return failed_line(source, error, paper.paper_id)
        self.files.drop_others(paper)
        self.meter.stage(source.path.name, AddStage.DONE)
        return AddedPaper(
            path=source.path,
            file_name=paper.file_name,
            outcome=AddOutcome.UPDATED if work.held else AddOutcome.ADDED,
            paper_id=paper.paper_id,
            pages=paper.page_count or 0,
            passages=len(passages),
            ocr_pages=len(paper.ocr_pages),
            warnings=paper.warnings,
            seconds=reading.seconds + time.monotonic() - began,
        )

    # --- What moved and what is gone

    def move(self, entry: CatalogEntry, place: Path) -> None:
        """Follow a file that was renamed or moved."""
        paper = replace(entry.paper, file_name=place.name)
        self.files.rename(entry.paper, paper)
        self.stores.catalog.move(paper, place)

    def prune(self) -> None:
        """Remove the papers that lay under the folders given and are gone."""
        folders = [path.expanduser().resolve() for path in self.request.paths]
        for entry in self.stores.catalog.entries():
            inside = any(entry.source.is_relative_to(folder) for folder in folders)
            if inside and not entry.source.exists():
                self.stores.remove(entry.paper.paper_id)
                self.files.remove(entry.paper.paper_id)
                self.report.append(removed_line(entry))


def folder_names(source: Source) -> str:
    """The names of the folders that a file lay in, from the one given."""
    return "/".join((source.folder.name, *source.path.parent.relative_to(source.folder).parts))


def not_read_line(source: Source) -> AddedPaper:
    """The report of a file in a folder whose name says a format that is not read."""
    return skipped_line(source, "", f"Files whose names end in {source.path.suffix} are not read.")


def missing_line(path: Path) -> AddedPaper:
    """The report of a path that does not exist."""
    return AddedPaper(
        path,
        path.name,
        AddOutcome.FAILED,
        reason=f"There is no file or folder {path}.",
        next_step="Check the name and try again.",
    )


def removed_line(entry: CatalogEntry) -> AddedPaper:
    """The report of a paper whose file is gone."""
    return AddedPaper(
        entry.source,
        entry.paper.file_name,
        AddOutcome.REMOVED,
        entry.paper.paper_id,
        reason="Its file is no longer there.",
    )
