"""A paper as text: its headings, paragraphs and tables, with the quoted words lit."""

from __future__ import annotations

from dataclasses import replace

from corpus.values import Cell, Section
from index.values import Passage, PassageKind, Unit
from server.reading import (
    PASSAGES_SHOWN,
    Asked,
    Heading,
    Paragraph,
    Piece,
    Table,
    in_order,
    lit_ranges,
    quoted_ranges,
    reading_of,
)
from server.templates import environment


def passage(position: int, text: str, rows: tuple[Unit, ...] = (), section: Section | None = None) -> Passage:
    return Passage(
        passage_id=f"log:i1:{position}",
        paper_id="log",
        position=position,
        item_index=0,
        page=None,
        page_label="",
        section=section or Section(headings=("Lighting", "Repairs")),
        text=text,
        context="",
        kind=PassageKind.TABLE if rows else PassageKind.PROSE,
        ocr=False,
        digest="",
        units=rows,
    )


def row(position: int, text: str, start: int, *cells: str) -> Unit:
    columns = ("Place", "State", "State")
    named = tuple(Cell(column, cell) for column, cell in zip(columns, cells, strict=False))
    return Unit(f"log:i1:{position}/0", f"log:i1:{position}", 0, start, start + len(text), cells=named)


def test_quoted_words_are_found_whatever_the_white_space() -> None:
    assert quoted_ranges("a  lamp\nwas mended", "lamp was") == [(3, 11)]
    assert quoted_ranges("a lamp. a lamp.", "a lamp.") == [(0, 7), (8, 15)]
    assert [quoted_ranges("a lamp", quote) for quote in ("lamps", "", "  ")] == [[], [], []]
    assert quoted_ranges("cost (50%)", "(50%)") == [(5, 10)]


def test_stretches_that_overlap_are_lit_as_one() -> None:
    assert in_order([(4, 13), (0, 7), (20, 21)]) == [(0, 13), (20, 21)]


def test_a_quote_that_runs_over_passages_is_lit_in_those_beside_and_not_far_away() -> None:
    held = [
        passage(n, text) for n, text in enumerate(("Noted.", "One lamp.", "Noted.", "Two.", "", "Noted."))
    ]
    asked = Asked(("One lamp.", "Noted."), passage_id=held[1].passage_id)
    assert set(lit_ranges(held, asked)) == {held[place].passage_id for place in (0, 1, 2)}
    assert set(lit_ranges(held, Asked(("Two.",), passage_id=held[0].passage_id))) == {held[3].passage_id}


def test_headings_stand_once_above_what_they_head() -> None:
    blocks = reading_of([passage(0, "REPAIRS\nOne lamp."), passage(1, "Two lamps.")], Asked()).blocks
    assert blocks == (
        Heading((Piece("Lighting"),), 2),
        Heading((Piece("REPAIRS"),), 3),
        Paragraph((Piece("One lamp."),)),
        Paragraph((Piece("Two lamps."),)),
    )


def test_only_the_words_asked_for_are_lit_in_the_passage_asked_for() -> None:
    passages = [passage(0, "One lamp."), passage(1, "One lamp.\nTwo lamps.")]
    blocks = reading_of(passages, Asked(("One lamp.",), passage_id="log:i1:1")).blocks
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    assert paragraphs[0].pieces == (Piece("One lamp."),)
    assert paragraphs[1].pieces == (Piece("One lamp.", lit=True, target=True),)


def test_rows_of_one_table_stay_one_table_and_their_cells_are_lit() -> None:
    first, second = "Mill Lane\tdark\tsince May", "Church Road\tmended"
    passages = [
        passage(
            0,
            f"{first}\n{second}",
            (
                row(0, first, 0, "Mill Lane", "dark", "since May"),
                row(0, second, len(first) + 1, "Church Road", "mended"),
            ),
        ),
        passage(1, first, (row(1, first, 0, "Mill Lane", "dark", "since May"),)),
    ]
    blocks = reading_of(passages, Asked(("Mill Lane dark since May",), "log:i1:0")).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.columns for table in tables] == [("Place", "State", "State")]
    assert [len(table_row) for table_row in tables[0].rows] == [3, 3, 3]
    assert tables[0].rows[1][2] == ()
    lit = [piece.text for cell in tables[0].rows[0] for piece in cell if piece.lit]
    assert lit == ["Mill Lane", "dark", "since May"]


def headed(position: int, page: int | None = None) -> Passage:
    header, words = "Place\tState", "Mill Lane\tdark"
    one = passage(
        position, f"{header}\n{words}", (row(position, words, len(header) + 1, "Mill Lane", "dark"),)
    )
    name = Unit(f"{one.passage_id}/0", one.passage_id, 0, 0, len(header), heading=True, header=True)
    return replace(one, units=(name, *one.units), page=page)


def test_a_header_is_shown_once_and_lit_with_the_rows_quoted() -> None:
    reading = reading_of([headed(0)], Asked(("Place State Mill Lane dark",), "log:i1:0"))
    table = reading.blocks[-1]
    assert isinstance(table, Table)
    assert (table.columns, len(table.rows)) == (("Place", "State"), 1)
    assert table.lit and table.target
    assert [piece.lit for cell in table.rows[0] for piece in cell] == [True, True]
    assert not any(isinstance(block, Paragraph) for block in reading.blocks)
    page = environment().from_string('{% from "blocks.html" import reading %}{{ reading(blocks) }}')
    shown = page.render(blocks=reading.blocks)
    assert [shown.count(f"<mark>{words}</mark>") for words in ("Place", "State", "Mill Lane")] == [1, 1, 1]
    assert shown.count('id="lit"') == 1
    unlit = reading_of([headed(0)], Asked(("Mill Lane dark",), "log:i1:0")).blocks[-1]
    assert isinstance(unlit, Table) and not unlit.lit and not unlit.target


def test_a_header_repeated_on_the_next_page_is_shown_again_only_where_it_is_quoted() -> None:
    pages = [headed(0, 1), headed(1, 2)]
    asked = Asked(("Place State Mill Lane dark",), "log:i1:1")
    tables = [block for block in reading_of(pages, asked).blocks if isinstance(block, Table)]
    assert [(len(table.rows), table.lit) for table in tables] == [(1, False), (1, True)]
    tables = [block for block in reading_of(pages, Asked()).blocks if isinstance(block, Table)]
    assert [(len(table.rows), table.lit) for table in tables] == [(2, False)]


def test_a_long_paper_opens_at_the_part_that_holds_the_words() -> None:
    passages = [passage(number, f"Lamp {number}.") for number in range(PASSAGES_SHOWN * 2 + 1)]
    reading = reading_of(passages, Asked((f"Lamp {PASSAGES_SHOWN + 1}.",)))
    assert (reading.part, reading.parts) == (2, 3)
    assert reading.asked == passages[PASSAGES_SHOWN + 1]
    assert reading_of(passages, Asked(), part=99).part == 3
    assert reading_of([], Asked(("x",))).blocks == ()
