"""A citation quotes the paper verbatim and says where it stands as a clerk would."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from passages import PAPER, passage

from corpus.values import Section
from retrieval.cite import cite, quote_around, short_body
from retrieval.compose import Span

BODIES = (PAPER.body,)


def test_a_citation_reads_as_minutes_would_cite_it() -> None:
    one = passage("That updates on section 106 be brought to the Panel.")
    citation = cite(1, PAPER, one, (Span(0, 52, ""),), bodies=BODIES, quote_characters=600, likelihood={})
    assert citation.label == "Panel, 26 July 2023, item 10, p. 8"


def test_minutes_bound_in_a_later_pack_keep_their_own_date() -> None:
    one = passage("That it be noted.", section=Section(item_number="3", meeting_date="2023-03-06"))
    citation = cite(1, PAPER, one, (Span(0, 17, ""),), bodies=BODIES, quote_characters=600, likelihood={})
    assert citation.label == "Panel, 6 March 2023, item 3, p. 8"


def test_a_sheet_is_named_where_there_is_no_page() -> None:
    one = passage("March\t12", page=None, section=Section(sheet="Calls"))
    citation = cite(1, PAPER, one, (Span(0, 8, ""),), bodies=BODIES, quote_characters=600, likelihood={})
    assert citation.label == "Panel, 26 July 2023, sheet Calls"


def test_a_general_name_is_used_only_where_no_other_body_shares_it() -> None:
    assert short_body("Harrowden Police and Crime Panel", ("Harrowden Police and Crime Panel",)) == "Panel"
    both = ("Harrowden Police and Crime Panel", "Ethics Panel")
    assert short_body("Ethics Panel", both) == "Ethics Panel"


def test_a_quote_holds_what_is_printed_and_widens_to_whole_sentences() -> None:
    one = passage("First sentence here.", "Second sentence here.", "Third sentence here.", "Fourth one.")
    middle = Span(21, 42, "")
    assert quote_around(one, (middle,), 45, {}) == "Second sentence here.\nThird sentence here."
    assert quote_around(one, (middle,), 600, {}) == one.text


def test_a_quote_is_never_longer_than_allowed_when_its_spans_are_not() -> None:
    one = passage(*(f"Sentence number {n} of many." for n in range(50)))
    for most in (60, 200, 690):
        assert len(quote_around(one, (Span(0, 26, ""),), most, {})) <= most


def test_a_quote_widens_to_the_side_that_likelier_answers() -> None:
    one = passage("It cost £4,000.", "Three firms were asked.", "It was a wet day, and members had lunch.")
    likely = {one.units[0].unit_id: 0.5}
    assert quote_around(one, (Span(16, 39, ""),), 65, likely) == "It cost £4,000.\nThree firms were asked."


def test_a_quote_may_begin_with_a_heading_and_does_not_end_with_one() -> None:
    one = passage("LAMPS", "They were mended.", "BENCHES", headings=(0, 2))
    assert quote_around(one, (Span(6, 23, ""),), 600, {}) == "LAMPS\nThey were mended."
    longer = passage("They were mended.", "BENCHES", "They were painted.", headings=(1,))
    assert quote_around(longer, (Span(0, 17, ""),), 600, {}) == longer.text


def test_a_row_is_quoted_with_the_header_that_says_what_its_figures_are() -> None:
    one = passage("STRENGTH", "Year\tOfficers", "2022\t4", "2023\t5", headings=(0,), headers=(1,))
    last = one.units[3]
    assert quote_around(one, (Span(last.start, last.end, ""),), 600, {}) == one.text
    assert quote_around(one, (Span(last.start, last.end, ""),), 30, {}) == one.text[9:]
    assert quote_around(one, (Span(last.start, last.end, ""),), 20, {}) == "2022\t4\n2023\t5"


def test_a_quote_reaches_over_no_title_block_to_a_header() -> None:
    one = passage("Report of: X", "Subject: Y", "Year\tOfficers", "2023\t5", headings=(0, 1), headers=(2,))
    row = one.units[3]
    assert quote_around(one, (Span(row.start, row.end, ""),), 600, {}) == "Year\tOfficers\n2023\t5"
