"""A follow-up says again what was asked before; a question that stands by itself is left alone."""

from __future__ import annotations

import pytest

from retrieval.follow_up import LONGEST_WHOLE, whole_question

MONEY = "When did the panel last discuss section 106 money and what did it resolve?"
BURGLARIES = "How many burglaries were recorded in 2023?"
LAMPS = "What was resolved about the lamps in Mill Lane on 26 July 2023?"
KNIVES = "What did the Commissioner say about knife crime?"
PRECEPT = "When did the panel agree the precept?"
MOTION = "Who moved the motion on speed cameras?"
SPENT = "How much did the council spend on speed cameras in Blaby in 2022/23?"
REPAIRED = "How many speed cameras had been repaired since January?"
IN_JULY = "What was the precept in July 2023?"
POWERS = "What powers does the panel have over the budget?"
CHAIR = "Who is the chair of the panel?"


@pytest.mark.parametrize(
    ("before", "asked", "whole"),
    [
        (MONEY, "and who pays for it?", "Who pays for section 106 money?"),
        (MONEY, "what did it resolve?", "What did the panel resolve about section 106 money?"),
        (MONEY, "and who asked the panel?", "Who asked the panel about section 106 money?"),
        (MONEY, "and what was resolved?", "What was resolved about section 106 money?"),
        (MONEY, "did they agree to it?", "Did the panel agree to section 106 money?"),
        (POWERS, "Can they veto it?", "Can the panel veto the budget?"),
        (MONEY, "why?", "Why did the panel last discuss section 106 money?"),
        (BURGLARIES, "what about 2022?", "How many burglaries were recorded in 2022?"),
        (BURGLARIES, "and in 2022/23?", "How many burglaries were recorded in 2022/23?"),
        (BURGLARIES, "2022?", "How many burglaries were recorded in 2022?"),
        (BURGLARIES, "and how many in 2021?", "How many burglaries were recorded in 2021?"),
        (BURGLARIES, "how many were there in 2021?", "How many burglaries were recorded in 2021?"),
        (BURGLARIES, "what about Harborough?", "How many burglaries were recorded in Harborough in 2023?"),
        (BURGLARIES, "What about robberies?", "How many robberies were recorded in 2023?"),
        (BURGLARIES, "and robberies in Melton?", "How many robberies were recorded in Melton in 2023?"),
        (BURGLARIES, "why?", "Why were so many burglaries recorded in 2023?"),
        (
            SPENT,
            "and Harborough?",
            "How much did the council spend on speed cameras in Harborough in 2022/23?",
        ),
        (
            SPENT,
            "what about street lights?",
            "How much did the council spend on street lights in Blaby in 2022/23?",
        ),
        (KNIVES, "and the panel?", "What did the panel say about knife crime?"),
        (KNIVES, "what did he promise?", "What did the Commissioner promise?"),
        (KNIVES, "what else?", "What else did the Commissioner say about knife crime?"),
        (LAMPS, "who moved it?", "Who moved the resolution about the lamps in Mill Lane on 26 July 2023?"),
        (LAMPS, "why?", "Why was this resolved about the lamps in Mill Lane on 26 July 2023?"),
        (LAMPS, "who attended that meeting?", "Who attended the meeting of 26 July 2023?"),
        (LAMPS, "who was there?", "Who was at the meeting of 26 July 2023?"),
        (LAMPS, "tell me more", "What more is said about the lamps in Mill Lane on 26 July 2023?"),
        (REPAIRED, "how much did they cost?", "How much did the speed cameras repaired since January cost?"),
        (REPAIRED, "who paid for that?", "Who paid for the speed cameras repaired since January?"),
        (PRECEPT, "why?", "Why did the panel agree the precept?"),
        (PRECEPT, "when was that agreed?", "When was the precept agreed?"),
        (PRECEPT, "how much did that cost?", "How much did the precept cost?"),
        (PRECEPT, "who wrote that report?", "Who wrote the report about the precept?"),
        (PRECEPT, "What did they decide?", "What did the panel decide about the precept?"),
        (IN_JULY, "and March?", "What was the precept in March 2023?"),
        (IN_JULY, "and 2022?", "What was the precept in July 2022?"),
        (IN_JULY, "what is its purpose?", "What is the purpose of the precept in July 2023?"),
        (MOTION, "who seconded it?", "Who seconded the motion on speed cameras?"),
        (MOTION, "who voted against?", "Who voted against the motion on speed cameras?"),
        (CHAIR, "when was she elected?", "When was the chair of the panel elected?"),
        ("section 106 money", "who is responsible for it?", "Who is responsible for section 106 money?"),
        ("Who is Rupert Matthews?", "what about Rob Nixon?", "Who is Rob Nixon?"),
    ],
)
def test_a_follow_up_becomes_a_whole_question(before: str, asked: str, whole: str) -> None:
    made = whole_question([before], asked)
    assert made.question == whole
    assert made.carried
    assert all(word in whole and word in before for word in made.carried)


@pytest.mark.parametrize("before", [MONEY, BURGLARIES, LAMPS, KNIVES])
@pytest.mark.parametrize(
    "asked",
    [
        "How many speed cameras were repaired?",
        "Who chairs the ethics committee?",
        "When is the next meeting?",
        "And how many stop and searches were carried out in Melton in 2022?",
        "What did the panel resolve about the budget and who proposed it?",
        "How long does it take to repair a lamp?",
        "Was it agreed that the report be noted?",
        "Which reports that were deferred came back?",
        "Did the council publish its accounts on time?",
        "How many burglaries were there?",
        "Why was the Commissioner unimpressed with the dashboards shown to him?",
        "When will all the IT kit be tracked?",
        "precept 2024",
        "Who is the chair?",
        "Is there a plan for this year?",
        "What is hate crime?",
        "and who pays for the officer?",
        "And who supported the commissioner?",
        "Thank you",
        "?",
        "",
    ],
)
def test_a_question_that_stands_by_itself_is_left_alone(before: str, asked: str) -> None:
    made = whole_question([before], asked)
    assert made.question == asked
    assert made.carried == ()


def test_nothing_is_carried_where_nothing_was_asked_before() -> None:
    assert whole_question([], "what about 2022?").question == "what about 2022?"
    assert whole_question(["", "?"], "and who pays for it?").carried == ()


def test_a_follow_up_may_lean_on_a_follow_up() -> None:
    asked = [BURGLARIES, "what about Harborough?", "and in 2022?"]
    assert (
        whole_question(asked, "why?").question
        == "Why were so many burglaries recorded in Harborough in 2022?"
    )


def test_a_new_subject_is_the_one_that_is_carried_on() -> None:
    made = whole_question([BURGLARIES, MOTION], "who seconded it?")
    assert made.question == "Who seconded the motion on speed cameras?"
    assert made.carried == ("motion", "speed", "cameras")


def test_a_long_conversation_does_not_make_ever_longer_questions() -> None:
    asked = [BURGLARIES, *(f"and for the {'very ' * 20}large town number {number}?" for number in range(40))]
    assert len(whole_question(asked, "why?").question) <= LONGEST_WHOLE + 1
