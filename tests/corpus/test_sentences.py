"""Sentences end where a reader would end them, and together they are the whole text."""

from __future__ import annotations

import itertools
import time

import pytest

from corpus.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr. Rees and Mr. J. T. Orme spoke in turn.",
        "It closed at 1.46 p.m. and members left.",
        "Savings (e.g. on fuel) rose by 4.2 per cent to £1.3m under s.106 and No. 5 fell.",
        "The panel noted (i) the report; (ii) the plan; and (iii) the budget.",
        "12. The purpose of this report is to inform.",
        "Q1. What is the cost of it?",
    ],
)
def test_titles_sums_and_clauses_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_full_stops_questions_lines_and_bullets_do() -> None:
    text = "The report was noted. Was it enough? No. We asked again.\nA new line\n• one point\n• another"
    assert sentences(text) == [
        "The report was noted.",
        "Was it enough?",
        "No.",
        "We asked again.",
        "A new line",
        "• one point",
        "• another",
    ]


@pytest.mark.parametrize(
    "text", ["", "   ", "One.", " Two words. \n\n Three. ", "• \n•", "a\n\nb. C", "... ! ?"]
)
def test_the_sentences_cover_the_text_without_gap_or_overlap(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))


def test_thousands_of_sentences_are_split_in_a_moment() -> None:
    text = "Cllr. Rees asked about the budget of £1.3m. It was noted (see 4.2). " * 3000
    began = time.perf_counter()
    assert len(split_sentences(text)) == 6000
    assert time.perf_counter() - began < 1.0
