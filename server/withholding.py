"""What was said of a paper is withheld when the paper is no longer public.

Answers are made of public papers only; but a kept answer outlives the day it was given. A paper made exempt
since then, or taken out of the library, is not to be read through answers that quote it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from server.answer_text import POINTING, AnswerParagraph, paragraphs_in, paragraphs_of
from server.schemas import AskReply, CitationReply, SentenceReply

REASON = "Withheld: the paper quoted here is no longer public."


def readable(reply: AskReply, public: Collection[str]) -> AskReply:
    """The reply with all that comes from papers that are not public taken out, and why said in its place.

    Args:
        public: the ids of the papers that the public may read today.
    """
    withheld = {one.marker for one in reply.citations if one.paper_id not in public}
    sentences = [readable_sentence(one, withheld) for one in reply.sentences]
    changes = {
        "text": readable_text(reply, sentences, withheld) if withheld else reply.text,
        "sentences": sentences,
        "citations": [readable_citation(one, public) for one in reply.citations],
        "nearest": [readable_citation(one, public) for one in reply.nearest],
    }
    return reply.model_copy(update=changes)


def readable_sentence(sentence: SentenceReply, withheld: Collection[int]) -> SentenceReply:
    """The sentence; one that rests on what is withheld keeps nothing but its markers."""
    if not withheld or (sentence.markers and not set(sentence.markers) & set(withheld)):
        return sentence
    return sentence.model_copy(update={"text": REASON, "reason": ""})


def readable_text(reply: AskReply, sentences: Sequence[SentenceReply], withheld: Collection[int]) -> str:
    """An answer's text without what rests on these citations."""
    if not sentences:
        return readable_old_text(reply.text, withheld)
    paragraphs = paragraphs_of(reply.model_copy(update={"sentences": list(sentences)}))
    return "\n\n".join(printed(paragraph.said, paragraph.markers) for paragraph in paragraphs)


def readable_old_text(text: str, withheld: Collection[int]) -> str:
    """The same of an answer from before its sentences were told one by one.

    The paragraphs of such an answer are numbered from 1 in order; of a text that is not, none is shown.
    """
    shown = []
    for number, paragraph in enumerate(paragraphs_in(text), start=1):
        if not is_pointer(paragraph) and paragraph.markers != (number,):
            return REASON
        said = paragraph.said
        if not is_pointer(paragraph) and set(paragraph.markers) & set(withheld):
            said = REASON
        shown.append(printed(said, paragraph.markers))
    return "\n\n".join(shown)


def printed(said: str, markers: Iterable[int]) -> str:
    """A paragraph with its markers."""
    return " ".join((said, *(f"[{marker}]" for marker in markers)))


def is_pointer(paragraph: AnswerParagraph) -> bool:
    """True for a paragraph that only points to further passages and quotes none."""
    return paragraph.said == POINTING and bool(paragraph.markers)


def readable_citation(citation: CitationReply, public: Collection[str]) -> CitationReply:
    """The citation; of a paper that is not public, its number and why there is nothing else."""
    if citation.paper_id in public:
        return citation
    return CitationReply(
        marker=citation.marker,
        passage_id="",
        paper_id="",
        title="",
        file_name="",
        body="",
        meeting_date=None,
        item="",
        section="",
        page=None,
        page_label="",
        quote="",
        url="",
        label=REASON,
    )
