"""Which files an addition has to read: the new and the changed; the rest is reported at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.corrections import read_corrections
from corpus.errors import PanelPapersError, UnreadablePaper
from corpus.values import Correction
from index.catalog import CatalogEntry
from index.correcting import merged
from index.sources import Source, digest_of_file, new_paper_id
from index.values import AddedPaper, AddOutcome


@dataclass(frozen=True, slots=True)
class Work:
    """One file that has to be read.

    Attributes:
        size: in bytes.
        held: the paper that it replaces, None for a new one.
        file_correction: what is said of it beside the file.
    """

    source: Source
    paper_id: str
    size: int
    held: CatalogEntry | None
    file_correction: Correction | None

    @property
    def owner_correction(self) -> Correction | None:
        """What the owner said of the paper since it was first added."""
        return self.held.owner_correction if self.held else None

    @property
    def correction(self) -> Correction:
        """All that is said of the paper; what its owner said last is believed first."""
        return merged(self.file_correction, self.owner_correction) or Correction()


class Plan:
    """Sorts the files of one addition.

    Args:
        entries: the papers held.
        made_by: what passages are cut by now; papers cut by something else are read again.
        corrections: by file name; believed before a `papers.toml`.
        move: called for a paper whose file was renamed or moved, with its new place.

    Attributes:
        work: the files to read, in order.
        report: a line for each of the others.
    """

    def __init__(
        self,
        entries: Sequence[CatalogEntry],
        made_by: str,
        corrections: Mapping[str, Correction],
        move: Callable[[CatalogEntry, Path], None],
    ) -> None:
        self.by_source = {entry.source: entry for entry in entries}
        # Which paper holds, or is about to hold, the bytes with this digest; and the file it came from.
        self.holders = {entry.paper.digest: (entry.paper.paper_id, entry.source) for entry in entries}
        self.taken = {entry.paper.paper_id for entry in entries}
        self.made_by = made_by
        self.corrections = corrections
        self.move = move
        self.beside: dict[Path, Mapping[str, Correction]] = {}
        self.work: list[Work] = []
        self.report: list[AddedPaper] = []

    def sort(self, source: Source) -> None:
        """Put one file with the work, or report why there is nothing to do."""
        try:
            size = source.path.stat().st_size
            digest = digest_of_file(source.path)
            correction = self.correction_of(source)
        except OSError as error:
            reason = f"The file cannot be opened: {error.strerror or error}."
            step = "See that the file is there and that you may read it."
            self.report.append(failed_line(source, UnreadablePaper(reason, next_step=step)))
            return
        except PanelPapersError as error:
            self.report.append(failed_line(source, error))
            return
        held = self.by_source.get(source.path)
        if held is not None and self.is_current(held, digest, correction):
            self.report.append(skipped_line(source, held.paper.paper_id, "It has not changed."))
        elif held is None and digest in self.holders:
            self.note_twin(source, *self.holders[digest])
        else:
            paper_id = held.paper.paper_id if held else new_paper_id(source, self.taken)
            self.taken.add(paper_id)
            self.holders[digest] = (paper_id, source.path)
            self.work.append(Work(source, paper_id, size, held, correction))

    def is_current(self, held: CatalogEntry, digest: str, correction: Correction | None) -> bool:
        """True when reading a file again would give the passages that are held."""
        same_making = held.made_by == self.made_by and held.file_correction == correction
        return same_making and held.paper.digest == digest

    def correction_of(self, source: Source) -> Correction | None:
        """What the caller, or `papers.toml` in the file's folder, says of a file."""
        folder = source.path.parent
        if folder not in self.beside:
            self.beside[folder] = read_corrections(folder)
        name = source.path.name
        return merged(self.beside[folder].get(name), self.corrections.get(name))

    def note_twin(self, source: Source, paper_id: str, holder: Path) -> None:
        """Report a file whose bytes are held already; a renamed one takes its paper along."""
        held = self.by_source.get(holder)
        if held is not None and not holder.exists():
            self.move(held, source.path)
            self.holders[held.paper.digest] = (paper_id, source.path)
            reason = f"It was held as {holder.name}; only its name or place has changed."
        else:
            reason = f"The same file is already held as {holder.name}."
        self.report.append(skipped_line(source, paper_id, reason))


def skipped_line(source: Source, paper_id: str, reason: str) -> AddedPaper:
    """The report of a file with which nothing had to be done."""
    return AddedPaper(source.path, source.path.name, AddOutcome.SKIPPED, paper_id, reason=reason)


def failed_line(source: Source, error: PanelPapersError, paper_id: str = "") -> AddedPaper:
    """The report of a file that could not be added."""
    return AddedPaper(
        source.path,
        source.path.name,
        AddOutcome.FAILED,
        paper_id,
        reason=error.message,
        next_step=error.next_step,
    )
