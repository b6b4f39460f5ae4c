"""An answer in the making: the sentences that may be shown, and the citations they rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.checking.values import Support
from retrieval.compose import Chosen, chosen_of, is_said, write
from retrieval.features import terms_of
from retrieval.quotes import group_for
from retrieval.reply import Basis, Draft
from retrieval.running_text import by_place
from retrieval.spans import Span, joined, whole_span
from retrieval.understand import Wanted
from retrieval.values import Answer, AnswerSentence, AnswerStatus, Citation, Verdict
from retrieval.writing import prompts
from retrieval.writing.judging import JudgedSentence, LeftOut

MOST_SENTENCES = 5
"""Sentences of a model that are shown; what it writes beyond them is not waited for."""

MOST_REPEATED = 3
"""Sentences said before after which a model is not listened to any longer."""

BESIDE_THE_QUESTION = "It is beside the question."


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence that may be shown, and the citations it rests on."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


class AnswerInMaking:
    """Gathers sentences, numbers the passages they rest on as they come, and ends as an answer.

    Args:
        draft: the answer in the papers' own words.
        basis: what that was made of.
    """

    def __init__(self, draft: Draft, basis: Basis) -> None:
        self.draft = draft
        self.basis = basis
        self.known = by_place(unit.passage for unit in basis.found.ordered)
        self.groups: list[list[Span]] = []
        self.sentences: list[AnswerSentence] = []
        self.said: list[frozenset[str]] = []
        self.held_back: list[JudgedSentence] = []
        self.left_out: list[LeftOut] = []
        self.repeated = 0

    @property
    def is_over(self) -> bool:
        """True when nothing more of the model is wanted."""
        return len(self.sentences) >= MOST_SENTENCES or self.repeated >= MOST_REPEATED

    @property
    def has_model_words(self) -> bool:
        """True when a sentence in the model's own words is shown."""
        return any(one.verdict in (Verdict.CONFIRMED, Verdict.NOT_CONFIRMED) for one in self.sentences)

    def take(self, judged: JudgedSentence | LeftOut) -> list[CitedSentence]:
        """Take a sentence, and give those that can be shown now.

        A mended one waits until one of the model's own was confirmed: an answer of mended sentences alone
        is better made by the search.
        """
        if isinstance(judged, LeftOut):
            self.left_out.append(judged)
            return []
        if not self.is_on_the_question(judged):
            self.left_out.append(LeftOut(judged.text, BESIDE_THE_QUESTION))
            return []
        if judged.verdict is Verdict.MENDED and not self.has_model_words:
            self.held_back.append(judged)
            return []
        waiting, self.held_back = [*self.held_back, judged], []
        if judged.verdict is not Verdict.MENDED:
            waiting = [judged, *waiting[:-1]]
        return [cited for one in waiting if (cited := self.add(one)) is not None]

    def is_on_the_question(self, judged: JudgedSentence) -> bool:
        """True for a sentence that rests on what the search would print, or stands beside what is surest.

        Whatever is carried is true to the papers, and may still be beside what was asked. A question is
        no answer.
        """
        scores, surest = self.basis.found.scores, self.basis.found.ordered[0]
        least = surest.score - self.basis.reply.settings.answer_margin
        if judged.verdict is Verdict.NOT_CONFIRMED:
            return True  # whatever it rests on is not known, and it is marked
        return not judged.text.endswith("?") and any(
            support.passage.passage_id == surest.passage.passage_id
            or any(scores.get(unit.unit_id, least - 1) >= least for unit in support.units)
            for support in judged.supports
        )

    def add(self, judged: JudgedSentence) -> CitedSentence | None:
        """Add a sentence; None where it says nothing new, or would need more citations than there may be."""
        meaning = frozenset(terms_of(judged.text))
        if is_said(meaning, self.said):
            self.repeated += 1
            if judged.verdict is Verdict.MENDED:
                self.left_out.append(LeftOut(judged.text, judged.reason))
            return None
        markers = self.cite(judged.supports)
        if markers is None:
            return None
        sentence = AnswerSentence(judged.text, markers, judged.verdict, judged.reason)
        self.sentences.append(sentence)
        self.said.append(meaning)
        self.said += [
            frozenset(terms_of(support.passage.unit_text(unit)))
            for support in judged.supports
            for unit in support.units
            if judged.verdict is Verdict.MENDED
        ]
        citations = self.citations()
        return CitedSentence(sentence, tuple(citations[marker - 1] for marker in markers))

    def cite(self, supports: Sequence[Support]) -> tuple[int, ...] | None:
        """The markers of what a sentence rests on; None, and nothing changed, where it would be too many."""
        return self.place([whole_span(one.passage, unit) for one in supports for unit in one.units])

    def place(self, spans: Sequence[Span]) -> tuple[int, ...] | None:
        """The markers of the quotes that hold these spans, made where there are none yet."""
        most = self.basis.reply.settings.quote_characters
        groups = [list(held) for held in self.groups]
        markers: list[int] = []
        for span in spans:
            group = group_for(groups, span, most, self.known)
            if group is None:
                group = []
                groups.append(group)
            if span not in group:
                group.append(span)
            markers.append(1 + next(place for place, held in enumerate(groups) if held is group))
        if len(groups) > self.basis.reply.limit:
            return None
        self.groups = groups
        return tuple(dict.fromkeys(markers))

    def citations(self) -> tuple[Citation, ...]:
        """The citations so far, numbered from 1."""
        return self.basis.reply.cite_all(map(chosen_of, self.groups), self.basis.found)

    @property
    def says_what_is_surest(self) -> bool:
        """True when sentences rest on what the search is surest of; of a list or a change, on all of it."""
        printed = [part for part in self.basis.chosen if not part.is_further]
        wanted = self.basis.found.query.wanted
        if Wanted.CHANGE in wanted:
            return all(self.rests_on(span) for part in printed for span in part.spans)
        if Wanted.LIST in wanted:
            return all(self.rests_on(span) for span in printed[0].spans)
        surest = self.basis.found.ordered[0]
        span = next(
            (span for part in printed for span in part.spans if span.meets(surest.evidence.unit)),
            printed[0].spans[0],
        )
        return self.rests_on(span)

    def complete(self) -> None:
        """Add what the search would have printed and no sentence rests on, in the papers' own words."""
        for part in self.basis.chosen:
            if not part.is_further and not all(map(self.rests_on, part.spans)):
                self.quote(part)

    def quote(self, part: Chosen) -> None:
        """Add what the search chose, as far as words and citations last."""
        words = sum(len(sentence.printed.split()) for sentence in self.sentences)
        text = joined(part.spans)
        if words + len(text.split()) + 1 > self.basis.reply.settings.answer_words:
            return
        markers = self.place(part.spans)
        if markers is not None:
            self.sentences.append(AnswerSentence(text, markers, Verdict.QUOTED))
            self.said.append(frozenset(terms_of(text)))

    def rests_on(self, span: Span) -> bool:
        """True when a sentence cites a span, or says the same."""
        if any(one.meets(span) for held in self.groups for one in held):
            return True
        return is_said(frozenset(terms_of(span.printed)), self.said)

    def point_further(self) -> None:
        """Cite the passages that the search found besides, as far as citations last."""
        for part in self.basis.chosen:
            cited = {span.passage.passage_id for held in self.groups for span in held}
            if part.passage.passage_id not in cited:
                self.place(part.spans)

    def answer(self, model: str, notice: str) -> Answer:
        """The answer made of what was gathered."""
        self.point_further()
        citations = self.citations()
        first = self.draft.answer
        return replace(
            first,
            answer_id=written_id(first.answer_id, model),
            text=write(self.sentences, len(citations)),
            citations=citations,
            sentences=tuple(self.sentences),
            written_by=model,
            notice=with_notice(first, notice),
        )

    def untouched(self, notice: str) -> Answer:
        """The answer in the papers' own words."""
        return replace(self.draft.answer, notice=with_notice(self.draft.answer, notice))

    def refusal(self, model: str) -> Answer:
        """The refusal of a model that finds no answer in the passages."""
        refused = self.basis.reply.refusal(AnswerStatus.NOT_IN_PASSAGES, self.basis.found)
        return replace(refused, answer_id=written_id(refused.answer_id, model), written_by=model)


def with_notice(draft: Answer, notice: str) -> str:
    """What is told of how an answer was written, after what is told of what the papers say."""
    return " ".join(told for told in (draft.notice, notice) if told)


def written_id(answer_id: str, model: str) -> str:
    """The id of an answer that a model wrote: the same for the same question, index, model and words."""
    return hashlib.sha256(f"{answer_id}\0{model}\0{prompts.VERSION}".encode()).hexdigest()[:16]
