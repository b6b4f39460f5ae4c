"""What a reader sees in the Papers view, and what its owner does there, in a real browser."""

# Playwright is imported late, so that its absence only skips these tests: its types are not to be had.
# ruff: noqa: ANN401

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FERRY = (
    "HARROWDEN POLICE AND CRIME PANEL",
    "MINUTES of the meeting held on 14 May 2024",
    "1. Ferry patrols",
    "The Panel noted that the patrol boat at Low Weir ferry was withdrawn in April 2024.",
    "RESOLVED: That the patrol boat at Low Weir be replaced by October 2024.",
)


@pytest.fixture
def papers(sample: str, open_page: Any) -> Any:
    """The Papers view over the sample."""
    page = open_page(sample)
    page.get_by_role("link", name="Papers", exact=True).click()
    page.locator("#papers .paper").first.wait_for()
    return page


@pytest.fixture
def token(sample: str, sample_data: Path) -> str:
    """The admin token, once the server has made it."""
    return (sample_data / "admin-token").read_text().strip()


@pytest.fixture
def ferry_minutes(tmp_path: Path) -> Path:
    """Invented minutes as a PDF."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "ferry-minutes.pdf"
    canvas = Canvas(str(path))
    for number, line in enumerate(FERRY):
        canvas.drawString(60, 770 - 30 * number, line)
    canvas.save()
    return path


def sign_in(page: Any, token: str) -> None:
    """Type the token and press Sign in."""
    page.get_by_label("Admin token").fill(token)
    page.get_by_role("button", name="Sign in").click()


def spoken(page: Any, words: str) -> None:
    """Wait until a screen reader has been told something."""
    page.locator("#live [role=status]", has_text=words).wait_for(state="attached")


def done(page: Any, words: str) -> None:
    """Wait until a screen reader has been told what the owner did."""
    page.locator("#owner [data-said]", has_text=words).wait_for(state="attached")


def row(page: Any, title: str) -> Any:
    """The paper of that title in the list."""
    return page.locator("#papers .paper", has=page.locator(".paper-title", has_text=title))


# For every reader


def test_the_papers_stand_by_body_and_meeting_newest_first(papers: Any) -> None:
    assert re.match(
        r"\d+ papers of .+, January 2024 to July 2025\.", papers.locator(".held").last.inner_text()
    )
    panel = papers.locator("#papers .body").first
    assert panel.locator("h3").inner_text() == "Westmarch Police and Crime Panel"
    days = [int(day.split()[-1]) for day in panel.locator("h4").all_inner_texts()]
    assert days == sorted(days, reverse=True) and len(set(days)) == 2
    assert papers.locator("#papers .body").last.locator("h3").inner_text() == "Body not known"
    facts = row(papers, "Draft minutes").locator(".paper-facts").inner_text()
    assert facts.startswith("Minutes · 4 pages · Draft · Whole file (PDF)")
    assert row(papers, "Disposal of Corrisham").count() == 0


def test_pages_read_from_a_scan_are_told(papers: Any) -> None:
    wary = row(papers, "grant guidance").locator(".wary")
    assert wary.inner_text() == "All 2 pages were read by machine from a scan."


def test_a_paper_opens_beside_the_list_and_its_details_link_to_items(papers: Any) -> None:
    papers.get_by_role("link", name=re.compile("^Draft minutes")).click()
    papers.locator("#source .place", has_text="Page 1 of 4").wait_for()
    assert papers.locator("#papers").is_visible()
    draft = row(papers, "Draft minutes")
    draft.locator("summary").click()
    draft.locator(".found-in", has_text="3 February 2025").wait_for()
    assert draft.locator("form").count() == 0
    item = draft.locator(".items a").last
    name = item.inner_text()
    item.click()
    papers.locator("#source .place", has_text=name).wait_for()


def test_the_title_box_and_the_filters_narrow_the_list(papers: Any) -> None:
    papers.get_by_label("Find by title").fill("MINUTES draft")
    papers.locator("#papers .found", has_text="1 paper has").wait_for()
    assert papers.locator("#papers .paper:visible").count() == 1
    papers.get_by_label("Find by title").fill("")
    papers.locator("#filters").get_by_label("Kind of paper").select_option("minutes")
    papers.locator(".narrowed", has_text="Narrowed to kind “minutes”").wait_for()
    assert papers.locator("#papers .paper").count() == 2
    spoken(papers, "2 papers of Westmarch Police and Crime Panel")
    papers.locator(".narrowed [data-clear]").click()
    papers.locator(".narrowed p").wait_for(state="detached")
    assert papers.locator("#papers .paper").count() > 2


def test_what_was_opened_stays_open_when_the_list_is_drawn_again(papers: Any) -> None:
    row(papers, "Draft minutes").locator("summary").click()
    row(papers, "Draft minutes").locator(".found-in").wait_for()
    papers.locator("#filters").get_by_label("Kind of paper").select_option("minutes")
    papers.locator(".narrowed p").wait_for()
    row(papers, "Draft minutes").locator(".found-in").wait_for()
    assert papers.locator("#papers .more[open]").count() == 1


def test_headings_are_in_order_and_a_narrow_page_never_scrolls_sideways(sample: str, open_page: Any) -> None:
    page = open_page(sample, viewport={"width": 320, "height": 700})
    page.get_by_role("link", name="Papers", exact=True).click()
    row(page, "Draft minutes").locator("summary").click()
    page.locator(".found-in").wait_for()
    headings = "[...document.querySelectorAll('#masthead h1, #view-papers :is(h2,h3,h4,h5)')]"
    levels = page.evaluate(f"{headings}.filter(h => !h.closest('dialog, [hidden]')).map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# For the owner


def test_a_wrong_token_is_told_and_a_right_one_is_kept_nowhere(papers: Any, token: str) -> None:
    sign_in(papers, "not the token")
    papers.locator(".sign-in .problem", has_text="This is not the admin token").wait_for()
    assert papers.locator(".drop").is_hidden()
    sign_in(papers, token)
    row(papers, "Disposal of Corrisham").locator(".mark", has_text="Exempt").wait_for()
    assert papers.get_by_label("Admin token").input_value() == ""
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    assert token not in papers.evaluate(kept)
    assert token not in papers.content()
    assert not [address for address in papers.requested if token in address]
    with papers.expect_download() as given:
        row(papers, "Disposal of Corrisham").get_by_role("button", name="Whole file").click()
    assert given.value.suggested_filename.endswith(".pdf")
    papers.get_by_role("button", name="Sign out").click()
    row(papers, "Disposal of Corrisham").wait_for(state="detached")
    done(papers, "You are signed out.")


def test_the_owner_adds_a_paper_asks_about_it_corrects_and_removes_it(
    papers: Any, token: str, ferry_minutes: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    sign_in(papers, token)
    papers.locator(".drop").wait_for()
    papers.get_by_label("Files", exact=True).set_input_files([ferry_minutes, broken])
    ended = papers.locator(".job .outcomes")
    ended.wait_for()
    assert "ferry-minutes.pdf: added, 1 page." in ended.inner_text()
    assert re.search(r"broken\.pdf: refused\. .+\. .+\.", ended.inner_text())
    done(papers, "Done: 1 added, 1 refused.")
    ferry = row(papers, "14 May 2024")
    ferry.wait_for()
    body = papers.locator("#filters").get_by_label("Body")
    body.locator("option", has_text="Harrowden").wait_for(state="attached")

    papers.get_by_role("link", name="Ask", exact=True).click()
    papers.locator("#question textarea").fill("By when is the patrol boat at Low Weir to be replaced?")
    papers.get_by_role("button", name="Ask", exact=True).click()
    papers.locator(".sources .chip", has_text="14 May 2024").first.wait_for()
    assert "October 2024" in papers.locator(".answer").inner_text()

    papers.get_by_role("link", name="Papers", exact=True).click()
    ferry.locator("summary").click()
    form = ferry.locator("form")
    form.get_by_role("button", name="Save").click()
    form.locator(".problem", has_text="Nothing was changed").wait_for()
    form.get_by_label("Title").fill("Ferry minutes")
    form.get_by_label("Date").fill("2024-05-15")
    form.get_by_role("button", name="Save").click()
    done(papers, "Saved: Ferry minutes.")
    named = row(papers, "Ferry minutes")
    named.locator(".found-in dd", has_text="corrected by the owner").first.wait_for()
    assert papers.evaluate("document.activeElement.tagName") == "SUMMARY"

    named.get_by_role("button", name="Remove this paper").click()
    dialog = papers.get_by_role("dialog", name="Remove this paper?")
    assert "Ferry minutes" in dialog.inner_text()
    dialog.get_by_role("button", name="Keep it").click()
    dialog.wait_for(state="hidden")
    named.get_by_role("button", name="Remove this paper").click()
    dialog.get_by_role("button", name="Remove it").click()
    named.wait_for(state="detached")
    done(papers, "Removed: Ferry minutes.")
    body.locator("option", has_text="Harrowden").wait_for(state="detached")


def test_a_correction_that_the_server_refuses_is_told_and_kept(papers: Any, token: str) -> None:
    sign_in(papers, token)
    draft = row(papers, "Draft minutes")
    draft.locator("summary").click()
    form = draft.locator("form")
    form.get_by_label("Title").evaluate("field => { field.maxLength = 900 }")
    form.get_by_label("Title").fill("x" * 600)
    form.get_by_role("button", name="Save").click()
    form.locator(".problem", has_text="`title` may have at most 500 characters.").wait_for()
    assert form.get_by_label("Title").input_value() == "x" * 600


def test_files_can_be_dropped_and_the_welcome_counts_them(papers: Any, token: str) -> None:
    held = papers.locator(".welcome .held").text_content()
    sign_in(papers, token)
    papers.locator(".drop").wait_for()
    papers.evaluate(
        "() => { const given = new DataTransfer();"
        " given.items.add(new File(['Harrowden Panel. The weir was mended in 2023.'], 'weir.txt'));"
        " given.items.add(new File(['?'], 'weir.txt'));"
        " document.querySelector('.drop').dispatchEvent("
        "   new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: given })); }"
    )
    papers.locator(".drop .problem", has_text="More than one file is called weir.txt").wait_for()
    papers.locator(".job .outcomes", has_text="weir.txt: added.").wait_for()
    before, after = (f"{int(held.split()[2]) + n} papers" for n in (0, 1))
    papers.locator(".welcome .held", has_text=after).wait_for(state="attached")
    weir = papers.locator("#papers .paper", has_text="Whole file (text)")
    weir.locator("summary").click()
    weir.get_by_role("button", name="Remove this paper").click()
    papers.get_by_role("button", name="Remove it").click()
    weir.wait_for(state="detached")
    papers.locator(".welcome .held", has_text=before).wait_for(state="attached")
