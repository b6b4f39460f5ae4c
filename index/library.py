"""The library: the papers added, and everything that other rooms ask of them."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, ModelChanged
from corpus.structure import structure_paper
from corpus.values import Correction, Paper
from index.adding import Addition, FileReader, Request
from index.analysis import terms
from index.catalog import CatalogEntry
from index.correcting import corrected, merged
from index.files import PaperFiles
from index.lock import writing
from index.models import EmbeddingModel, LazyModel
from index.passages import cut_paper, embedded_unit, in_context_of
from index.reranking import Judgement, ToJudge, load_reranker
from index.settings import IndexSettings
from index.stores import EmbeddingProgress, Stores, content_digest
from index.values import AddProgress, AddReport, Filters, LibraryInfo, Passage
from index.view import View

PASSAGES_KEPT = 20_000
PASSAGES_FOR_SPELLING = 40
NEAR_SPELLING = 0.84
"""Likeness of two spellings, as `difflib` measures it, from which one may be a slip of the other."""
VERSIONED = ("panel-papers", "chromadb", "tantivy", "llama-index-core", "sentence-transformers", "torch")
Vector = NDArray[np.float32]


class Library:
    """Papers in one data folder: added, corrected, removed and searched, from any thread.

    Open one with `Library.open`; it is a context manager. Several processes may have the same folder
    open; one at a time writes, and the others see what it wrote at their next question.

    Args:
        folder: the data folder, which exists.
        settings: how passages are cut and embedded.
        model: the embedding model.
        make_reader: makes a reader of files for one addition.
    """

    def __init__(
        self,
        folder: Path,
        settings: IndexSettings,
        model: EmbeddingModel,
        make_reader: Callable[[], FileReader],
        *,
        read_only: bool = False,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.model = model
        self.make_reader = make_reader
        self.read_only = read_only
        self.reranker = load_reranker(settings)
        self.stores = Stores(folder, model, read_only=read_only)
        self.files = PaperFiles(folder)
        self.looking = threading.RLock()
        self.seen: View | None = None
        self.kept: OrderedDict[str, Passage] = OrderedDict()
        self.agreed = False

    @classmethod
    def open(
        cls,
        folder: Path,
        settings: IndexSettings = IndexSettings(),  # noqa: B008 - frozen
        *,
        read_only: bool = False,
        check_model: bool = True,
        embedding: EmbeddingModel | None = None,
        make_reader: Callable[[], FileReader] | None = None,
    ) -> Library:
        """Open a data folder; unless `read_only`, it is made when it is missing and mended where needed.

        Args:
            check_model: False to look at, or re-embed, a library made with another embedding model.
            embedding: used in place of the model that the settings name.
            make_reader: used in place of the reader of files.

        Raises:
            ModelChanged: the library was made with another embedding model.
            LibraryError: `read_only`, and there is no library; or the folder cannot be used.
            LibraryDamaged: the catalogue cannot be opened.
        """
        folder = Path(folder).expanduser()
        if read_only and not (folder / "catalogue.sqlite").is_file():
            raise LibraryError(
                f"There are no papers in {folder} yet.", next_step="Add some with: panel-papers add FOLDER"
            )
        if not read_only:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LibraryError(
                    f"The data folder {folder} cannot be made: {error.strerror or error}.",
                    next_step="Choose another folder.",
                ) from error
        model = embedding or LazyModel(settings)
        library = cls(folder, settings, model, make_reader or paper_reader, read_only=read_only)
        try:
            if check_model:
                library.check_model()
            if not read_only and not library.model_changed:
                library.recover()
        except BaseException:
            library.close()
            raise
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let every file go."""
        self.stores.close()

    # --- The model

    @property
    def model_changed(self) -> bool:
        """True when the library was made with another embedding model than the settings name."""
        recorded = self.stores.catalog.setting("model")
        return bool(recorded) and recorded != self.model.fingerprint

    def check_model(self) -> None:
        """Refuse to mix the vectors of two models.

        Raises:
            ModelChanged: the library was made with another.
        """
        if self.model_changed:
            recorded = self.stores.catalog.setting("model").partition("@")[0]
            now = self.model.fingerprint.partition("@")[0]
            names = f"{recorded}, and the settings name {now}" if recorded != now else f"another {now}"
            raise ModelChanged(
                f"The papers were embedded with {names}.",
                next_step="Run panel-papers reembed, or set the embedding model back.",
            )

    def reembed(self, progress: EmbeddingProgress | None = None) -> None:
        """Embed every passage with the model now in use and make the search stores anew.

        Stopped at any moment, the library is as it was and the next run goes on.

        Args:
            progress: told how many of how many papers are done.
        """
        with self.writing():
            self.stores.rebuild(progress)
            self.agreed = True

    # --- Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the library for writing.

        Raises:
            LibraryBusy: another process or thread is writing.
            LibraryError: the library is open for reading only.
        """
        if self.read_only:
            raise LibraryError(
                "The library is open for reading only.", next_step="Open it for writing and try again."
            )
        with writing(self.folder):
            # What another process wrote is taken in before anything is written on top of it.
            assert self.view is not None
            yield

    def recover(self) -> None:
        """Store again the papers whose storing was stopped half way; nothing is embedded for it."""
        if all(entry.whole for entry in self.stores.catalog.entries()):
            return
        try:
            with self.writing():
                for entry in self.stores.catalog.entries():
                    if not entry.whole:
                        self.stores.store(entry)
        except LibraryBusy:
            return  # they are being stored by another process at this moment

    def add(
        self,
        paths: Sequence[Path | str],
        *,
        prune: bool = False,
        passwords: Mapping[str, str] | None = None,
        corrections: Mapping[str, Correction] | None = None,
        progress: Callable[[AddProgress], None] | None = None,
    ) -> AddReport:
        """Add files and folders: new papers are added, changed ones replaced, the others passed over.

        Args:
            prune: remove papers that lay under the folders given and are gone.
            passwords: by file name; under "" one that is tried on every encrypted file.
            corrections: by file name; believed before a `papers.toml` beside the files.
            progress: told of every step, from more than one thread but never from two at once.

        Returns:
            A line for each file, with the reason and the next step for each that failed.

        Raises:
            LibraryBusy: another process or thread is writing.
            ModelChanged: the library was made with another embedding model.
            ModelUnavailable: the embedding model cannot be loaded.
        """
        self.check_model()
        request = Request([Path(path) for path in paths], prune, passwords or {}, corrections or {}, progress)
        with self.writing():
            addition = Addition(self.stores, self.files, self.settings, self.make_reader(), request)
            return addition.run()

    def remove(self, paper_id: str) -> Paper:
        """Remove a paper and everything made of it.

        Raises:
            PaperNotFound: there is none of that id.
            LibraryBusy: another process or thread is writing.
        """
        with self.writing():
            paper = self.view.entry(paper_id).paper
            self.stores.remove(paper_id)
            self.files.remove(paper_id)
        return paper

    def correct(self, paper_id: str, correction: Correction) -> Paper:
        """Say what a paper is where it was not rightly found; it stays said when the paper is added again.

        Its passages are searched by the corrected facts at once. A paper made public is searched from
        now on, one made exempt no longer.

        Raises:
            PaperNotFound: there is none of that id.
            LibraryBusy: another process or thread is writing.
            ModelChanged: the library was made with another embedding model.
        """
        self.check_model()
        with self.writing():
            entry = self.view.entry(paper_id)
            said = merged(entry.owner_correction, correction)
            paper = corrected(entry.paper, correction)
            if paper.kind is entry.paper.kind:
                passages = tuple(
                    in_context_of(passage, paper) for passage in self.stores.catalog.passages_of(paper_id)
                )
            else:
                paper, passages = self.read_again(entry, said)
            entry = replace(
                entry,
                paper=paper,
                owner_correction=said,
                content=content_digest(paper, passages),
                whole=False,
            )
            if entry.searched:
                self.stores.embed(paper_id, passages)
            self.stores.put(entry, passages)
        return paper

    def read_again(self, entry: CatalogEntry, said: Correction | None) -> tuple[Paper, tuple[Passage, ...]]:
        """Structure a paper anew from its original: its kind decides how it is divided."""
        reader = self.make_reader()
        try:
            text = reader.read(self.files.path(entry.paper))
        finally:
            reader.close()
        structured = structure_paper(
            text,
            paper_id=entry.paper.paper_id,
            correction=merged(entry.file_correction, said) or Correction(),
            source_folder=entry.source.parent.name,
        )
        return structured.paper, cut_paper(structured, self.settings)

    # --- Papers

    @property
    def view(self) -> View:
        """The papers as they stand, looked up again whenever the catalogue has changed."""
        revision = self.stores.catalog.revision
        with self.looking:
            if self.seen is None or self.seen.revision != revision:
                if self.seen is not None and revision > self.stores.catalog.written:
                    self.stores.refresh()
                self.kept.clear()
                entries = {
                    entry.paper.paper_id: entry for entry in self.stores.catalog.entries() if entry.whole
                }
                self.seen = View(revision, self.stores.catalog.setting("model"), entries)
            return self.seen

    def papers(self, filters: Filters = Filters(), *, include_exempt: bool = False) -> tuple[Paper, ...]:  # noqa: B008
        """The papers that a filter leaves, the latest meeting first; exempt ones only when asked for."""
        return self.view.papers(filters, include_exempt=include_exempt)

    def paper(self, paper_id: str) -> Paper:
        """One paper, public or exempt.

        Raises:
            PaperNotFound: there is none of that id.
        """
        return self.view.entry(paper_id).paper

    def entry(self, paper_id: str) -> CatalogEntry:
        """One paper with all that is noted of it: source, corrections, counts.

        Raises:
            PaperNotFound: there is none of that id.
        """
        return self.view.entry(paper_id)

    def file_of(self, paper_id: str) -> Path:
        """The library's own copy of a paper as published.

        Raises:
            PaperNotFound: there is none of that id.
            LibraryDamaged: the copy is gone.
        """
        return self.files.path(self.paper(paper_id))

    def glossary(self) -> dict[str, tuple[str, ...]]:
        """Short forms with the long forms that public papers give them, most often given first."""
        return self.view.glossary()

    # --- Passages

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Passages in the order asked for; those of exempt papers, or not held, are left out."""
        view = self.view
        with self.looking:
            held = {one: self.kept[one] for one in passage_ids if one in self.kept}
        held.update(self.stores.catalog.passages([one for one in passage_ids if one not in held]))
        found = [held[one] for one in passage_ids if one in held and is_searched(view, held[one])]
        with self.looking:
            if self.seen is view:
                for passage in found:
                    self.kept[passage.passage_id] = passage
                    self.kept.move_to_end(passage.passage_id)
                while len(self.kept) > PASSAGES_KEPT:
                    self.kept.popitem(last=False)
        return tuple(found)

    def passages_of(self, paper_id: str) -> tuple[Passage, ...]:
        """A public paper's passages in order; none of an exempt one.

        Raises:
            PaperNotFound: there is none of that id.
        """
        if not self.view.entry(paper_id).searched:
            return ()
        return self.stores.catalog.passages_of(paper_id)

    def item_passages(self, paper_id: str, item_index: int) -> tuple[Passage, ...]:
        """The passages of one item of a public paper, in order.

        Raises:
            PaperNotFound: there is none of that id.
        """
        if not self.view.entry(paper_id).searched:
            return ()
        return self.stores.catalog.item_passages(paper_id, item_index)

    def neighbours(self, passage: Passage, before: int = 1, after: int = 1) -> tuple[Passage, ...]:
        """The passages just before and after one, within its item, without itself."""
        first, last = passage.position - before, passage.position + after
        around = self.stores.catalog.passages_of(passage.paper_id, first, last)
        return tuple(
            one
            for one in around
            if one.item_index == passage.item_index and one.passage_id != passage.passage_id
        )

    @property
    def passage_count(self) -> int:
        """How many passages are searched."""
        return sum(entry.passages for entry in self.view.searched())

    # --- Search

    def embed_question(self, question: str) -> Vector:
        """A question as a normalised vector.

        Raises:
            ModelUnavailable: the embedding model cannot be loaded.
        """
        return self.model.embed_question(question)

    def judge(self, question: str, passages: Sequence[ToJudge]) -> tuple[Judgement, ...] | None:
        """How well each passage answers, as the reranker reads it; None where the settings want none.

        Raises:
            ModelUnavailable: the reranker cannot be loaded.
        """
        return self.reranker.judge(question, passages) if self.reranker else None

    def nearest_passages(
        self, vector: Vector, limit: int, paper_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The passages nearest in meaning, as (passage id, cosine), nearest first.

        Args:
            vector: normalised, as `embed_question` gives it.
            paper_ids: the papers to search; None searches all that are public.
        """
        view = self.ready()
        ids = None if paper_ids is None else self.passage_ids(view, paper_ids)
        found = self.stores.vectors.nearest("passages", vector, limit, ids)
        return [(one, cosine) for one, cosine in found if self.is_of(view, one)]

    def nearest_units(
        self, vector: Vector, limit: int, paper_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The units nearest in meaning, as (unit id, cosine), nearest first; as `nearest_passages`."""
        view = self.ready()
        ids = None if paper_ids is None else self.unit_ids(view, paper_ids)
        found = self.stores.vectors.nearest("units", vector, limit, ids)
        return [(one, cosine) for one, cosine in found if self.is_of(view, one)]

    def unit_vectors(self, unit_ids: Sequence[str]) -> Vector:
        """A normalised row for each unit.

        Raises:
            LibraryDamaged: a unit has no vector, or there is no such unit.
        """
        places = [one.rpartition("/") for one in unit_ids]
        wanted = list(dict.fromkeys(passage_id for passage_id, _, _ in places))
        passages = {passage.passage_id: passage for passage in self.passages(wanted)}
        try:
            units = [(passages[one], passages[one].units[int(number)]) for one, _, number in places]
        except (LookupError, ValueError) as error:
            raise LibraryDamaged(
                "A sentence that was found is no longer in the papers.", next_step="Ask again."
            ) from error
        # The catalogue gives them ten times as fast as the vector store.
        return self.stores.stored_vectors([embedded_unit(passage, unit) for passage, unit in units])

    def keyword_passages(
        self,
        weighted_terms: Sequence[tuple[str, float]],
        limit: int,
        paper_ids: Collection[str] | None = None,
        *,
        context_boost: float = 0.4,
    ) -> list[tuple[str, float]]:
        """The passages that hold the terms, as (passage id, BM25 score), best first.

        Args:
            weighted_terms: terms as `index.analysis.terms` makes them, each with its weight.
            paper_ids: the papers to search; None searches all that are public.
            context_boost: what a term in a passage's context counts, beside 1 in its text.
        """
        view = self.ready()
        papers = None if paper_ids is None else view.searched_of(paper_ids)
        found = self.stores.keywords.search(weighted_terms, limit, papers, context_boost=context_boost)
        return [(one, score) for one, score in found if self.is_of(view, one)]

    def passages_holding(self, term: str) -> dict[str, float]:
        """Every passage of a public paper whose own text holds a term, with its BM25 score for that term.

        Args:
            term: as `index.analysis.terms` makes it.
        """
        view = self.ready()
        found = self.stores.keywords.holding(term)
        return {one: score for one, score in found.items() if self.is_of(view, one)}

    def document_frequency(self, term: str) -> int:
        """In how many passages' own text a term, as `index.analysis.terms` makes it, stands."""
        self.ready()
        return self.stores.keywords.document_frequency(term)

    def similar_term(self, term: str) -> str:
        """The term of the papers that a mistyped one most likely stands for, "" where none is near."""
        view = self.ready()
        found = self.stores.keywords.passages_spelled_like(term, PASSAGES_FOR_SPELLING)
        held = self.passages([one for one in found if self.is_of(view, one)])
        spelled = sorted({each for passage in held for each in terms(passage.text) if each[0] == term[0]})
        return next(iter(get_close_matches(term, spelled, n=1, cutoff=NEAR_SPELLING)), "")

    def ready(self) -> View:
        """The view, after making sure once that the search stores agree with it.

        Raises:
            LibraryDamaged: they hold more or fewer passages than the catalogue.
            ModelChanged: the library was embedded anew by another process, with another model.
        """
        view = self.view
        if view.model and view.model != self.model.fingerprint:
            self.check_model()
        if not self.agreed:
            disagreement = self.stores.disagreement()
            if disagreement:
                raise LibraryDamaged(
                    f"The search stores are not whole: {disagreement}.",
                    next_step="Run panel-papers reembed; the papers themselves are safe.",
                )
            self.agreed = True
        return view

    def passage_ids(self, view: View, paper_ids: Collection[str]) -> list[str]:
        """The ids of the passages of public papers."""
        ids: list[str] = []
        for paper_id in view.searched_of(paper_ids):
            if paper_id not in view.passage_ids:
                counts = self.stores.catalog.unit_counts(paper_id)
                view.passage_ids[paper_id] = tuple(passage_id for passage_id, _ in counts)
            ids.extend(view.passage_ids[paper_id])
        return ids

    def unit_ids(self, view: View, paper_ids: Collection[str]) -> list[str]:
        """The ids of the units of public papers."""
        ids: list[str] = []
        for paper_id in view.searched_of(paper_ids):
            if paper_id not in view.unit_ids:
                counts = self.stores.catalog.unit_counts(paper_id)
                view.unit_ids[paper_id] = tuple(f"{one}/{n}" for one, units in counts for n in range(units))
            ids.extend(view.unit_ids[paper_id])
        return ids

    @staticmethod
    def is_of(view: View, found_id: str) -> bool:
        """Whether a passage or unit found is of a paper that is whole and public."""
        entry = view.entries.get(found_id.partition(":")[0])
        return entry is not None and entry.searched

    # --- About the library

    @property
    def fingerprint(self) -> str:
        """Sixteen figures that change whenever the papers, what is said of them, or the model does."""
        view = self.view
        digest = hashlib.sha256(view.model.encode())
        for paper_id, entry in sorted(view.entries.items()):
            digest.update(f"\0{paper_id}\0{entry.content}".encode())
        return digest.hexdigest()[:16]

    def info(self) -> LibraryInfo:
        """Counts, models, sizes and versions."""
        view = self.view
        searched = view.searched()
        dates = sorted(entry.paper.meeting_date for entry in searched if entry.paper.meeting_date)
        return LibraryInfo(
            folder=self.folder,
            papers=len(view.entries),
            passages=sum(entry.passages for entry in searched),
            units=sum(entry.units for entry in searched),
            bodies=tuple(sorted({entry.paper.body for entry in searched if entry.paper.body})),
            first_date=dates[0] if dates else None,
            last_date=dates[-1] if dates else None,
            embedding_model=view.model or self.model.fingerprint,
            embedding_dimensions=self.stores.dimensions,
            size_bytes=sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file()),
            fingerprint=self.fingerprint,
            versions=tuple((name, version_of(name)) for name in VERSIONED),
        )


def paper_reader() -> FileReader:
    """The reader of files, in a process of its own."""
    from corpus.reading import PaperReader

    return PaperReader()


def is_searched(view: View, passage: Passage) -> bool:
    """Whether a passage is of a whole and public paper."""
    entry = view.entries.get(passage.paper_id)
    return entry is not None and entry.searched


def version_of(distribution: str) -> str:
    """The version installed, "" where there is none."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
