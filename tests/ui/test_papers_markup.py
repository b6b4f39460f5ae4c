"""What the Papers view shows: the library, a paper's details, an upload, the owner's part."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date
from typing import Any

import httpx2 as httpx
import pytest
from fake_api import fake_api

from server.schemas import FactReply, ItemReply, JobReply, PaperDetailReply, PaperReply
from ui.client import PapersApi
from ui.papers.details_markup import details
from ui.papers.job_markup import job, progress_line, spoken, time_left
from ui.papers.markup import page_runs, scanned_line, shelf
from ui.papers.owner_markup import owner_part
from ui.papers.replies import (
    Fact,
    FileOutcome,
    JobProgress,
    ListedPaper,
    PaperDetails,
    PaperItem,
    PaperList,
    Problem,
    UploadJob,
    Wariness,
    read_details,
    read_job,
    read_paper_list,
)
from ui.papers.view import show_details, show_job, show_papers
from ui.replies import Filters
from ui.streaming_transport import InProcessTransport

MINUTES = ListedPaper(
    paper_id="minutes july",
    title="Minutes, July",
    body="County Panel",
    kind="minutes",
    meeting_date=date(2023, 7, 26),
    status="draft",
    access="public",
    file_name="minutes.pdf",
    page_count=12,
    ocr_pages=(3, 5, 6, 7),
    warnings=(
        Wariness("Page 3 was read by OCR.", 3),
        Wariness("Pages 5 to 7 were read by OCR.", 5),
        Wariness("Page 9 is damaged and could not be read.", 9),
    ),
)
LOG = replace(
    MINUTES,
    paper_id="log",
    title="Action log",
    kind="log",
    meeting_date=None,
    status="not stated",
    file_name="log.docx",
    page_count=None,
    ocr_pages=(),
    warnings=(),
)
SECRET = replace(LOG, paper_id="secret", title="Depot", access="exempt", file_name="depot.pdf", page_count=2)
EVIL = '"><script>alert(1)</script>'
FILE = FileOutcome("minutes.pdf", "added", 12, 4, "", "")


def listed(*papers: ListedPaper) -> str:
    """The library as it is shown without filters."""
    return shelf(PaperList(papers, len(papers)), Filters())


def papers_of(*years: int) -> tuple[ListedPaper, ...]:
    """Forty papers of each year."""
    return tuple(
        replace(MINUTES, paper_id=f"{year}-{n}", meeting_date=date(year, 5, 1))
        for year in years
        for n in range(40)
    )


# The library


def test_papers_stand_under_body_year_and_meeting_and_undated_ones_last() -> None:
    earlier = replace(MINUTES, paper_id="e", title="Earlier", meeting_date=date(2022, 10, 12))
    unknown = replace(MINUTES, paper_id="u", title="Unknown", body="")
    shown = listed(MINUTES, earlier, LOG, unknown)
    places = ("County Panel</h3>", "2023 ", "26 July 2023</h4>", "Minutes, July", "12 October 2022</h4>")
    order = [shown.index(words) for words in (*places, "Without a date ", "Action log", "Body not known")]
    assert order == sorted(order)


def test_a_paper_says_what_it_is_and_what_to_be_wary_of() -> None:
    shown = listed(MINUTES)
    assert re.search(r"Minutes · 12 pages · Draft · <a href=\"/api/papers/minutes%20july/file\"", shown)
    assert "4 pages were read by machine from a scan: 3, 5–7." in shown
    assert "Page 9 is damaged and could not be read." in shown
    assert "read by OCR" not in shown


def test_pressed_a_paper_opens_at_its_beginning() -> None:
    assert 'data-source="/api/papers/minutes%20july/view?page=1"' in listed(MINUTES)
    assert 'data-source="/api/papers/log/view"' in listed(LOG)


def test_the_line_above_counts_what_is_listed() -> None:
    assert '<p class="held">1 paper of County Panel, July 2023.</p>' in listed(MINUTES)
    assert "1 of them exempt, seen by you only." in listed(MINUTES, SECRET)
    cut = shelf(PaperList((MINUTES,), 1200), Filters())
    assert "1,200 papers of County Panel, July 2023. The first 1 are listed" in cut


def test_an_exempt_paper_is_marked_and_no_plain_link_leads_to_it() -> None:
    shown = listed(SECRET)
    assert '<strong class="mark">Exempt</strong>' in shown
    assert 'data-download="/api/papers/secret/file"' in shown
    assert "href" not in shown


def test_of_many_papers_only_the_newest_year_is_open() -> None:
    years = re.findall(r'data-key="year (\d+) [^>]*>', listed(*papers_of(2024, 2023)))
    opened = re.findall(r'data-key="year (\d+) [^>]* open="">', listed(*papers_of(2024, 2023)))
    assert (years, opened) == (["2024", "2023"], ["2024"])
    few = listed(MINUTES, replace(MINUTES, meeting_date=date(2020, 1, 1)))
    assert few.count(' open="">') == 2


def test_the_filters_are_said_in_words() -> None:
    filters = Filters(body="County Panel", first="2024-05-01", last="", kind="minutes")
    shown = shelf(PaperList((MINUTES,), 1), filters)
    assert "Narrowed to kind “minutes”, papers of County Panel, from 1 May 2024." in shown
    assert "Narrowed" not in listed(MINUTES)
    assert "No paper matches these filters" in shelf(PaperList(), filters)
    assert "No papers have been added yet" in listed()


@pytest.mark.parametrize(
    ("pages", "count", "line"),
    [
        ((2,), 9, "Page 2 was read by machine from a scan."),
        ((1,), 1, "Its only page was read by machine from a scan."),
        ((1, 2, 3), 3, "All 3 pages were read by machine from a scan."),
        ((1, 2, 9), 9, "3 pages were read by machine from a scan: 1–2, 9."),
    ],
)
def test_pages_read_by_machine_are_named(pages: tuple[int, ...], count: int, line: str) -> None:
    assert scanned_line(pages, count) == line


def test_runs_of_pages_are_drawn_together() -> None:
    assert page_runs((3, 5, 6, 7, 10)) == "3, 5–7, 10"
    assert page_runs(()) == ""


# Details


def test_of_many_notes_the_list_shows_two_and_the_details_all() -> None:
    notes = tuple(Wariness(f"Page {page} is damaged and could not be read.", page) for page in (20, 30, 40))
    wary = replace(MINUTES, ocr_pages=(), warnings=notes)
    assert "Page 40" not in listed(wary)
    assert "1 more such note stands in its details." in listed(wary)
    assert "Page 40 is damaged" in details(PaperDetails(wary, (), (), ()), owner=False)
    assert "To be wary of" not in details(FOUND, owner=False)


FOUND = PaperDetails(
    MINUTES,
    (Fact("meeting_date", "page 1: “26 JULY 2023”"),),
    (PaperItem("10. Complaints", 8, 11, "m-8-1"), PaperItem("", 12, 12, "m-12-1")),
    ("figures.xlsx",),
)


def test_details_say_where_each_fact_was_found_and_link_the_items() -> None:
    shown = details(FOUND, owner=False)
    assert "26 July 2023" in shown and "page 1: “26 JULY 2023”" in shown
    assert "not stated in the paper" in shown
    assert 'data-source="/api/papers/minutes%20july/view?page=8"' in shown and "pages 8–11" in shown
    assert "figures.xlsx" in shown
    assert shown.count('class="item"') == 1
    assert "<form" not in shown


def test_an_item_without_pages_opens_at_its_passage() -> None:
    shown = details(PaperDetails(LOG, (), (PaperItem("Actions", None, None, "log-1"),), ()), owner=False)
    assert 'data-source="/api/papers/log/view?passage=log-1"' in shown


def test_the_owner_gets_a_form_filled_with_what_is_held() -> None:
    shown = details(FOUND, owner=True)
    assert '<input name="title" value="Minutes, July" required' in shown
    assert 'name="meeting_date" value="2023-07-26" required' in shown
    assert '<option value="draft" selected>Draft</option>' in shown
    assert 'data-remove="minutes july"' in shown
    assert 'name="meeting_date" value=""></label>' in details(replace(FOUND, paper=LOG), owner=True)


def test_nothing_of_a_paper_becomes_markup() -> None:
    evil = ListedPaper(EVIL, EVIL, EVIL, EVIL, None, EVIL, "exempt", EVIL, 2, (), (Wariness(EVIL, None),) * 4)
    told = PaperDetails(evil, (Fact("title", EVIL),), (PaperItem(EVIL, 1, 2, EVIL),), (EVIL,))
    ended = UploadJob("done", (EVIL,), None, (FileOutcome(EVIL, EVIL, 1, 1, EVIL, EVIL),), None)
    stopped = UploadJob("failed", (EVIL,), None, (), Problem(EVIL, EVIL))
    working = UploadJob("working", (EVIL,), JobProgress(0, 1, 1, EVIL, EVIL, None), (), None)
    public = replace(evil, access="public")
    for shown in (
        shelf(PaperList((evil, public), 2), Filters(body=EVIL, kind=EVIL)),
        details(told, owner=True),
        *map(job, (ended, stopped, working)),
    ):
        assert "<script" not in shown


# Uploads


def test_an_upload_tells_the_file_in_hand_and_the_time_left() -> None:
    progress = JobProgress(1, 5, 14, "minutes.pdf", "reading", 9.6)
    shown = job(UploadJob("working", ("minutes.pdf",), progress, (), None))
    assert "Reading minutes.pdf, 1 of 5 papers done, 14 pages read, about 10 seconds left." in shown
    assert '<progress aria-label="Papers added" max="5" value="1">' in shown


def test_one_paper_has_a_bar_without_a_measure() -> None:
    progress = JobProgress(0, 1, 0, "minutes.pdf", "embedding", None)
    assert progress_line(progress) == "Preparing to search: minutes.pdf, 0 of 1 paper done."
    assert '<progress aria-label="Papers added">' in job(
        UploadJob("working", ("minutes.pdf",), progress, (), None)
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.2, "about 1 second left"), (40, "about 40 seconds left"), (200, "about 3 minutes left")],
)
def test_time_left_is_rounded_to_what_it_is_worth(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def test_at_the_end_it_is_said_what_became_of_each_file() -> None:
    refused = FileOutcome("broken.pdf", "failed", 0, 0, "It is damaged.", "Download it again.")
    same = FileOutcome("old.txt", "skipped", 1, 0, "", "")
    ended = UploadJob("done", (), None, (FILE, refused, same), None)
    shown = job(ended)
    assert "minutes.pdf</strong>: added, 12 pages, 4 of them read by machine from a scan." in shown
    assert "broken.pdf</strong>: refused. It is damaged. Download it again." in shown
    assert "old.txt</strong>: unchanged" in shown
    assert spoken(ended) == "Done: 1 added, 1 unchanged, 1 refused."


def test_an_upload_that_fails_as_a_whole_says_why_and_what_to_do() -> None:
    failed = UploadJob("failed", ("a.pdf",), None, (), Problem("The library is busy.", "Try again."))
    assert "a.pdf: The library is busy. Try again." in job(failed)
    assert spoken(failed) == "The library is busy. Try again."


# The owner's part


def test_the_field_for_the_token_cannot_be_sent_by_a_form_nor_be_remembered() -> None:
    [field] = re.findall(r'<input [^>]*id="token"[^>]*>', owner_part())
    assert 'type="password"' in field and 'autocomplete="off"' in field
    assert "name=" not in field
    assert "admin-token" in owner_part()


# Over the API


def test_the_view_understands_what_the_server_describes() -> None:
    paper: dict[str, Any] = {
        "paper_id": "m", "title": "Minutes", "body": "Panel", "kind": "minutes", "meeting_date": "2024-01-02",
        "status": "draft", "access": "exempt", "file_name": "m.pdf", "page_count": 3, "ocr_pages": [2],
        "warnings": [{"message": "Page 2 was read by OCR.", "page": 2}],
    }  # fmt: skip
    reply = PaperReply.model_validate(paper).model_dump(mode="json")
    (read,) = read_paper_list({"papers": [reply], "total": 1}).papers
    assert (read.exempt, read.ocr_pages, read.unreadable) == (True, (2,), ())
    assert read.meeting_date == date(2024, 1, 2)
    detail = PaperDetailReply(
        **paper,
        found_in=[FactReply(field="title", found_in="page 1")],
        attachments=["a.xlsx"],
        items=[ItemReply(item="1. A", report_of="", author="", first_page=1, last_page=2, passages=2,
                         passage_id="m-1")],
        file_url="",
        view_url="",
    )  # fmt: skip
    found = read_details(detail.model_dump(mode="json"))
    assert found.items == (PaperItem("1. A", 1, 2, "m-1"),)
    (example,) = JobReply.model_json_schema()["examples"]
    upload = read_job(example)
    assert upload.progress == JobProgress(0, 1, 4, "minutes.pdf", "reading", 3.0)
    assert not upload.ended


def test_the_list_respects_the_filters_and_says_what_is_listed() -> None:
    asked: list[httpx.Request] = []

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"papers": [], "total": 0})

    api = PapersApi("http://papers", httpx.MockTransport(reply))
    _, told = asyncio.run(show_papers(api, Filters(kind="log"), {"token": "t0ken"}))
    [request] = asked
    assert request.url.params["kind"] == "log"
    assert request.headers["authorization"] == "Bearer t0ken"
    assert "t0ken" not in str(request.url)
    assert "No papers." in told
    asyncio.run(show_papers(api, Filters(), {}))
    assert "authorization" not in asked[-1].headers


def test_failures_are_told_with_the_next_step() -> None:
    problem = {"detail": "The library is busy.", "next_step": "Try again in a minute."}
    api = PapersApi("http://papers", httpx.MockTransport(lambda request: httpx.Response(503, json=problem)))
    shown, told = asyncio.run(show_papers(api, Filters(), None))
    ended = asyncio.run(show_job(api, {"job_id": "j"}))
    for words in (shown, told, asyncio.run(show_details(api, {"paper_id": "p"})), str(ended)):
        assert "The library is busy. Try again in a minute." in words
    assert ended["ended"] is True


def test_a_paper_of_the_list_can_be_opened_for_its_details() -> None:
    api = PapersApi("http://127.0.0.1", InProcessTransport(fake_api()))
    shown, _ = asyncio.run(show_papers(api, Filters(), {}))
    assert "Agenda pack, precept meeting" in shown
    assert "26 July 2023" in asyncio.run(show_details(api, {"paper_id": "minutes-july"}))
