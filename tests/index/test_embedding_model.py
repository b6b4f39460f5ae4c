"""The packaged model: it loads with no network, means what it should, and says when it cannot."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelUnavailable, SettingsError
from index.models import LazyModel, model_fingerprint, model_folder
from index.settings import PACKAGED_MODEL, TAUGHT_MODEL, IndexSettings


@pytest.mark.slow
def test_the_packaged_model_puts_like_meanings_together() -> None:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from index.embedding import SentenceTransformerEmbedding

    model = SentenceTransformerEmbedding.of(IndexSettings(batch_size=2))
    texts = [
        "The number of police officers rose to 2,242.",
        "Parking charges in the town centre. " * 30,
        "More constables were recruited this year.",
        "",
    ]
    rows = model.embed_texts(texts)
    assert rows.shape == (4, model.dimensions) == (4, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(4), abs=1e-4)
    question = model.embed_question("How many police officers were there?")
    cosines = rows @ question
    assert cosines[0] > cosines[2] > cosines[1]
    assert model.embed_question("How many police officers were there?") is question

    assert isinstance(model, BaseEmbedding)
    assert model.get_text_embedding(texts[0]) == pytest.approx(rows[0], abs=0.01)
    assert asyncio.run(model.aget_query_embedding("Who?")) == model.get_query_embedding("Who?")

    exact = SentenceTransformerEmbedding.of(IndexSettings(precision="float32")).embed_texts(texts[:3])
    assert (exact * rows[:3]).sum(axis=1).min() > 0.999


@pytest.mark.slow
@pytest.mark.parametrize("where", ["folder", "name"])
def test_a_model_that_is_not_here_is_a_sentence_with_a_next_step(where: str, tmp_path: Path) -> None:
    name = str(tmp_path) if where == "folder" else "no-such-maker/no-such-model"
    with pytest.raises(ModelUnavailable, match="Put the model's folder on this machine"):
        LazyModel(IndexSettings(embedding_model=name)).embed_texts(["text"])


def test_the_packaged_model_lies_in_its_package() -> None:
    folder = model_folder(PACKAGED_MODEL)
    assert folder is not None
    assert (folder / "model.safetensors").is_file()
    published = IndexSettings(embedding_model=PACKAGED_MODEL)
    assert model_fingerprint(PACKAGED_MODEL) == LazyModel(published).fingerprint
    assert model_fingerprint(PACKAGED_MODEL).startswith("all-MiniLM-L6-v2@")


def test_other_weights_are_another_model(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(bytes(8_000_000))
    before = model_fingerprint(str(tmp_path))
    assert model_fingerprint(str(tmp_path)) == before
    trained = bytearray(8_000_000)
    trained[::1000] = b"\x01" * 8_000
    weights.write_bytes(trained)
    assert model_fingerprint(str(tmp_path)) != before
    assert model_fingerprint("some/model") != model_fingerprint("other/model")


@pytest.mark.parametrize(
    "wrong",
    [
        {"passage_tokens": 5},
        {"passage_overlap": 500},
        {"batch_size": 0},
        {"precision": "int8"},
        {"embedding_model": " "},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_settings_out_of_bounds_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as refused:
        IndexSettings(**wrong)  # type: ignore[arg-type]
    assert refused.value.next_step


def test_the_taught_model_is_told_from_the_published_one() -> None:
    assert model_folder(TAUGHT_MODEL) == model_folder(PACKAGED_MODEL)
    assert model_fingerprint(TAUGHT_MODEL).startswith("panel-papers@")
    assert model_fingerprint(TAUGHT_MODEL) != model_fingerprint(PACKAGED_MODEL)


@pytest.mark.slow
def test_the_taught_model_knows_how_people_ask() -> None:
    from index.embedding import SentenceTransformerEmbedding

    question = "Can we throw out the old pile of planning paperwork?"
    answer = "It was resolved that planning applications previously received may now be destroyed."
    other = "The planning committee will meet again on the second Tuesday of the month."
    margins = {}
    for name in (PACKAGED_MODEL, TAUGHT_MODEL):
        model = SentenceTransformerEmbedding.of(IndexSettings(embedding_model=name, precision="float32"))
        vectors = model.embed_texts([question, answer, other])
        margins[name] = float(vectors[0] @ vectors[1] - vectors[0] @ vectors[2])
    assert margins[TAUGHT_MODEL] > max(0.0, margins[PACKAGED_MODEL])
