"""Every block knows its item, heading, appendix and paragraph, and a pack's reports are told apart."""

from __future__ import annotations

from corpus.places.items import PlacedBlock, place_blocks
from corpus.values import Block, BlockKind, FileText, OutlineEntry, Page, PaperKind

LONG = "Members considered this matter at some length and thanked the officers for their work on it."


def heading(text: str, page: int = 1, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, page=page, level=level)


def paragraph(text: str, page: int = 1) -> Block:
    return Block(BlockKind.PARAGRAPH, text, page=page)


def place(*blocks: Block, kind: PaperKind, outline: tuple[OutlineEntry, ...] = ()) -> list[PlacedBlock]:
    pages = tuple(Page(number) for number in range(1, 1 + max(block.page or 1 for block in blocks)))
    return place_blocks(FileText("paper.pdf", "0" * 64, pages, blocks, outline=outline), kind)


def items(placed: list[PlacedBlock]) -> list[str]:
    seen: dict[int, str] = {}
    for one in placed:
        seen.setdefault(one.item_index, one.section.item)
    return list(seen.values())


def test_numbered_titles_open_items_and_numbered_points_do_not() -> None:
    placed = place(
        paragraph("Minutes of a meeting of the Harbour Panel held on Friday, 1 March 2024."),
        heading("9. QUAY REPAIRS"),
        paragraph(LONG),
        paragraph("RESOLVED:"),
        paragraph("1. That the contents of the report be noted."),
        paragraph("2. That the quay be repaired."),
        paragraph("12 December 2023 was the last inspection."),
        heading("10. SECTION 106 UPDATE"),
        paragraph(LONG),
        kind=PaperKind.MINUTES,
    )
    assert items(placed) == ["", "9. QUAY REPAIRS", "10. SECTION 106 UPDATE"]
    assert placed[5].section.item_number == "9"
    assert placed[5].section.paragraph == "2"


def test_titles_in_small_letters_with_their_text_run_on_open_items() -> None:
    placed = place(
        paragraph("WEND COMMUNITY COUNCIL"),
        paragraph("2503. Police Report: No report received."),
        paragraph("2504. Public Forum: No one present."),
        paragraph("2506. Declarations of interest: None."),
        kind=PaperKind.MINUTES,
    )
    assert items(placed)[1:] == [
        "2503. Police Report",
        "2504. Public Forum",
        "2506. Declarations of interest",
    ]


def test_parish_numbers_with_the_month_in_them_open_items() -> None:
    placed = place(
        paragraph("Wend Parish Council - 3rd September 2019"),
        paragraph(
            "19.09.03 Minutes The minutes of the meeting held on the 2nd July 2019 had been circulated."
        ),
        paragraph("19.09.04 Matters Arising Clerk checked the website."),
        kind=PaperKind.MINUTES,
    )
    assert items(placed)[1:] == ["19.09.03. Minutes", "19.09.04. Matters Arising"]


def test_items_stamped_below_their_titles_are_items() -> None:
    placed = place(
        paragraph("HARBOUR PANEL – 10th December 2024"),
        paragraph("Dredging update"),
        paragraph("(Item 4)"),
        paragraph(LONG),
        paragraph("Pilots’ update"),
        paragraph("(Item 5)"),
        paragraph(LONG),
        kind=PaperKind.MINUTES,
    )
    assert items(placed)[1:] == ["4. Dredging update", "5. Pilots’ update"]


def test_a_heading_with_a_slip_in_its_number_still_opens_an_item() -> None:
    blocks = [
        heading(f"{number} Title of item {letter}")
        for number, letter in zip((53, 54, 55, 6, 57, 58), "ABCDEF", strict=True)
    ]
    placed = place(paragraph("Harbour Panel"), *blocks, kind=PaperKind.MINUTES)
    assert "6. Title of item D" in items(placed)


def pack() -> list[PlacedBlock]:
    return place(
        paragraph("MEETING OF THE HARBOUR PANEL", 1),
        heading("AGENDA", 1),
        paragraph("3. MINUTES OF THE LAST MEETING", 1),
        paragraph("5. DREDGING PROGRAMME Item 5, page 15", 1),
        paragraph("6. PILOTAGE REVIEW Item 6, page 21", 1),
        paragraph("Item 3", 2),
        paragraph("Minutes of the Meeting of the", 2),
        paragraph("HARBOUR PANEL", 2),
        paragraph("Held: WEDNESDAY, 26 JULY 2023 at 1:00 pm", 2),
        heading("1. APOLOGIES FOR ABSENCE", 2),
        paragraph(LONG, 2),
        heading("2. DREDGING PROGRAMME", 3),
        paragraph(LONG, 3),
        heading("HARBOUR COMMISSIONER", 4),
        paragraph("Report of THE HARBOUR COMMISSIONER", 4),
        paragraph("Subject DREDGING PROGRAMME", 4),
        paragraph("Date 9 OCTOBER 2023", 4),
        paragraph("Author JO PENN, DIRECTOR OF GOVERNANCE AND", 4),
        paragraph("PERFORMANCE", 4),
        paragraph("Purpose of Report", 4),
        paragraph("1. The purpose of this report is to inform the panel about dredging.", 4),
        heading("CHANNEL BOARD", 5),
        paragraph("19th April 2023", 5),
        paragraph(LONG, 5),
        paragraph("APPENDIX 1", 6),
        paragraph(LONG, 6),
        paragraph(
            "Report Of THE PILOT MASTER Subject PILOTAGE REVIEW Date 9 OCTOBER 2023 Author LEE MOSS", 7
        ),
        paragraph("3.2 The review found that pilots were content with their boats.", 7),
        kind=PaperKind.AGENDA,
        outline=(OutlineEntry("CHANNEL BOARD", 1, 5),),
    )


def test_every_report_of_a_pack_is_its_own_item_with_its_author() -> None:
    placed = pack()
    dredging = next(one for one in placed if one.block.text.startswith("1. The purpose"))
    assert dredging.section.item == "5. DREDGING PROGRAMME"
    assert dredging.section.report_of == "THE HARBOUR COMMISSIONER"
    assert dredging.section.author == "JO PENN, DIRECTOR OF GOVERNANCE AND PERFORMANCE"
    assert dredging.section.report_date == "9 OCTOBER 2023"
    assert dredging.section.headings == ("Purpose of Report",)
    pilotage = placed[-1]
    assert (pilotage.section.item, pilotage.section.author) == ("6. PILOTAGE REVIEW", "LEE MOSS")
    assert pilotage.section.paragraph == "3.2"
    assert pilotage.item_index > dredging.item_index


def test_minutes_in_a_pack_carry_their_own_meeting() -> None:
    minuted = next(one for one in pack() if one.block.page == 3)
    assert minuted.section.item == "2. DREDGING PROGRAMME"
    assert minuted.section.meeting_date == "2023-07-26"
    assert "26 July 2023" in minuted.section.path


def test_what_is_bound_behind_a_report_goes_with_it() -> None:
    bound = next(one for one in pack() if one.block.page == 5)
    assert bound.section.item == "5. CHANNEL BOARD, 19th April 2023"
    assert bound.section.appendix == "Appendix 1"


def test_item_numbers_never_go_back() -> None:
    order = [one.item_index for one in pack()]
    assert order == sorted(order)


def test_headings_are_stacked_by_level_and_by_number() -> None:
    placed = place(
        heading("1. Background", level=1),
        paragraph(LONG),
        heading("1.1 Earlier years", level=1),
        paragraph(LONG),
        paragraph("2. Finance"),
        paragraph(LONG),
        kind=PaperKind.REPORT,
    )
    assert placed[3].section.headings == ("1. Background", "1.1 Earlier years")
    assert placed[5].section.headings == ("2. Finance",)


def test_an_appendix_is_opened_by_its_title_and_not_by_a_mention_of_it() -> None:
    placed = place(
        paragraph(
            "Appendix A shows the figures for the year, which members will wish to study with some care."
        ),
        paragraph("Appendix 1: Figures Appendix 2: Maps"),
        heading("Appendix B – Maps", page=2),
        paragraph(LONG, page=2),
        kind=PaperKind.REPORT,
    )
    assert [one.section.appendix for one in placed] == ["", "", "Appendix B", "Appendix B"]
    assert placed[2].item_index == placed[1].item_index + 1


def test_policies_bound_in_one_file_are_items() -> None:
    placed = place(
        heading("Honoraria Procedure"),
        paragraph(LONG),
        heading("Whistleblowing Policy"),
        paragraph(LONG),
        kind=PaperKind.POLICY,
    )
    assert items(placed) == ["Honoraria Procedure", "Whistleblowing Policy"]


def test_a_paragraph_that_goes_on_over_a_page_stays_in_its_place() -> None:
    going_on = Block(BlockKind.PARAGRAPH, "and so it was left.", page=2, continues=True)
    placed = place(heading("1. Background"), paragraph("3. It was late"), going_on, kind=PaperKind.REPORT)
    assert placed[2].section == placed[1].section


def test_a_sheet_is_part_of_the_path() -> None:
    row = Block(BlockKind.TABLE_ROW, "a\tb", table=1, sheet="Income")
    assert place(row, kind=PaperKind.SPREADSHEET)[0].section.path == "Income"
