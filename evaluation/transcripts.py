"""Measure search on transcripts of meetings: speech, another kind of minutes than papers are.

A folder of QMSum's form (Zhong and others, 2021) holds `meetings/*.json`, each with `meeting_id` and
`turns` of `speaker` and `text`, and files of questions, one JSON object a line, each with `meeting_id`,
`question` and `relevant_turns`, pairs of the first and the last turn that answer, counted from 0.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.cases import CaseError
from evaluation.measures import mean_of, plain, words_of

FEWEST_WORDS = 5
"""A line of fewer words, such as "Thank you", says nothing of whose turn it is."""

FindPassages = Callable[[str, str], Sequence[str]]
"""From a question and the name of a meeting's file to the texts of the first passages found."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it was spoken: (speaker, words) in order."""

    meeting_id: str
    turns: tuple[tuple[str, str], ...]

    @property
    def file_name(self) -> str:
        """The name of the paper that `write_meetings` makes of it."""
        return f"{self.meeting_id}.txt"


@dataclass(frozen=True, slots=True)
class SpokenCase:
    """A question and the turns that answer it."""

    meeting: Meeting
    question: str
    turns: tuple[int, ...]


def read_transcripts(folder: Path) -> tuple[SpokenCase, ...]:
    """Read the meetings of a folder and the questions beside them.

    Raises:
        CaseError: a file is not of the form, or there is no question.
        OSError: a file cannot be read.
    """
    meetings = {meeting.meeting_id: meeting for meeting in map(read_meeting, sorted_meetings(folder))}
    cases = [
        read_case(line, meetings, f"{file.name}, line {number}")
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip()
    ]
    if not cases:
        raise CaseError(f"{folder} holds no questions on transcripts")
    return tuple(cases)


def sorted_meetings(folder: Path) -> list[Path]:
    """The files of the meetings."""
    return sorted((folder / "meetings").glob("*.json"))


def read_meeting(file: Path) -> Meeting:
    """Read one meeting."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        turns = tuple((str(turn["speaker"]), str(turn["text"])) for turn in stored["turns"])
        return Meeting(str(stored["meeting_id"]), turns)
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{file.name} is not a transcript: {error}") from error


def read_case(line: str, meetings: dict[str, Meeting], where: str) -> SpokenCase:
    """Read one question."""
    try:
        stored: dict[str, Any] = json.loads(line)
        meeting = meetings[stored["meeting_id"]]
        turns = [
            turn for first, last in stored["relevant_turns"] for turn in range(int(first), int(last) + 1)
        ]
        return SpokenCase(meeting, str(stored["question"]), tuple(turns))
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{where}: not a question on a transcript ({error})") from error


def write_meetings(cases: Sequence[SpokenCase], folder: Path) -> None:
    """Write each meeting as a paper of plain text, a turn a paragraph, its speaker first."""
    for meeting in {case.meeting.meeting_id: case.meeting for case in cases}.values():
        paragraphs = [f"{speaker}: {words}" for speaker, words in meeting.turns]
        (folder / meeting.file_name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def found_share(cases: Sequence[SpokenCase], find: FindPassages) -> float:
    """Share of the questions with a right turn among the passages found."""
    return mean_of(
        any(holds_turn(text, case) for text in find(case.question, case.meeting.file_name)) for case in cases
    )


def holds_turn(text: str, case: SpokenCase) -> bool:
    """True when a line of a passage was spoken in one of the turns that answer."""
    turns = [plain(" ".join(case.meeting.turns[turn])) for turn in case.turns]
    lines = [plain(line) for line in text.splitlines() if len(words_of(line)) >= FEWEST_WORDS]
    return any(line in turn or turn in line for line in lines for turn in turns)
