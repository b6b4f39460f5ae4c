"""A quote holds what is printed, with what fits around it, in the paper's own order."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from passages import passage, quoter

from index.values import Passage
from retrieval.links import citation_url
from retrieval.quotes import fit_one_quote
from retrieval.running_text import by_place
from retrieval.spans import Span, whole_span


def span(of: Passage, position: int) -> Span:
    return whole_span(of, of.units[position])


def quote(of: Passage, position: int, most: int = 600) -> str:
    return quoter(most=most).quote((span(of, position),)).text


def test_a_quote_holds_what_is_printed_and_widens_to_whole_sentences() -> None:
    one = passage("First sentence here.", "Second sentence here.", "Third sentence here.", "Fourth one.")
    assert quote(one, 1, 45) == "Second sentence here.\nThird sentence here."
    assert quote(one, 1) == one.text


def test_a_quote_is_never_longer_than_allowed_when_its_spans_are_not() -> None:
    one = passage(*(f"Sentence number {n} of many." for n in range(50)))
    for most in (60, 200, 690):
        assert len(quote(one, 0, most)) <= most


def test_a_quote_widens_to_the_side_that_likelier_answers() -> None:
    one = passage("It cost £4,000.", "Three firms were asked.", "It was a wet day, and members had lunch.")
    likely = quoter(most=65, likelihood={one.units[0].unit_id: 0.5})
    assert likely.quote((span(one, 1),)).text == "It cost £4,000.\nThree firms were asked."


def test_what_another_quote_holds_is_no_reason_to_widen_to_it() -> None:
    one = passage("It cost £4,000.", "Three firms were asked.", "One was chosen.")
    likely = quoter(most=45, likelihood={one.units[0].unit_id: 0.9, one.units[2].unit_id: 0.5})
    assert likely.quote((span(one, 1),)).text == "It cost £4,000.\nThree firms were asked."
    _, second = likely.quotes([(span(one, 0),), (span(one, 1),)])
    assert second.text == "Three firms were asked.\nOne was chosen."


def test_a_quote_may_begin_with_a_heading_and_does_not_end_with_one() -> None:
    one = passage("LAMPS", "They were mended.", "BENCHES", headings=(0, 2))
    assert quote(one, 1) == "LAMPS\nThey were mended."
    longer = passage("They were mended.", "BENCHES", "They were painted.", headings=(1,))
    assert quote(longer, 0) == longer.text


def test_a_row_is_quoted_with_the_header_that_says_what_its_figures_are() -> None:
    one = passage("STRENGTH", "Year\tOfficers", "2022\t4", "2023\t5", headings=(0,), headers=(1,))
    assert quote(one, 3) == one.text
    assert quote(one, 3, 30) == one.text[9:]
    assert quote(one, 3, 20) == "2022\t4\n2023\t5"


def test_a_quote_reaches_over_no_title_block_to_a_header() -> None:
    one = passage("Report of: X", "Subject: Y", "Year\tOfficers", "2023\t5", headings=(0, 1), headers=(2,))
    assert quote(one, 3) == "Year\tOfficers\n2023\t5"


def test_a_quote_runs_on_into_the_next_passage_of_its_page() -> None:
    first = passage("An officer may stay for 12 weeks.", number=1)
    second = passage("This may be extended.", "Pay is not affected.", number=2)
    running_on = quoter(first, second).quote((span(first, 0),))
    assert (
        running_on.text == "An officer may stay for 12 weeks.\n\nThis may be extended.\nPay is not affected."
    )
    assert running_on.unit_ids == {unit.unit_id for unit in (*first.units, *second.units)}
    backwards = quoter(first, second, most=60).quote((span(second, 0),))
    assert backwards.text == "An officer may stay for 12 weeks.\n\nThis may be extended."


def test_a_quote_never_runs_over_a_page_or_out_of_its_item() -> None:
    one = passage("An officer may stay for 12 weeks.", number=1)
    overleaf = passage("This may be extended.", number=2, page=9)
    of_another_item = replace(passage("This may be extended.", number=2), item_index=2)
    farther_on = passage("This may be extended.", number=3)
    for other in (overleaf, of_another_item, farther_on):
        assert quoter(one, other).quote((span(one, 0),)).text == one.text


def test_words_that_two_pieces_of_a_paragraph_share_are_not_quoted_twice() -> None:
    first = passage("He spoke at length.", "The lamps were mended.", number=1)
    second = passage("The lamps were mended.", "It was dark.", number=2)
    assert quoter(first, second).quote((span(first, 0),)).text == first.text


def test_two_sentences_need_one_quote_only_where_all_between_them_fits() -> None:
    first, between, last = (passage(f"Sentence {number}.", number=number) for number in (1, 2, 3))
    both = (span(last, 0), span(first, 0))
    known = by_place((first, between, last))
    assert fit_one_quote(both, 40, known)
    assert not fit_one_quote(both, 30, known)
    assert not fit_one_quote(both, 40, by_place((first, last)))


def test_each_piece_of_a_quote_over_two_passages_is_lit() -> None:
    url = citation_url("p1", 8, "p1:8:1", "An officer may\nstay.\n\nThis may be extended.")
    assert url.endswith("?page=8&quote=An+officer+may+stay.&quote=This+may+be+extended.#lit")
