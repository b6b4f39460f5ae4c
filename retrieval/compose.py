"""Write the answer from the papers' own sentences and rows, each with its marker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.values import Role
from index.values import Passage, Unit
from retrieval.features import Evidence, coverage, terms_of
from retrieval.lists import POINT, announces, kind_of_mark
from retrieval.named import rare_names_held, speaks_of_any
from retrieval.quotes import Quoter, group_for
from retrieval.rank import ScoredUnit
from retrieval.rows import Table, table_of, times_told
from retrieval.running_text import Places, by_place
from retrieval.search import DECIDING
from retrieval.settings import RetrievalSettings
from retrieval.spans import SHORTEST_POINT, Span, beginning, joined, printed_span
from retrieval.together import said_together
from retrieval.understand import Query, Wanted
from retrieval.values import AnswerSentence, Verdict

FEWEST_POINTS = 3
"""A list of so many points is given whole, if shortened."""

BESIDE = 2.0
"""How much the nearness of a neighbouring passage adds to a passage that is pointed to."""

SAME_MATTER = 0.5
"""A place speaks of the same matter if it holds this share of what the first unit's holds of the question."""

NOTHING: frozenset[str] = frozenset()

NEARLY = 1.0
"""A list whose score is within so much of the best unit's is printed first, and so whole."""

READ_LESS = 2.0
"""A list is no beginning where it is read as an answer by so many log-odds less than the best unit."""

MUCH_THE_SAME = 0.85
"""Share of a unit's terms that, standing in one already printed, make it a repetition."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one citation quotes: spans near enough together for one quote, in the order of the paper.

    Attributes:
        passage: that the citation names; of several, the one that was surest to answer.
        is_further: True where nothing of it is printed and it is only pointed to.
    """

    passage: Passage
    spans: tuple[Span, ...]
    is_further: bool = False


def choose(
    query: Query,
    ordered: Sequence[ScoredUnit],
    limit: int,
    settings: RetrievalSettings,
    quoter: Quoter,
    near: Sequence[Passage] = (),
) -> tuple[Chosen, ...]:
    """The few units that answer, grouped into citations, then passages worth pointing to.

    Args:
        ordered: units, the likeliest answer first.
        limit: the most citations.
        quoter: of this question.
        near: more passages, in which what was found may go on.
    """
    printed = choose_printed(query, ordered, limit, settings, near)
    return (*printed, *choose_further(query, ordered, printed, limit, settings, quoter))


def choose_printed(
    query: Query,
    ordered: Sequence[ScoredUnit],
    limit: int,
    settings: RetrievalSettings,
    near: Sequence[Passage],
) -> tuple[Chosen, ...]:
    """Units in the order of their score while words and citations last, none said twice.

    Where the first holds a rare name that was asked for, what holds none is of another matter; so is a
    decision that stands where little of the question is spoken of.
    Where a row of the times that a question names is near enough, rows of other times are not printed.
    What announces points that all stand elsewhere in the answer is not printed.
    For a question about change the earlier meeting comes first.
    """
    passages = {one.passage.passage_id: one.passage for one in ordered}
    known = by_place((*near, *passages.values()))
    times = times_told(query, passages.values())
    near_enough = [one for one in ordered if one.score >= ordered[0].score - settings.answer_margin]
    named = times_named(near_enough, times)
    names = rare_names_held(query, ordered[0].evidence) if ordered else NOTHING
    printed = Printed(limit, settings, known)
    for scored in list_first(query, near_enough, known):
        if not speaks_of_any(query, scored.evidence, names):
            continue
        if decides_another_matter(query, scored.evidence, ordered[0].evidence):
            continue
        together = said_together(query, scored, known)
        spans = [
            (unit, span)
            for unit, span in printed_spans(query, scored, together, settings.answer_words - printed.words)
            if not is_of_other_times(unit, span.passage, times, named)
        ]
        if not printed.would_only_announce(spans):
            for unit, span in spans:
                printed.add(unit, span)
    groups = printed.groups
    if Wanted.CHANGE in query.wanted:
        recency = {one.passage.passage_id: one.evidence.recency for one in ordered}
        groups = sorted(groups, key=lambda group: recency.get(group[0].passage.passage_id, 0.0))
    return tuple(map(chosen_of, votes_in_order(groups)))


@dataclass(slots=True)
class Printed:
    """What an answer prints so far.

    Attributes:
        limit: the most citations.
        known: passages that a quote may run over.
        groups: spans that share a quote, each with the first that was added at its head.
    """

    limit: int
    settings: RetrievalSettings
    known: Places
    groups: list[list[Span]] = field(default_factory=list)
    said: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    unit_ids: set[str] = field(default_factory=set)
    words: int = 0

    def is_new(self, unit: Unit, span: Span) -> bool:
        """True for what is not printed yet, nor said, and says more than the citation does."""
        if unit.unit_id in self.unit_ids:
            return False
        meaning = frozenset(terms_of(span.printed))
        repeats = is_said(meaning, other_than_points(self.said, span))
        return unit.role is Role.VOTE or not (repeats or is_running_title(meaning, span.passage))

    def would_only_announce(self, spans: Sequence[tuple[Unit, Span]]) -> bool:
        """True for what announces points that all stand elsewhere in the answer, as other units."""
        points = [(unit, span) for unit, span in spans if not announces(span.passage, unit)]
        return bool(points) and not any(
            unit.unit_id in self.unit_ids or self.is_new(unit, span) for unit, span in points
        )

    def add(self, unit: Unit, span: Span) -> None:
        """Print a unit, if it is new and words and citations last."""
        length = len(span.printed.split()) + 1
        if self.words + length > self.settings.answer_words or not self.is_new(unit, span):
            return
        group = group_for(self.groups, span, self.settings.quote_characters, self.known)
        if group is None:
            if len(self.groups) == self.limit:
                return
            group = []
            self.groups.append(group)
        group.append(span)
        self.unit_ids.add(unit.unit_id)
        self.said.append((span.passage.passage_id, frozenset(terms_of(span.printed))))
        self.words += length


def decides_another_matter(query: Query, evidence: Evidence, first: Evidence) -> bool:
    """True for a resolution in a place that says far less of what is asked for than that of the first unit.

    "That the report be noted" answers in its own item and nowhere else.
    """
    spoken_of = coverage(query, evidence.placed_words)
    return evidence.unit.role in DECIDING and spoken_of < SAME_MATTER * coverage(query, first.placed_words)


def is_of_other_times(
    unit: Unit,
    passage: Passage,
    times: Mapping[str, frozenset[str]],
    named: Mapping[Table, set[frozenset[str]]],
) -> bool:
    """True for a row that holds fewer of the times asked for than another row of its table."""
    told = times.get(unit.unit_id, NOTHING)
    return bool(unit.cells) and any(told < other for other in named.get(table_of(passage, unit), ()))


def chosen_of(spans: Sequence[Span]) -> Chosen:
    """What is printed in one citation, named by the place of the span that came first."""
    return Chosen(spans[0].passage, tuple(sorted(spans, key=lambda span: span.place)))


def times_named(
    rows: Iterable[ScoredUnit], times: Mapping[str, frozenset[str]]
) -> dict[Table, set[frozenset[str]]]:
    """For each table the times of the question that its rows hold, row by row."""
    named: dict[Table, set[frozenset[str]]] = {}
    for one in rows:
        unit = one.evidence.unit
        if unit.cells:
            named.setdefault(table_of(one.passage, unit), set()).add(times.get(unit.unit_id, NOTHING))
    return named


def votes_in_order(groups: Sequence[list[Span]]) -> list[list[Span]]:
    """The same, with all that is printed of an item that was voted on in the order of its minutes."""
    items = [(group[0].passage.paper_id, group[0].passage.item_index) for group in groups]
    voted = {
        item
        for item, group in zip(items, groups, strict=True)
        if any(one.passage.section.motion for one in group)
    }
    order = {item: place for place, item in reversed(list(enumerate(items))) if item in voted}

    def place(numbered: tuple[int, list[Span]]) -> tuple[int, int, int]:
        number, group = numbered
        item = items[number]
        if item not in voted:
            return number, 0, 0
        return order[item], *min(span.place for span in group)

    return [group for _, group in sorted(enumerate(groups), key=place)]


def list_first(query: Query, ordered: Sequence[ScoredUnit], known: Places) -> Sequence[ScoredUnit]:
    """The same units, beginning with a list or a vote that is nearly as likely as the first.

    Half a list misleads, and so does a motion without what became of it. It may take all the words there are,
    so one that is read as far less of an answer does not come first.
    """
    for scored in ordered:
        if scored.score < ordered[0].score - NEARLY:
            break
        if scored.evidence.log_odds < ordered[0].evidence.log_odds - READ_LESS:
            continue
        together = said_together(query, scored, known)
        if len(together) > 1 and (
            announces(*together[0]) or any(is_vote_told(query, *one) for one in together)
        ):
            return (scored, *(other for other in ordered if other is not scored))
    return ordered


def is_vote_told(query: Query, passage: Passage, unit: Unit) -> bool:
    """True for a line of a vote where the question asks for a decision."""
    return Wanted.DECISION in query.wanted and unit.role is Role.VOTE and bool(passage.section.motion)


def choose_further(
    query: Query,
    ordered: Sequence[ScoredUnit],
    printed: Sequence[Chosen],
    limit: int,
    settings: RetrievalSettings,
    quoter: Quoter,
) -> tuple[Chosen, ...]:
    """The best unit of each next passage, for the citations that the printed units left free.

    What the quotes hold already is not pointed to; what they do not hold of their own passages is.
    """
    if len(printed) >= limit:
        return ()
    further: list[Chosen] = []
    said = [(chosen.passage.passage_id, frozenset(terms_of(chosen.passage.text))) for chosen in printed]
    quotes = quoter.quotes(chosen.spans for chosen in printed)
    quoted = frozenset(unit_id for quote in quotes for unit_id in quote.unit_ids)
    near_enough = (
        one
        for one in ordered
        if one.score >= ordered[0].score - settings.further_margin and one.evidence.unit.unit_id not in quoted
    )
    for scored in by_surroundings(near_enough, ordered):
        passage, unit = scored.passage, scored.evidence.unit
        if len(printed) + len(further) >= limit:
            break
        meaning = frozenset(terms_of(passage.text))
        others = [words for passage_id, words in said if passage_id != passage.passage_id]
        if unit.unit_id in quoted or is_said(meaning, others):
            continue
        said.append((passage.passage_id, meaning))
        span = printed_span(query, passage, unit)
        quoted |= quoter.quote((span,), quoted).unit_ids
        further.append(Chosen(passage, (span,), is_further=True))
    return tuple(further)


def by_surroundings(some: Iterable[ScoredUnit], ordered: Sequence[ScoredUnit]) -> list[ScoredUnit]:
    """The best unit of each passage, those first whose passage stands beside one that is near as well.

    A matter goes on over several passages: what stands among others on it is likelier to belong to it.
    """
    near = {
        (one.passage.paper_id, one.passage.position): one.evidence.candidate.similarity for one in ordered
    }
    best: dict[str, ScoredUnit] = {}
    for one in some:
        if not one.evidence.unit.heading:
            best.setdefault(one.passage.passage_id, one)

    def worth(one: ScoredUnit) -> float:
        paper_id, position = one.passage.paper_id, one.passage.position
        beside = max(near.get((paper_id, position + step), 0.0) for step in (-1, 1))
        return one.score + BESIDE * beside

    return sorted(best.values(), key=lambda one: -worth(one))


def is_running_title(meaning: frozenset[str], passage: Passage) -> bool:
    """True for words that say only what the citation says already: body, date, title, item and page."""
    numbers = {term for term in meaning if term.isdigit()}
    return meaning - numbers - {"item", "agenda", "page"} <= frozenset(terms_of(passage.context))


def other_than_points(said: Sequence[tuple[str, frozenset[str]]], span: Span) -> list[frozenset[str]]:
    """What was said so far that a span may repeat: the points of one list may be much the same."""
    if not POINT.match(span.printed):
        return [meaning for _, meaning in said]
    return [meaning for passage_id, meaning in said if passage_id != span.passage.passage_id]


def is_said(meaning: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    """True when nearly all of these terms stand in one thing already said."""
    return any(len(meaning & other) >= MUCH_THE_SAME * len(meaning) for other in said)


def sentences_of(chosen: Sequence[Chosen]) -> tuple[AnswerSentence, ...]:
    """What each citation prints, in the papers' own words."""
    return tuple(
        AnswerSentence(joined(part.spans), (marker,), Verdict.QUOTED)
        for marker, part in enumerate(chosen, start=1)
        if not part.is_further
    )


def write(sentences: Sequence[AnswerSentence], citations: int) -> str:
    """The answer's text: each sentence with its markers, then the passages that are only pointed to.

    Args:
        citations: how many there are; those that no sentence rests on are pointed to.
    """
    lines = [sentence.printed for sentence in sentences]
    used = {marker for sentence in sentences for marker in sentence.markers}
    further = [f"[{marker}]" for marker in range(1, citations + 1) if marker not in used]
    if further:
        lines.append(f"See also {' '.join(further)}")
    return "\n\n".join(lines)


def printed_spans(
    query: Query, scored: ScoredUnit, together: Sequence[tuple[Passage, Unit]], room: int
) -> list[tuple[Unit, Span]]:
    """A unit with those that belong to it, as an answer prints them.

    Half a list misleads, so of one too long for the answer the lists within its points are left out, and
    then all but the beginning of each point; not of the point that answers.

    Args:
        room: words that the answer has left.
    """
    whole = [(unit, printed_span(query, passage, unit)) for passage, unit in together]
    marks = [kind_of_mark(passage.unit_text(unit)) for passage, unit in together]
    mark = next(filter(None, marks), "")
    if marks.count(mark) < FEWEST_POINTS or not mark or words_of(whole) <= room:
        return whole
    answering = scored.evidence.unit
    upper = [
        (one, own == mark and one[0] is not answering)
        for one, own in zip(whole, marks, strict=True)
        if own in ("", mark) or one[0] is answering
    ]
    points = [one for one, may_be_cut in upper if may_be_cut]
    room -= words_of([one for one, _ in upper])
    most = (room + words_of(points)) // len(points) - 2
    if room >= 0 or most < SHORTEST_POINT:
        return [one for one, _ in upper]
    return [
        (unit, beginning(span.passage, unit, most) if may_be_cut else span)
        for (unit, span), may_be_cut in upper
    ]


def words_of(printed: Sequence[tuple[Unit, Span]]) -> int:
    """How many words these take, with a marker each."""
    return sum(len(span.printed.split()) + 1 for _, span in printed)
