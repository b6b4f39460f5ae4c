"""What a reader is told where a model's answer is not all that was wished for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import errors

if TYPE_CHECKING:
    from retrieval.writing.making import AnswerInMaking

OWN_WORDS = "This answer is in the papers' own words."
NOT_CARRIED = (
    "What the language model wrote is not carried by the papers, or is beside the question. " + OWN_WORDS
)
PASSED_OVER = "The language model passed over what the papers say most directly. " + OWN_WORDS
NOT_FINISHED = "The language model did not finish. Sentences in the papers' own words complete the answer."

LEFT_OUT = "left out: not carried by the papers, or beside the question."

TROUBLES: tuple[tuple[type[errors.LanguageModelError], str], ...] = (
    (errors.ModelTooSlow, "The language model did not finish in time."),
    (errors.ModelTooBusy, "The language model is busy with other questions."),
    (errors.ModelUnreachable, "The language model cannot be reached just now."),
    (errors.ModelCutOff, "The language model broke off."),
    (errors.ModelReplyUnusable, "The language model wrote nothing that can be read."),
    (errors.LanguageModelError, "The language model could not be used; its owner can find out why."),
)
"""What a reader is told of each failure; addresses and what a server said are for the owner's log."""


def notice_of(trouble: errors.LanguageModelError | None, making: AnswerInMaking) -> str:
    """What the reader should know of how an answer was written; "" where all went well.

    Args:
        trouble: what went wrong with the model; None where it ended as it should.
    """
    if trouble is not None:
        if making.has_model_words:
            return NOT_FINISHED
        return f"{next(told for kind, told in TROUBLES if isinstance(trouble, kind))} {OWN_WORDS}"
    if not making.has_model_words:
        return NOT_CARRIED
    if not making.says_what_is_surest:
        return PASSED_OVER
    left_out = len(making.left_out)
    if left_out == 1:
        return f"One sentence of the language model was {LEFT_OUT}"
    if left_out:
        return f"{left_out} sentences of the language model were {LEFT_OUT}"
    return ""
