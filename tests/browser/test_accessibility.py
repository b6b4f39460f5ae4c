"""No view breaks a rule of WCAG 2.2 at level A or AA that axe can check, in light and in dark."""

# Playwright and axe are imported late, so that their absence only skips these tests.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
MOVED = "Who moved that the proposed precept for 2025/26 be supported?"
REFUSED = "Which badgers hold a fishing licence?"


def ask(page: Any, question: str, ending: str) -> None:
    """Ask, and wait for the answer, the refusal or the error."""
    page.locator("#question textarea").fill(question)
    page.locator("#ask").click()
    page.locator(f".exchange[data-newest] {ending}").wait_for()


def go(page: Any, view: str, there: str) -> None:
    """Go to a view by its way, and wait until it is filled."""
    page.locator(f".ways [data-view={view}], .standing [data-view={view}]").first.click()
    page.locator(there).first.wait_for()


def welcome(page: Any, token: str) -> None:
    page.locator(".welcome .held").wait_for()


def answer_with_its_source(page: Any, token: str) -> None:
    ask(page, MOVED, ".answer")
    page.locator("#source .sheet[data-state=shown]").wait_for()
    page.locator(".judging [data-right=false]").click()
    page.locator(".comment input").wait_for()
    page.locator(".menu summary").click()


def follow_up(page: Any, token: str) -> None:
    ask(page, MOVED, ".answer")
    ask(page, "And who seconded it?", ".understood")


def asking_before_deleting(page: Any, token: str) -> None:
    ask(page, MOVED, ".answer")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Delete this conversation").click()
    page.get_by_role("dialog").wait_for()


def refusal(page: Any, token: str) -> None:
    ask(page, REFUSED, ".refusal")


def error(page: Any, token: str) -> None:
    page.get_by_label("From").fill("2025-12-31")
    page.get_by_label("To", exact=True).fill("2024-01-01")
    ask(page, MOVED, ".error")


def search_with_results(page: Any, token: str) -> None:
    go(page, "search", "#search-words")
    page.locator("#search-words").fill("precept")
    page.keyboard.press("Enter")
    page.locator("#search-count").wait_for()
    page.locator(".hit-group .chip").first.click()
    page.locator("#source .tools").wait_for()


def papers_with_details(page: Any, token: str) -> None:
    go(page, "papers", "#papers .paper")
    page.locator("#papers .more summary").first.click()
    page.locator("#papers .found-in").first.wait_for()


def papers_as_their_owner(page: Any, token: str) -> None:
    ask(page, MOVED, ".answer")
    page.locator(".judging [data-right=true]").click()
    page.locator(".judging [aria-pressed=true]").wait_for()
    papers_with_details(page, token)
    page.locator("#token").fill(token)
    page.locator(".sign-in [type=submit]").click()
    page.locator(".readers-said li").first.wait_for()
    page.locator("#papers form[data-correct]").first.wait_for()


def meetings(page: Any, token: str) -> None:
    go(page, "meetings", ".meetings-view ul.meetings a")


def one_meeting(page: Any, token: str) -> None:
    meetings(page, token)
    page.locator(".meetings-view ul.meetings a").last.click()
    page.locator(".meetings-view .recorded").first.wait_for()


def about(page: Any, token: str) -> None:
    go(page, "about", "#about h2")


VIEWS: tuple[Callable[[Any, str], None], ...] = (
    welcome,
    answer_with_its_source,
    follow_up,
    asking_before_deleting,
    refusal,
    error,
    search_with_results,
    papers_with_details,
    papers_as_their_owner,
    meetings,
    one_meeting,
    about,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__.replace("_", " "))
def test_no_rule_is_broken(
    sample: str, sample_data: Path, open_page: Any, view: Callable[[Any, str], None], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed.")
    page = open_page(sample, color_scheme=scheme, reduced_motion="reduce")
    view(page, (sample_data / "admin-token").read_text().strip())
    page.wait_for_timeout(300)
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    broken = [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    assert not broken, "\n".join(broken)
    assert len(found.response["passes"]) > 10


def test_the_rules_are_really_checked(sample: str, open_page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed.")
    page = open_page(sample)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button></button>')")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    assert [rule["id"] for rule in found.response["violations"]] == ["button-name"]
