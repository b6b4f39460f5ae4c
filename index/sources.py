"""The files that an addition is asked for: found in folders, named, and told apart."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.corrections import FILE_NAME as CORRECTIONS_FILE

LONGEST_SLUG = 60
LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to add.

    Attributes:
        path: absolute.
        folder: absolute; the folder that was given, or the file's own.
    """

    path: Path
    folder: Path

    @property
    def relative(self) -> str:
        """The path within the given folder, with forward slashes."""
        return self.path.relative_to(self.folder).as_posix()


@dataclass(frozen=True, slots=True)
class Found:
    """What an addition was given.

    Attributes:
        sources: the files to add, in order, each once.
        not_read: files in folders whose names say a format that is not read.
        missing: the paths given that do not exist.
    """

    sources: tuple[Source, ...]
    not_read: tuple[Source, ...]
    missing: tuple[Path, ...]


def find_sources(paths: Iterable[Path], *, suffixes: Collection[str], apart_from: Path) -> Found:
    """The files that an addition is asked for.

    Hidden files, corrections files and what operating systems leave behind are passed over; links to
    folders are not followed. A file given by itself is taken whatever its name, and so is one in a folder
    whose name says no format.

    Args:
        paths: files and folders.
        suffixes: of the formats that are read, in lower case with their dot.
        apart_from: the data folder, which may lie inside a folder given.
    """
    sources: dict[Path, Source] = {}
    not_read: dict[Path, Source] = {}
    missing: list[Path] = []
    for given in paths:
        path = given.expanduser().resolve()
        if path.is_dir():
            for file in files_under(path, apart_from.resolve()):
                is_read = not file.suffix or file.suffix.lower() in suffixes
                (sources if is_read else not_read).setdefault(file, Source(file, path))
        elif path.exists():
            sources.setdefault(path, Source(path, path.parent))
        else:
            missing.append(given)
    left = tuple(source for source in not_read.values() if source.path not in sources)
    return Found(tuple(sources.values()), left, tuple(missing))


def files_under(folder: Path, apart_from: Path) -> Iterator[Path]:
    """The files in a folder and its folders, in alphabetical order."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if is_kept(name) and Path(place, name) != apart_from)
        for name in sorted(files):
            if is_kept(name) and Path(place, name).is_file():
                yield Path(place, name)


def is_kept(name: str) -> bool:
    """False for hidden files and folders, corrections, locks and leavings."""
    is_leaving = name.startswith((".", "~$")) or name.casefold() in LEFT_BY_SYSTEMS
    return not is_leaving and name != CORRECTIONS_FILE


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def new_paper_id(source: Source, taken: Collection[str]) -> str:
    """An id that a reader recognises the file by; the same file in the same place gets the same one."""
    plain = unicodedata.normalize("NFKD", source.path.stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "paper"
    for name in (source.relative, str(source.path)):
        paper_id = f"{slug}-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:6]}"
        if paper_id not in taken:
            return paper_id
    number = 2
    while f"{paper_id}-{number}" in taken:
        number += 1
    return f"{paper_id}-{number}"
