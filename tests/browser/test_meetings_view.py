"""The Meetings view in a real browser, over some of the sample papers."""

# Playwright is imported late, so that its absence only skips these tests: its types are not to be had.
# ruff: noqa: ANN401

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FEBRUARY = "2024-02-05-westmarch-police-and-crime-panel"
PANEL = "Westmarch Police and Crime Panel"


def open_meetings(open_page: Any, address: str, **options: Any) -> Any:
    """The page at the Meetings view, reached by its link in the masthead."""
    page = open_page(address, **options)
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.locator(".first-meeting").wait_for()
    return page


def test_a_meeting_is_opened_from_the_list_reloaded_and_left(sample: str, open_page: Any) -> None:
    page = open_meetings(open_page, sample)
    assert "Latest meeting" in page.locator("#first-meeting-heading").inner_text()
    page.locator("ul.meetings a", has_text="5 February 2024").click()
    page.locator("ol.items").wait_for()
    assert page.url.endswith(f"#meetings?id={FEBRUARY}")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert f"{PANEL}, Monday 5 February 2024" in page.locator("#meetings h2").inner_text()
    page.reload()
    page.locator("ol.items").wait_for()
    page.locator(".back a").click()
    page.locator("ul.meetings").first.wait_for()


def test_a_resolution_opens_its_page_with_the_words_lit(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    page.evaluate(f"location.hash = 'meetings?id={FEBRUARY}'")
    precept = page.locator("li.item", has_text="38. PROPOSED PRECEPT")
    precept.locator(".resolution .chip").first.click()
    page.locator("#source .sheet img").wait_for()
    assert "quote=" in page.locator("#source .sheet img").get_attribute("src")
    assert "Page 2 of 4" in page.locator("#source .place").inner_text()
    assert precept.locator(".chip").first.get_attribute("aria-current") == "true"


def test_asking_about_a_meeting_narrows_the_search_and_waits_in_the_question_box(
    sample: str, open_page: Any
) -> None:
    page = open_page(sample)
    page.evaluate(f"location.hash = 'meetings?id={FEBRUARY}'")
    page.locator(".ask-about").click()
    page.locator("#question textarea").wait_for()
    page.wait_for_function("document.activeElement.closest('#question')")
    assert page.get_by_label("Body").input_value() == PANEL
    assert page.get_by_label("From").input_value() == "2024-02-05"
    assert page.get_by_label("To", exact=True).input_value() == "2024-02-05"
    page.keyboard.type("What was resolved about the precept?")
    page.keyboard.press("Enter")
    page.locator(".answer", has_text="£12.95").wait_for()
    assert "Searched 1 paper " in page.locator(".coverage").inner_text()


def test_a_question_about_a_meeting_is_put_into_the_box(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    page.evaluate(f"location.hash = 'meetings?id={FEBRUARY}'")
    starter = page.locator("#meetings .starter").first
    question = starter.inner_text()
    starter.click()
    page.wait_for_function("document.activeElement.closest('#question')")
    assert page.locator("#question textarea").input_value() == question


def test_the_list_follows_the_filters(sample: str, open_page: Any) -> None:
    page = open_meetings(open_page, sample)
    page.get_by_label("From").fill("2025-01-01")
    page.locator(".narrowed", has_text="from 1 January 2025").wait_for()
    assert page.locator("ul.meetings li").count() == 2
    page.get_by_label("Kind of paper").select_option("log")
    page.get_by_text("No meeting matches these filters.").wait_for()
    page.locator("#meetings [data-clear]").click()
    page.locator("ul.meetings li", has_text="5 February 2024").wait_for()


def test_a_meeting_that_is_not_held_is_told_with_a_way_on(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    page.evaluate("location.hash = 'meetings?id=nothing'")
    page.locator("#meetings .error", has_text="There is no meeting nothing.").wait_for()
    assert "no meeting nothing" in page.locator("#live [role=alert]").inner_text()
    page.locator("#meetings .error").get_by_role("link", name="All meetings").click()
    page.locator(".first-meeting").wait_for()


@pytest.mark.parametrize("width", [320, 390])
def test_a_narrow_view_never_scrolls_sideways(sample: str, open_page: Any, width: int) -> None:
    page = open_meetings(open_page, sample, viewport={"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(f"location.hash = 'meetings?id={FEBRUARY}'")
    page.locator("ol.items").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_headings_are_in_order(sample: str, open_page: Any) -> None:
    page = open_meetings(open_page, sample)
    for address in ("meetings", f"meetings?id={FEBRUARY}"):
        page.evaluate(f"location.hash = '{address}'")
        page.locator("ul.meetings, ol.items").first.wait_for()
        levels = page.evaluate(
            "[...document.querySelectorAll('#masthead h1, #meetings :is(h2,h3,h4)')].map(h => +h.tagName[1])"
        )
        assert levels[:2] == [1, 2]
        assert all(after - before <= 1 for before, after in pairwise(levels))
