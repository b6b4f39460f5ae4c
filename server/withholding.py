"""What was said of a paper is withheld when the paper is no longer public.

Answers are made of public papers only; but a kept answer outlives the day it was given. A paper made exempt
since then, or taken out of the library, is not to be read through answers that quote it.
"""

from __future__ import annotations

from collections.abc import Collection

from server.answer_text import AnswerParagraph, paragraphs_of
from server.schemas import AskReply, CitationReply

REASON = "Withheld: the paper quoted here is no longer public."


def readable(reply: AskReply, public: Collection[str]) -> AskReply:
    """The reply with all that comes from papers that are not public taken out, and why said in its place.

    Args:
        public: the ids of the papers that the public may read today.
    """
    withheld = {one.marker for one in reply.citations if one.paper_id not in public}
    changes = {
        "text": readable_text(reply.text, withheld) if withheld else reply.text,
        "citations": [readable_citation(one, public) for one in reply.citations],
        "nearest": [readable_citation(one, public) for one in reply.nearest],
    }
    return reply.model_copy(update=changes)


def readable_text(text: str, withheld: Collection[int]) -> str:
    """An answer's text without the paragraphs that rest on these citations.

    The paragraphs of an answer are numbered from 1 in order; of a text that is not, none is shown.
    """
    shown = []
    for number, paragraph in enumerate(paragraphs_of(text), start=1):
        markers = " ".join(f"[{marker}]" for marker in paragraph.markers)
        if not is_pointer(paragraph) and paragraph.markers != (number,):
            return REASON
        said = paragraph.said
        if not is_pointer(paragraph) and set(paragraph.markers) & set(withheld):
            said = REASON
        shown.append(f"{said} {markers}")
    return "\n\n".join(shown)


def is_pointer(paragraph: AnswerParagraph) -> bool:
    """True for a paragraph that only points to further passages and quotes none."""
    return paragraph.said == "See also" and bool(paragraph.markers)


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
