"""What the owner is shown of what readers said."""

from __future__ import annotations

from datetime import date

from server.conversation_schemas import FeedbackReply
from ui.papers.feedback import Opinion, opinion_list, read_opinions

WRONG = Opinion("Who moved it?", "Councillor Quilter. [1]", False, "This is the draft.", date(2025, 2, 4))


def test_the_page_knows_the_fields_that_the_server_gives() -> None:
    assert {"question", "understood", "answer", "right", "comment", "when"} <= set(FeedbackReply.model_fields)
    entry = {
        "question": "And who moved it?",
        "understood": "Who moved it?",
        "answer": "Councillor Quilter. [1]",
        "right": False,
        "comment": "This is the draft.",
        "when": "2025-02-04T10:00:00Z",
    }
    assert read_opinions({"feedback": [entry]}) == (WRONG,)


def test_each_opinion_stands_with_its_comment_its_question_and_a_shortened_answer() -> None:
    long = Opinion("Why?", "word " * 200, True, "", None)
    page = opinion_list((WRONG, long), 100)
    assert page.index("Not right") < page.index("“This is the draft.”") < page.index("Who moved it?")
    assert "<strong>Right</strong>" in page
    assert "word…" in page
    assert len(page) < 1000


def test_a_comment_never_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    assert "<script" not in opinion_list((Opinion(evil, evil, False, evil, None),), 100)


def test_no_opinions_are_told_as_such() -> None:
    assert "Nobody has said yet" in opinion_list((), 100)
    assert "newest 1 are listed" in opinion_list((WRONG,), 1)
