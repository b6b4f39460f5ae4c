"""Search is measured on transcripts too: a passage counts when it was spoken in a turn that answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.cases import CaseError
from evaluation.transcripts import found_share, read_transcripts, write_meetings

TURNS = [
    {"speaker": "The Chair", "text": "I call the meeting of the flood committee to order."},
    {"speaker": "Ms Hale", "text": "The pumps at the lock were renewed in May for forty thousand pounds."},
    {"speaker": "Mr Orr", "text": "Thank you."},
]


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    (tmp_path / "meetings").mkdir()
    meeting = {"meeting_id": "floods", "turns": TURNS}
    (tmp_path / "meetings" / "floods.json").write_text(json.dumps(meeting), encoding="utf-8")
    question = {"meeting_id": "floods", "question": "What did the pumps cost?", "relevant_turns": [[1, 2]]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    return tmp_path


def test_a_passage_with_words_of_a_right_turn_counts(transcripts: Path) -> None:
    cases = read_transcripts(transcripts)
    spoken = f"{TURNS[0]['text']}\n{TURNS[1]['text']}"
    assert found_share(cases, lambda question, file_name: [spoken]) == 1.0


def test_another_turn_or_a_word_of_thanks_does_not_count(transcripts: Path) -> None:
    cases = read_transcripts(transcripts)
    assert found_share(cases, lambda question, file_name: [TURNS[0]["text"], "Mr Orr: Thank you."]) == 0.0


def test_each_meeting_becomes_one_paper_with_its_speakers(transcripts: Path, tmp_path: Path) -> None:
    cases = read_transcripts(transcripts)
    write_meetings(cases, tmp_path)
    assert "Ms Hale: The pumps at the lock" in (tmp_path / cases[0].meeting.file_name).read_text()


def test_a_question_on_a_meeting_that_is_not_there_is_an_error_that_names_the_line(transcripts: Path) -> None:
    stray = {"meeting_id": "roads", "question": "Which roads?", "relevant_turns": [[0, 0]]}
    (transcripts / "questions.jsonl").write_text(json.dumps(stray) + "\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 1"):
        read_transcripts(transcripts)
