"""How passages are cut and embedded: one small frozen object, checked when it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.errors import SettingsError

PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""The published model, as its package carries it."""

TAUGHT_MODEL = "panel-papers"
"""The published model, taught how people ask about public papers; see docs/model-card.md."""

NO_RERANKER = "none"
"""Named where no second model should read question and passage together."""

Precision = Literal["bfloat16", "float32"]


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How passages are cut and embedded.

    Attributes:
        embedding_model: "panel-papers" is the model taught for this product, "all-MiniLM-L6-v2" the
            published one it comes from; both install with the product. Anything else is a
            sentence-transformers model by name (already on this machine) or by folder.
        reranker: the model that reads question and passages together: "panel-papers" for the one taught for
            this product, "none" for none, or a sentence-transformers cross-encoder by name or folder.
        passage_tokens: the size passages are packed up to, in tokens of about a word each.
        passage_overlap: tokens that the pieces of one long paragraph share.
        batch_size: texts embedded at once.
        precision: the arithmetic of the model; "bfloat16" is quicker on processors that have it, and is
            "float32" on those that have not.

    Raises:
        SettingsError: a value is out of bounds.
    """

    embedding_model: str = TAUGHT_MODEL
    reranker: str = TAUGHT_MODEL
    passage_tokens: int = 220
    passage_overlap: int = 0
    batch_size: int = 32
    precision: Precision = "bfloat16"

    def __post_init__(self) -> None:
        if not self.embedding_model.strip():
            raise SettingsError("The embedding model has no name.", next_step=f"Use {TAUGHT_MODEL!r}.")
        if not self.reranker.strip():
            raise SettingsError(
                "The reranker has no name.", next_step=f"Use {TAUGHT_MODEL!r}, or {NO_RERANKER!r} for none."
            )
        require_between("passage size", self.passage_tokens, 40, 2000, "tokens")
        require_between("passage overlap", self.passage_overlap, 0, self.passage_tokens // 2, "tokens")
        require_between("embedding batch", self.batch_size, 1, 1024, "texts")
        if self.precision not in ("bfloat16", "float32"):
            raise SettingsError(
                f"The precision {self.precision!r} is not known.", next_step="Use 'bfloat16' or 'float32'."
            )


def require_between(name: str, value: int, low: int, high: int, unit: str) -> None:
    """Refuse a whole number outside its bounds, both included."""
    if not low <= value <= high:
        raise SettingsError(
            f"The {name} is {value} {unit}.", next_step=f"Choose a number from {low} to {high}."
        )
