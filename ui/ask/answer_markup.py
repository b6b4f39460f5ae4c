"""An answer as HTML and as text to paste: its sentences with their citations, and how they stand to them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.ask.citation_markup import marker_links, source, with_markers
from ui.frame.lines import STANDING_LINE, coverage_line
from ui.html import attribute
from ui.replies import MENDED, NOT_CONFIRMED, QUOTED, Citation, Reply, Sentence

OWN_WORDS = "In the paper’s words"
UNCONFIRMED = "Not confirmed by the papers"


def answer(reply: Reply, number: int) -> str:
    """An answer: its sentences with markers, who wrote it, its sources and what was searched.

    Args:
        number: of the question it answers, from 0.
    """
    return (
        f"{answer_words(reply, number)}{written_line(reply)}"
        f'<h3 class="small-heading">Sources</h3>'
        f'<ol class="sources">{"".join(source(entry) for entry in reply.citations)}</ol>'
        f'<p class="coverage">{escape(coverage_line(reply.coverage, reply.filters))}</p>'
        f"{answer_tools(reply)}"
    )


def answer_words(reply: Reply, number: int) -> str:
    """What an answer says; one from before its sentences were told is shown by its text."""
    if not reply.sentences:
        return f'<div class="answer">{answer_text(reply.text, reply.citations)}</div>'
    return sentences_said(
        reply.sentences, reply.citations, number, by_model=bool(reply.written_by), further=further(reply)
    )


def answer_text(text: str, citations: Sequence[Citation]) -> str:
    """The answer's text as paragraphs, each marker [n] of a citation turned into a link to it."""
    lines = (line.strip() for line in text.splitlines() if line.strip())
    return "".join(f"<p>{with_markers(line, citations)}</p>" for line in lines)


def sentences_said(
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    number: int,
    *,
    by_model: bool,
    further: Sequence[Citation] = (),
) -> str:
    """Sentences with their markers; in a model's answer those in the paper's own words are set apart.

    Args:
        number: of the question they answer, from 0.
        further: passages that are only pointed to.
    """
    by_marker = {entry.marker: entry for entry in citations}
    said = "".join(
        said_sentence(
            one,
            [by_marker[marker] for marker in one.markers if marker in by_marker],
            f"reason-{number}-{place}",
            by_model,
        )
        for place, one in enumerate(sentences)
    )
    pointed = f"<p>See also{marker_links(further)}</p>" if further else ""
    return f'<div class="answer">{said}{pointed}</div>'


def said_sentence(sentence: Sentence, cited: Sequence[Citation], name: str, by_model: bool) -> str:
    """One sentence, and how it stands to the papers where that is not as a matter of course.

    Args:
        name: an id for the reason, of which there is one on the page.
    """
    lines = [escape(line.strip()) for line in sentence.text.splitlines() if line.strip()]
    said = f"<p>{'</p><p>'.join(lines)}{marker_links(cited)}</p>"
    if sentence.verdict == NOT_CONFIRMED:
        return f'<div class="not-confirmed">{remark(UNCONFIRMED, sentence.reason, name)}{said}</div>'
    if by_model and sentence.verdict in (MENDED, QUOTED):
        return (
            f'<div class="own-words"><blockquote lang="en-GB">{said}</blockquote>'
            f"{remark(OWN_WORDS, sentence.reason, name)}</div>"
        )
    return said


def remark(words: str, reason: str, name: str) -> str:
    """How a sentence stands to the papers, in a few words; pressed, they tell why."""
    if not reason:
        return f'<p class="remark">{escape(words)}</p>'
    return (
        f'<details class="remark"><summary aria-describedby="{name}">{escape(words)}</summary>'
        f'<p id="{name}">{escape(reason)}</p></details>'
    )


def written_line(reply: Reply) -> str:
    """Who wrote an answer, and what to know of how it was written; nothing where there is nothing to know."""
    lines = (("written", written_by(reply) if reply.written_by else ""), ("writing-notice", reply.notice))
    return "".join(f'<p class="{name}">{escape(line)}</p>' for name, line in lines if line)


def written_by(reply: Reply) -> str:
    """Which language model wrote an answer."""
    return f"Written by {reply.written_by}; every sentence was compared with the passages it cites."


def further(reply: Reply) -> tuple[Citation, ...]:
    """The passages that an answer only points to."""
    used = {marker for sentence in reply.sentences for marker in sentence.markers}
    return tuple(entry for entry in reply.citations if entry.marker not in used)


def answer_tools(reply: Reply) -> str:
    """Copy, save, share and judge an answer; nothing where it belongs to no conversation."""
    if not reply.conversation_id:
        return ""
    return (
        f'<div class="answer-tools" role="group" aria-label="This answer" '
        f'data-answer="{attribute(reply.reply_id)}" '
        f'data-title="{attribute(reply.understood or reply.question)}" '
        f'data-written-by="{attribute(reply.written_by)}">'
        f'<button type="button" class="plain" data-copy-text="{attribute(as_text(reply))}">'
        "Copy with citations</button>"
        '<button type="button" class="plain" data-keep="save">Save</button>'
        '<button type="button" class="plain" data-keep="share">Share</button>'
        '<span class="judging">Was this right? '
        '<button type="button" class="plain" data-right="true" aria-pressed="false">Yes</button>'
        '<button type="button" class="plain" data-right="false" aria-pressed="false">No</button></span>'
        '<form class="comment" hidden><label>What is wrong with it? (optional)'
        '<input type="text" name="comment" maxlength="500" autocomplete="off"></label>'
        '<button type="submit" class="plain">Send</button></form>'
        '<p class="told" role="status"></p></div>'
    )


def as_text(reply: Reply) -> str:
    """An answer as text to be pasted: question, answer, who wrote it, and its citations by number."""
    cited = "\n".join(
        f"[{entry.marker}] {entry.label}"
        + (f" ({entry.title})" if entry.title and not entry.label.startswith(entry.title) else "")
        for entry in reply.citations
    )
    how = " ".join(part for part in (written_by(reply) if reply.written_by else "", reply.notice) if part)
    parts = (reply.understood or reply.question, plain_words(reply), how, cited, STANDING_LINE)
    return "\n\n".join(part for part in parts if part)


def plain_words(reply: Reply) -> str:
    """What an answer says as text, with a remark wherever the papers do not confirm it."""
    if all(sentence.verdict != NOT_CONFIRMED for sentence in reply.sentences):
        return reply.text
    lines = [
        (f"{UNCONFIRMED}: " if one.verdict == NOT_CONFIRMED else "")
        + " ".join((one.text, *(f"[{marker}]" for marker in one.markers)))
        for one in reply.sentences
    ]
    if pointed := further(reply):
        lines.append(" ".join(("See also", *(f"[{entry.marker}]" for entry in pointed))))
    return "\n\n".join(lines)
