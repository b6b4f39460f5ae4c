"""Answers that a model has written, so that the same question gets the same answer, whoever asks."""

from __future__ import annotations

from collections import OrderedDict

from retrieval.values import Answer
from retrieval.writing.making import CitedSentence

MOST_KEPT = 300
"""Answers; the one that was asked for the longest ago goes first."""

Written = tuple[CitedSentence | Answer, ...]
"""The pieces of an answer as they were given, the whole answer last."""


class WrittenAnswers:
    """The last answers of one model, gone with the server. To be used from one event loop."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, Written] = OrderedDict()

    def find(self, draft_id: str) -> Written | None:
        """What was written of this draft; None where it is not known.

        Args:
            draft_id: the id of the draft, which no other question, filter or state of the papers has.
        """
        if draft_id in self.kept:
            self.kept.move_to_end(draft_id)
        return self.kept.get(draft_id)

    def keep(self, draft_id: str, written: Written) -> None:
        """Keep what was written of a draft."""
        self.kept[draft_id] = written
        self.kept.move_to_end(draft_id)
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
