"""Where papers differ in a figure both are shown, and the answer says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.library import Library
from retrieval.pipeline import answer_question
from retrieval.values import Answer, AnswerStatus

pytestmark = pytest.mark.slow

QUESTION = "How many burglaries did the force record in Corrisham in 2023/24?"
PAPER = """# Westmarch Police and Crime Panel

{kind} of the meeting held on {day}

## 4. Burglary

{said}

Members asked about the street lamps in Mill Lane.
"""

Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks the question of a library that holds papers of this kind, day and saying."""
    with Library.open(tmp_path / "data") as library:

        def asked(*papers: tuple[str, str, str]) -> Answer:
            for number, (kind, day, said) in enumerate(papers):
                path = tmp_path / f"paper-{number}.md"
                path.write_text(PAPER.format(kind=kind, day=day, said=said))
                library.add([path])
            answer = answer_question(library, QUESTION)
            assert answer.status is AnswerStatus.ANSWERED
            return answer

        yield asked


def recorded(number: int, year: str = "2023/24") -> str:
    return f"The force recorded {number} burglaries of homes in Corrisham in {year}."


def test_both_are_printed_the_earlier_first_and_the_reader_is_told(ask: Ask) -> None:
    answer = ask(
        ("Report to the Panel for 16 July 2025. Report", "16 July 2025", recorded(417)),
        ("Minutes", "17 July 2024", recorded(471)),
    )
    assert answer.text.index("471") < answer.text.index("417")
    assert answer.notice.startswith("The papers differ: ")
    assert answer.notice.index("17 July 2024") < answer.notice.index("16 July 2025")
    assert "has 471," in answer.notice
    assert answer.notice.endswith("has 417.")
    assert ["471" in answer.citations[0].quote, "417" in answer.citations[1].quote] == [True, True]


def test_of_a_draft_and_its_confirmed_copy_the_confirmed_is_named(ask: Ask) -> None:
    answer = ask(
        ("Draft minutes", "17 July 2024", recorded(471)),
        ("Confirmed minutes", "17 July 2024", recorded(417)),
    )
    assert answer.notice.endswith("The confirmed paper is the one with 417; the other is a draft.")


def test_a_figure_of_another_year_is_no_disagreement(ask: Ask) -> None:
    answer = ask(
        ("Minutes", "17 July 2024", recorded(471)),
        ("Minutes", "16 July 2025", recorded(417, "2024/25")),
    )
    assert answer.notice == ""


def test_copies_with_the_same_figure_are_no_disagreement(ask: Ask) -> None:
    answer = ask(
        ("Draft minutes", "17 July 2024", recorded(471)),
        ("Confirmed minutes", "17 July 2024", recorded(471)),
    )
    assert answer.notice == ""


def test_what_is_expected_may_be_expected_otherwise_later(ask: Ask) -> None:
    expected = "The force was expected to record {} burglaries of homes in Corrisham in 2023/24."
    answer = ask(
        ("Minutes", "17 July 2024", expected.format(471)),
        ("Minutes", "16 July 2025", expected.format(417)),
    )
    assert answer.notice == ""


def test_a_form_of_words_differs_from_nothing(ask: Ask) -> None:
    answer = ask(
        ("Minutes", "17 July 2024", recorded(471)),
        ("Report", "17 July 2024", f"{recorded(417)}\n\n## 5. Attempts\n\n{recorded(29)}"),
    )
    assert answer.notice == ""
