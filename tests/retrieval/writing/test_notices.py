"""What a reader is told of the papers is told whoever words the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.library import Library
from retrieval.pipeline import draft_answer
from retrieval.reply import Draft
from retrieval.writing.making import AnswerInMaking
from retrieval.writing.notices import NOT_CARRIED

pytestmark = pytest.mark.slow

DIFFER = "The papers differ: in the same words the report has 471, and the minutes have 417."


def test_that_papers_differ_is_told_before_what_became_of_the_model(sample_library: Library) -> None:
    draft = draft_answer(sample_library, "What did the Panel resolve about the proposed precept for 2025/26?")
    assert draft.basis is not None
    making = AnswerInMaking(Draft(replace(draft.answer, notice=DIFFER), draft.basis), draft.basis)
    assert making.untouched(NOT_CARRIED).notice == f"{DIFFER} {NOT_CARRIED}"
    making.complete()
    assert making.answer("model", "").notice == DIFFER
