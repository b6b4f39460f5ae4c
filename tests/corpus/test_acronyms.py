"""Short forms are taken from where a paper spells them out, and from nowhere else."""

from __future__ import annotations

import pytest

from corpus.acronyms import find_acronyms
from corpus.values import Block, BlockKind, Cell


def spelt(text: str) -> dict[str, str]:
    return dict(find_acronyms([Block(BlockKind.PARAGRAPH, text)]))


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("from the Office of the Harbour Commissioner (OHC).", "OHC", "Office of the Harbour Commissioner"),
        ("the DART (Domestic Abuse Resolution Team) met", "DART", "Domestic Abuse Resolution Team"),
        ("the Chief Harbours Council (CHC) agreed", "CHC", "Chief Harbours Council"),
        ("Protection Notices (PNs) were issued", "PNs", "Protection Notices"),
        ("Violence Against Women and Girls (VAWG)", "VAWG", "Violence Against Women and Girls"),
        ("Senior Responsible Owner (“SRO”)", "SRO", "Senior Responsible Owner"),
    ],
)
def test_both_orders_are_read(text: str, short: str, long: str) -> None:
    assert spelt(text) == {short: long}


@pytest.mark.parametrize(
    "text", ["Councillor Taylor (Chair)", "A. Smith (CO)", "the budget (2023)", "see (NB) below"]
)
def test_posts_and_years_in_brackets_are_no_short_forms(text: str) -> None:
    assert spelt(text) == {}


def test_a_row_of_a_glossary_is_read() -> None:
    row = Block(
        BlockKind.TABLE_ROW,
        "MTFP\tMedium Term Financial Plan",
        cells=(Cell("Term", "MTFP"), Cell("Meaning", "Medium Term Financial Plan")),
    )
    assert find_acronyms([row]) == (("MTFP", "Medium Term Financial Plan"),)
