"""A model's reply becomes sentences as it comes, whatever form the model gives it."""

from __future__ import annotations

import pytest

from retrieval.writing.sentences import SentenceReader, WrittenSentence


def read(reply: str, characters: int = 3) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a reply that comes so many characters at a time."""
    reader = SentenceReader()
    found: list[WrittenSentence] = []
    for start in range(0, len(reply), characters):
        found += reader.read(reply[start : start + characters])
    found += reader.rest()
    return [(one.text, one.labels) for one in found]


NOTED = ("The report was noted.", ("k7q2",))
AGREED = ("The budget was agreed.", ("x2z3",))


@pytest.mark.parametrize(
    "reply",
    [
        "The report was noted. [k7q2]\nThe budget was agreed. [x2z3]\n",
        "The report was noted [k7q2].\nThe budget was agreed [x2z3].",
        "The report was noted. [k7q2] The budget was agreed. [x2z3]",
        "The report was noted [K7Q2]. The budget was agreed (x2z3).",
        "- The report was noted. [k7q2]\n- The budget was agreed. [x2z3]",
        "1. The report was noted. [k7q2]\n2. The budget was agreed. [x2z3]",
        "Answer: **The report was noted.** [Passage k7q2]\n\n\nThe budget was agreed. [passage x2z3]",
        "The report was noted. [k7q2]\nThe budget was agreed. [x2z3",
    ],
)
@pytest.mark.parametrize("characters", [1, 7, 1000])
def test_sentences_are_told_apart_in_every_usual_form(reply: str, characters: int) -> None:
    assert read(reply, characters) == [NOTED, AGREED]


def test_a_sentence_is_given_as_soon_as_it_is_whole() -> None:
    reader = SentenceReader()
    assert not list(reader.read("The report was noted. [k7q2]"))
    assert [one.text for one in reader.read(" The")] == ["The report was noted."]
    assert [one.text for one in reader.read(" budget was agreed. [x2z3]\n")] == ["The budget was agreed."]


def test_several_labels_belong_to_one_sentence() -> None:
    assert read("Both were noted. [k7q2, x2z3]\n") == [("Both were noted.", ("k7q2", "x2z3"))]
    assert read("Both were noted. [k7q2][x2z3]\n") == [("Both were noted.", ("k7q2", "x2z3"))]
    assert read("One [k7q2] and two [x2z3] were noted.\n") == [("One and two were noted.", ("k7q2", "x2z3"))]


def test_a_sentence_without_a_label_shares_that_of_the_next_on_its_line() -> None:
    assert read("It was long. It was noted. [k7q2]\nNobody spoke.\n") == [
        ("It was long.", ("k7q2",)),
        ("It was noted.", ("k7q2",)),
        ("Nobody spoke.", ()),
    ]


def test_numbers_that_a_model_invents_as_labels_are_labels_and_no_words() -> None:
    assert read("The report was noted. [3]\n") == [("The report was noted.", ("3",))]


def test_what_stands_in_brackets_in_the_paper_stays() -> None:
    assert read("For (15), against (2) [sic], under s.106 (2). [k7q2]\n") == [
        ("For (15), against (2) [sic], under s.106 (2).", ("k7q2",))
    ]


def test_half_a_sentence_at_the_end_is_left_out() -> None:
    assert read("The report was noted. [k7q2]\nThe budget was") == [NOTED]
    assert read("The report was noted. [k7q2]\nThe budget was agreed. [x2z3]") == [NOTED, AGREED]


def test_the_words_of_a_refusal_need_no_end() -> None:
    assert read("NOT IN THE PASSAGES") == [("NOT IN THE PASSAGES", ())]


def test_an_empty_reply_has_no_sentences() -> None:
    assert read("") == read(" \n\n") == read("[k7q2]\n") == read("***\n---\n") == []
