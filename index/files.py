"""The originals: a copy of every paper as published, kept in the data folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError, UnreadablePaper
from corpus.values import Paper

CHUNK = 1 << 20


class PaperFiles:
    """Originals under papers/<paper id>/<digest>/<file name>.

    The digest in the path lets a new version lie beside the old one until the catalogue names it.

    Args:
        library_folder: the data folder.
    """

    def __init__(self, library_folder: Path) -> None:
        self.library_folder = library_folder
        self.folder = library_folder / "papers"

    def place(self, paper: Paper) -> Path:
        """Where the original of a paper lies."""
        return self.folder / paper.paper_id / paper.digest[:12] / paper.file_name

    def path(self, paper: Paper) -> Path:
        """The original of a paper.

        Raises:
            LibraryDamaged: it is gone.
        """
        place = self.place(paper)
        if not place.is_file():
            raise LibraryDamaged(
                f"The library's copy of {paper.file_name} is missing.", next_step="Add the file again."
            )
        return place

    def keep(self, source: Path, paper: Paper) -> None:
        """Copy a paper's file in, whole or not at all.

        Raises:
            UnreadablePaper: the file is no longer the one that was read.
            LibraryError: it cannot be written.
        """
        place = self.place(paper)
        if place.is_file():
            return
        coming = place.with_name(f".{place.name}.coming"[-200:])
        digest = hashlib.sha256()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as old, coming.open("wb") as new:
                while chunk := old.read(CHUNK):
                    digest.update(chunk)
                    new.write(chunk)
            if digest.hexdigest() != paper.digest:
                raise UnreadablePaper(
                    "The file changed while it was being read.",
                    next_step="Add it again.",
                    file_name=paper.file_name,
                )
            os.replace(coming, place)
        except OSError as error:
            raise LibraryError(
                f"{paper.file_name} cannot be copied into the library: {error.strerror or error}.",
                next_step="See that the disk has room and that the data folder may be written.",
            ) from error
        finally:
            coming.unlink(missing_ok=True)

    def rename(self, old: Paper, new: Paper) -> None:
        """Give a paper's original the name of its new self."""
        if self.place(old).is_file() and not self.place(new).exists():
            os.replace(self.place(old), self.place(new))

    def drop_others(self, paper: Paper) -> None:
        """Delete every version of a paper's file but the one that the catalogue names."""
        kept = self.place(paper).parent
        for folder in kept.parent.iterdir() if kept.parent.is_dir() else ():
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    def remove(self, paper_id: str) -> None:
        """Delete a paper's original."""
        shutil.rmtree(self.folder / paper_id, ignore_errors=True)
