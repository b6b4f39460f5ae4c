"""The events of an answer as it is made, in the order they come.

understood   once: the whole question that is searched
sources      once: the passages found, before a word is written; none where the question is refused
sentence     for each sentence, as it has passed its check
done         once: the whole answer, which is what counts; the same as `POST /api/ask` gives
failed       once, in place of what had still to come: what went wrong, and the next step
"""

from __future__ import annotations

from pydantic import Field

from server.schemas import CitationReply, CoverageReply, Reply, SentenceReply


class UnderstoodEvent(Reply):
    """How a question was understood."""

    question: str
    understood: str = Field(description="The whole question that is searched.")
    carried: list[str] = Field(description="Words of it that earlier questions of the conversation gave.")
    conversation_id: str | None


class SourcesEvent(Reply):
    """The passages that the answer will be made of; the markers are not yet those of the answer."""

    citations: list[CitationReply]
    coverage: CoverageReply


class SentenceEvent(SentenceReply):
    """A sentence that passed, with the citations it rests on, whose markers stay what they are."""

    citations: list[CitationReply]
