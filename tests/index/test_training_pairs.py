"""What the models are taught with is read from plain files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import UnreadablePaper
from index.training_pairs import Example, answers_of, read_examples, read_general


def written(folder: Path, name: str, *lines: object) -> Path:
    """A file with one JSON value a line."""
    file = folder / name
    file.write_text("\n".join(json.dumps(line) for line in lines))
    return file


def test_pairs_are_read_from_lines(tmp_path: Path) -> None:
    file = written(tmp_path, "pairs.jsonl", {"source": "a", "passage": "Words.", "questions": ["q"]})
    assert read_examples(file) == (Example("a", "Words.", ("q",)),)


def test_notes_add_questions_answers_and_near_misses(tmp_path: Path) -> None:
    pair = {"passage_id": 3, "source": "a", "passage": "One. Two.", "questions": ["one?"]}
    note = {"passage_id": 3, "questions": ["two?"], "answers": [[0], [1]], "near_misses": ["three?"]}
    file, notes = written(tmp_path, "pairs.jsonl", pair), written(tmp_path, "notes.jsonl", note)
    (example,) = read_examples(file, notes)
    assert example.questions == ("one?", "two?")
    assert example.answer_to("two?") == (1,)
    assert example.near_misses == ("three?",)


def test_a_passage_may_be_given_in_pieces(tmp_path: Path) -> None:
    line = {"source": "a", "pieces": ["Cost: 4. Year: 2020", "Cost: 5"], "questions": ["q"], "answers": [[1]]}
    (example,) = read_examples(written(tmp_path, "pairs.jsonl", line))
    assert example.sentences == ["Cost: 4. Year: 2020", "Cost: 5"]
    assert answers_of(example, "q") == (1,)


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"source": "a"}\n')
    with pytest.raises(UnreadablePaper, match=r"Line 1 of pairs\.jsonl"):
        read_examples(file)


def test_general_questions_are_answered_by_the_sentence_their_answer_begins_in(tmp_path: Path) -> None:
    context = "The lamp was lit in May. It cost four pounds."
    asked = [
        {"question": "What did it cost?", "answers": [{"text": "four pounds", "answer_start": 33}]},
        {"question": "Who lit it?", "answers": [], "is_impossible": True},
    ]
    article = {"title": "Lamps", "paragraphs": [{"context": context, "qas": asked}]}
    (example,) = read_general(written(tmp_path, "general.json", {"data": [article]}))
    assert example == Example("Lamps", context, ("What did it cost?",), ((1,),), ("Who lit it?",))


def test_a_file_of_another_form_is_refused_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePaper, match="in the form of SQuAD"):
        read_general(written(tmp_path, "general.json", {"questions": []}))


def test_an_answer_beyond_the_passage_is_left_out() -> None:
    assert answers_of(Example("a", "One. Two.", ("q",), ((1, 9),)), "q") == (1,)
