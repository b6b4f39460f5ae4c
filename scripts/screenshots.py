"""Take pictures of every view of the page, at desktop and phone width, light and dark.

Run against a server that is up; with the admin token the owner's part is taken too:

    python scripts/screenshots.py http://127.0.0.1:8000 pictures --token "$(cat data/admin-token)"
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SLOW = 60_000
"""Milliseconds that anything may take."""
SETTLED = 700
"""Milliseconds until what moves has come to rest."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is typed on the way; an empty question is the first starter, without a token nobody signs in."""

    question: str
    follow_up: str
    refused: str
    words: str
    token: str


def main() -> None:
    """Read the arguments and take every picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", help="where the page is served")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--question", default="", help="one that the papers answer; else the first starter")
    parser.add_argument("--follow-up", default="And who seconded it?", help="a follow-up to it")
    parser.add_argument("--refused", default="Which badgers hold a fishing licence?", help="one they do not")
    parser.add_argument("--words", default="precept", help="what is searched for")
    parser.add_argument("--token", default="", help="the admin token")
    given = parser.parse_args()
    wishes = Wishes(given.question, given.follow_up, given.refused, given.words, given.token)
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for size in SIZES:
            for scheme in SCHEMES:
                take_all(browser, given.address, given.folder, size, scheme, wishes)
        browser.close()


def take_all(browser: Browser, address: str, folder: Path, size: str, scheme: str, wishes: Wishes) -> None:
    """Every picture at one size and colour scheme."""
    page = open_page(browser, address, size, scheme)

    def take(name: str, whole: bool = False) -> None:
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=folder / f"{size}-{scheme}-{name}.png", full_page=whole and size == "phone")

    for view in (ask_view, search_view, papers_view, meetings_view, about_view):
        view(page, wishes, take)
    page.context.close()


def open_page(browser: Browser, address: str, size: str, scheme: str) -> Page:
    """Open the page at one size and colour scheme, and wait until it can be used."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(SLOW)
    page = context.new_page()
    page.goto(address)
    page.locator(".welcome .starter").first.wait_for()
    page.locator("#question textarea").wait_for()
    return page


def ask_view(page: Page, wishes: Wishes, take: Callable[..., None]) -> None:
    """The welcome, an answer with its source, a follow-up, and a refusal."""
    take("ask-welcome")
    ask(page, wishes.question or page.locator(".starter").first.inner_text())
    page.locator(".answer").wait_for()
    page.locator("#source .tools").wait_for()
    if page.locator("#source .sheet img").count():
        page.locator("#source .sheet[data-state='shown']").wait_for()
    take("ask-answer")
    take("ask-answer-whole", whole=True)
    ask(page, wishes.follow_up)
    page.locator("#question-1 ~ :is(.answer, .refusal)").wait_for()
    page.locator(".menu summary").click()
    take("ask-follow-up")
    page.keyboard.press("Escape")
    ask(page, wishes.refused)
    page.locator(".refusal").last.wait_for()
    take("ask-refusal")


def search_view(page: Page, wishes: Wishes, take: Callable[..., None]) -> None:
    """How to search, and what was found, with a page open."""
    go(page, "search", "#search-words")
    take("search-empty")
    page.locator("#search-words").fill(wishes.words)
    page.keyboard.press("Enter")
    page.locator("#search-count").wait_for()
    take("search-found")
    page.locator(".hit-group .chip").first.click()
    page.locator("#source .tools").wait_for()
    take("search-source")
    page.locator("[data-close='source']").click()


def papers_view(page: Page, wishes: Wishes, take: Callable[..., None]) -> None:
    """The library, a paper's details, and what its owner sees."""
    go(page, "papers", "#papers .paper")
    take("papers-list")
    page.locator("#papers .more summary").first.click()
    page.locator("#papers .found-in").first.wait_for()
    page.locator("#papers .more summary").first.scroll_into_view_if_needed()
    take("papers-details")
    if not wishes.token:
        return
    page.locator("#token").fill(wishes.token)
    page.locator(".sign-in [type=submit]").click()
    page.locator(".readers-said > :not(.looking)").first.wait_for()
    page.locator("#owner-heading").scroll_into_view_if_needed()
    take("papers-owner", whole=True)


def meetings_view(page: Page, wishes: Wishes, take: Callable[..., None]) -> None:
    """The meetings, and one of them."""
    go(page, "meetings", ".meetings-view ul.meetings a")
    take("meetings-list")
    page.locator("ul.meetings li", has_text="resolution").first.locator("a").click()
    page.locator(".meetings-view .recorded").first.wait_for()
    take("meetings-one")
    page.locator(".recorded .chips a").first.click()
    page.locator("#source .sheet[data-state='shown']").wait_for()
    page.locator(".recorded .chips a").first.scroll_into_view_if_needed()
    take("meetings-source")


def about_view(page: Page, wishes: Wishes, take: Callable[..., None]) -> None:
    """What the page can do and what not."""
    go(page, "about", "#about h2")
    take("about")


def go(page: Page, view: str, there: str) -> None:
    """Go to a view, and wait until it is filled."""
    page.evaluate("view => { window.location.hash = view }", view)
    page.locator(there).first.wait_for()


def ask(page: Page, question: str) -> None:
    """Type a question and press Ask."""
    page.locator("#question textarea").fill(question)
    page.locator("#ask").click()


if __name__ == "__main__":
    main()
