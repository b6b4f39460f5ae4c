"""The reranker reads question and passage together and says which sentence answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ModelUnavailable, SettingsError
from index.reranking import (
    CONTEXT_TOKENS,
    MOST_TOKENS,
    MOTION_TOKENS,
    QUESTION_TOKENS,
    OtherCrossEncoder,
    TaughtReranker,
    ToJudge,
    load_reranker,
    row_of,
)
from index.settings import NO_RERANKER, IndexSettings
from index.training_pairs import Example
from index.training_reranker import loss_of, sentence_loss, train_reranker
from index.training_rows import Batch, Texts, joined_slivers, order_of, with_a_change
from index.training_settings import RerankerTrainingSettings

QUESTION = "How much did the new roof of the village hall cost?"
PASSAGE = ToJudge(
    "Parish Council, 4 May 2021",
    (
        "The Clerk reported on the village hall.",
        "The new roof had been finished in April and had cost £14,250.",
        "The floor would be looked at next year.",
    ),
)
OTHER = ToJudge(
    "Parish Council, 4 May 2021", ("The footpath at Mill Lane was muddy.", "Councillors would visit it.")
)


class Tokens:
    """Stands in for a tokenizer where only its marks are asked for."""

    cls_token_id, sep_token_id, unk_token_id = 101, 102, 100


class Letters:
    """A tokenizer that makes a token of every letter."""

    def __call__(self, texts: list[str], **_: object) -> dict[str, list[list[int]]]:
        return {"input_ids": [[ord(letter) for letter in text] for text in texts]}


def test_a_long_question_a_long_context_and_a_long_passage_fit_together() -> None:
    row = row_of(Tokens(), range(300), range(300), [range(90), range(90), range(90), range(90)])
    assert len(row.ids) <= MOST_TOKENS
    assert row.types.count(0) == QUESTION_TOKENS + 2
    first = row.bounds[0][0]
    assert first == QUESTION_TOKENS + CONTEXT_TOKENS + 3
    assert row.bounds[0] == (first, first + 90)
    assert 1 < row.pieces_read < 4


def test_a_vote_is_read_with_its_motion_up_to_so_many_tokens() -> None:
    plain = row_of(Tokens(), [5], [6], [[7]])
    voted = row_of(Tokens(), [5], [6], [[7]], range(100))
    assert len(voted.ids) == len(plain.ids) + MOTION_TOKENS


def test_a_piece_without_words_still_has_its_place() -> None:
    row = row_of(Tokens(), [5], [6], [[], [7, 8]])
    assert row.pieces_read == 2


def test_the_owner_may_want_no_reranker() -> None:
    assert load_reranker(IndexSettings(reranker=NO_RERANKER)) is None
    with pytest.raises(SettingsError, match="no name"):
        IndexSettings(reranker=" ")


@pytest.mark.slow
def test_the_sentence_that_answers_is_found_and_the_passage_that_does_not_is_told() -> None:
    answering, other = TaughtReranker().judge(QUESTION, [PASSAGE, OTHER])
    assert answering.passage > other.passage
    scores = [score for score in answering.pieces if score is not None]
    assert scores.index(max(scores)) == 1


@pytest.mark.slow
def test_a_passage_is_judged_alike_whatever_is_read_beside_it() -> None:
    reranker = TaughtReranker()
    alone = reranker.judge(QUESTION, [PASSAGE])[0]
    assert reranker.judge(QUESTION, [PASSAGE])[0] == alone
    assert reranker.judge(QUESTION, [OTHER, PASSAGE])[1] == alone


@pytest.mark.slow
def test_arithmetic_in_eight_bits_judges_much_as_full_precision_does() -> None:
    quick, full = TaughtReranker(), TaughtReranker(precision="float32")
    for passage in (PASSAGE, OTHER):
        one, other = (reranker.judge(QUESTION, [passage])[0] for reranker in (quick, full))
        assert one.passage == pytest.approx(other.passage, abs=1.5)


@pytest.mark.slow
def test_recording_the_network_changes_no_number_whatever_the_length() -> None:
    reranker = TaughtReranker()
    texts = [ToJudge("Panel", (QUESTION,) * times) for times in (1, 4, 12)]
    recorded = reranker.judge(QUESTION, texts)
    reranker.network.traced = None
    assert reranker.judge(QUESTION, texts) == recorded


@pytest.mark.slow
def test_weights_of_something_else_are_refused(tmp_path: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    file = tmp_path / "weights.safetensors"
    save_file({"something": np.zeros(3, dtype=np.float16)}, file)
    with pytest.raises(ModelUnavailable, match=r"weights\.safetensors cannot be loaded"):
        TaughtReranker(file).judge(QUESTION, [PASSAGE])


@pytest.mark.slow
def test_any_cross_encoder_of_the_owner_judges_passages_whole(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    from index.models import model_folder
    from index.settings import PACKAGED_MODEL

    made = CrossEncoder(str(model_folder(PACKAGED_MODEL)), num_labels=1, device="cpu", local_files_only=True)
    made.save_pretrained(str(tmp_path / "mine"))
    judged = OtherCrossEncoder(str(tmp_path / "mine")).judge(QUESTION, [PASSAGE, OTHER])
    assert [len(one.pieces) for one in judged] == [3, 2]
    assert set(judged[0].pieces) == {judged[0].passage}


@pytest.mark.slow
def test_a_cross_encoder_that_is_not_here_is_a_sentence_with_a_next_step() -> None:
    with pytest.raises(ModelUnavailable, match="Put the cross-encoder's folder on this machine"):
        OtherCrossEncoder("no-such-maker/no-such-model").judge(QUESTION, [PASSAGE])


def test_short_sentences_are_read_with_the_next() -> None:
    assert joined_slivers([[1], [2, 3, 4, 5], [6]]) == ([[1, 2, 3, 4, 5, 6]], [0, 0, 0])
    assert joined_slivers([[1, 2, 3, 4], [5], [6, 7, 8, 9]]) == ([[1, 2, 3, 4], [5, 6, 7, 8, 9]], [0, 1, 1])
    assert joined_slivers([[1]]) == ([[1]], [0])
    assert joined_slivers([]) == ([], [])


def test_a_question_with_another_year_is_another_question() -> None:
    import random

    changed = with_a_change("What was spent in 2019?", "Spent in 2019: £5.", [], random.Random(1))
    assert changed
    assert "2019" not in changed


@pytest.mark.slow
def test_teaching_writes_what_changed_and_leaves_word_vectors_alone(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    pairs = [
        Example(
            f"source {number}",
            f"{words} The rest of the meeting was short.",
            (question,),
            answers=((0,),),
            near_misses=("Who paid for it?",),
        )
        for number, (words, question) in enumerate(
            (
                ("The lamps in Mill Lane cost four thousand pounds.", "What did the Mill Lane lamps cost?"),
                ("Speed cameras on the bypass were mended in 2019.", "When were the cameras mended in 2019?"),
                ("The precept rises by nine pounds a year.", "By how much does the precept rise?"),
                ("The library in Alderby opens on Sundays.", "Does Alderby library open on Sundays?"),
            )
        )
    ]
    output = tmp_path / "reranker.safetensors"
    settings = RerankerTrainingSettings(epochs=2, questions=2, negatives=1, judged_by=1)
    general = [Example("Lamps", "Lamps give light. They were first lit with oil.", ("How were lamps lit?",))]
    quality = train_reranker(pairs, output, settings, first=general)
    weights = load_file(output)
    assert [name for name in weights if name.startswith("head.")]
    assert not [name for name in weights if "embeddings." in name]
    assert 0 <= quality.told_apart <= 1
    assert TaughtReranker(output).judge(QUESTION, [PASSAGE])[0].pieces[0] is not None


@pytest.mark.parametrize(
    "wrong",
    [{"epochs": 0}, {"rate": 2}, {"changed": -1}, {"workers": -1}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_training_settings_out_of_bounds_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(SettingsError):
        RerankerTrainingSettings(**wrong)  # type: ignore[arg-type]


def test_a_stretch_of_a_passage_holds_the_sentence_asked_for_and_its_neighbours() -> None:
    import random

    texts = Texts(Letters(), [Example("a", "", ("q",), pieces=tuple(40 * letter for letter in "abcdef"))])
    for seed in range(20):
        places = texts.stretch(0, random.Random(seed), around=3)
        assert 3 in places
        assert places == list(range(places[0], places[-1] + 1))
        assert 1 <= len(places) <= 5


def test_every_question_has_its_turn_once_an_epoch() -> None:
    assert sorted(order_of(7, 5)) == [0, 1, 2, 3, 4]
    assert order_of(7, 50) != order_of(8, 50)


def test_losses_fall_as_the_own_passage_and_its_answer_come_first() -> None:
    import torch

    good, bad = torch.tensor([4.0, -4.0, 3.0, -3.0, -3.0]), torch.tensor([-4.0, 4.0, -3.0, 3.0, 3.0])
    assert loss_of(good, (2, 3)) < loss_of(bad, (2, 3))
    batch = Batch((good, good, good, good), (2, 3), ((1,), ()))
    pieces = torch.zeros(5, 3)
    pieces[0, 1] = 5.0
    assert sentence_loss(pieces, batch) < sentence_loss(-pieces, batch)
