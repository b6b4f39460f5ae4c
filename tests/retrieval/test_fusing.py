"""What several sources agree on comes first."""

from __future__ import annotations

from retrieval.search import fuse, ranked


def test_a_passage_that_every_source_finds_comes_before_one_found_best_by_one() -> None:
    found = {
        "keywords": {"a": 1, "b": 2},
        "passage vectors": {"b": 1},
        "sentence vectors": {"b": 3},
    }
    scores = fuse(found, 20)
    assert scores["b"] > scores["a"]


def test_a_passage_found_by_two_of_its_sentences_keeps_the_better_rank() -> None:
    assert ranked(["a", "b", "a", "c"]) == {"a": 1, "b": 2, "c": 3}
