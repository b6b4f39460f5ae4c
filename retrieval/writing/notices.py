"""What a reader is told where a model's answer is not all that was wished for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import LanguageModelError, ModelCutOff, ModelTooSlow

if TYPE_CHECKING:
    from retrieval.writing.making import AnswerInMaking

OWN_WORDS = "This answer is in the papers' own words."
NOT_CARRIED = "What the language model wrote is not carried by the papers. " + OWN_WORDS
NOT_FINISHED = "The language model did not finish. Sentences in the papers' own words complete the answer."


def notice_of(trouble: LanguageModelError | None, making: AnswerInMaking) -> str:
    """What the reader should know of how an answer was written; "" where all went well.

    Args:
        trouble: what went wrong with the model; None where it ended as it should.
    """
    if trouble is not None:
        if making.has_model_words and isinstance(trouble, ModelTooSlow | ModelCutOff):
            return NOT_FINISHED
        return f"{trouble.message} {OWN_WORDS}"
    if not making.has_model_words:
        return NOT_CARRIED
    left_out = len(making.left_out)
    if left_out == 1:
        return "One sentence of the language model was left out: the papers do not carry it."
    if left_out:
        return f"{left_out} sentences of the language model were left out: the papers do not carry them."
    return ""
