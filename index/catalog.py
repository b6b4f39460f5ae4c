"""The catalogue: papers, passages, corrections and embedded texts in one SQLite file.

The catalogue is the truth. The vector store and the keyword index are made from it, and a paper whose
state is "storing" is one whose stores may not yet agree with it.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryDamaged, LibraryError
from corpus.values import Access, Correction, Paper
from index.records import (
    correction_from_json,
    correction_to_json,
    paper_from_json,
    paper_to_json,
    passage_from_json,
    passage_to_json,
)
from index.values import Passage

SCHEMA_VERSION = "1"
SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS papers (
    paper_id TEXT PRIMARY KEY, record TEXT NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL,
    made_by TEXT NOT NULL, file_correction TEXT NOT NULL, owner_correction TEXT NOT NULL,
    state TEXT NOT NULL, content TEXT NOT NULL, passages INTEGER NOT NULL, units INTEGER NOT NULL,
    acronyms TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS papers_by_digest ON papers (digest);
CREATE TABLE IF NOT EXISTS passages (
    passage_id TEXT PRIMARY KEY, paper_id TEXT NOT NULL, position INTEGER NOT NULL,
    item_index INTEGER NOT NULL, units INTEGER NOT NULL, record TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_by_paper ON passages (paper_id, position);
CREATE TABLE IF NOT EXISTS embeddings (
    paper_id TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (paper_id, digest));
CREATE INDEX IF NOT EXISTS embeddings_by_digest ON embeddings (digest);
"""
STORING = "storing"
WHOLE = "whole"
# SQLite takes at most this many values in one statement on the oldest builds still about.
VALUES_AT_ONCE = 900
# Half precision: its error is far below that of the models' own arithmetic.
STORED_VECTOR = np.float16

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A paper as catalogued.

    Attributes:
        source: absolute path of the file it was added from.
        made_by: what cut its passages; another value means that they would come out differently now.
        file_correction: what `papers.toml` said when it was added.
        owner_correction: what the owner said since.
        whole: False while its stores may not agree with the catalogue.
        content: a digest of everything that is searched.
    """

    paper: Paper
    source: Path
    made_by: str
    file_correction: Correction | None = None
    owner_correction: Correction | None = None
    acronyms: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    content: str = ""
    passages: int = 0
    units: int = 0

    @property
    def searched(self) -> bool:
        """True for a public paper: an exempt one is kept, and never searched."""
        return self.paper.access is Access.PUBLIC


class Catalog:
    """One SQLite file, usable from any thread.

    Args:
        path: the file; made when it is missing, unless `read_only`.

    Raises:
        LibraryDamaged: the file is not a catalogue, or one of a later version of the product.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        # The latest revision made through this object: a later one is another process's work.
        self.written = 0
        self.local = threading.local()
        self.connections: list[sqlite3.Connection] = []
        self.connecting = threading.Lock()
        try:
            if not read_only:
                self.connection.execute("PRAGMA journal_mode = WAL")
                self.connection.executescript(SCHEMA)
            version = self.setting("schema") or self.first_version()
        except sqlite3.Error as error:
            raise LibraryDamaged(
                f"The catalogue {path} cannot be opened: {error}.",
                next_step="Move the data folder away and add the papers again.",
            ) from error
        if version != SCHEMA_VERSION:
            raise LibraryDamaged(
                f"The catalogue {path} was written by another version of this product.",
                next_step="Use that version, or choose another data folder and add the papers again.",
            )

    def first_version(self) -> str:
        """Note the schema of a new catalogue."""
        if not self.read_only:
            with self.transaction():
                self.put_setting("schema", SCHEMA_VERSION)
        return SCHEMA_VERSION

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: sqlite3.Connection | None = getattr(self.local, "connection", None)
        if held is not None:
            return held
        mode = "ro" if self.read_only else "rwc"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=30,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA synchronous = NORMAL")
        self.local.connection = connection
        with self.connecting:
            self.connections.append(connection)
        return connection

    def close(self) -> None:
        """Close the connections of every thread."""
        with self.connecting:
            for connection in self.connections:
                connection.close()
            self.connections.clear()
        self.local = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it is written, or none."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self.connection.execute("ROLLBACK")
            raise LibraryError(
                f"The catalogue {self.path} cannot be written: {error}.",
                next_step="See that the disk has room and that the folder may be written.",
            ) from error

    # --- Settings

    def setting(self, name: str) -> str:
        """A value noted in the catalogue, "" where there is none."""
        row = self.connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def put_setting(self, name: str, value: str) -> None:
        """Note a value."""
        self.connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    @property
    def revision(self) -> int:
        """Grows with every change of what is catalogued, by whatever process."""
        return int(self.setting("revision") or 0)

    def count_revision(self) -> None:
        """Note that something changed."""
        self.written = self.revision + 1
        self.put_setting("revision", str(self.written))

    # --- Papers

    def put(self, entry: CatalogEntry, passages: Sequence[Passage]) -> None:
        """Catalogue a paper and its passages, in state "storing", in place of what was held of it."""
        paper_id = entry.paper.paper_id
        with self.transaction():
            self.connection.execute("DELETE FROM passages WHERE paper_id = ?", (paper_id,))
            self.connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (
                        passage.passage_id,
                        paper_id,
                        passage.position,
                        passage.item_index,
                        len(passage.units),
                        passage_to_json(passage),
                    )
                    for passage in passages
                ),
            )
            self.connection.execute(
                "INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    paper_id,
                    paper_to_json(entry.paper),
                    entry.paper.digest,
                    str(entry.source),
                    entry.made_by,
                    correction_to_json(entry.file_correction),
                    correction_to_json(entry.owner_correction),
                    STORING,
                    entry.content,
                    len(passages),
                    sum(len(passage.units) for passage in passages),
                    json.dumps(entry.acronyms, ensure_ascii=False),
                ),
            )
            self.count_revision()

    def mark_whole(self, paper_id: str) -> None:
        """Note that the stores agree with the catalogue about a paper."""
        with self.transaction():
            self.connection.execute("UPDATE papers SET state = ? WHERE paper_id = ?", (WHOLE, paper_id))
            self.count_revision()

    def mark_storing(self, paper_id: str) -> None:
        """Note that the stores may not agree with the catalogue about a paper."""
        with self.transaction():
            self.connection.execute("UPDATE papers SET state = ? WHERE paper_id = ?", (STORING, paper_id))
            self.count_revision()

    def move(self, paper: Paper, source: Path) -> None:
        """Note that a paper's file was renamed or moved."""
        with self.transaction():
            self.connection.execute(
                "UPDATE papers SET record = ?, source = ? WHERE paper_id = ?",
                (paper_to_json(paper), str(source), paper.paper_id),
            )
            self.count_revision()

    def forget(self, paper_id: str) -> None:
        """Remove a paper and all that was made of it."""
        with self.transaction():
            for table in ("papers", "passages", "embeddings"):
                self.connection.execute(f"DELETE FROM {table} WHERE paper_id = ?", (paper_id,))
            self.count_revision()

    def entries(self) -> tuple[CatalogEntry, ...]:
        """Every paper, by id, whole or not."""
        rows = self.connection.execute(
            "SELECT record, source, made_by, file_correction, owner_correction, acronyms, state, content,"
            " passages, units FROM papers ORDER BY paper_id"
        )
        return tuple(map(entry_of, rows))

    # --- Passages

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; those not held are missing."""
        found: dict[str, Passage] = {}
        for some in batches(passage_ids, VALUES_AT_ONCE):
            marks = ",".join("?" * len(some))
            rows = self.connection.execute(
                f"SELECT passage_id, record FROM passages WHERE passage_id IN ({marks})", some
            )
            found.update((passage_id, passage_from_json(record)) for passage_id, record in rows)
        return found

    def passages_of(self, paper_id: str, first: int = 0, last: int | None = None) -> tuple[Passage, ...]:
        """A paper's passages in order, from position `first` to `last`, both included."""
        rows = self.connection.execute(
            "SELECT record FROM passages WHERE paper_id = ? AND position BETWEEN ? AND ? ORDER BY position",
            (paper_id, first, 1 << 60 if last is None else last),
        )
        return tuple(passage_from_json(record) for (record,) in rows)

    def item_passages(self, paper_id: str, item_index: int) -> tuple[Passage, ...]:
        """The passages of one item, in order."""
        rows = self.connection.execute(
            "SELECT record FROM passages WHERE paper_id = ? AND item_index = ? ORDER BY position",
            (paper_id, item_index),
        )
        return tuple(passage_from_json(record) for (record,) in rows)

    def unit_counts(self, paper_id: str) -> list[tuple[str, int]]:
        """Each passage id of a paper and how many units it has, in order."""
        return self.connection.execute(
            "SELECT passage_id, units FROM passages WHERE paper_id = ? ORDER BY position", (paper_id,)
        ).fetchall()

    # --- Embedded texts

    def vectors(self, digests: Iterable[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors of texts that were embedded before, by the digest of model and text."""
        found: dict[bytes, NDArray[np.float32]] = {}
        for some in batches(dict.fromkeys(digests), VALUES_AT_ONCE):
            marks = ",".join("?" * len(some))
            rows = self.connection.execute(
                f"SELECT digest, vector FROM embeddings WHERE digest IN ({marks})", some
            )
            for digest, vector in rows:
                found[digest] = np.frombuffer(vector, dtype=STORED_VECTOR).astype(np.float32)
        return found

    @property
    def vector_length(self) -> int:
        """How long the vectors kept are; 0 where none is."""
        row = self.connection.execute("SELECT vector FROM embeddings LIMIT 1").fetchone()
        return len(row[0]) // STORED_VECTOR().itemsize if row else 0

    def put_vectors(self, paper_id: str, digests: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep the vectors of texts just embedded, or known from another paper, for a paper."""
        with self.transaction():
            self.connection.executemany(
                "INSERT OR IGNORE INTO embeddings VALUES (?, ?, ?)",
                (
                    (paper_id, digest, row.astype(STORED_VECTOR).tobytes())
                    for digest, row in zip(digests, vectors, strict=True)
                ),
            )

    def keep_vectors(self, paper_id: str, digests: Iterable[bytes]) -> None:
        """Drop the vectors of a paper's texts that it no longer has."""
        wanted = set(digests)
        rows = self.connection.execute("SELECT digest FROM embeddings WHERE paper_id = ?", (paper_id,))
        stale = [(paper_id, digest) for (digest,) in rows if digest not in wanted]
        if stale:
            with self.transaction():
                self.connection.executemany("DELETE FROM embeddings WHERE paper_id = ? AND digest = ?", stale)


def entry_of(row: tuple[Any, ...]) -> CatalogEntry:
    """A row of papers as an entry."""
    record, source, made_by, file_said, owner_said, acronyms, state, content, passages, units = row
    return CatalogEntry(
        paper=paper_from_json(record),
        source=Path(source),
        made_by=made_by,
        file_correction=correction_from_json(file_said),
        owner_correction=correction_from_json(owner_said),
        acronyms=tuple((short, full) for short, full in json.loads(acronyms)),
        whole=state == WHOLE,
        content=content,
        passages=passages,
        units=units,
    )


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items, at most `size` at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
