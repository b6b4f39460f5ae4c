"""What the conversation shows for an answer, a refusal, an error and nothing yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from retrieval.reply import refusal_text
from retrieval.values import AnswerStatus
from ui.ask.answer_markup import answer_text
from ui.ask.exchanges import Exchange, Failure
from ui.ask.markup import conversation, held_line
from ui.ask.spoken import alarm, announcement
from ui.frame.lines import coverage_line
from ui.replies import Choice, Citation, Coverage, Filters, Library, Reply

CITED = Citation(
    marker=1,
    paper_id="p1",
    title="Minutes of the Panel",
    file_name="minutes.pdf",
    body="Fenshire Panel",
    meeting_date=date(2023, 7, 26),
    item="10. Complaints",
    section="10. Complaints",
    page=8,
    page_label="6",
    quote="RESOLVED: That the report be noted.",
    url="/api/papers/p1/view?page=8&quote=RESOLVED#lit",
    label="Panel, 26 July 2023, item 10, p. 8",
)
COVERAGE = Coverage(10, date(2019, 2, 1), date(2025, 5, 30), ("A", "B", "C"))
ANSWER = Reply("1", "What was resolved?", "answered", "The report was noted. [1]", (CITED,), COVERAGE, ())
REFUSAL = Reply("2", "Badgers?", "not_in_papers", "The papers do not say.", (), COVERAGE, (CITED,))


class Links(HTMLParser):
    """Collects the elements of a piece of HTML with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def elements(markup: str, tag: str) -> list[dict[str, str | None]]:
    """The attributes of each element of a name."""
    parser = Links()
    parser.feed(markup)
    return [attributes for name, attributes in parser.elements if name == tag]


def shown(reply: Reply) -> str:
    """A conversation of one exchange."""
    return conversation([Exchange(reply.question, reply)], Library(), ())


def test_a_marker_in_the_text_is_a_link_to_the_page_cited() -> None:
    (marker,) = elements(answer_text(ANSWER.text, ANSWER.citations), "a")
    assert marker["href"] == CITED.url
    assert marker["aria-label"] == "1: Panel, 26 July 2023, item 10, p. 8"
    assert marker["data-source"] == CITED.url


def test_a_number_in_brackets_that_marks_no_citation_stays_text() -> None:
    assert answer_text("See note [7].", ANSWER.citations) == "<p>See note [7].</p>"


def test_each_line_of_an_answer_is_a_paragraph() -> None:
    assert answer_text("One.\n\nTwo.", ()) == "<p>One.</p><p>Two.</p>"


def test_a_source_reads_as_a_clerk_would_cite() -> None:
    page = shown(ANSWER)
    assert '<span class="label">Panel, 26 July 2023, item 10, p. 8</span>' in page
    assert "Minutes of the Panel" in page


def test_a_chip_and_a_marker_name_the_page_and_item_that_the_source_pane_opens() -> None:
    links = elements(shown(ANSWER), "a")
    assert [entry["data-source"] for entry in links] == [CITED.url, CITED.url]
    assert {entry["data-place"] for entry in links} == {"10. Complaints"}
    assert {entry["data-printed"] for entry in links} == {"6"}


def test_the_coverage_line_says_what_was_searched() -> None:
    assert coverage_line(COVERAGE) == "Searched 10 papers of 3 bodies, February 2019 to May 2025."
    one = Coverage(1, date(2024, 2, 1), date(2024, 2, 9), ("Fenshire Panel",))
    assert coverage_line(one) == "Searched 1 paper of Fenshire Panel, February 2024."
    assert coverage_line(Coverage()) == "No papers were searched."


def test_nothing_in_a_reply_becomes_markup() -> None:
    evil = '<script>alert(1)</script>" onmouseover="x'
    cited = replace(CITED, label=evil, title=evil, quote=evil, url="javascript:alert(1)")
    for reply in (
        replace(ANSWER, question=evil, text=f"{evil} [1]", citations=(cited,)),
        replace(
            REFUSAL, question=evil, text=evil, nearest=(cited,), coverage=Coverage(1, None, None, (evil,))
        ),
    ):
        page = shown(reply)
        assert "<script" not in page
        assert not any("onmouseover" in entry for tag in ("a", "h2", "li") for entry in elements(page, tag))
        assert {entry["href"] for entry in elements(page, "a")} == {"#"}
    failed = conversation([Exchange(evil, failure=Failure(evil, evil))], Library(), (evil,))
    assert "<script" not in failed + conversation([], Library(), (evil,))


def test_a_refusal_says_what_was_searched_what_is_nearest_and_how_to_ask_better() -> None:
    page = shown(REFUSAL)
    assert "Not found in the papers searched" in page
    assert "Searched 10 papers of 3 bodies" in page
    assert "they do not answer the question" in page
    assert CITED.quote in page
    assert elements(page, "a")[0]["data-source"] == CITED.url
    assert "How to ask better" in page


def test_a_refusal_says_once_what_was_searched() -> None:
    text = refusal_text(AnswerStatus.NOT_IN_PAPERS)
    page = shown(replace(REFUSAL, text=text))
    assert text in page
    assert page.casefold().count("searched 10 papers") == 1
    assert "searched" not in text.casefold()


def test_a_question_the_papers_are_not_asked_is_told_what_they_can_be_asked() -> None:
    text = "How to vote is for you to decide."
    page = shown(replace(REFUSAL, status="outside_purpose", text=text, nearest=(), coverage=Coverage()))
    assert "<h3>What the papers can be asked</h3>" in page
    assert text in page and "Ask, for example" in page
    for said_of_searches in ("Not found", "earched", "nearest", "How to ask better", "Clear the filters"):
        assert said_of_searches not in page


def test_passages_a_language_model_passed_over_are_shown_to_be_judged() -> None:
    page = shown(replace(REFUSAL, status="not_in_passages"))
    assert "<h3>The passages found do not answer this</h3>" in page
    assert "it can be mistaken" in page
    assert CITED.quote in page and "Searched 10 papers of 3 bodies" in page


def test_a_filter_that_matches_nothing_can_be_cleared_at_once() -> None:
    page = shown(replace(REFUSAL, status="filter_matches_nothing", nearest=(), coverage=Coverage()))
    assert "No paper matches these filters" in page
    assert elements(page, "button")[0]["data-clear"] == "filters"


def test_an_error_says_what_to_do_and_offers_to_ask_again() -> None:
    failed = Exchange("Who?", failure=Failure("The papers cannot be searched.", "Ask again in a minute."))
    page = conversation([failed], Library(), ())
    assert "The papers cannot be searched. Ask again in a minute." in page
    assert elements(page, "button")[0]["data-ask"] == "Who?"
    assert alarm([failed]).startswith("The papers cannot be searched.")
    assert announcement([failed]) == ""


def test_a_library_that_cannot_be_told_says_so_at_once() -> None:
    page = conversation([], Failure("The papers cannot be searched.", "Try again in a minute."), ())
    [told] = [each for each in elements(page, "div") if each.get("class") == "error"]
    assert told["role"] == "alert"
    assert "The papers cannot be searched. Try again in a minute." in page


def test_earlier_questions_stay_above() -> None:
    page = conversation([Exchange("First?", ANSWER), Exchange("Second?")], Library(), ())
    assert page.index("First?") < page.index("Second?") < page.index("Looking through the papers…")


def test_a_screen_reader_hears_the_answer_with_its_sources() -> None:
    assert announcement([Exchange("Q", ANSWER)]) == "Answer: The report was noted. (source 1) 1 source."
    assert announcement([Exchange("Q")]) == "Looking through the papers."
    assert announcement([Exchange("Q", REFUSAL)]).startswith("Not found in the papers searched.")


def test_the_empty_page_says_what_is_held_and_offers_questions() -> None:
    library = Library(2, (Choice("Fenshire Panel", 2),), (), date(2023, 7, 1), date(2025, 5, 1))
    page = conversation([], library, ("Who moved it?",))
    assert "Here are 2 papers of Fenshire Panel, July 2023 to May 2025." in page
    assert elements(page, "button")[0]["data-ask"] == "Who moved it?"
    assert held_line(Library()) == "No papers have been added yet."


def test_the_coverage_line_repeats_the_filters_that_were_set() -> None:
    minutes = Filters(first="2024-01-01", kind="minutes")
    assert coverage_line(COVERAGE, minutes) == (
        "Searched 10 papers of 3 bodies, February 2019 to May 2025, narrowed to minutes, from 1 January 2024."
    )
    assert "narrowed to minutes, from 1 January 2024." in shown(replace(ANSWER, filters=minutes))


def test_a_follow_up_says_how_it_was_read_and_can_be_asked_as_written() -> None:
    page = shown(replace(ANSWER, question="And 2022?", understood="What was resolved in 2022?"))
    assert "Read as: <q>What was resolved in 2022?</q>" in page
    again = next(button for button in elements(page, "button") if "data-as-asked" in button)
    assert again["data-ask"] == "And 2022?"


def test_what_can_be_done_with_a_conversation_stands_below_its_newest_answer() -> None:
    page = shown(replace(ANSWER, conversation_id="talk 1"))
    assert page.index("Searched 10 papers") < page.index("New conversation") < page.index("Take away")
    exports = [entry["href"] for entry in elements(page, "a") if "download" in entry]
    assert exports == [
        f"/api/conversations/talk%201/export?format={name}" for name in ("docx", "pdf", "markdown")
    ]
    assert "Delete this conversation?" in page
    assert "New conversation" not in shown(ANSWER)


def test_a_conversation_that_could_not_be_deleted_says_so() -> None:
    talk = [Exchange("Q", replace(ANSWER, conversation_id="talk"))]
    assert '<p class="problem">It is still there.</p>' in conversation(
        talk, Library(), (), "It is still there."
    )


def test_what_is_held_is_never_told_before_it_is_known() -> None:
    assert "No papers have been added" not in conversation([], None, ())
    unknown = conversation([], Failure("The server did not reply.", "Try again."), ())
    assert "No papers have been added" not in unknown
    assert "The server did not reply. Try again." in unknown


def test_a_title_that_the_chip_begins_with_is_not_said_twice() -> None:
    undated = replace(CITED, title="Action log", label="Action log, sheet 2025")
    assert (
        shown(replace(ANSWER, citations=(undated,))).count("Action log") == 2
    )  # the marker's name, the chip
