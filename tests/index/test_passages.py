"""Passages keep what belongs together, and never cross what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hand_made import hand_made_paper, heading, list_item, prose, row, structured

from corpus.values import Role, Section, StructuredBlock, StructuredPaper
from index.passages import (
    count_tokens,
    cut_paper,
    embedded_passage,
    embedded_unit,
    in_context_of,
    unit_in_words,
)
from index.settings import IndexSettings
from index.values import Passage, PassageKind

SMALL = IndexSettings(passage_tokens=40)


def cut(*blocks: object, settings: IndexSettings = SMALL) -> tuple[Passage, ...]:
    paper = blocks[0] if isinstance(blocks[0], StructuredPaper) else structured(*blocks)  # type: ignore[arg-type]
    return cut_paper(paper, settings)


def words(count: int, word: str = "word") -> str:
    return " ".join([word] * count)


def test_short_paragraphs_share_a_passage_up_to_the_size() -> None:
    passages = cut(prose(words(15)), prose(words(15)), prose(words(15)))
    assert [count_tokens(passage.text) for passage in passages] == [30, 15]


def test_a_passage_never_crosses_an_item_or_a_page() -> None:
    passages = cut(prose("One."), prose("Two.", item=1), prose("Three.", 2, item=1))
    assert [passage.text for passage in passages] == ["One.", "Two.", "Three."]
    assert [passage.page for passage in passages] == [1, 1, 2]
    assert [passage.page_label for passage in passages] == ["i", "i", "ii"]


def test_prose_and_tables_never_mix_nor_do_two_tables() -> None:
    passages = cut(
        prose("Before."), row(("A", "1")), row(("A", "2")), row(("A", "3"), table=2), prose("After.")
    )
    assert [passage.text for passage in passages] == ["Before.", "1\n2", "3", "After."]
    kinds = [PassageKind.PROSE, PassageKind.TABLE, PassageKind.TABLE, PassageKind.PROSE]
    assert [passage.kind for passage in passages] == kinds


def test_a_heading_goes_with_what_follows_it() -> None:
    passages = cut(prose(words(30)), heading("Complaints"), prose(words(8)))
    assert passages[1].text.startswith("Complaints\nword")


def test_a_heading_after_little_text_stays_with_it() -> None:
    passages = cut(heading("Part one"), prose("Short."), heading("Part two"), prose("Short too."))
    assert len(passages) == 1


def test_a_heading_at_the_foot_of_a_page_makes_no_passage_of_its_own() -> None:
    passages = cut(prose(words(38)), heading("Next matter"), prose("On the next page.", 2))
    assert [passage.page for passage in passages] == [1, 2]
    assert passages[0].text.endswith("Next matter")


def test_a_heading_above_a_table_opens_the_table() -> None:
    officers = row(("Year", "2023"), ("Officers", "2,242"))
    passages = cut(prose("Before."), heading("Strength"), officers, heading("Vehicles", 2), officers)
    assert [passage.text for passage in passages] == [
        "Before.",
        "Strength\n2023\t2,242",
        "Vehicles",
        "2023\t2,242",
    ]
    assert passages[1].kind is PassageKind.TABLE
    assert [bool(unit.cells) for unit in passages[1].units] == [False, True]


def test_what_names_a_table_in_few_words_goes_with_it() -> None:
    officers = row(("Year", "2023"), ("Officers", "2,242"))
    said, named = cut(prose("The force grew."), prose("Figure 7: Officers by year"), officers)
    assert (said.text, named.text) == ("The force grew.", "Figure 7: Officers by year\n2023\t2,242")
    assert [unit.heading for unit in named.units] == [True, False]


def test_words_above_a_table_that_may_say_something_can_be_quoted_still() -> None:
    (passage,) = cut(
        prose("Grants made in May, all of them from the reserve:"), row(("To", "Club"), ("£", "50"))
    )
    assert passage.kind is PassageKind.TABLE
    assert [unit.heading for unit in passage.units] == [False, False]


def test_a_list_stays_with_the_words_that_lead_it_in() -> None:
    passages = cut(prose(words(25)), prose("Resolved that:"), list_item(words(8)), list_item(words(8)))
    assert passages[1].text.startswith("Resolved that:\nword")
    assert len(passages[1].units) == 3


def test_a_long_block_is_cut_between_sentences_into_even_pieces() -> None:
    sentences = [f"Sentence number {number} says {words(6)}." for number in range(8)]
    passages = cut(prose(" ".join(sentences)))
    assert len(passages) >= 3
    assert all(count_tokens(passage.text) <= SMALL.passage_tokens for passage in passages)
    assert " ".join(passage.text for passage in passages) == " ".join(sentences)
    assert min(count_tokens(passage.text) for passage in passages) > 15


def test_a_word_without_end_is_cut_all_the_same() -> None:
    passages = cut(prose("x" * 2000))
    assert "".join(passage.text for passage in passages).replace("\n", "") == "x" * 2000


def test_units_are_sentences_and_cover_the_text() -> None:
    (passage,) = cut(
        heading("Matters arising"), prose("The Panel met. It noted the report."), list_item("a) done")
    )
    assert [passage.unit_text(unit) for unit in passage.units] == [
        "Matters arising",
        "The Panel met.",
        "It noted the report.",
        "a) done",
    ]
    covered = "".join(passage.unit_text(unit) for unit in passage.units)
    assert "".join(covered.split()) == "".join(passage.text.split())
    assert [unit.unit_id for unit in passage.units] == [f"{passage.passage_id}/{n}" for n in range(4)]


def test_a_row_is_one_unit_with_its_column_headers() -> None:
    (passage,) = cut(
        row(("Year", "2023/24"), ("Officers", "2,242")), row(("Year", "2022/23"), ("Officers", "2,100"))
    )
    assert passage.text == "2023/24\t2,242\n2022/23\t2,100"
    assert [passage.unit_text(unit) for unit in passage.units] == ["2023/24\t2,242", "2022/23\t2,100"]
    assert [cell.column for cell in passage.units[0].cells] == ["Year", "Officers"]
    assert embedded_unit(passage, passage.units[0]) == "Year: 2023/24; Officers: 2,242"
    assert passage.context.endswith("Year, Officers")


def test_a_table_opens_with_its_header_wherever_a_page_bears_it() -> None:
    named = [row(("Year", f"20{n}/{n + 1}"), ("Officers", f"2,2{n}")) for n in range(10, 20)]
    first = replace(named[0], block=replace(named[0].block, header="Year\tOfficers"))
    over = [replace(one, block=replace(one.block, page=2)) for one in (first, named[1])]
    passages = cut(heading("Strength"), first, *named[1:], *over)
    assert [passage.text.split("\n")[:3] for passage in passages if "Officers" in passage.text] == [
        ["Strength", "Year\tOfficers", "2010/11\t2,210"],
        ["Year\tOfficers", "2010/11\t2,210", "2011/12\t2,211"],
    ]
    assert len(passages) > 2
    assert {passage.context.split("\n")[-1] for passage in passages} == {"Year, Officers"}


def test_a_header_names_the_rows_below_it_and_is_no_row() -> None:
    action = row(("No", "1"), ("Action", "Mend the lamp"), header="No\tAction\nof list\tto be taken")
    (passage,) = cut(replace(action, role=Role.ACTION, owner="The clerk"))
    header, mended = passage.units
    assert passage.unit_text(header) == "No\tAction\nof list\tto be taken"
    assert header.heading and header.header and not header.cells
    assert (header.role, header.owner) == (Role.NONE, "")
    assert not mended.heading and not mended.header
    assert embedded_unit(passage, mended) == "No: 1; Action: Mend the lamp"


def test_a_header_that_would_fill_half_a_passage_is_left_out() -> None:
    (passage,) = cut(row(("A", "1"), header="\t".join(words(10, "name") for _ in range(2))))
    assert passage.text == "1"


def test_a_long_row_has_its_own_passage_and_says_its_cells_by_the_sentence() -> None:
    answer = " ".join(f"Answer {number} is {words(7)}." for number in range(12))
    long_row = row(("Question", "How many?"), ("Answer", answer))
    passages = cut(
        row(("Question", "Who?"), ("Answer", "Me.")), long_row, settings=IndexSettings(passage_tokens=120)
    )
    assert len(passages) == 2
    units = passages[1].units
    assert [unit.cells[0].column for unit in units] == ["Question", *["Answer"] * 12]
    assert passages[1].unit_text(units[1]) == units[1].cells[0].text == f"Answer 0 is {words(7)}."


def test_a_row_much_larger_than_a_passage_is_cut_inside_its_cells() -> None:
    answer = " ".join(f"Answer {number} is {words(7)}." for number in range(40))
    passages = cut(row(("Question", "How many?"), ("Answer", answer)))
    assert all(count_tokens(passage.text) <= SMALL.passage_tokens for passage in passages)
    told = "\t".join(passage.text for passage in passages)
    assert "".join(told.split()) == "".join(f"How many? {answer}".split())


def test_context_says_what_is_known_from_elsewhere() -> None:
    section = Section(
        item_number="10", item_title="Complaints", report_of="The Director", headings=("Figures",)
    )
    (passage,) = cut(prose("It fell.", section=section))
    assert passage.context.split("\n") == [
        "Harbourshire Police and Crime Panel",
        "26 July 2023",
        "Minutes of the Panel",
        "10. Complaints > Figures",
        "The Director",
    ]


def test_minutes_inside_a_pack_are_dated_by_their_own_meeting() -> None:
    (passage,) = cut(prose("It was noted.", section=Section(meeting_date="2023-03-02")))
    assert "2 March 2023" in passage.context
    assert "26 July 2023" not in passage.context


def test_ids_name_paper_page_and_place_and_do_not_change_with_the_text() -> None:
    before = cut(prose("One."), prose("Two.", 2), prose("Three.", None))
    after = cut(prose("One, amended."), prose("Two.", 2), prose("Three.", None))
    ids = ["panel-minutes-abc123:p1:1", "panel-minutes-abc123:p2:1", "panel-minutes-abc123:i0:1"]
    assert [passage.passage_id for passage in before] == ids == [passage.passage_id for passage in after]
    assert before[0].digest != after[0].digest
    assert before[1].digest == after[1].digest


def test_a_corrected_date_changes_context_and_digest_only() -> None:
    (passage,) = cut(row(("Year", "2023/24")))
    corrected = in_context_of(passage, hand_made_paper(meeting_date=date(2024, 1, 9)))
    assert "9 January 2024" in corrected.context
    assert corrected.context.endswith("Year")
    assert corrected == replace(passage, context=corrected.context, digest=corrected.digest)
    assert corrected.digest != passage.digest


def voted(text: str, motion: str = "Motion moved by Mr Oake: Mend the quay.") -> StructuredBlock:
    line = prose(text)
    return replace(line, role=Role.VOTE, section=replace(line.section, motion=motion))


def test_a_vote_is_searched_and_embedded_by_what_was_voted_on_and_not_by_the_voters() -> None:
    voters = ", ".join(f"Mr Number{n}" for n in range(20))
    (passage,) = cut(voted("For (20)"), voted(voters), voted("Motion carried."), settings=IndexSettings())
    assert passage.section.motion.endswith("Mend the quay.")
    assert "Mend the quay." in passage.context
    assert embedded_passage(passage) == f"{passage.section.motion}\nFor (20)\nMotion carried."
    assert embedded_unit(passage, passage.units[0]) == f"{passage.section.motion} For (20)"
    assert unit_in_words(passage, passage.units[0]) == "For (20)"


def test_each_vote_has_a_passage_of_its_own_and_ends_before_the_next_matter() -> None:
    second = "Amendment moved by Ms Perry: Sell the quay."
    blocks = (
        voted("For (3)"),
        voted("Carried."),
        voted("For (1)", second),
        voted("Lost.", second),
        prose("(5) Next."),
    )
    texts = [passage.text for passage in cut(*blocks, settings=IndexSettings())]
    assert texts == ["For (3)\nCarried.", "For (1)\nLost.", "(5) Next."]


def test_what_was_resolved_stays_with_its_vote() -> None:
    resolved = replace(prose("RESOLVED that the quay be mended."), role=Role.RESOLUTION)
    (passage,) = cut(voted("For (3)"), voted("Carried."), resolved, settings=IndexSettings())
    assert passage.section.motion
