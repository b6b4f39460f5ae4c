"""Take pictures of the page in its main states, at desktop and phone width, light and dark.

Run against a server that is up:

    python scripts/screenshots.py http://127.0.0.1:8000 pictures --question "..." --refused "..."
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
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
"""Milliseconds that a first answer may take."""


def main() -> None:
    """Read the arguments and take every picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", help="where the page is served")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument(
        "--question", default="", help="a question the papers answer; the first starter if left out"
    )
    parser.add_argument("--refused", default="Which badgers hold a fishing licence?", help="one they do not")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for size in SIZES:
            for scheme in ("light", "dark"):
                page = open_page(browser, arguments.address, size, scheme)
                take_all(page, arguments.folder, f"{size}-{scheme}", arguments.question, arguments.refused)
                page.context.close()
        browser.close()


def open_page(browser: Browser, address: str, size: str, scheme: str) -> Page:
    """Open the page at one size and colour scheme, and wait until it can be used."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".welcome .held").wait_for(timeout=SLOW)
    page.locator("#question textarea").wait_for(timeout=SLOW)
    page.wait_for_timeout(700)
    return page


def take_all(page: Page, folder: Path, name: str, question: str, refused: str) -> None:
    """The empty state, an answer with its source, and a refusal."""
    whole = name.startswith("phone")
    page.screenshot(path=folder / f"{name}-empty.png", full_page=whole)
    ask(page, question or page.locator(".starter").first.inner_text())
    page.locator(".answer").wait_for(timeout=SLOW)
    page.locator("#source .sheet").wait_for(timeout=SLOW)
    image = page.locator("#source .sheet[data-state='shown']")
    if page.locator("#source .sheet img").count():
        image.wait_for(timeout=SLOW)
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{name}-answer.png", full_page=whole)
    ask(page, refused)
    page.locator(".refusal").wait_for(timeout=SLOW)
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{name}-refusal.png", full_page=whole)


def ask(page: Page, question: str) -> None:
    """Type a question and press Ask."""
    page.locator("#question textarea").fill(question)
    page.locator("#ask").click()


if __name__ == "__main__":
    main()
