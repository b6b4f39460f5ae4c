"""An answer that a language model wrote says so wherever it is taken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.answer_text import AnswerParagraph, paragraphs_of, written_sentence
from server.exports.document import document_of
from server.schemas import CITATION_EXAMPLE, COVERAGE_EXAMPLE, AskReply
from server.templates import render

NOTICE = "One sentence was left out."
SENTENCES = [
    {"text": "The report was noted.", "markers": [1], "verdict": "confirmed"},
    {"text": "RESOLVED: That it be noted.", "markers": [1], "verdict": "mended", "reason": "No figure 47."},
    {"text": "It cost 47 pounds.", "markers": [1], "verdict": "not_confirmed", "reason": "No figure 47."},
]


def written(**changes: object) -> AskReply:
    """An answer in a model's words."""
    told = AskReply.model_json_schema()["examples"][0]
    more = {"sentences": SENTENCES, "written_by": "plain-7b", "notice": NOTICE}
    return AskReply.model_validate(told | {"coverage": COVERAGE_EXAMPLE} | more | changes)


def test_one_line_names_the_model_and_what_to_know() -> None:
    assert written_sentence(written()) == (
        f"Written by plain-7b; every sentence was compared with the passages it cites. {NOTICE}"
    )
    assert written_sentence(written(written_by="")) == NOTICE
    assert written_sentence(written(written_by="", notice="")) == ""


def test_what_is_not_in_the_models_confirmed_words_is_marked() -> None:
    assert paragraphs_of(written()) == (
        AnswerParagraph("The report was noted.", (1,)),
        AnswerParagraph("RESOLVED: That it be noted.", (1,), "In the paper’s words"),
        AnswerParagraph("It cost 47 pounds.", (1,), "Not confirmed by the papers"),
    )
    quoted = written(sentences=[SENTENCES[0] | {"verdict": "quoted"}], written_by="")
    assert paragraphs_of(quoted) == (AnswerParagraph("The report was noted.", (1,)),)


def test_a_document_says_it_below_the_answer() -> None:
    [section] = document_of([(datetime(2026, 1, 1, tzinfo=UTC), written())], "http://here/").sections
    words = [paragraph.text for paragraph in section.paragraphs]
    assert "Not confirmed by the papers: It cost 47 pounds." in words
    assert words[-2] == written_sentence(written()) and section.paragraphs[-2].quiet


@pytest.mark.parametrize("model", ["plain-7b", "<b>7b</b>"])
def test_the_page_of_a_kept_answer_says_it(model: str) -> None:
    reply = written(written_by=model)
    page = render(
        "kept_answer.html",
        reply=reply,
        paragraphs=paragraphs_of(reply),
        asked_on="1 January 2026",
        written=written_sentence(reply),
        searched="",
        standing="",
    )
    assert f"Written by {model.replace('<', '&lt;').replace('>', '&gt;')};" in page
    assert page.index("Not confirmed by the papers") < page.index("It cost 47 pounds.")
    assert CITATION_EXAMPLE["label"] in page
