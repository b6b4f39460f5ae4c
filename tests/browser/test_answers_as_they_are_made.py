"""What a reader sees of an answer while it is made, over a writer that takes its time, in a real browser."""

# Playwright and axe are imported late, so that their absence only skips these tests.
# ruff: noqa: ANN401

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import served

from corpus.errors import ModelUnreachable
from index.library import Library
from retrieval.reply import Draft
from retrieval.values import Answer, AnswerSentence, Verdict
from retrieval.writing.making import CitedSentence
from server.answering import answering_over
from server.app import create_app
from server.settings import ServerSettings
from ui.page import mount_page

pytestmark = pytest.mark.browser

LAMPS = "What was resolved about the lamps in Mill Lane?"
CAMERAS = "How many speed cameras had been repaired since January?"
NOT_SAID = "Who won the football world cup in Brazil?"
MODEL = "plain-words-7b"
NOTICE = "One sentence of the language model was left out: the papers do not carry it."
FIRST, OWN, DOUBTED = (
    "The panel decided that the lamps in Mill Lane are to be replaced.",
    "RESOLVED: That the lamps in Mill Lane be replaced by September 2024.",
    "The work will cost 47 pounds a lamp.",
)
SENTENCES = (
    (FIRST, Verdict.CONFIRMED, ""),
    (OWN, Verdict.MENDED, "The passages do not give the date October 2024."),
    (DOUBTED, Verdict.NOT_CONFIRMED, "The passages do not give the figure 47."),
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


class SlowWriter:
    """Writes three sentences, one after another, and knows whether it was let finish.

    Attributes:
        seconds: before each sentence and at the end.
        fails: whether it fails after the first sentence.
        left: set where nobody listened any more.
    """

    def __init__(self) -> None:
        self.seconds = 1.5
        self.fails = False
        self.left = threading.Event()

    async def write(self, draft: Draft) -> AsyncGenerator[CitedSentence | Answer, None]:
        answer = draft.answer
        if not answer.citations:
            yield answer
            return
        markers = tuple(cited.marker for cited in answer.citations)
        sentences = tuple(AnswerSentence(text, markers, verdict, why) for text, verdict, why in SENTENCES)
        try:
            for place, sentence in enumerate(sentences):
                await asyncio.sleep(self.seconds)
                if self.fails and place:
                    raise ModelUnreachable("Nothing replies.", next_step="Start the model.")
                yield CitedSentence(sentence, answer.citations)
            await asyncio.sleep(self.seconds)
            text = "\n\n".join(sentence.printed for sentence in sentences)
            yield replace(answer, text=text, sentences=sentences, written_by=MODEL, notice=NOTICE)
        except (asyncio.CancelledError, GeneratorExit):
            self.left.set()
            raise


@pytest.fixture(scope="module")
def slow_server(
    browser: Any, small_papers: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, SlowWriter]]:
    """Address of the product over a few papers and a slow writer, and that writer."""
    writer = SlowWriter()
    data = tmp_path_factory.mktemp("slow") / "data"
    with Library.open(data) as library:
        library.add(sorted(small_papers.iterdir()))
        answering = replace(answering_over(library), write=writer.write)
        with served(mount_page(create_app(library, ServerSettings(data=data), answering))) as address:
            yield address, writer


@pytest.fixture
def writer(slow_server: tuple[str, SlowWriter]) -> SlowWriter:
    """The writer, as if it had never written."""
    writer = slow_server[1]
    writer.seconds, writer.fails = 1.5, False
    writer.left.clear()
    return writer


@pytest.fixture
def page(slow_server: tuple[str, SlowWriter], writer: SlowWriter, open_page: Any) -> Any:
    """The page, ready for a question; what a screen reader hears is gathered in `window.heard`."""
    page = open_page(slow_server[0])
    listen(page)
    return page


def listen(page: Any) -> None:
    """Gather what the polite region says."""
    page.evaluate(
        """() => {
            window.heard = [];
            const live = document.getElementById('live');
            const polite = () => live.querySelector('[role=status]').textContent;
            new MutationObserver(() => {
                if (polite() && polite() !== window.heard.at(-1)) window.heard.push(polite());
            }).observe(live, { subtree: true, childList: true, characterData: true });
        }"""
    )


def ask(page: Any, question: str = LAMPS) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")


def sentence(page: Any, text: str) -> Any:
    """A sentence of the newest answer, once it is there."""
    found = page.locator(".exchange[data-newest] .answer", has_text=text)
    found.wait_for()
    return found


def whole(page: Any, number: int = 0) -> Any:
    """The newest exchange, of that number, once its answer is whole."""
    page.locator(f".exchange[data-newest] #question-{number} ~ .sources").wait_for()
    page.wait_for_function("!document.querySelector('#ask').disabled")
    return page.locator(".exchange[data-newest]")


# As it is made


def test_sentences_come_one_by_one_and_their_chips_open_pages_meanwhile(page: Any) -> None:
    ask(page)
    page.locator(".looking", has_text="Reading").wait_for()
    assert page.locator(".places").inner_text()
    sentence(page, FIRST)
    assert page.locator(".answer", has_text=DOUBTED).count() == 0
    page.locator("#source .source-open").wait_for()
    page.locator("[data-close=source]").click()
    page.locator("#source .source-empty").wait_for()
    page.locator(".answer .marker").first.click()
    page.locator("#source .source-open").wait_for()
    assert page.locator(".exchange .looking").count() == 1
    sentence(page, DOUBTED)
    assert page.locator(".exchange .looking").count() == 1
    assert FIRST in whole(page).locator(".answer").inner_text()
    assert page.locator(".exchange .looking").count() == 0


def test_the_first_page_opens_once_and_stays_closed_where_the_reader_closed_it(page: Any) -> None:
    ask(page)
    page.locator("#source .source-open").wait_for()
    page.locator("[data-close=source]").click()
    page.locator("#source .source-empty").wait_for()
    whole(page)
    page.wait_for_timeout(500)
    assert page.locator("#source .source-empty").count() == 1


def test_nothing_moves_when_the_answer_is_whole(page: Any) -> None:
    ask(page)
    sentence(page, DOUBTED)
    first = page.locator(".answer p").first
    node, top = first.element_handle(), first.bounding_box()["y"]
    whole(page)
    page.wait_for_timeout(600)
    assert node.evaluate("node => node.isConnected && node === document.querySelector('.answer p')")
    assert abs(first.bounding_box()["y"] - top) < 2


def test_a_screen_reader_hears_the_answer_once(page: Any) -> None:
    ask(page)
    whole(page)
    page.wait_for_timeout(300)
    looking, answer = page.evaluate("window.heard")
    assert looking == "Looking through the papers."
    assert answer.startswith(f"Answer: {FIRST}")
    assert f"Not confirmed by the papers: {DOUBTED}" in answer
    assert MODEL in answer and NOTICE in answer


def test_focus_stays_where_it_is(page: Any) -> None:
    ask(page)
    sentence(page, FIRST)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator(".answer .marker").first.focus()
    whole(page)
    assert page.evaluate("document.activeElement.className") == "marker"


def test_the_next_question_can_be_written_meanwhile(page: Any) -> None:
    ask(page)
    sentence(page, FIRST)
    assert page.locator("#question textarea").input_value() == ""
    page.locator("#question textarea").fill(CAMERAS)
    whole(page)
    assert page.locator("#question textarea").input_value() == CAMERAS


def test_a_refusal_is_not_waited_for(page: Any) -> None:
    ask(page, NOT_SAID)
    page.locator(".refusal").wait_for()
    assert page.locator("#question textarea").input_value() == ""


# Stopping


@pytest.mark.parametrize("way", ["button", "escape"])
def test_stopping_keeps_what_passed_and_the_question(page: Any, writer: SlowWriter, way: str) -> None:
    ask(page)
    sentence(page, FIRST)
    if way == "button":
        page.get_by_role("button", name="Stop", exact=True).click()
    else:
        page.keyboard.press("Escape")
    page.locator(".stopped", has_text="Stopped; what is here was confirmed.").wait_for()
    assert writer.left.wait(5)
    assert page.locator("#question textarea").input_value() == LAMPS
    page.wait_for_function("!document.querySelector('#ask').disabled")
    assert not page.locator("#stop").is_visible()
    assert FIRST in page.locator(".answer").inner_text()
    page.wait_for_timeout(2000)
    assert page.locator(".answer", has_text=OWN).count() == 0
    assert page.evaluate("window.heard.at(-1)").startswith("Stopped; what is here was confirmed.")
    writer.seconds = 0.05
    page.get_by_role("button", name="Ask it again").click()
    assert DOUBTED in whole(page, 1).locator(".answer").inner_text()


def test_stopping_by_keyboard_leads_back_to_the_question_box(page: Any) -> None:
    ask(page)
    sentence(page, FIRST)
    page.locator("#stop").focus()
    page.keyboard.press("Enter")
    page.locator(".stopped").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_what_was_typed_meanwhile_is_not_lost_by_stopping(page: Any) -> None:
    ask(page)
    sentence(page, FIRST)
    page.locator("#question textarea").fill(CAMERAS)
    page.keyboard.press("Escape")
    page.locator(".stopped").wait_for()
    page.wait_for_function("!document.querySelector('#ask').disabled")
    assert page.locator("#question textarea").input_value() == CAMERAS


def test_a_pressed_question_takes_the_place_of_the_one_being_answered(page: Any, writer: SlowWriter) -> None:
    writer.seconds = 0.05
    ask(page)
    whole(page)
    ask(page, "And when?")
    whole(page, 1).locator(".understood").wait_for()
    writer.seconds = 1.5
    ask(page, CAMERAS)
    page.locator("#question-2 ~ .answer").wait_for()
    page.locator(".understood button").click()
    page.locator("#question-2 ~ .stopped").wait_for()
    page.locator("#question-3 ~ .sources, #question-3 ~ .refusal").wait_for()
    assert page.locator(".exchange").count() == 4


def test_a_new_conversation_can_be_begun_meanwhile(page: Any, writer: SlowWriter) -> None:
    writer.seconds = 0.05
    ask(page)
    whole(page)
    writer.seconds = 1.5
    ask(page, CAMERAS)
    page.locator("#question-1 ~ .answer").wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome .starter").first.wait_for()
    assert writer.left.wait(5)
    page.wait_for_timeout(500)
    assert page.locator(".exchange").count() == 0
    assert page.get_by_role("button", name="Ask", exact=True).is_enabled()
    writer.seconds = 0.05
    ask(page)
    whole(page)
    page.locator("#source .source-open").wait_for()


def test_a_reader_who_closes_the_page_stops_the_writer(page: Any, writer: SlowWriter) -> None:
    writer.seconds = 20
    ask(page)
    page.locator(".looking", has_text="Reading").wait_for()
    began = time.monotonic()
    page.close()
    assert writer.left.wait(15)
    assert time.monotonic() - began < 10


# When it fails


def test_an_answer_that_fails_halfway_shows_what_to_do_and_keeps_the_question(
    page: Any, writer: SlowWriter
) -> None:
    writer.fails = True
    ask(page)
    page.locator(".exchange .error", has_text="Nothing replies. Start the model.").wait_for()
    assert page.locator("#question textarea").input_value() == LAMPS
    page.wait_for_function("!document.querySelector('#ask').disabled")


# How sentences stand to the papers


def test_each_sentence_says_how_it_stands_to_the_papers(page: Any, writer: SlowWriter) -> None:
    writer.seconds = 0.05
    ask(page)
    answer = whole(page)
    assert answer.locator(".answer > p").first.inner_text().startswith(FIRST)
    own = answer.locator(".own-words")
    assert own.locator("blockquote").inner_text().startswith(OWN)
    remark = own.locator("summary")
    assert remark.inner_text() == "In the paper’s words"
    assert not own.get_by_text("October 2024").is_visible()
    described = page.locator(f"#{remark.get_attribute('aria-describedby')}")
    assert described.text_content() == "The passages do not give the date October 2024."
    remark.click()
    assert described.is_visible()
    doubted = answer.locator(".not-confirmed")
    assert "Not confirmed by the papers" in doubted.inner_text() and DOUBTED in doubted.inner_text()
    written = answer.locator(".written").inner_text()
    assert written == f"Written by {MODEL}; every sentence was compared with the passages it cites."
    assert answer.locator(".writing-notice").inner_text() == NOTICE


def test_whoever_gets_the_answer_elsewhere_is_told_who_wrote_it(
    slow_server: tuple[str, SlowWriter], writer: SlowWriter, open_page: Any
) -> None:
    writer.seconds = 0.05
    page = open_page(slow_server[0], permissions=["clipboard-read", "clipboard-write"])
    ask(page)
    answer = whole(page)
    answer.get_by_role("button", name="Copy with citations").click()
    answer.locator(".told", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"Written by {MODEL}" in copied and f"Not confirmed by the papers: {DOUBTED}" in copied
    page.emulate_media(media="print")
    assert answer.locator(".written").is_visible()
    page.emulate_media(media="screen")
    answer.get_by_role("button", name="Save").click()
    answer.locator(".told", has_text="Saved").wait_for()
    page.get_by_role("button", name="New conversation").click()
    saved = page.locator(".saved li")
    assert saved.inner_text() == f"{LAMPS} (written by {MODEL})"
    with page.context.expect_page() as opened:
        saved.get_by_role("link").click()
    kept = opened.value.locator("main")
    kept.wait_for()
    assert f"Written by {MODEL}" in kept.inner_text()
    assert "Not confirmed by the papers" in kept.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("moment", ["in the making", "whole", "stopped"])
def test_no_rule_of_accessibility_is_broken(
    slow_server: tuple[str, SlowWriter], writer: SlowWriter, open_page: Any, moment: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed.")
    page = open_page(slow_server[0], color_scheme=scheme, reduced_motion="reduce")
    writer.seconds = 0.05 if moment == "whole" else 6
    ask(page)
    if moment == "whole":
        whole(page).locator(".own-words summary").click()
    else:
        sentence(page, FIRST)
        page.locator("#source .source-open").wait_for()
    if moment == "stopped":
        page.keyboard.press("Escape")
        page.locator(".stopped").wait_for()
    page.wait_for_timeout(300)
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    broken = [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    assert not broken, "\n".join(broken)


def test_a_phone_never_scrolls_sideways_while_an_answer_is_made(
    slow_server: tuple[str, SlowWriter], writer: SlowWriter, open_page: Any
) -> None:
    page = open_page(slow_server[0], viewport={"width": 320, "height": 700}, has_touch=True)
    ask(page)
    for text in (FIRST, OWN, DOUBTED):
        sentence(page, text)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), text
