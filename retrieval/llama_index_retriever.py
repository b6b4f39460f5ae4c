"""Our search as a llama-index retriever, for other llama-index programs to use.

from retrieval.llama_index_retriever import PanelPapersRetriever
retriever = PanelPapersRetriever(library, limit=8)
nodes = retriever.retrieve("When was the precept agreed?")
"""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.library import Library
from index.nodes import to_node
from index.values import Filters
from retrieval.pipeline import search_passages
from retrieval.settings import RetrievalSettings


class PanelPapersRetriever(BaseRetriever):
    """Finds passages as the rest of the product does and hands them over as nodes.

    Args:
        library: an open library.
        filters: which papers to search, all public ones by default.
        limit: the most nodes returned.
    """

    def __init__(
        self,
        library: Library,
        filters: Filters | None = None,
        limit: int = 10,
        settings: RetrievalSettings | None = None,
    ) -> None:
        super().__init__()
        self.library = library
        self.filters = filters or Filters()
        self.limit = limit
        self.settings = settings or RetrievalSettings()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = search_passages(
            self.library, query_bundle.query_str, self.filters, self.limit, settings=self.settings
        )
        return [
            NodeWithScore(
                node=to_node(hit.passage, self.library.paper(hit.passage.paper_id)), score=hit.score
            )
            for hit in found
        ]
