"""Ask the vectors and the keywords, and fuse what they find by rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.values import PaperStatus, Role
from index.analysis import terms
from index.library import Library
from index.values import Passage
from retrieval.lists import MOST_PASSAGES, rest_over_passages, what_goes_on
from retrieval.settings import RetrievalSettings
from retrieval.understand import Query, Wanted

Vector = NDArray[np.float32]

DECIDING = frozenset({Role.RESOLUTION, Role.VOTE, Role.MOTION, Role.RECOMMENDATION})
"""What a block does when it decides something or asks for it to be decided."""

ITEMS_LOOKED_INTO = 10
"""Candidates beside which what was resolved, or who attended, is looked for."""

NEAR_THE_FINDING = 0.8
"""A passage brought in by another of its item counts for so much of that one's finding."""

COPIED = 0.9
"""Share of a draft passage's words that, standing in another, make it a copy of it."""

SOURCE_WEIGHTS = (("keywords", 1.0), ("passage vectors", 0.7), ("sentence vectors", 0.9))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that at least one source found.

    Attributes:
        fused: reciprocal rank fusion score, the best candidate's being 1.
        ranks: 1-based rank by source.
        keyword_score: BM25 over the best passage's BM25, 0 where keywords did not find it.
        similarity: cosine of passage and question, 0 where vectors did not find it.
    """

    passage: Passage
    fused: float
    ranks: tuple[tuple[str, int], ...]
    keyword_score: float
    similarity: float


def find_candidates(
    library: Library,
    query: Query,
    vector: Vector,
    paper_ids: Sequence[str] | None,
    settings: RetrievalSettings,
) -> tuple[Candidate, ...]:
    """The passages worth a second look, best first.

    Args:
        vector: the question's embedding, of unit length.
        paper_ids: the papers to search, None for all.
    """
    depth = settings.source_depth
    keywords = library.keyword_passages(query.weighted_terms, depth, paper_ids)
    passages = library.nearest_passages(vector, depth, paper_ids)
    units = library.nearest_units(vector, 2 * depth, paper_ids)
    found = {
        "keywords": ranked(passage_id for passage_id, _ in keywords),
        "passage vectors": ranked(passage_id for passage_id, _ in passages),
        "sentence vectors": ranked(unit_id.rpartition("/")[0] for unit_id, _ in units),
    }
    fused = fuse(found, settings.fusion_constant)
    best = [passage_id for passage_id, _ in sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))]
    best = best[: settings.candidates]
    top = fused[best[0]] if best else 1.0
    keyword_scores, similarities = dict(keywords), dict(passages)
    highest = max(keyword_scores.values(), default=1.0) or 1.0
    candidates = tuple(
        Candidate(
            passage=passage,
            fused=fused[passage.passage_id] / top,
            ranks=tuple(
                (source, ranks[passage.passage_id])
                for source, ranks in found.items()
                if passage.passage_id in ranks
            ),
            keyword_score=keyword_scores.get(passage.passage_id, 0.0) / highest,
            similarity=similarities.get(passage.passage_id, 0.0),
        )
        for passage in library.passages(best)
    )
    return without_draft_copies(library, (*candidates, *beside_the_finding(library, query, candidates)))


def without_draft_copies(library: Library, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates without those of draft papers that stand in a paper no longer a draft as well.

    Minutes are published as a draft with one meeting's papers and confirmed with the next one's. A draft with
    a figure that the other has not is kept: the reader is told that they differ.
    """
    papers = {one.passage.paper_id: library.paper(one.passage.paper_id) for one in candidates}
    drafts = {name for name, paper in papers.items() if paper.status is PaperStatus.DRAFT}
    if not drafts:
        return tuple(candidates)
    final = [frozenset(terms(one.passage.text)) for one in candidates if one.passage.paper_id not in drafts]

    def is_copied(candidate: Candidate) -> bool:
        words = frozenset(terms(candidate.passage.text))
        figures = {word for word in words if any(character.isdigit() for character in word)}
        return any(figures <= others and len(words & others) >= COPIED * len(words) for others in final)

    return tuple(one for one in candidates if one.passage.paper_id not in drafts or not is_copied(one))


def beside_the_finding(
    library: Library, query: Query, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """What was resolved in the items, or who attended the meetings, that the best candidates stand in.

    A resolution seldom repeats what it is about ("That the report be noted"), and a list of names never
    does, so no search finds them; the discussion below or above is found instead.
    """
    seen = {candidate.passage.passage_id for candidate in candidates}
    added: list[Candidate] = []
    for candidate in candidates[:ITEMS_LOOKED_INTO]:
        for source, other in looked_for_beside(library, query, candidate.passage):
            if other.passage_id in seen:
                continue
            seen.add(other.passage_id)
            added.append(
                Candidate(
                    passage=other,
                    fused=candidate.fused * NEAR_THE_FINDING,
                    ranks=((source, len(added) + 1),),
                    keyword_score=candidate.keyword_score * NEAR_THE_FINDING,
                    similarity=candidate.similarity * NEAR_THE_FINDING,
                )
            )
    return tuple(added)


def looked_for_beside(library: Library, query: Query, passage: Passage) -> Iterator[tuple[str, Passage]]:
    """What goes on in the next passages; resolutions of the item and attendance, where they are wanted."""
    if what_goes_on(passage):
        following = library.neighbours(passage, before=0, after=MOST_PASSAGES)
        for other, _ in rest_over_passages(passage, following):
            yield "rest of the same list", other
    if Wanted.DECISION in query.wanted:
        for other in library.item_passages(passage.paper_id, passage.item_index):
            if any(unit.role in DECIDING for unit in other.units):
                yield "resolution of the same item", other
    if Wanted.ATTENDANCE in query.wanted:
        for other in library.passages_of(passage.paper_id):
            same_meeting = other.section.meeting_date == passage.section.meeting_date
            if same_meeting and any(unit.role is Role.ATTENDANCE for unit in other.units):
                yield "attendance of the same meeting", other


def ranked(ids: Iterable[str]) -> dict[str, int]:
    """Ids to their 1-based rank; an id found twice keeps its better rank."""
    ranks: dict[str, int] = {}
    for found in ids:
        ranks.setdefault(found, len(ranks) + 1)
    return ranks


def fuse(found: dict[str, dict[str, int]], constant: int) -> dict[str, float]:
    """Reciprocal rank fusion of several ranked lists, each with its weight."""
    scores: dict[str, float] = defaultdict(float)
    for source, weight in SOURCE_WEIGHTS:
        for passage_id, rank in found[source].items():
            scores[passage_id] += weight / (constant + rank)
    return dict(scores)
