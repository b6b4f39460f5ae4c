"""An answer's text taken apart into its paragraphs and the citations that each rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.coverage import searched_sentence as sentence_on
from retrieval.values import Coverage, Verdict
from server.schemas import AskReply, CoverageReply, SentenceReply

STANDING_LINE = "Answers quote the papers. Check the page before you repeat it."
"""Stands under every answer that leaves the chat page."""

POINTING = "See also"
"""Stands before passages that an answer only points to."""

POINTERS = re.compile(rf"{POINTING}((?: \[\d+\])+)")
ENDING = re.compile(r"(?P<said>.*) \[(?P<marker>\d+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AnswerParagraph:
    """A paragraph and the markers it ends in.

    Attributes:
        said: its words; lines are parted by a line feed.
        markers: the numbers of its citations; none in a refusal.
        remark: how it stands to the papers, where that is not as a matter of course.
    """

    said: str
    markers: tuple[int, ...]
    remark: str = ""


def paragraphs_of(reply: AskReply) -> tuple[AnswerParagraph, ...]:
    """The paragraphs of an answer or a refusal: its sentences, then what it only points to."""
    if not reply.sentences:
        return paragraphs_in(reply.text)
    said = [
        AnswerParagraph(sentence.text, tuple(sentence.markers), remark_on(sentence, reply))
        for sentence in reply.sentences
    ]
    used = {marker for paragraph in said for marker in paragraph.markers}
    further = tuple(one.marker for one in reply.citations if one.marker not in used)
    return (*said, AnswerParagraph(POINTING, further)) if further else tuple(said)


def remark_on(sentence: SentenceReply, reply: AskReply) -> str:
    """How a sentence stands to the papers, in a few words; "" where that is as a matter of course."""
    if sentence.verdict is Verdict.NOT_CONFIRMED:
        return "Not confirmed by the papers"
    own_words = sentence.verdict in (Verdict.MENDED, Verdict.QUOTED)
    return "In the paper’s words" if own_words and reply.written_by else ""


def written_sentence(reply: AskReply) -> str:
    """Who wrote an answer and what to know of it; "" where it is in the papers' own words as a whole."""
    written = (
        f"Written by {reply.written_by}; every sentence was compared with the passages it cites."
        if reply.written_by and reply.sentences
        else ""
    )
    return " ".join(part for part in (written, reply.notice) if part)


def paragraphs_in(text: str) -> tuple[AnswerParagraph, ...]:
    """The paragraphs of a refusal, or of an answer from before its sentences were told one by one.

    Only the last number in brackets is a marker; any before it stand in the paper so.
    """
    found = []
    for paragraph in text.split("\n\n"):
        pointers = POINTERS.fullmatch(paragraph)
        ending = ENDING.fullmatch(paragraph)
        if pointers:
            markers = tuple(int(number) for number in re.findall(r"\d+", pointers[1]))
            found.append(AnswerParagraph(POINTING, markers))
        elif ending:
            found.append(AnswerParagraph(ending["said"], (int(ending["marker"]),)))
        else:
            found.append(AnswerParagraph(paragraph, ()))
    return tuple(found)


def searched_sentence(coverage: CoverageReply) -> str:
    """What was searched, in words: "Searched 10 papers of 3 bodies, 1 May 2019 to 9 June 2023."."""
    held = Coverage(
        coverage.papers, coverage.from_date, coverage.to_date, tuple(coverage.bodies), coverage.undated
    )
    return sentence_on(held)
