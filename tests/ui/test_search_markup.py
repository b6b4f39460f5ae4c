"""What the search view shows: the list with its counts, and each state in which there is none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import httpx2 as httpx
import pytest

from ui.ask.exchanges import Failure
from ui.client import PapersApi
from ui.replies import Coverage, Filters
from ui.search.excerpt import excerpt
from ui.search.markup import Search, alarm, announcement, results, search_form
from ui.search.replies import ALL, MOST, NONE, Count, Found, Hit, Lit, Wording, read_wording
from ui.search.view import look_for, look_further

HIT = Hit(
    paper_id="p1",
    title="Minutes of the Panel",
    meeting_date=date(2023, 7, 26),
    item="10. Complaints",
    section="10. Complaints",
    page=8,
    page_label="6",
    label="Panel, 26 July 2023, item 10, p. 8",
    text="RESOLVED: That the report be noted.",
    lit=(Lit(19, 25),),
    url="/api/papers/p1/view?page=8&quote=RESOLVED#lit",
)
COVERAGE = Coverage(10, date(2019, 2, 1), date(2025, 5, 30), ("A", "B"))
FOUND = Found(
    total=3,
    papers=2,
    held=ALL,
    words=(Count("report", "report", 3),),
    hits=(HIT, replace(HIT, page=9), replace(HIT, paper_id="p2", title="Pack, 26 July 2023")),
    kinds=(Count("minutes", "minutes", 2), Count("agenda", "agenda", 1)),
    years=(Count("2023", "2023", 2), Count("2019", "2019", 1)),
    by_paper=(Count("p1", "Minutes of the Panel", 2), Count("p2", "Pack, 26 July 2023", 1)),
    coverage=COVERAGE,
)
SEARCH = Search(Wording("report"), found=FOUND)
EMPTY = replace(FOUND, total=0, papers=0, held=NONE, hits=(), kinds=(), years=(), by_paper=())


class Elements(HTMLParser):
    """Collects the elements of a piece of HTML with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(markup: str, tag: str) -> list[dict[str, str | None]]:
    """The attributes of each element of a name."""
    parser = Elements()
    parser.feed(markup)
    return [attributes for name, attributes in parser.found if name == tag]


def test_the_list_says_how_much_was_found_and_where() -> None:
    page = results(SEARCH)
    assert "3 passages in 2 papers" in page
    assert "2 in minutes, 1 in agendas." in page
    assert "Searched 10 papers of 2 bodies, February 2019 to May 2025." in page
    assert announcement(SEARCH) == "3 passages in 2 papers."


def test_passages_of_one_paper_stand_under_one_heading_that_names_its_day_once() -> None:
    page = results(SEARCH)
    assert page.count("<h4>") == 2
    assert "<h4>Minutes of the Panel, 26 July 2023</h4>" in page
    assert "<h4>Pack, 26 July 2023</h4>" in page


def test_a_passage_has_its_words_marked_and_a_chip_that_opens_its_page() -> None:
    page = results(SEARCH)
    assert "RESOLVED: That the <mark>report</mark> be noted." in page
    chip = elements(page, "a")[1]
    assert (chip["data-source"], chip["data-place"]) == (HIT.url, "10. Complaints")
    assert chip["data-printed"] == "6"


def test_the_export_link_asks_for_the_whole_list_as_it_is_narrowed_and_sorted() -> None:
    wording = Wording('"be noted"', "newest", ("2023",), ("p1",))
    page = results(replace(SEARCH, wording=wording, filters=Filters(kind="minutes")))
    assert elements(page, "a")[0]["href"] == (
        "/api/hits.csv?q=%22be+noted%22&sort=newest&kind=minutes&year=2023&paper_id=p1"
    )
    chosen = [entry["value"] for entry in elements(page, "option") if "selected" in entry]
    assert chosen == ["newest"]


def test_years_and_papers_can_be_ticked_and_show_their_counts() -> None:
    page = results(replace(SEARCH, wording=Wording("report", years=("2019", "1999"))))
    boxes = {entry["value"]: "checked" in entry for entry in elements(page, "input")}
    assert boxes == {"2023": False, "2019": True, "1999": True, "p1": False, "p2": False}
    assert "Show all again" in page


def test_a_long_list_of_papers_can_be_opened() -> None:
    papers = tuple(Count(f"p{n}", f"Paper {n}", 1) for n in range(12))
    page = results(replace(SEARCH, found=replace(FOUND, by_paper=papers)))
    assert "<summary>4 more</summary>" in page


def test_more_passages_can_be_shown_while_there_are_any() -> None:
    assert "data-more" not in results(SEARCH)
    page = results(replace(SEARCH, found=replace(FOUND, total=1200)))
    assert "data-more" in page
    assert "3 of 1,200 shown" in page


def test_passages_that_hold_only_most_of_the_words_are_said_to() -> None:
    words = (Count("report", "report", 3), Count("badger", "badger", 0))
    search = replace(SEARCH, found=replace(FOUND, held=MOST, words=words))
    page = results(search)
    assert "No passage holds all of your words." in page
    assert "“badger” stands in no passage" in page
    assert "“report” stands in 3 passages" in page
    assert "hold the most" in announcement(search)


def test_nothing_found_names_the_words_and_what_was_searched_and_helps() -> None:
    words = (Count("badger", "badger", 0),)
    filters = Filters(body="Fenshire Panel", first="2024-01-01", kind="minutes")
    page = results(replace(SEARCH, filters=filters, found=replace(EMPTY, words=words)))
    assert "No passage holds these words" in page
    assert "“badger” stands in no passage" in page
    assert "Only in minutes of Fenshire Panel, from 1 January 2024." in page
    assert "Searched 10 papers" in page
    assert "What may help" in page
    assert elements(page, "button")[0]["data-clear"] == "filters"


def test_words_that_are_only_found_beside_one_left_out_are_explained() -> None:
    assert "also holds a word that you leave out" in results(replace(SEARCH, found=EMPTY))


def test_a_choice_that_leaves_nothing_can_still_be_undone() -> None:
    wording = Wording("report", years=("1999",))
    page = results(replace(SEARCH, wording=wording, found=replace(EMPTY, held=ALL)))
    assert "No passages of what you chose" in page
    assert elements(page, "input")[0]["value"] == "1999"


def test_filters_that_leave_no_paper_can_be_cleared() -> None:
    nothing = replace(EMPTY, coverage=Coverage())
    page = results(replace(SEARCH, filters=Filters(kind="log"), found=nothing))
    assert "No paper matches these filters" in page
    assert elements(page, "button")[0]["data-clear"] == "filters"
    assert "There are no papers to search yet" in results(replace(SEARCH, found=nothing))


def test_a_failure_says_what_to_do_and_is_told_at_once() -> None:
    search = Search(Wording("x"), failure=Failure("The papers cannot be searched.", "Try in a minute."))
    page = results(search)
    assert "The papers cannot be searched. Try in a minute." in page
    assert "still in the box" in page
    assert "data-again" in elements(page, "button")[0]
    assert alarm(search).startswith("The papers cannot be searched.")
    assert announcement(search) == ""


def test_the_empty_view_teaches_by_examples() -> None:
    page = results(Search())
    examples = [entry["data-search"] for entry in elements(page, "button")]
    assert '"report be noted"' in examples
    assert len(examples) == 4
    assert elements(search_form(), "input")[0]["aria-describedby"] == "search-help"


def test_nothing_in_a_reply_becomes_markup() -> None:
    evil = '<script>alert(1)</script>" onmouseover="x'
    hit = replace(HIT, title=evil, label=evil, text=evil, item=evil, url="javascript:alert(1)", lit=())
    counts = (Count(evil, evil, 1), Count("b", evil, 2))
    found = replace(
        FOUND,
        held=MOST,
        hits=(hit,),
        words=counts,
        kinds=counts,
        years=counts,
        by_paper=counts,
        coverage=Coverage(1, None, None, (evil,)),
    )
    search = Search(Wording(evil, years=(evil,)), Filters(body=evil, kind=evil), found)
    for page in (
        results(search),
        results(replace(search, found=replace(found, total=0, hits=()), wording=Wording(evil))),
        results(replace(search, failure=Failure(evil, evil))),
    ):
        assert "<script" not in page
        parser = Elements()
        parser.feed(page)
        assert not any("onmouseover" in attributes for _, attributes in parser.found)


@pytest.mark.parametrize("number", [1, 40])
def test_a_long_passage_is_cut_around_its_words_and_never_within_one(number: int) -> None:
    text = " ".join(f"word{n:03d}" for n in range(200))
    lit = tuple(
        Lit(text.index(f"word{n:03d}"), text.index(f"word{n:03d}") + 7) for n in range(60, 60 + number)
    )
    cut = excerpt(text, lit)
    assert cut.startswith("… word")
    assert cut.endswith(" …")
    assert "<mark>word060</mark>" in cut
    plain = cut.replace("<mark>", "").replace("</mark>", "")
    assert 200 < len(plain) < 600
    assert all(len(word) == 7 for word in plain.split() if word != "…")


def test_words_far_apart_are_shown_with_a_gap_between_them() -> None:
    text = "Precept " + "and so on " * 100 + "budget"
    cut = excerpt(text, (Lit(0, 7), Lit(len(text) - 6, len(text))))
    assert cut.startswith("<mark>Precept</mark>")
    assert cut.endswith("<mark>budget</mark>")
    assert " … " in cut


def test_a_short_passage_is_shown_whole_with_its_cells_apart() -> None:
    assert excerpt("Band D\t£274", (Lit(0, 6),)) == ('<mark>Band D</mark><span class="cell-gap"> </span>£274')


def test_what_the_page_sends_is_read_within_bounds() -> None:
    sent: dict[str, Any] = {
        "q": "  precept ",
        "sort": "newest",
        "years": ["2023", "soon"],
        "papers": ["p1", 7],
    }
    assert read_wording(sent) == Wording("precept", "newest", ("2023",), ("p1",))
    assert read_wording({"q": None, "sort": "loudest", "years": "2023"}) == Wording()
    assert len(read_wording({"q": "x" * 900}).words) == 500


def test_a_reply_without_its_fields_is_not_taken_for_nothing_found() -> None:
    empty = httpx.MockTransport(lambda request: httpx.Response(200, json={}))
    search = asyncio.run(look_for(PapersApi("http://papers", empty), Wording("precept"), Filters(), 1))
    assert search.found is None
    assert "reply could not be read" in results(search)


def test_a_search_without_words_asks_nothing_of_the_server() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    api = PapersApi("http://papers", httpx.MockTransport(refuse))
    assert asyncio.run(look_for(api, Wording(), Filters(), 1)) == Search(turn=1)


def test_showing_more_adds_below_what_is_shown() -> None:
    asked: list[str] = []

    def more(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        hit = {"paper_id": "p3", "title": "Third", "text": "A report", "lit": [{"start": 2, "end": 8}]}
        return httpx.Response(200, json={"total": 4, "papers": 3, "held": "all", "words": [], "hits": [hit]})

    search = asyncio.run(look_further(PapersApi("http://papers", httpx.MockTransport(more)), SEARCH))
    assert search.found and [hit.title for hit in search.found.hits][2:] == ["Pack, 26 July 2023", "Third"]
    assert "offset=3" in asked[0]
