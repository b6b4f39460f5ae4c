"""What the page shows of an answer while it is made, and of one that a language model wrote."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

import pytest
from test_answer_markup import ANSWER, CITED, elements, shown

from ui.ask.answer_markup import as_text
from ui.ask.events import Event, Found, Passed, Understood
from ui.ask.exchanges import Exchange, Making
from ui.ask.markup import conversation
from ui.ask.opening import Opening, opening
from ui.ask.running import News, RunningQuestion, Stopped
from ui.ask.spoken import announcement
from ui.ask.visit import Visit
from ui.client import ApiFailure
from ui.replies import Library, Sentence
from ui.source.markup import SourceLink

SECOND = replace(
    CITED, marker=2, paper_id="p2", label="Panel, 1 May 2024, p. 1", url="/api/papers/p2/view?page=1"
)
PLAIN = Sentence("The report was noted.", (1, 2), "confirmed")
OWN = Sentence("RESOLVED: That it be noted.", (1,), "mended", "The passages do not give the figure 47.")
DOUBTED = Sentence("It cost 47 pounds.", (2,), "not_confirmed", "The passages do not give the figure 47.")
WRITTEN = replace(
    ANSWER,
    text="The report was noted. [1] [2]\n\nRESOLVED: That it be noted. [1]\n\nIt cost 47 pounds. [2]",
    citations=(CITED, SECOND),
    sentences=(PLAIN, OWN, DOUBTED),
    written_by="plain-7b",
    notice="One sentence was left out.",
)


def making(*events: Event) -> Making:
    """How far an answer has come after these."""
    come = Making()
    for event in events:
        come = come.after(event)
    return come


def page(come: Making) -> str:
    """A conversation of one question in the making."""
    return conversation([Exchange("And 2022?", making=come)], Library(), ())


# In the making


def test_what_is_being_read_is_told_with_a_few_places() -> None:
    passages = tuple(replace(CITED, label=f"item {number}") for number in range(5))
    read = page(making(Found((*passages, SECOND))))
    assert "Reading 6 passages from 2 papers…" in read
    assert "item 0; item 1; item 2; and 3 others" in read
    assert "Reading 1 passage from 1 paper…" in page(making(Found((CITED,))))


def test_a_follow_up_says_how_it_was_read_before_it_is_answered() -> None:
    assert "Read as: <q>What of 2022?</q>" in page(making(Understood("What of 2022?")))


def test_sentences_so_far_stand_where_they_will_stand_in_the_end() -> None:
    come = making(Found((CITED,)), Passed(PLAIN, (CITED, SECOND)), Passed(OWN, (CITED,)))
    so_far = page(come).partition('<p class="looking">')[0].removesuffix("</div>")
    whole = conversation([Exchange("And 2022?", WRITTEN)], Library(), ())
    assert whole.startswith(so_far)
    assert [entry["href"] for entry in elements(so_far, "a")] == [CITED.url, SECOND.url, CITED.url]


def test_the_papers_own_words_look_the_same_before_and_after() -> None:
    quoted = replace(PLAIN, verdict="quoted")
    said = page(making(Passed(quoted, (CITED, SECOND))))
    assert "blockquote" not in said and "remark" not in said


def test_what_was_stopped_keeps_what_passed_and_says_so() -> None:
    come = replace(making(Passed(PLAIN, (CITED, SECOND))), stopped=True)
    assert "Stopped; what is here was confirmed." in page(come) and PLAIN.text in page(come)
    assert "looking" not in page(come)
    nothing = page(Making(stopped=True))
    assert "Stopped before there was anything to show." in nothing
    assert elements(nothing, "button")[0]["data-ask"] == "And 2022?"
    doubted = replace(making(Passed(DOUBTED, (SECOND,))), stopped=True)
    assert "confirmed." not in page(doubted).partition("Stopped;")[2]
    assert announcement([Exchange("?", making=come)]).startswith("Stopped; what is here was confirmed.")


def test_a_screen_reader_hears_the_same_until_the_answer_is_whole() -> None:
    begun = announcement([Exchange("?")])
    assert announcement([Exchange("?", making=making(Passed(PLAIN, (CITED,))))]) == begun


def test_a_visit_that_is_left_has_nothing_in_the_making() -> None:
    visit = Visit(exchanges=(Exchange("1", ANSWER), Exchange("2")))
    assert [entry.is_in_making for entry in visit.settled().exchanges] == [False, False]
    assert Visit().settled() == Visit()


# Which page opens


def test_the_first_page_opens_with_the_first_sentence_and_not_again_at_the_end() -> None:
    come = making(Found((SECOND,)))
    assert opening([Exchange("?", making=come)]) is None
    first = opening([Exchange("?", making=come.after(Passed(PLAIN, (CITED, SECOND))))])
    assert first == Opening(0, SourceLink(CITED.url, "10. Complaints", "6"))
    wider = replace(WRITTEN, citations=(replace(CITED, url=f"{CITED.url}&quote=more"), SECOND))
    last = opening([Exchange("?", wider)])
    assert last is not None and last != first and last.is_same_page(first)
    other = opening([Exchange("?", replace(WRITTEN, citations=(SECOND,)))])
    assert other is not None and not other.is_same_page(first)
    assert not last.is_same_page(Opening(1, last.link))


def test_nothing_stays_open_beside_a_refusal() -> None:
    refusal = replace(ANSWER, status="not_in_papers", citations=())
    assert opening([Exchange("?", refusal)]) == Opening(0, None)


# Written by a model


def test_a_sentence_has_a_number_for_each_citation() -> None:
    links = [entry for entry in elements(shown(WRITTEN), "a") if entry["class"] == "marker"]
    assert [entry["aria-label"] for entry in links[:2]] == [f"1: {CITED.label}", f"2: {SECOND.label}"]


def test_the_papers_own_words_are_set_apart_and_say_why() -> None:
    own = shown(WRITTEN).partition('<div class="own-words">')[2].partition("</div>")[0]
    assert f"<p>{OWN.text}" in own and "In the paper’s words" in own
    [summary] = elements(own, "summary")
    assert f'<p id="{summary["aria-describedby"]}">{OWN.reason}</p>' in own
    completing = replace(WRITTEN, sentences=(PLAIN, replace(OWN, verdict="quoted", reason="")))
    assert '<p class="remark">In the paper’s words</p>' in shown(completing)


def test_what_is_not_confirmed_says_so_before_it_is_read() -> None:
    doubted = shown(WRITTEN).partition('<div class="not-confirmed">')[2]
    assert doubted.index("Not confirmed by the papers") < doubted.index(DOUBTED.text)


def test_one_line_says_who_wrote_it_and_another_what_to_know() -> None:
    line = "Written by plain-7b; every sentence was compared with the passages it cites."
    assert line in shown(WRITTEN) and "One sentence was left out." in shown(WRITTEN)
    assert "Written by" not in shown(ANSWER)
    unwritten = shown(replace(ANSWER, notice="The model did not reply."))
    assert "The model did not reply." in unwritten and "Written by" not in unwritten
    assert line in as_text(WRITTEN)
    assert "Not confirmed by the papers: It cost 47 pounds. [2]" in as_text(WRITTEN)
    spoken = announcement([Exchange("?", WRITTEN)])
    assert "Not confirmed by the papers: It cost 47 pounds. (source 2)" in spoken and line in spoken


def test_passages_that_are_only_pointed_to_stand_at_the_end() -> None:
    pointing = replace(WRITTEN, sentences=(OWN,))
    links = elements(shown(pointing).partition("See also")[2], "a")
    assert links[0]["aria-label"] == f"2: {SECOND.label}"


def test_nothing_a_model_says_becomes_markup() -> None:
    evil = '<img src=x onerror=alert(1)>" onmouseover="x'
    for verdict in ("quoted", "confirmed", "mended", "not_confirmed"):
        said = Sentence(evil, (1,), verdict, evil)
        markup = shown(replace(WRITTEN, sentences=(said,), written_by=evil, notice=evil, conversation_id="c"))
        assert not elements(markup, "img")
        assert not any("onmouseover" in entry for tag in ("a", "p", "div") for entry in elements(markup, tag))
        assert not elements(page(making(Passed(said, (CITED,)))), "img")


# Hearing and stopping


async def heard(running: RunningQuestion, then: Callable[[], None] | None = None) -> list[tuple[News, ...]]:
    """All bunches; `then` is done at the first."""
    bunches = []
    async for bunch in running.bunches():
        bunches.append(bunch)
        if then:
            then()
            then = None
    return bunches


def test_what_comes_together_is_shown_together() -> None:
    async def events() -> AsyncGenerator[Event, None]:
        yield Understood("")
        await asyncio.sleep(0.3)
        yield Found((CITED,))
        yield Passed(PLAIN, (CITED, SECOND))
        yield WRITTEN

    async def trial() -> list[tuple[News, ...]]:
        return await heard(RunningQuestion(events()))

    first, rest = asyncio.run(trial())
    assert first == (Understood(""),)
    assert rest == (Found((CITED,)), Passed(PLAIN, (CITED, SECOND)), WRITTEN)


def test_stopping_closes_what_is_heard_and_waits_until_all_is_shown() -> None:
    closed = []

    async def events() -> AsyncGenerator[Event, None]:
        try:
            yield Understood("")
            await asyncio.sleep(60)
        finally:
            closed.append(True)

    async def trial() -> list[tuple[News, ...]]:
        running = RunningQuestion(events())
        stopping: list[asyncio.Task[None]] = []
        bunches = await heard(
            running, lambda: stopping.append(asyncio.create_task(running.stop(Stopped("typed"))))
        )
        await asyncio.wait_for(stopping[0], 1)
        assert running.is_over
        return bunches

    assert asyncio.run(trial())[-1] == (Stopped("typed"),)
    assert closed == [True]


def test_a_failure_ends_what_is_heard() -> None:
    failure = ApiFailure("It failed.", "Try again.")

    async def events() -> AsyncGenerator[Event, None]:
        yield Understood("")
        raise failure

    async def trial() -> list[tuple[News, ...]]:
        return await heard(RunningQuestion(events()))

    assert asyncio.run(trial())[-1][-1] is failure


def test_an_error_that_nobody_foresaw_is_not_waited_for() -> None:
    async def events() -> AsyncGenerator[Event, None]:
        yield Understood("")
        raise RuntimeError("a fault of ours")

    async def trial() -> list[tuple[News, ...]]:
        return await asyncio.wait_for(heard(RunningQuestion(events())), 5)

    with pytest.raises(RuntimeError, match="a fault of ours"):
        asyncio.run(trial())
