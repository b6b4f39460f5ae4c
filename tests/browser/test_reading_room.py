"""What a reader does with a conversation and its answers, in a real browser over the sample papers."""

# Playwright is imported late, so that its absence only skips these tests: its types are not to be had.
# ruff: noqa: ANN401

from __future__ import annotations

import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest

pytestmark = pytest.mark.browser

MOVED = "Who moved that the proposed precept for 2025/26 be supported?"
MOVER = "Councillor Quilter"
FOLLOW_UP = "And who seconded it?"
CITED = "Panel, 3 February 2025, item 15, p. 2"
QUICK = 3.0
"""Seconds to a first answer, on a machine with other work; it takes less than one on a quiet one."""
BESIDE = """() => [...document.querySelectorAll('body *')].filter(each => {
    const box = each.getBoundingClientRect();
    if (!box.width || box.right <= window.innerWidth + 1) return false;
    for (let up = each; up && up !== document.body; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (up !== each && /auto|scroll|hidden|clip/.test(style.overflowX)) return false;
        if (style.visibility === 'hidden') return false;
    }
    return true;
}).map(each => `${each.tagName}.${each.className} ${Math.round(each.getBoundingClientRect().right)}`)"""
"""What stands out beyond the right edge, besides what scrolls in a box of its own."""


def ask(page: Any, question: str, ending: str = ".answer") -> None:
    """Ask, and wait for the newest answer."""
    number = page.locator(".exchange").count()
    page.locator("#question textarea").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator(f"#question-{number} ~ {ending}").wait_for()
    page.wait_for_function("!document.querySelector('#ask').disabled")


def go(page: Any, view: str) -> None:
    """Go to a view by its way."""
    page.get_by_role("navigation", name="Views").get_by_role("link", name=view, exact=True).click()


def newest(page: Any) -> Any:
    """The newest question with its answer."""
    return page.locator(".exchange[data-newest]")


def told(page: Any, words: str) -> None:
    """Wait until the newest answer's tools say something."""
    newest(page).locator(".told", has_text=words).wait_for()


def copied(page: Any) -> str:
    """What is in the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


# The conversation


def test_a_follow_up_says_how_it_was_read_and_one_press_asks_it_as_written(
    sample: str, open_page: Any
) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    ask(page, FOLLOW_UP)
    read_as = newest(page).locator(".understood q").inner_text()
    assert "precept" in read_as and "second" in read_as
    newest(page).get_by_role("button", name="Ask it as I wrote it").click()
    page.locator("#question-2 ~ :is(.answer, .refusal)").wait_for()
    assert newest(page).locator(".question").text_content() == f"Question: {FOLLOW_UP}"
    assert newest(page).locator(".understood").count() == 0


def test_the_conversation_survives_a_reload_and_a_new_one_starts_empty(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    ask(page, FOLLOW_UP)
    said = page.locator(".answer").all_inner_texts()
    page.reload()
    page.locator("#question-1 ~ .answer").wait_for()
    assert page.locator(".answer").all_inner_texts() == said
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome .starter").first.wait_for()
    assert page.locator(".exchange").count() == 0
    page.locator(".source-empty").wait_for()
    ask(page, FOLLOW_UP, ":is(.answer, .refusal)")
    assert page.locator(".exchange").count() == 1
    assert page.locator(".understood").count() == 0
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome .starter").first.wait_for()
    page.reload()
    page.locator(".welcome .starter").first.wait_for()
    page.wait_for_timeout(500)
    assert page.locator(".exchange").count() == 0


def test_a_conversation_is_deleted_once_that_is_confirmed(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    conversation = page.locator("[data-conversation]").get_attribute("data-conversation")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Delete this conversation").click()
    dialog = page.get_by_role("dialog", name="Delete this conversation?")
    dialog.get_by_role("button", name="Keep it").click()
    dialog.wait_for(state="hidden")
    assert page.locator(".exchange").count() == 1
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Delete this conversation").click()
    dialog.get_by_role("button", name="Delete it").click()
    page.locator(".welcome .starter").first.wait_for()
    assert httpx.get(f"{sample}/api/conversations/{conversation}").status_code == 404


@pytest.mark.parametrize("name", ["Word document", "PDF", "Plain text (Markdown)"])
def test_the_conversation_is_taken_away_as_a_file_with_its_citations(
    sample: str, open_page: Any, name: str
) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    words = " ".join(words_of(Path(download.value.path()), download.value.suggested_filename).split())
    assert MOVED in words
    assert MOVER in words
    assert CITED in words
    assert not page.locator(".menu").get_attribute("open")


def words_of(path: Path, name: str) -> str:
    """The words of a downloaded file, notes included."""
    suffix = name.rpartition(".")[2]
    if suffix == "md":
        return path.read_text(encoding="utf-8")
    if suffix == "pdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    assert suffix == "docx"
    from zipfile import ZipFile

    with ZipFile(path) as parts:
        markup = [parts.read(part).decode() for part in ("word/document.xml", "word/footnotes.xml")]
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", "\n".join(markup)))


# An answer


def test_an_answer_is_copied_with_its_question_and_citations(sample: str, open_page: Any) -> None:
    page = open_page(sample, permissions=["clipboard-read", "clipboard-write"])
    ask(page, MOVED)
    newest(page).get_by_role("button", name="Copy with citations").click()
    told(page, "Copied, with its citations.")
    text = copied(page)
    assert text.startswith(MOVED)
    assert MOVER in text
    for label in newest(page).locator(".sources .label").all_inner_texts():
        assert label in text


def test_a_page_without_the_newer_clipboard_copies_too(sample: str, open_page: Any) -> None:
    page = open_page(sample, permissions=["clipboard-read"])
    ask(page, MOVED)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    newest(page).get_by_role("button", name="Copy with citations").click()
    told(page, "Copied, with its citations.")
    assert copied(page).startswith(MOVED)
    assert page.evaluate("document.activeElement.textContent") == "Copy with citations"


def test_a_saved_answer_is_listed_on_the_first_screen(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    newest(page).get_by_role("button", name="Save").click()
    told(page, "Saved.")
    page.get_by_role("button", name="New conversation").click()
    saved = page.locator(".saved").get_by_role("link", name=MOVED)
    with page.context.expect_page() as opened:
        saved.click()
    opened.value.get_by_role("heading", name=MOVED).wait_for()


def test_a_shared_link_opens_the_answer_for_someone_without_the_conversation(
    sample: str, open_page: Any
) -> None:
    page = open_page(sample, permissions=["clipboard-read", "clipboard-write"])
    ask(page, MOVED)
    newest(page).get_by_role("button", name="Share").click()
    told(page, "A link to this answer was copied.")
    address = copied(page)
    other = open_page(sample)
    assert other.locator(".exchange").count() == 0
    other.goto(address)
    other.get_by_role("heading", name=MOVED).wait_for()
    assert MOVER in other.locator("body").inner_text()
    assert CITED in other.locator("body").inner_text()


def test_what_a_reader_says_of_an_answer_reaches_the_owner(
    sample: str, sample_data: Path, open_page: Any
) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    newest(page).get_by_role("group", name="This answer").get_by_role("button", name="No").click()
    newest(page).get_by_label("What is wrong with it?").fill("The draft minutes have it otherwise.")
    page.keyboard.press("Enter")
    told(page, "Thank you.")
    token = (sample_data / "admin-token").read_text().strip()
    headers = {"Authorization": f"Bearer {token}"}
    said = httpx.get(f"{sample}/api/feedback", headers=headers).json()["feedback"][0]
    assert (said["question"], said["right"]) == (MOVED, False)
    assert said["comment"] == "The draft minutes have it otherwise."

    go(page, "Papers")
    page.get_by_label("Admin token").fill(token)
    page.get_by_role("button", name="Sign in").click()
    first = page.locator(".readers-said li").first
    first.wait_for()
    assert "Not right" in first.inner_text()
    assert "The draft minutes have it otherwise." in first.inner_text()
    assert MOVED in first.inner_text()


def test_printing_shows_the_answer_and_its_sources_without_the_tools(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    page.emulate_media(media="print")
    for shown in (".question", ".answer", ".sources .chip", ".coverage"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in ("#ask-dock", "#filters", ".ways", "#source-room", ".answer-tools", ".conversation-tools"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_a_first_answer_is_on_the_screen_quickly_once_warm(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, "What is the reserve?", ":is(.answer, .refusal)")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome .starter").first.wait_for()
    page.locator("#question textarea").fill(MOVED)
    began = time.perf_counter()
    page.locator("#ask").click()
    page.locator(".answer").wait_for()
    assert time.perf_counter() - began < QUICK


def test_the_marked_words_are_brought_into_view(sample: str, open_page: Any) -> None:
    page = open_page(sample, viewport={"width": 1440, "height": 700})
    ask(page, MOVED)
    page.locator(".sources .chip", has_text=CITED).first.click()
    page.locator("#source .sheet[data-state=shown]").wait_for()
    page.wait_for_function("document.querySelector('#source .sheet').scrollTop > 0")
    assert page.locator("#source .tools").is_visible()
    page.get_by_role("button", name="Next page").click()
    page.locator("#source .place", has_text="Page 3").wait_for()
    page.wait_for_function("document.querySelector('#source .sheet').scrollTop === 0")


def test_a_refusal_closes_the_page_of_the_answer_before(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    ask(page, MOVED)
    page.locator("#source .source-open").wait_for()
    ask(page, "Which badgers hold a fishing licence?", ".refusal")
    page.locator("#source .source-empty").wait_for()


# The frame


def test_nothing_is_asked_of_another_host_in_any_view(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    for _ in every_view(page):
        pass
    asked = [address for address in page.requested if address.startswith(("http", "ws"))]
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(sample).netloc}


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_never_scrolls_sideways_in_any_view(sample: str, open_page: Any, width: int) -> None:
    page = open_page(sample, viewport={"width": width, "height": 844}, has_touch=True)
    for view in every_view(page):
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
        assert page.evaluate(BESIDE) == [], view


def every_view(page: Any) -> Any:
    """Goes through every view, and names each once it is filled."""
    yield "welcome"
    ask(page, MOVED)
    page.locator("#source .sheet").wait_for()
    page.locator(".menu summary").click()
    yield "an answer with its source and the menu"
    page.locator(".menu summary").click()
    ask(page, "Which badgers hold a fishing licence?", ".refusal")
    yield "a refusal"
    go(page, "Search")
    page.locator("#search-words").fill("precept")
    page.keyboard.press("Enter")
    page.locator("#search-count").wait_for()
    yield "a search"
    go(page, "Papers")
    page.locator("#papers .more summary").first.click()
    page.locator("#papers .found-in").first.wait_for()
    yield "the papers"
    go(page, "Meetings")
    page.locator(".meetings-view ul.meetings a").last.wait_for()
    yield "the meetings"
    page.locator(".meetings-view ul.meetings a").last.click()
    page.locator(".meetings-view .recorded").first.wait_for()
    yield "one meeting"
    page.locator(".standing [data-view=about]").click()
    page.locator("#about h2").wait_for()
    yield "how it works"


def test_on_a_phone_the_filters_fold_up_stay_in_view_and_say_what_is_chosen(
    sample: str, open_page: Any
) -> None:
    page = open_page(sample, viewport={"width": 390, "height": 844}, has_touch=True)
    summary = page.locator(".filter-bar > summary")
    assert summary.inner_text() == "Search in: all papers"
    assert not page.get_by_label("From").is_visible()
    assert page.locator("#filters").bounding_box()["height"] < 60
    summary.tap()
    page.get_by_label("From").fill("2024-01-01")
    page.get_by_label("Kind of paper").select_option("minutes")
    assert summary.inner_text() == "Search in: from 1 Jan 2024, minutes"
    summary.tap()
    ask(page, MOVED)
    page.locator(".coverage", has_text="narrowed to minutes, from 1 January 2024.").wait_for()
    go(page, "Papers")
    page.locator("#papers .paper").last.scroll_into_view_if_needed()
    assert summary.bounding_box()["y"] >= 0


def test_on_a_wide_screen_the_filters_stand_open_on_one_line(sample: str, open_page: Any) -> None:
    page = open_page(sample)
    assert not page.locator(".filter-bar > summary").is_visible()
    assert page.locator("#filters").bounding_box()["height"] < 60
    for name in ("Body", "Kind of paper"):
        appearance = page.get_by_label(name).evaluate("each => getComputedStyle(each).appearance")
        assert appearance == "auto"


def test_the_whole_way_can_be_gone_with_the_keyboard_alone(sample: str, open_page: Any) -> None:
    page = open_page(sample)

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", selector
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not come to {selector}.")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(".ways [data-view=search]")
    page.keyboard.press("Enter")
    page.locator("#view-search h2").wait_for()
    page.go_back()
    page.locator(".welcome").wait_for()
    page.keyboard.press("Shift+Tab")
    page.locator(".ways [data-view=ask]").focus()
    tab_to(".filters select[name=kind]")
    page.keyboard.type("Minutes")
    assert page.get_by_label("Kind of paper").input_value() == "minutes"
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(MOVED)
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    page.locator("#source .sheet").wait_for()
    page.locator(".exchange .question").focus()
    tab_to(".sources .chip:not([aria-current])")
    label = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.locator(".sources .chip[aria-current]", has_text=label).wait_for()
    tab_to("[data-close=source]")
    page.keyboard.press("Enter")
    page.locator(".source-empty").wait_for()
    assert page.evaluate("document.activeElement.textContent") == label
