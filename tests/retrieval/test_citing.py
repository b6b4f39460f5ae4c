"""A citation quotes the paper verbatim and says where it stands as a clerk would."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from passages import PAPER, passage

from corpus.values import Section
from retrieval.cite import cite, short_body

BODIES = (PAPER.body,)


def test_a_citation_reads_as_minutes_would_cite_it() -> None:
    one = passage("That updates on section 106 be brought to the Panel.")
    citation = cite(1, PAPER, one, "", bodies=BODIES)
    assert citation.label == "Panel, 26 July 2023, item 10, p. 8"


def test_minutes_bound_in_a_later_pack_keep_their_own_date() -> None:
    one = passage("That it be noted.", section=Section(item_number="3", meeting_date="2023-03-06"))
    citation = cite(1, PAPER, one, "", bodies=BODIES)
    assert citation.label == "Panel, 6 March 2023, item 3, p. 8"


def test_a_sheet_is_named_where_there_is_no_page() -> None:
    one = passage("March\t12", page=None, section=Section(sheet="Calls"))
    citation = cite(1, PAPER, one, "", bodies=BODIES)
    assert citation.label == "Panel, 26 July 2023, sheet Calls"


def test_a_general_name_is_used_only_where_no_other_body_shares_it() -> None:
    assert short_body("Harrowden Police and Crime Panel", ("Harrowden Police and Crime Panel",)) == "Panel"
    both = ("Harrowden Police and Crime Panel", "Ethics Panel")
    assert short_body("Ethics Panel", both) == "Ethics Panel"
