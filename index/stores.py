"""The catalogue and the two search stores, kept in step.

The order never varies: texts are embedded and kept; the paper is catalogued as "storing"; its passages
and units are written to the vector store and the keyword index; it is marked "whole". Only whole papers
are searched, and a paper found "storing" when a library is opened is stored again from the catalogue.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryDamaged
from corpus.values import Paper
from index.catalog import Catalog, CatalogEntry, batches
from index.keywords import KeywordIndex
from index.models import EmbeddingModel
from index.passages import embedded_passage, embedded_unit
from index.records import paper_to_json
from index.values import Passage
from index.vectors import VectorStore

EmbeddingProgress = Callable[[int, int], None]
# Embedded and committed together: what a stop at the worst moment costs again.
TEXTS_AT_ONCE = 512


class Stores:
    """The catalogue, the vector store and the keyword index of one data folder.

    Args:
        folder: the data folder, which exists.
        model: the embedding model; its files are touched only when something is embedded.
    """

    def __init__(self, folder: Path, model: EmbeddingModel, *, read_only: bool = False) -> None:
        self.folder = folder
        self.model = model
        self.catalog = Catalog(folder / "catalogue.sqlite", read_only=read_only)
        self.opening = threading.RLock()
        self.opened_vectors: VectorStore | None = None
        self.opened_keywords: KeywordIndex | None = None

    @property
    def vectors(self) -> VectorStore:
        """The vector store of the model that the library was made with, opened at first use."""
        with self.opening:
            if self.opened_vectors is None:
                fingerprint = self.catalog.setting("model") or self.model.fingerprint
                self.opened_vectors = VectorStore(self.vectors_folder(fingerprint))
            return self.opened_vectors

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index, opened at first use."""
        with self.opening:
            if self.opened_keywords is None:
                self.opened_keywords = KeywordIndex(self.folder / "keywords")
            return self.opened_keywords

    def vectors_folder(self, fingerprint: str) -> Path:
        """Where the vectors of one model lie; each model has a folder of its own."""
        return self.folder / "vectors" / hashlib.sha256(fingerprint.encode()).hexdigest()[:12]

    def refresh(self) -> None:
        """See what another process wrote."""
        with self.opening:
            if self.opened_keywords is not None:
                self.opened_keywords.refresh()
            if self.opened_vectors is None:
                return
            if self.opened_vectors.folder == self.vectors_folder(self.catalog.setting("model")):
                self.opened_vectors.close()
            else:
                self.close_vectors()

    def close(self) -> None:
        """Let every file go."""
        with self.opening:
            self.close_vectors()
            self.opened_keywords = None
            self.catalog.close()

    # --- Embedding

    def embed(
        self, paper_id: str, passages: Sequence[Passage], progress: EmbeddingProgress | None = None
    ) -> None:
        """Embed what is not yet embedded of a paper's passages and units, and keep it.

        Every batch is kept as soon as it is made, so that a stopped addition goes on where it stood.

        Args:
            progress: told how many of how many texts are done.
        """
        texts = {self.text_digest(text): text for passage in passages for text in embedded_texts(passage)}
        known = self.catalog.vectors(texts)
        if known:
            self.catalog.put_vectors(paper_id, list(known), np.stack(list(known.values())))
        # Like lengths together, longest first: the model's own sorting sees only one batch at a time.
        missing = sorted(
            (digest for digest in texts if digest not in known), key=lambda one: -len(texts[one])
        )
        done = len(texts) - len(missing)
        if progress:
            progress(done, len(texts))
        for some in batches(missing, TEXTS_AT_ONCE):
            vectors = self.model.embed_texts([texts[digest] for digest in some])
            self.catalog.put_vectors(paper_id, some, vectors)
            done += len(some)
            if progress:
                progress(done, len(texts))

    def text_digest(self, text: str) -> bytes:
        """What an embedded text is kept under: the model and the words."""
        return hashlib.sha256(f"{self.model.fingerprint}\0{text}".encode()).digest()[:20]

    def stored_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text, of those kept.

        Raises:
            LibraryDamaged: one is missing.
        """
        digests = [self.text_digest(text) for text in texts]
        known = self.catalog.vectors(digests)
        if any(digest not in known for digest in digests):
            raise LibraryDamaged(
                "Some passages have lost their vectors.", next_step="Run panel-papers reembed."
            )
        if not digests:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows = np.stack([known[digest] for digest in digests])
        # Rounding to half precision leaves lengths off by a little.
        normalised: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return normalised

    # --- Storing

    def put(self, entry: CatalogEntry, passages: Sequence[Passage]) -> None:
        """Catalogue and store a paper whose texts are embedded, in place of what was held of it."""
        self.note_model()
        self.catalog.put(entry, passages)
        self.store(entry)

    def note_model(self) -> None:
        """Note at the first paper which model the library is made with."""
        if not self.catalog.setting("model"):
            with self.catalog.transaction():
                self.catalog.put_setting("model", self.model.fingerprint)

    @property
    def dimensions(self) -> int:
        """How long the vectors are; 0 before the first paper."""
        return self.catalog.vector_length

    def store(self, entry: CatalogEntry) -> None:
        """Make the search stores agree with the catalogue about a paper; safe to repeat."""
        paper_id = entry.paper.paper_id
        passages = self.catalog.passages_of(paper_id) if entry.searched else ()
        self.vectors.delete_paper(paper_id)
        self.store_vectors(self.vectors, paper_id, passages)
        self.keywords.replace(paper_id, passages)
        self.catalog.mark_whole(paper_id)
        texts = (text for passage in passages for text in embedded_texts(passage))
        self.catalog.keep_vectors(paper_id, (self.text_digest(text) for text in texts))

    def store_vectors(self, store: VectorStore, paper_id: str, passages: Sequence[Passage]) -> None:
        """Write the vectors of a paper's passages and units."""
        if not passages:
            return
        rows = self.stored_vectors([embedded_passage(passage) for passage in passages])
        store.add("passages", paper_id, [passage.passage_id for passage in passages], rows)
        units = [(passage, unit) for passage in passages for unit in passage.units]
        rows = self.stored_vectors([embedded_unit(passage, unit) for passage, unit in units])
        store.add("units", paper_id, [unit.unit_id for _, unit in units], rows)

    def remove(self, paper_id: str) -> None:
        """Forget a paper everywhere."""
        self.catalog.mark_storing(paper_id)
        self.vectors.delete_paper(paper_id)
        self.keywords.replace(paper_id, ())
        self.catalog.forget(paper_id)

    def rebuild(self, progress: EmbeddingProgress | None = None) -> None:
        """Make both search stores anew from the catalogue, with the model now in use.

        The vectors go to a folder that is put in use at the very end: stopped at any moment, the library
        is as it was, and another run embeds only what is still missing.

        Args:
            progress: told how many of how many papers are done.
        """
        entries = self.catalog.entries()
        searched = [entry for entry in entries if entry.searched]
        for done, entry in enumerate(searched):
            if progress:
                progress(done, len(searched))
            self.embed(entry.paper.paper_id, self.catalog.passages_of(entry.paper.paper_id))
        with self.opening:
            self.close_vectors()
            folder = self.vectors_folder(self.model.fingerprint)
            shutil.rmtree(folder, ignore_errors=True)
            fresh = VectorStore(folder)
            self.keywords.clear()
            for entry in searched:
                passages = self.catalog.passages_of(entry.paper.paper_id)
                self.store_vectors(fresh, entry.paper.paper_id, passages)
                self.keywords.replace(entry.paper.paper_id, passages)
            fresh.close()
            with self.catalog.transaction():
                self.catalog.put_setting("model", self.model.fingerprint)
                self.catalog.count_revision()
        for entry in entries:
            passages = self.catalog.passages_of(entry.paper.paper_id) if entry.searched else ()
            texts = (text for passage in passages for text in embedded_texts(passage))
            self.catalog.keep_vectors(entry.paper.paper_id, (self.text_digest(text) for text in texts))
            self.catalog.mark_whole(entry.paper.paper_id)
        self.drop_other_models()
        if progress:
            progress(len(searched), len(searched))

    def close_vectors(self) -> None:
        """Let the vector store go."""
        if self.opened_vectors is not None:
            self.opened_vectors.close(retire=True)
            self.opened_vectors = None

    def drop_other_models(self) -> None:
        """Delete the vectors of models that are no longer used."""
        used = self.vectors_folder(self.catalog.setting("model"))
        for folder in used.parent.iterdir():
            if folder != used:
                shutil.rmtree(folder, ignore_errors=True)

    def disagreement(self) -> str:
        """How the stores disagree with the catalogue, in words; "" when they agree.

        Only counts are compared: it takes milliseconds. While a paper is being stored nothing is said.
        """
        revision = self.catalog.revision
        entries = self.catalog.entries()
        searched = [entry for entry in entries if entry.searched]
        expected = sum(entry.passages for entry in searched)
        units = sum(entry.units for entry in searched)
        counts = (self.vectors.count("passages"), self.vectors.count("units"), self.keywords.count)
        if not all(entry.whole for entry in entries) or self.catalog.revision != revision:
            return ""
        if counts == (expected, units, expected):
            return ""
        return (
            f"the catalogue holds {expected} passages and {units} units, the vector store {counts[0]} and "
            f"{counts[1]}, the keyword index {counts[2]}"
        )


def content_digest(paper: Paper, passages: Sequence[Passage]) -> str:
    """A digest of all of a paper that is searched or shown, in hexadecimal."""
    digest = hashlib.sha256(paper_to_json(paper).encode())
    for passage in passages:
        digest.update(passage.digest.encode())
    return digest.hexdigest()


def embedded_texts(passage: Passage) -> list[str]:
    """Every text of a passage that is embedded: its own and its units'."""
    return [embedded_passage(passage), *(embedded_unit(passage, unit) for unit in passage.units)]
