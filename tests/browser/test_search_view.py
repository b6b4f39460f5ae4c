"""What a reader sees and does in the search view, in a real browser."""

# Playwright is imported late, so that its absence only skips these tests: its types are not to be had.
# ruff: noqa: ANN401

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def go_to_search(page: Any) -> None:
    """Press the way to the search view."""
    page.get_by_role("link", name="Search", exact=True).click()
    page.locator("#search-words").wait_for()


def search(page: Any, words: str) -> None:
    """Type words and press the button; wait for the list."""
    page.locator("#search-words").fill(words)
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator("#search-count").wait_for()


def total(page: Any) -> int:
    """How many passages the list says there are."""
    return int(re.match(r"[\d,]+", page.locator("#search-count").inner_text())[0].replace(",", ""))  # type: ignore[index]


def wait_for_count(page: Any, number: int) -> None:
    """Wait until the list says so many passages."""
    page.locator("#search-count", has_text=re.compile(rf"^{number} passages?\b")).wait_for()


def test_the_empty_view_teaches_and_an_example_searches(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    page.locator("#search-list .examples button", has_text="report be noted").click()
    page.locator("#search-count").wait_for()
    assert page.locator("#search-words").input_value() == '"report be noted"'


def test_every_passage_is_listed_with_its_words_lit_and_its_page_opens(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "precept")
    assert page.locator(".hit-group .chip").count() == min(total(page), 25)
    marks = page.locator(".hit-group mark").all_inner_texts()
    assert {mark.lower().rstrip("s") for mark in marks} == {"precept"}
    assert f"{total(page)} passages" in page.locator("#live [role=status]").inner_text()
    chip = page.locator(".hit-group .chip", has_text=re.compile(r"p\. \d+")).first
    chip.click()
    page.locator("#source .sheet img").wait_for()
    assert "quote=" in page.locator("#source .sheet img").get_attribute("src")
    assert page.locator("#search-words").input_value() == "precept"


def test_a_shared_link_and_a_reload_show_the_search_again(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, '"the panel"')
    page.locator("#search-sort").select_option("oldest")
    page.wait_for_function("location.hash.includes('sort=oldest')")
    address, number = page.url, total(page)
    page.reload()
    wait_for_count(page, number)
    other = open_page(sample)
    other.goto("about:blank")
    other.goto(address)
    wait_for_count(other, number)
    assert other.locator("#search-words").input_value() == '"the panel"'
    assert other.locator("#search-sort").input_value() == "oldest"


def test_going_back_shows_the_search_before(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "precept")
    first = total(page)
    search(page, "hovercraft")
    page.locator(".refusal", has_text="“hovercraft” stands in no passage").wait_for()
    page.go_back()
    wait_for_count(page, first)
    assert page.locator("#search-words").input_value() == "precept"


def test_ticking_a_year_narrows_the_list_and_keeps_the_readers_place(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "panel")
    number = total(page)
    year = page.locator("[data-facet=year]").first
    left = int(page.locator(".facets label .number").first.inner_text().split()[0])
    year.focus()
    page.keyboard.press("Space")
    wait_for_count(page, left)
    assert page.evaluate("document.activeElement.dataset.facet") == "year"
    assert page.locator("[data-facet=year]").first.is_checked()
    page.get_by_role("button", name="Show all again").click()
    wait_for_count(page, number)


def test_the_filters_above_change_the_list_and_are_named(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "panel")
    number = total(page)
    page.get_by_label("Kind of paper").select_option("minutes")
    page.locator(".narrowed", has_text="Only in minutes.").wait_for()
    assert total(page) < number
    page.get_by_label("From").fill("2090-01-01")
    page.locator(".refusal", has_text="No paper matches these filters").wait_for()
    page.locator(".refusal [data-clear]").click()
    wait_for_count(page, number)


def test_more_are_shown_below_and_the_reader_goes_on_at_the_first_of_them(
    sample: str, open_page: Any
) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, '"the"')
    assert total(page) > 25
    page.get_by_role("button", name="Show more").click()
    page.wait_for_function("document.querySelectorAll('.hit-group .chip').length > 25")
    focused = page.evaluate(
        "[...document.querySelectorAll('.hit-group .chip')].indexOf(document.activeElement)"
    )
    assert focused == 25


def test_the_list_can_be_taken_away_as_it_is_narrowed(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "panel")
    page.get_by_label("Kind of paper").select_option("minutes")
    page.locator(".narrowed").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(text.splitlines(keepends=True)))) == total(page) + 1


def test_a_search_that_cannot_be_used_is_told_and_the_words_are_kept(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    page.locator("#search-words").fill("of the")
    page.keyboard.press("Enter")
    page.locator("#search-list .error", has_text="Add a word").wait_for()
    assert page.locator("#search-words").input_value() == "of the"
    assert "Add a word" in page.locator("#live [role=alert]").inner_text()


def test_a_server_that_cannot_search_is_not_taken_for_nothing_found(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    go_to_search(page)
    page.locator("#search-words").fill("precept")
    page.keyboard.press("Enter")
    page.locator("#search-list .error", has_text="The search could not be made").wait_for()
    assert page.get_by_role("button", name="Search again").is_visible()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_search_view_never_scrolls_sideways(sample: str, open_page: Any, width: int) -> None:
    page = open_page(sample, viewport={"width": width, "height": 844}, has_touch=True)
    go_to_search(page)
    search(page, '"the"')
    page.locator(".facets summary").first.click()
    page.locator("[data-facet=year]").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.facets label, .hit-group .chip, .list-head a, .list-head select')]"
        ".filter(each => each.offsetParent).map(each => each.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 24


def test_the_search_view_has_headings_in_order_and_a_named_search(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "precept")
    levels = page.evaluate(
        "[...document.querySelectorAll('#masthead h1, #view-search :is(h2,h3,h4)')]"
        ".map(heading => Number(heading.tagName[1]))"
    )
    assert levels[:3] == [1, 2, 3]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.get_by_role("search", name="Search the papers").count() == 1


def test_of_changes_in_quick_succession_the_last_one_counts(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    go_to_search(page)
    search(page, "panel")
    for words in ("precept", '"the panel"', "complaints", '"the"', "hovercraft", "precept"):
        page.locator("#search-words").fill(words)
        page.keyboard.press("Enter")
    page.wait_for_function(
        "() => { const marks = [...document.querySelectorAll('.hit-group mark')];"
        " return marks.length && marks.every(mark => /^precept/i.test(mark.textContent))"
        " && !document.querySelector('#search-list .looking') }"
    )
    page.wait_for_timeout(1000)
    assert {mark.lower().rstrip("s") for mark in page.locator(".hit-group mark").all_inner_texts()} == {
        "precept"
    }
    assert "q=precept" in page.url
