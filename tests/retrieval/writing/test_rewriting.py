"""A model may word a follow-up as a whole question, and may add nothing of its own to it."""

from __future__ import annotations

import asyncio

import pytest
from fake_model import FakeModel

from corpus.errors import ModelUnreachable
from retrieval.follow_up import WholeQuestion
from retrieval.writing.rewriting import EarlierTurn, rewritten

EARLIER = (
    EarlierTurn(
        "What was resolved about the lamps in Mill Lane?",
        "RESOLVED: That 140 lamps be replaced. Councillor Alder proposed it. [1]",
    ),
)
BY_RULE = WholeQuestion("Who paid for the lamps in Mill Lane?", ("lamps", "Mill", "Lane"))


def worded(reply: str, question: str = "And who paid for it?", earlier: object = EARLIER) -> WholeQuestion:
    model = FakeModel([reply])
    return asyncio.run(rewritten(model, earlier, question, BY_RULE))  # type: ignore[arg-type]


def test_a_question_that_takes_all_its_words_from_the_conversation_is_taken() -> None:
    whole = worded("Who paid for the 140 lamps in Mill Lane?")
    assert whole.question == "Who paid for the 140 lamps in Mill Lane?"
    assert set(whole.carried) >= {"140", "lamps", "Mill", "Lane"}


def test_words_of_the_answer_may_be_taken_too() -> None:
    assert worded("When did Councillor Alder propose it?", "When did he propose it?").question == (
        "When did Councillor Alder propose it?"
    )


@pytest.mark.parametrize(
    "reply",
    [
        "Who paid for the lamps in Church Street?",
        "Who paid for the 150 lamps in Mill Lane?",
        "Who stole the lamps in Mill Lane?",
        "What was resolved about the lamps in Mill Lane?",
        "The council paid for the lamps in Mill Lane.",
        "",
        "Who paid for the lamps in Mill Lane? " * 40,
    ],
)
def test_anything_else_leaves_the_question_as_the_rules_have_it(reply: str) -> None:
    assert worded(reply) == BY_RULE


def test_what_models_write_around_a_question_is_left_out() -> None:
    assert worded('Question: "Who paid for the lamps?"\nI hope this helps.').question == (
        "Who paid for the lamps?"
    )


def test_a_question_that_stands_by_itself_is_not_sent_to_the_model() -> None:
    model = FakeModel(["Who?"])
    question = "How many complaints against officers of the force were recorded in 2023?"
    whole = asyncio.run(rewritten(model, EARLIER, question, WholeQuestion(question)))
    assert whole == WholeQuestion(question) and not model.asked


def test_the_first_question_of_a_conversation_is_not_sent_to_the_model() -> None:
    assert worded("Who paid?", earlier=()) == BY_RULE


def test_a_model_that_fails_leaves_the_question_as_the_rules_have_it() -> None:
    model = FakeModel([ModelUnreachable("Nothing replies.")])
    assert asyncio.run(rewritten(model, EARLIER, "And who paid?", BY_RULE)) == BY_RULE
