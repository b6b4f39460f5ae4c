"""A sentence is compared with all that it cites, and told what it rests on."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pathlib import Path as Folder

import pytest
from carrying import check, cited, is_carried, level
from passages import passage

from index.library import Library
from retrieval.checking.check import check_sentence
from retrieval.checking.likeness import library_likeness
from retrieval.checking.values import CitedPassage, FaultKind

UNITS = ("The Panel met in May.", "The lamps were replaced in June.", "The clerk wrote to the council.")


def test_the_papers_own_words_pass_at_once() -> None:
    assert is_carried("The lamps were replaced in June.", *UNITS)


def test_the_papers_own_words_without_their_denial_do_not() -> None:
    assert not is_carried("the lamps were replaced", "It is not so that the lamps were replaced.")


def test_it_says_which_sentences_of_the_paper_it_rests_on() -> None:
    (support,) = check("The lamps were replaced in June and the clerk wrote to the council.", *UNITS).supports
    assert [unit.position for unit in support.units] == [1, 2]


def test_a_sentence_may_rest_on_two_passages() -> None:
    first = cited(passage("The lamps cost £4,000.", number=1))
    second = cited(passage("The cameras cost £9,000.", number=2))
    found = check_sentence("The lamps cost £4,000 and the cameras £9,000.", [first, second], level)
    assert found.is_carried
    assert len(found.supports) == 2


def test_a_sentence_of_something_else_rests_on_nothing() -> None:
    found = check("Sourdough is baked in Lisbon.", *UNITS)
    assert not found.supports
    assert {fault.kind for fault in found.faults} == {FaultKind.MEANING}


def test_what_is_too_long_to_be_a_sentence_is_a_fault() -> None:
    assert {fault.kind for fault in check("The Panel met in May. " * 60, *UNITS).faults} == {
        FaultKind.MEANING
    }


def test_a_sentence_that_cites_nothing_rests_on_nothing() -> None:
    assert not check_sentence("The Panel met in May.", [], level).is_carried


def test_a_sentence_far_in_meaning_from_all_it_rests_on_is_a_fault() -> None:
    found = check_sentence(
        "The clerk wrote to the Panel.", [cited(passage(*UNITS))], lambda _, units: [0.0] * len(units)
    )
    assert not found.is_carried


@pytest.mark.slow
def test_a_real_paper_carries_its_paraphrase_and_not_its_opposite(tmp_path: Folder) -> None:
    text = "# Lamps\n\nThe Panel agreed to replace 14 lamps in Mill Lane by September 2024.\n"
    (tmp_path / "lamps.md").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "data") as library:
        library.add([tmp_path / "lamps.md"])
        (paper,) = library.papers()
        passages = [CitedPassage(one, paper.title) for one in library.passages_of(paper.paper_id)]
        likeness = library_likeness(library)
        assert check_sentence(
            "By September 2024 fourteen lamps were to be replaced.", passages, likeness
        ).supports
        assert check_sentence("The Panel agreed to replace fourteen lamps.", passages, likeness).is_carried
        assert not check_sentence("The Panel declined to replace the lamps.", passages, likeness).is_carried
