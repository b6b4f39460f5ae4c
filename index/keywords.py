"""The keyword index: passages by their words, ranked by BM25. The only file that imports tantivy."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import LibraryBusy, LibraryDamaged
from index.analysis import terms
from index.values import Passage

HEAP_BYTES = 30_000_000
ANALYZER = "terms"
# Asked for beyond the limit, so that passages that tie at the limit are ordered by id and not by chance.
TIE_MARGIN = 20
LONG_TERM = 6
"""Letters from which a term may be two letters off."""


class KeywordIndex:
    """Passages by their words, in one folder.

    Args:
        folder: made when it is missing.

    Raises:
        LibraryDamaged: the folder holds something else, or a damaged index.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("paper_id", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="freq")
        builder.add_text_field("context", tokenizer_name=ANALYZER, index_option="freq")
        self.schema = builder.build()
        self.writing = threading.Lock()
        try:
            self.index = tantivy.Index(self.schema, path=str(folder))
        except (ValueError, OSError) as error:
            raise LibraryDamaged(
                f"The keyword index in {folder} cannot be opened: {error}",
                next_step="Delete that folder; it is made again from the catalogue.",
            ) from error
        # Terms are made by `index.analysis` and arrive with spaces between them.
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer(ANALYZER, spaces)
        self.index.config_reader("manual")
        self.refresh()

    @property
    def count(self) -> int:
        """How many passages are indexed."""
        return int(self.index.searcher().num_docs)

    def refresh(self) -> None:
        """See what was written since, by this process or another."""
        self.index.reload()

    def replace(self, paper_id: str, passages: Sequence[Passage]) -> None:
        """Put a paper's passages in place of those held; none removes the paper."""
        with self.writer() as writer:
            writer.delete_documents_by_term("paper_id", paper_id)
            for passage in passages:
                document = self.tantivy.Document(
                    passage_id=passage.passage_id,
                    paper_id=passage.paper_id,
                    text=" ".join(terms(passage.text)),
                    context=" ".join(terms(passage.context)),
                )
                writer.add_document(document)

    def clear(self) -> None:
        """Forget every passage."""
        with self.writer() as writer:
            writer.delete_all_documents()

    @contextmanager
    def writer(self) -> Iterator[Any]:
        """A writer whose work is committed as a whole, or not at all."""
        with self.writing:
            try:
                writer = self.index.writer(heap_size=HEAP_BYTES, num_threads=1)
            except ValueError as error:
                raise LibraryBusy(
                    "The keyword index is being written by another process.",
                    next_step="Wait until that has finished, then try again.",
                ) from error
            try:
                yield writer
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
        self.refresh()

    def search(
        self,
        weighted_terms: Sequence[tuple[str, float]],
        limit: int,
        paper_ids: Collection[str] | None = None,
        *,
        context_boost: float = 0.4,
    ) -> list[tuple[str, float]]:
        """The passages that hold the terms, best first.

        Args:
            weighted_terms: terms as `index.analysis.terms` makes them, each with its weight.
            limit: how many at most.
            paper_ids: the papers to search; None searches all.
            context_boost: what a term in a passage's context counts, beside 1 in its text.

        Returns:
            (passage_id, BM25 score), higher is better; passages of one score are ordered by id.
        """
        if limit < 1 or not weighted_terms or (paper_ids is not None and not paper_ids):
            return []
        query = self.query(weighted_terms, context_boost)
        if paper_ids is not None:
            of_papers = self.tantivy.Query.term_set_query(self.schema, "paper_id", sorted(paper_ids))
            only = self.tantivy.Query.const_score_query(of_papers, 0.0)
            must = self.tantivy.Occur.Must
            query = self.tantivy.Query.boolean_query([(must, query), (must, only)])
        searcher = self.index.searcher()
        hits = searcher.search(query, limit=limit + TIE_MARGIN, count=False).hits
        found = [
            (str(searcher.doc(address).get_first("passage_id")), float(score)) for score, address in hits
        ]
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:limit]

    def holding(self, term: str) -> dict[str, float]:
        """Every passage whose own text holds a term, with its BM25 score for that term; in no order."""
        searcher = self.index.searcher()
        most = int(searcher.doc_freq("text", term))
        if not most:
            return {}
        in_text = self.tantivy.Query.term_query(self.schema, "text", term, index_option="freq")
        hits = searcher.search(in_text, limit=most, count=False).hits
        return {str(searcher.doc(address).get_first("passage_id")): float(score) for score, address in hits}

    def query(self, weighted_terms: Sequence[tuple[str, float]], context_boost: float) -> Any:  # noqa: ANN401
        """Any of the terms, in text or context, each at its weight."""
        query = self.tantivy.Query
        should = self.tantivy.Occur.Should
        clauses = []
        for term, weight in weighted_terms:
            in_text = query.term_query(self.schema, "text", term, index_option="freq")
            clauses.append((should, query.boost_query(in_text, weight)))
            if context_boost > 0:
                in_context = query.term_query(self.schema, "context", term, index_option="freq")
                clauses.append((should, query.boost_query(in_context, weight * context_boost)))
        return query.boolean_query(clauses)

    def passages_spelled_like(self, term: str, limit: int) -> list[str]:
        """Ids of passages that hold a term one letter off, or two for a long term."""
        distance = 2 if len(term) >= LONG_TERM else 1
        spelled = self.tantivy.Query.fuzzy_term_query(self.schema, "text", term, distance=distance)
        searcher = self.index.searcher()
        hits = searcher.search(spelled, limit=limit, count=False).hits
        return [str(searcher.doc(address).get_first("passage_id")) for _, address in hits]

    def document_frequency(self, term: str) -> int:
        """In how many passages' own text a term stands."""
        return int(self.index.searcher().doc_freq("text", term))
