"""What the source pane shows, and the addresses it asks for."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from ui.replies import Paper
from ui.source.markup import (
    OpenSource,
    SourceLink,
    opened,
    page_url,
    read_source_link,
    source_announcement,
    source_pane,
    turned,
)

ADDRESS = "/api/papers/pack%20february/view?page=31&quote=The+proposed&quote=%C2%A3274.50+%26#lit"
CITED = SourceLink(ADDRESS, "6. Precept", "29")
PAPER = Paper("pack february", "Agenda pack", "pack.pdf", 46)
LOG = SourceLink("/api/papers/log/view?quote=circulate", "Actions")


def test_the_page_cited_opens_with_paper_item_and_page_named() -> None:
    pane = source_pane(opened(CITED, PAPER))
    assert "Agenda pack</h2>" in pane
    assert "6. Precept · Page 31 of 46 (printed 29)" in pane
    assert "as published, with the quoted words marked" in pane
    assert "£274.50 &amp;" in pane


def test_the_picture_lights_the_words_that_the_citation_lights() -> None:
    address = urlsplit(page_url(opened(CITED, PAPER)))
    assert address.path == "/api/papers/pack%20february/pages/31.png"
    assert parse_qs(address.query)["quote"] == ["The proposed", "£274.50 &"]


def test_another_page_of_the_paper_has_nothing_lit_and_a_way_back() -> None:
    source = turned(opened(CITED, PAPER), 32)
    assert "quote" not in page_url(source)
    pane = source_pane(source)
    assert "Page 32 of 46</p>" in pane
    assert "Back to page 31" in pane
    assert "£274.50" not in pane
    assert "/api/papers/pack%20february/view?page=32" in pane


def test_pages_end_where_the_paper_ends() -> None:
    assert turned(opened(CITED, PAPER), 47).page == 46
    assert turned(opened(CITED, PAPER), 0).page == 1
    assert 'data-page="47" disabled' in source_pane(turned(opened(CITED, PAPER), 46))
    assert 'data-page="0" disabled' in source_pane(turned(opened(CITED, PAPER), 1))


def test_a_paper_whose_details_are_not_to_be_had_still_opens() -> None:
    assert "Page 31 (printed 29)" in source_pane(opened(CITED, None))


def test_a_paper_without_pages_is_shown_to_be_read() -> None:
    pane = source_pane(opened(LOG, Paper("log", "Log", "log.docx", None)))
    assert '<iframe src="/api/papers/log/view?quote=circulate"' in pane
    assert "Previous page" not in pane
    assert "<img" not in pane


def test_only_a_pdf_is_shown_as_pictures() -> None:
    slides = SourceLink("/api/papers/s/view?page=3")
    assert opened(slides, Paper("s", "Slides", "slides.pptx", 9)).page is None


def test_the_pane_links_to_the_lit_page_and_to_the_whole_file() -> None:
    pane = source_pane(opened(CITED, PAPER))
    assert f'href="{CITED.url.replace("&", "&amp;")}" target="_blank"' in pane
    assert f'data-copy="{CITED.url.replace("&", "&amp;")}"' in pane
    assert "/api/papers/pack%20february/file#page=31" in pane


def test_nothing_from_a_paper_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    asked = SourceLink(f"/api/papers/p/view?page=2&quote={evil}", evil, evil)
    for paper in (Paper("p", evil, "a.pdf", 3), Paper("p", evil, evil, None), None):
        assert "<script" not in source_pane(opened(asked, paper))


def test_a_link_that_names_no_paper_opens_nothing() -> None:
    for pressed in ({}, {"url": 7}, {"url": "javascript:alert(1)"}, {"url": "https://elsewhere/api/papers/"}):
        assert read_source_link(pressed) is None
    assert read_source_link({"url": ADDRESS, "place": "6. Precept", "printed": "29"}) == CITED


def test_the_empty_pane_says_what_will_open_there() -> None:
    assert "a passage or the title of a paper, and its page opens here" in source_pane(None)


def test_a_screen_reader_hears_which_page_is_open() -> None:
    assert source_announcement(OpenSource(CITED, PAPER, 31)) == (
        "Page 31 of 46 (printed 29) of Agenda pack is open in the source pane."
    )
    assert source_announcement(None) == ""
