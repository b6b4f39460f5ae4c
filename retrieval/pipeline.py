"""The path of a question, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.values import Paper
from index.library import Library
from index.values import Filters
from retrieval.both_printed import notice_of_disagreement, print_both
from retrieval.compose import Chosen, choose
from retrieval.coverage import coverage_of
from retrieval.decide import confidence
from retrieval.differing import find_disagreement
from retrieval.half_answered import half_answered
from retrieval.purpose.deciding import outside_purpose
from retrieval.rank import look_again, order_units
from retrieval.reply import Basis, Draft, Found, Reply
from retrieval.search import find_candidates
from retrieval.settings import RetrievalSettings
from retrieval.stopwatch import Stopwatch
from retrieval.understand import understand
from retrieval.values import Answer, AnswerStatus, ScoredPassage
from retrieval.vote_questions import Vote, vote_asked
from retrieval.votes import votes_near


def answer_question(
    library: Library,
    question: str,
    filters: Filters | None = None,
    limit: int = 4,
    settings: RetrievalSettings | None = None,
) -> Answer:
    """Answer a question in the papers' own words, or say why not; arguments as of `draft_answer`."""
    return draft_answer(library, question, filters, limit, settings).answer


def draft_answer(
    library: Library,
    question: str,
    filters: Filters | None = None,
    limit: int = 4,
    settings: RetrievalSettings | None = None,
) -> Draft:
    """Answer a question in the papers' own words, or say why not, with what the answer was made of.

    A question the product is not for is known by its words, and nothing is searched for it.

    Args:
        filters: which papers to search, all public ones by default.
        limit: the most passages an answer cites.

    Raises:
        PanelPapersError: a store or the model failed; never an empty answer instead.
    """
    filters, settings, clock = filters or Filters(), settings or RetrievalSettings(), Stopwatch()
    outside = outside_purpose(question)
    if outside:
        return Draft(Reply(library, question, filters, limit, settings, (), clock).outside(outside))
    papers = library.papers(filters)
    reply = Reply(library, question, filters, limit, settings, papers, clock)
    if not papers:
        held = library.papers()
        return Draft(reply.refusal(AnswerStatus.FILTER_MATCHES_NOTHING if held else AnswerStatus.NO_PAPERS))

    found = look_up(library, question, filters, papers, settings, clock)
    if not found.query.asked:
        return Draft(reply.refusal(AnswerStatus.QUESTION_UNCLEAR))
    vote = vote_asked(question)
    if vote and found.confidence < settings.threshold:
        counted = look_up(library, vote.question, filters, papers, settings, clock)
        found = telling(vote, counted) or found
    if found.confidence < settings.threshold:
        return Draft(reply.refusal(AnswerStatus.NOT_IN_PAPERS, found))
    with clock.stage("compose"):
        near = votes_near(library, found.query, found.ordered)
        chosen = choose(found.query, found.ordered, limit, settings, reply.quoter(found), near)
    with clock.stage("compare"):
        chosen, notice = compared(reply, found, chosen)
    return Draft(reply.answer(found, chosen, notice), Basis(reply, found, chosen))


def compared(reply: Reply, found: Found, chosen: tuple[Chosen, ...]) -> tuple[tuple[Chosen, ...], str]:
    """What was chosen, with what contradicts it, and what the reader is to be told of either.

    Raises:
        PanelPapersError: a store failed.
    """
    notices: list[str] = []
    disagreement = find_disagreement(reply.library, chosen, found.ordered, reply.settings)
    if disagreement is not None:
        both = print_both(found.query, chosen, disagreement, reply.limit, reply.settings)
        if both is not None:
            chosen = both
            notices.append(notice_of_disagreement(disagreement, coverage_of(reply.library.papers()).bodies))
    notices.append(half_answered(reply.question, chosen, found.ordered))
    return chosen, " ".join(filter(None, notices))


def telling(vote: Vote, found: Found) -> Found | None:
    """Of what was found, the passages that tell of just this vote; None where none does."""
    told = tuple(unit for unit in found.ordered if vote.is_told_in(unit.passage))
    if not told:
        return None
    query = replace(found.query, notes=(*found.query.notes, f"It was also asked as: {vote.question}"))
    return Found(query, found.candidates, told, confidence(query, told))


def search_passages(
    library: Library,
    question: str,
    filters: Filters | None = None,
    limit: int = 20,
    offset: int = 0,
    settings: RetrievalSettings | None = None,
) -> tuple[ScoredPassage, ...]:
    """The passages nearest to a question, best first; none where the filter leaves no paper.

    Raises:
        PanelPapersError: a store or the model failed.
    """
    filters, settings = filters or Filters(), settings or RetrievalSettings()
    papers = library.papers(filters)
    if not papers:
        return ()
    found = look_up(library, question, filters, papers, settings, Stopwatch())
    return found.passages[offset : offset + limit]


def look_up(
    library: Library,
    question: str,
    filters: Filters,
    papers: Sequence[Paper],
    settings: RetrievalSettings,
    clock: Stopwatch,
) -> Found:
    """Understand, search, order and weigh: all that happens before a word is written."""
    paper_ids = None if filters.is_empty else [paper.paper_id for paper in papers]
    with clock.stage("understand"):
        query = understand(question, library)
    if not query.asked:
        return Found(query, (), ())
    with clock.stage("embed"):
        vector = library.embed_question(question)
    with clock.stage("search"):
        candidates = find_candidates(library, query, vector, paper_ids, settings)
    with clock.stage("order"):
        ordered = order_units(library, query, vector, candidates)
    with clock.stage("look again"):
        ordered = look_again(library, query, ordered, settings)
    with clock.stage("decide"):
        sure = confidence(query, ordered)
    return Found(query, candidates, ordered, sure)
