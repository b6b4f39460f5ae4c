"""Who voted which way is answered by how the vote went, where minutes only count."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from retrieval.pipeline import answer_question
from retrieval.values import AnswerStatus
from retrieval.vote_questions import vote_asked

MINUTES = """# Harrowden Police and Crime Panel

Minutes of the meeting held on 14 March 2024

## 1. Section 106 money

The Panel considered the report on section 106 money for policing new estates.

It was moved by Councillor Reed and seconded by Councillor Vane that an officer be appointed to bid for
section 106 money. The motion was carried unanimously.

## 2. Speed cameras

The Commissioner said that fourteen speed cameras had been repaired.
"""


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Who voted against the precept?", "the precept"),
        ("and who voted for the resolution about the lamps?", "the resolution about the lamps"),
        ("Which members voted down the amendment on reserves?", "the amendment on reserves"),
        ("Who abstained on the precept in 2025?", "the precept in 2025"),
        ("Did anyone vote against the budget?", "the budget"),
    ],
)
def test_a_question_for_voters_names_what_was_voted_on(question: str, thing: str) -> None:
    vote = vote_asked(question)
    assert vote is not None
    assert vote.thing == thing


@pytest.mark.parametrize(
    "question",
    [
        "Who proposed the precept?",
        "How many voted for the precept?",
        "Who voted?",
        "When was the vote on the precept?",
        "Who moved the vote of thanks?",
    ],
)
def test_other_questions_are_not_asked_again(question: str) -> None:
    assert vote_asked(question) is None


@pytest.mark.slow
def test_a_count_answers_who_voted_against(sample_library: Library) -> None:
    answer = answer_question(sample_library, "Who voted against the proposed precept for 2024/25?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "seven votes for the motion, two against and one abstention" in answer.text
    assert any("It was also asked as" in note for note in answer.trace.notes)
    stages = [stage for stage, _ in answer.trace.milliseconds]
    assert len(stages) == len(set(stages)), "a stage that ran twice is told once"


@pytest.mark.slow
def test_the_vote_on_another_thing_is_no_answer(sample_library: Library) -> None:
    for thing in ("the complaints procedure", "the sale of the Melton depot"):
        answer = answer_question(sample_library, f"Who voted against {thing}?")
        assert answer.status is AnswerStatus.NOT_IN_PAPERS


@pytest.mark.slow
def test_carried_unanimously_answers_who_voted_against(tmp_path: Path) -> None:
    (tmp_path / "minutes.md").write_text(MINUTES)
    with Library.open(tmp_path / "data") as library:
        library.add([tmp_path / "minutes.md"])
        answer = answer_question(library, "Who voted against the resolution about section 106 money?")
        assert "The motion was carried unanimously." in answer.text
        unvoted = answer_question(library, "Who voted against the resolution about speed cameras?")
        assert unvoted.status is AnswerStatus.NOT_IN_PAPERS
