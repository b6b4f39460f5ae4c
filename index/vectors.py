"""The vector store: passages and units by meaning, in Chroma. The only file that imports chromadb.

Vectors, metric, telemetry, precision of the search and batch size are all given explicitly here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryBusy, LibraryDamaged

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

Vectors = NDArray[np.float32]
CollectionName = Literal["passages", "units"]
COLLECTIONS: tuple[CollectionName, ...] = ("passages", "units")

# Wide beams: at the size of a library of papers the search then finds the true neighbours, and the same
# ones each time. One thread builds the graph, so that the same papers give the same graph.
GRAPH: Any = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 200,
        "ef_search": 1000,
        "max_neighbors": 32,
        "num_threads": 1,
    }
}
# Asked for beyond the limit, so that ids that tie at the limit are ordered by id and not by chance.
TIE_MARGIN = 20
LARGEST_BATCH = 2000


class VectorStore:
    """Passages and units by meaning, in one folder.

    Args:
        folder: made when it is missing.

    Raises:
        LibraryDamaged: Chroma cannot open the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changing = threading.Condition()
        self.users = 0
        self.closing = False
        self.retired = False
        self.client: ClientAPI | None = None
        self.collections: dict[CollectionName, ChromaCollection] = {}
        with self.changing:
            self.open()

    @contextmanager
    def using(self, name: CollectionName) -> Iterator[ChromaCollection]:
        """One of the two collections; the store stays open while it is used, by however many threads."""
        with self.changing:
            self.changing.wait_for(lambda: not self.closing)
            if self.retired:
                raise LibraryBusy(
                    "The papers have just been embedded anew.", next_step="Ask again; this passes at once."
                )
            if not self.collections:
                self.open()
            collection = self.collections[name]
            self.users += 1
        try:
            yield collection
        finally:
            with self.changing:
                self.users -= 1
                self.changing.notify_all()

    def open(self) -> None:
        """Open the folder and both collections."""
        import chromadb
        from chromadb.config import Settings

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.client = chromadb.PersistentClient(
                path=str(self.folder), settings=Settings(anonymized_telemetry=False)
            )
            for name in COLLECTIONS:
                self.collections[name] = self.client.get_or_create_collection(
                    name, configuration=GRAPH, embedding_function=None
                )
        except Exception as error:  # chromadb raises its own tree, sqlite3's and Rust panics alike
            self.collections.clear()
            raise self.damaged("cannot be opened", error) from error

    def close(self, *, retire: bool = False) -> None:
        """Let the folder go once nobody uses it; it is opened again at the next use.

        Chroma sees what another process wrote only when it opens the folder anew.

        Args:
            retire: never open it again.
        """
        with self.changing:
            self.closing = True
            self.retired = self.retired or retire
            try:
                self.changing.wait_for(lambda: self.users == 0)
                if self.client is not None:
                    self.client.close()  # type: ignore[attr-defined,unused-ignore]
                self.client = None
                self.collections.clear()
            finally:
                self.closing = False
                self.changing.notify_all()

    def damaged(self, what: str, error: Exception) -> LibraryDamaged:
        """The error that names the folder and how to mend it."""
        return LibraryDamaged(
            f"The vector store in {self.folder} {what}: {error}",
            next_step="Delete that folder and run panel-papers reembed; the papers themselves are safe.",
        )

    def count(self, name: CollectionName) -> int:
        """How many vectors a collection holds."""
        with self.using(name) as collection:
            return int(collection.count())

    def add(self, name: CollectionName, paper_id: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Store the vectors of one paper, in batches that Chroma takes."""
        with self.using(name) as collection:
            assert self.client is not None
            batch = min(self.client.get_max_batch_size(), LARGEST_BATCH)
            for start in range(0, len(ids), batch):
                part = list(ids[start : start + batch])
                # chromadb's types name every kind of array it takes, and miss the plain one.
                embeddings: Any = vectors[start : start + batch]
                of_paper: Any = [{"paper_id": paper_id}] * len(part)
                try:
                    collection.upsert(ids=part, embeddings=embeddings, metadatas=of_paper)
                except Exception as error:
                    raise self.damaged("could not be written", error) from error

    def delete_paper(self, paper_id: str) -> None:
        """Forget one paper's passages and units."""
        for name in COLLECTIONS:
            with self.using(name) as collection:
                try:
                    collection.delete(where={"paper_id": paper_id})
                except Exception as error:
                    raise self.damaged("could not be written", error) from error

    def nearest(
        self,
        name: CollectionName,
        vector: Vectors,
        limit: int,
        ids: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """The ids nearest to a normalised vector.

        Args:
            limit: how many at most.
            ids: search only these, every one of which must be stored; None searches all. A filter by
                metadata would take a hundred times as long.

        Returns:
            (id, cosine), higher is nearer; ids of one cosine are in alphabetical order.
        """
        query: Any = [vector]
        with self.using(name) as collection:
            if limit < 1 or (ids is not None and not ids):
                return []
            try:
                found = collection.query(
                    query_embeddings=query,
                    n_results=limit + TIE_MARGIN,  # Chroma gives as many as there are
                    ids=None if ids is None else list(ids),
                    include=["distances"],
                )
            except Exception as error:
                raise self.damaged("cannot be searched", error) from error
        distances = found["distances"]
        assert distances is not None
        pairs = zip(found["ids"][0], distances[0], strict=True)
        hits = [(key, 1.0 - float(distance)) for key, distance in pairs]
        hits.sort(key=lambda hit: (-hit[1], hit[0]))
        return hits[:limit]
