"""What a reader sees and does on the chat page, in a real browser."""

# Playwright is imported late, so that its absence only skips these tests: its types are not to be had.
# ruff: noqa: ANN401

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

REFUSED = "Which badgers hold a fishing licence?"


def ask(page: Any, question: str) -> None:
    """Type a question and press Ask."""
    page.locator("#question textarea").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def wait_for_picture(page: Any, number: int | None = None) -> None:
    """Wait until the page's picture is drawn, that of one page where a number is given."""
    part = f"/pages/{number}.png" if number else "/pages/"
    page.wait_for_function(
        "part => { const picture = document.querySelector('#source .sheet img');"
        " return picture && picture.src.includes(part) && picture.complete && picture.naturalWidth > 300 }",
        arg=part,
    )


# Over the sample papers


def test_a_starter_is_answered_with_chips_and_its_page_opens(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    starter = page.locator(".starter").first
    question = starter.inner_text()
    starter.click()
    page.locator(".answer").wait_for()
    assert page.locator(".exchange .question").inner_text().endswith(question)
    assert page.locator(".answer .marker").first.inner_text() == "1"
    assert page.locator(".sources .chip").count() >= 1
    searched = r"Searched \d+ papers? of .+, .+ 20\d\d( \(\d+ of them without a date\))?\."
    assert re.match(searched, page.locator(".coverage").inner_text())
    page.locator("#source .tools").wait_for()
    assert page.locator("#question textarea").input_value() == ""


def test_a_chip_opens_the_page_as_published_with_the_words_lit(sample: str, open_page: Any) -> None:
    pytest.importorskip("corpus.page_images")
    page = open_page(sample)
    ask(page, "Who moved that the proposed precept for 2025/26 be supported?")
    chip = page.locator(".sources .chip", has_text=re.compile(r"p\. \d+")).first
    chip.click()
    wait_for_picture(page)
    picture = page.locator("#source .sheet img")
    assert "quote=" in picture.get_attribute("src")
    assert "Page " in page.locator("#source .place").inner_text()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open in new tab").click()
    opened.value.locator("img").first.wait_for()
    assert "/view?page=" in opened.value.url


def test_a_question_the_papers_do_not_answer_is_refused_with_help(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, REFUSED)
    refusal = page.locator(".refusal")
    refusal.wait_for()
    assert "Searched" in refusal.inner_text()
    assert "How to ask better" in refusal.inner_text()
    assert page.locator(".answer").count() == 0


def test_dates_that_run_backwards_are_told_and_the_question_is_kept(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    page.get_by_label("From").fill("2025-12-31")
    page.get_by_label("To", exact=True).fill("2024-01-01")
    ask(page, "What was resolved?")
    error = page.locator(".exchange .error")
    error.wait_for()
    assert "backwards" in error.inner_text()
    assert page.locator("#question textarea").input_value() == "What was resolved?"


def test_nothing_is_asked_of_another_host(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    page.locator(".starter").first.click()
    page.locator("#source .sheet").wait_for()
    hosts = {urlsplit(address).netloc for address in page.requested if address.startswith(("http", "ws"))}
    assert hosts == {urlsplit(sample).netloc}
    fonts = page.evaluate("getComputedStyle(document.querySelector('#question textarea')).fontFamily")
    assert "system-ui" in fonts
    assert page.locator("footer").count() == 0


# Over made-up replies


def test_earlier_answers_stay_above_and_their_chips_still_open(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    ask(page, "What was promised?")
    page.locator(".answer").wait_for()
    wait_for_picture(page, 8)
    ask(page, "And the precept?")
    page.locator(".exchange").nth(1).locator(".chip").first.wait_for()
    page.locator(".exchange").first.locator(".chip").nth(1).click()
    wait_for_picture(page, 31)
    assert page.locator(".exchange").first.locator(".chip").nth(1).get_attribute("aria-current") == "true"


def test_the_next_question_can_be_asked_while_the_page_of_the_last_one_opens(
    made_up: str, open_page: Any
) -> None:
    page = open_page(made_up)
    ask(page, "What was promised?")
    page.locator(".answer").wait_for()
    ask(page, "And the precept?")
    page.locator("#question-1 ~ .answer").wait_for()
    wait_for_picture(page, 8)
    assert page.locator("#question textarea").input_value() == ""


def test_pages_can_be_turned_enlarged_and_returned_to(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    ask(page, "What was promised?")
    wait_for_picture(page, 8)
    page.get_by_role("button", name="Next page").click()
    wait_for_picture(page, 9)
    assert "quote=" not in page.locator("#source .sheet img").get_attribute("src")
    width = page.locator("#source .sheet img").bounding_box()["width"]
    page.get_by_role("button", name="Larger").click()
    assert page.locator("#source .sheet img").bounding_box()["width"] > 1.5 * width
    page.get_by_role("button", name="Back to page 8").click()
    wait_for_picture(page, 8)
    assert "quote=" in page.locator("#source .sheet img").get_attribute("src")


def test_a_paper_without_pages_is_shown_with_its_words_lit(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    ask(page, "What was promised?")
    page.locator(".chip", has_text="action log").click()
    lit = page.frame_locator("#source iframe").locator("mark")
    lit.wait_for()
    assert "circulate the 101 figures" in lit.inner_text()


def test_an_error_says_what_to_do_and_keeps_the_question(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    ask(page, "please break")
    page.locator(".exchange .error", has_text="Ask again in a minute.").wait_for()
    assert page.locator("#question textarea").input_value() == "please break"
    assert "cannot be searched" in page.locator("#live [role=alert]").inner_text()
    assert page.get_by_role("button", name="Ask", exact=True).is_enabled()


def test_the_filters_narrow_the_search_and_one_press_clears_them(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    page.get_by_label("From").fill("2027-01-01")
    page.get_by_label("Kind of paper").select_option("minutes")
    ask(page, "What was promised?")
    page.locator(".refusal", has_text="No paper matches these filters").wait_for()
    page.locator(".refusal [data-clear]").click()
    assert page.get_by_label("From").input_value() == ""
    assert page.get_by_label("Kind of paper").input_value() == ""
    ask(page, "What was promised?")
    page.locator(".answer").wait_for()


def test_the_page_can_be_used_with_the_keyboard_alone(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("What was promised?")
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    wait_for_picture(page, 8)
    page.locator(".answer .marker").nth(1).focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("Enter")
    wait_for_picture(page, 31)
    assert page.evaluate("document.activeElement.textContent") == "2"
    assert "Page 31" in page.locator("#live [role=status]").inner_text()


def test_a_pressed_button_that_goes_away_leaves_the_reader_at_the_question(
    made_up: str,
    open_page: Any,
) -> None:
    page = open_page(made_up)
    page.locator(".starter").first.focus()
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    assert page.evaluate("document.activeElement.className") == "question"


def test_the_ask_button_waits_while_the_papers_are_searched(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    ask(page, "What was promised?")
    page.locator(".exchange .looking").wait_for()
    assert page.locator("#ask").is_disabled()
    page.locator(".answer").wait_for()
    page.wait_for_function("!document.querySelector('#ask').disabled")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_page_never_scrolls_sideways(made_up: str, open_page: Any, width: int) -> None:
    page = open_page(made_up, viewport={"width": width, "height": 844}, has_touch=True)
    ask(page, "What was promised?")
    wait_for_picture(page, 8)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    answer, pane = page.locator(".answer").bounding_box(), page.locator("#source .sheet").bounding_box()
    assert answer["y"] + answer["height"] < pane["y"]
    page.locator(".chip").nth(1).tap()
    wait_for_picture(page, 31)
    page.wait_for_function("document.querySelector('#source').getBoundingClientRect().top < 200")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_readers_colour_scheme(made_up: str, open_page: Any, scheme: str) -> None:
    page = open_page(made_up, color_scheme=scheme)
    red = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]")
    assert (int(red) < 80) == (scheme == "dark")


def test_the_page_has_headings_in_order_and_named_landmarks(made_up: str, open_page: Any) -> None:
    page = open_page(made_up)
    ask(page, REFUSED)
    page.locator(".refusal").wait_for()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.get_by_role("main").count() == 1
    for role, name in (
        ("search", "Ask the papers"),
        ("region", "Questions and answers"),
        ("region", "Source page"),
    ):
        assert page.get_by_role(role, name=name).count() == 1
    assert page.locator("html").get_attribute("lang") == "en-GB"
