"""Teaching the embedding model on pairs of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from index.training import divided, near_misses, train
from index.training_pairs import Example
from index.training_settings import TrainingSettings

PAIRS = (
    Example(
        "a", "The lamps in Mill Lane were replaced in May at a cost of four thousand pounds.", ("lamps?",)
    ),
    Example("b", "Speed cameras on the bypass were repaired by the contractor.", ("who mended the cameras",)),
    Example("c", "The precept rises by nine pounds a year for a Band D home.", ("what is the precept rise",)),
    Example(
        "d", "Cameras in Mill Lane were removed after a review by the council.", ("cameras in Mill Lane",)
    ),
)


@pytest.mark.slow
def test_a_near_miss_is_never_the_passage_itself_nor_one_that_says_the_same() -> None:
    from index.embedding import load_model

    twin = Example("e", PAIRS[0].passage + " Thanks were given.", ("thanks?",))
    found = list(near_misses(load_model("all-MiniLM-L6-v2", "float32"), (*PAIRS, twin)))
    assert len(found) == len(PAIRS) + 1
    for number, _, others in found:
        assert number not in others
        assert number not in (0, 4) or not {0, 4} & set(others)


def test_whole_sources_are_held_out() -> None:
    import random

    kept, held = divided(PAIRS, 12, random.Random(1))
    assert not {one.source for one in kept} & {one.source for one in held}
    assert len(kept) + len(held) == len(PAIRS)


def test_a_setting_out_of_bounds_is_refused() -> None:
    with pytest.raises(SettingsError):
        TrainingSettings(epochs=0)


@pytest.mark.slow
def test_training_writes_the_weights_that_changed_and_leaves_word_vectors_alone(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    output = tmp_path / "weights.safetensors"
    train(PAIRS, output, TrainingSettings(epochs=1, batch=2, passage_tokens=24, question_tokens=12))
    weights = load_file(output)
    assert weights
    assert not [name for name in weights if "embeddings." in name]
    assert output.stat().st_size < 30_000_000
