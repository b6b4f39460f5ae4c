"""Passages as llama-index nodes, for programs built on llama-index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.values import Paper
from index.values import Passage

if TYPE_CHECKING:
    from llama_index.core.schema import TextNode


def to_node(passage: Passage, paper: Paper | None = None) -> TextNode:
    """A passage as a llama-index node: its text, and where it stands as metadata.

    Args:
        paper: adds what is known of the passage's paper.
    """
    from llama_index.core.schema import TextNode

    metadata: dict[str, str | int | None] = {
        "paper_id": passage.paper_id,
        "page": passage.page,
        "page_label": passage.page_label,
        "item": passage.section.item,
        "section": passage.section.path,
    }
    if paper is not None:
        metadata |= {
            "title": paper.title,
            "file_name": paper.file_name,
            "body": paper.body,
            "meeting_date": paper.meeting_date.isoformat() if paper.meeting_date else None,
        }
    return TextNode(
        id_=passage.passage_id,
        text=passage.text,
        metadata=metadata,
        excluded_embed_metadata_keys=["paper_id", "page", "page_label", "file_name"],
    )
