"""What the reranker reads while it is taught: questions with passages that answer them and others."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.reranking import Row, row_of, tensors
from index.training import near_misses
from index.training_pairs import Example, source_words
from index.training_settings import RerankerTrainingSettings

if TYPE_CHECKING:
    from torch import Tensor

FEWEST_TOKENS = 4
"""A sentence of fewer tokens is read with the next one."""

STRETCH = (60, 200)
"""Between so many tokens of a passage are read."""

NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)*")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
YEARS = tuple(str(year) for year in range(2008, 2027))


@dataclass(frozen=True, slots=True)
class Task:
    """A question to learn from.

    Attributes:
        asked: the question's tokens.
        answer: the example whose passage answers.
        sentences: the places of the answering sentences in its passage; none where that is not known.
        same_source, near: examples that do not, the nearest first.
    """

    question: str
    asked: tuple[int, ...]
    answer: int
    sentences: frozenset[int]
    same_source: tuple[int, ...]
    near: tuple[int, ...]


@dataclass(slots=True)
class Texts:
    """Examples as tokens, made once.

    Attributes:
        missed: for each example, its near misses.
        read_as: for each example, the place among its joined sentences of each sentence as it was split.
    """

    tokenizer: Any
    examples: Sequence[Example]
    contexts: list[list[int]] = field(default_factory=list)
    sentences: list[list[list[int]]] = field(default_factory=list)
    missed: list[list[list[int]]] = field(default_factory=list)
    read_as: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for example in self.examples:
            split = example.sentences
            words, *tokens = self.tokens([source_words(example.source), *split, *example.near_misses])
            joined, places = joined_slivers(tokens[: len(split)])
            self.contexts.append(words)
            self.sentences.append(joined)
            self.missed.append(tokens[len(split) :])
            self.read_as.append(places)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Each text's tokens, without those that mark its ends."""
        return list(self.tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"])

    def row(self, question: Sequence[int], number: int, kept: Sequence[int] | None = None) -> Row:
        """A question with the passage of an example, or with some of its sentences."""
        sentences = self.sentences[number]
        places = range(len(sentences)) if kept is None else kept
        return row_of(self.tokenizer, question, self.contexts[number], [sentences[place] for place in places])

    def stretch(self, number: int, shuffle: random.Random, around: int | None = None) -> list[int]:
        """The places of neighbouring sentences: some of them, the one asked for among them."""
        lengths = [len(sentence) for sentence in self.sentences[number]]
        if not lengths:
            return []
        room = shuffle.randint(*STRETCH)
        first = last = shuffle.randrange(len(lengths)) if around is None else around
        words = lengths[first]
        while True:
            sides = [place for place in (first - 1, last + 1) if 0 <= place < len(lengths)]
            sides = [place for place in sides if words + lengths[place] <= room]
            if not sides:
                return list(range(first, last + 1))
            place = shuffle.choice(sides)
            words += lengths[place]
            first, last = min(first, place), max(last, place)


def joined_slivers(sentences: Sequence[list[int]]) -> tuple[list[list[int]], list[int]]:
    """Sentences of which none is very short, and for each one given the place where it is now.

    A short sentence is joined to the next, or to the last before it.
    """
    joined: list[list[int]] = []
    places: list[int] = []
    held: list[int] = []
    for sentence in sentences:
        held = held + sentence
        places.append(len(joined))
        if len(held) >= FEWEST_TOKENS:
            joined.append(held)
            held = []
    if held and joined:
        joined[-1] = joined[-1] + held
    elif held:
        joined.append(held)
    return joined, [min(place, max(0, len(joined) - 1)) for place in places]


def tasks_of(model: Any, texts: Texts, *, by_keywords: bool) -> list[Task]:  # noqa: ANN401
    """Every question with passages that do not answer it."""
    found = list(near_misses(model, texts.examples, by_keywords=by_keywords))
    asked = texts.tokens([question for _, question, _ in found])
    tasks = []
    for (number, question, near), tokens in zip(found, asked, strict=True):
        example, read_as = texts.examples[number], texts.read_as[number]
        same = tuple(other for other in near if texts.examples[other].source == example.source)
        answers = (answer for answer in example.answer_to(question) if answer < len(read_as))
        sentences = frozenset(read_as[answer] for answer in answers)
        tasks.append(Task(question, tuple(tokens), number, sentences, same[:8], near[:20]))
    return tasks


@dataclass(frozen=True, slots=True)
class Batch:
    """What is read in one step, and what is wanted of it.

    Attributes:
        inputs: the network's, as `index.reranking.tensors` makes them.
        sizes: rows of each question, its own passage first.
        wanted: for each question, the places of the answering pieces in its first row.
    """

    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    sizes: tuple[int, ...]
    wanted: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """All steps of learning from some examples; step n is the same whoever prepares it."""

    texts: Texts
    tasks: Sequence[Task]
    settings: RerankerTrainingSettings
    epochs: float

    def __len__(self) -> int:
        return max(1, int(self.epochs * len(self.tasks) / self.settings.questions))

    def __getitem__(self, step: int) -> Batch:
        if step >= len(self):
            raise IndexError(step)
        size = min(self.settings.questions, len(self.tasks))
        shuffle = random.Random(self.settings.seed * 1_000_003 + step)
        chosen = [self.tasks[self.place(turn)] for turn in range(step * size, (step + 1) * size)]
        rows, sizes, wanted = rows_of(chosen, self.tasks, self.texts, self.settings, shuffle)
        return Batch(tensors(rows, int(self.texts.tokenizer.pad_token_id)), sizes, wanted)

    def place(self, turn: int) -> int:
        """The task whose turn it is; every epoch goes through all of them in another order."""
        epoch, place = divmod(turn, len(self.tasks))
        return order_of(self.settings.seed + epoch, len(self.tasks))[place]


@lru_cache(maxsize=2)
def order_of(seed: int, count: int) -> list[int]:
    """So many places in an order of their own."""
    return [int(place) for place in np.random.default_rng(seed).permutation(count)]


def rows_of(
    chosen: Sequence[Task],
    tasks: Sequence[Task],
    texts: Texts,
    settings: RerankerTrainingSettings,
    shuffle: random.Random,
) -> tuple[list[Row], tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """The rows of a batch, each question's own passage first; how many rows each question has; its answer."""
    rows: list[Row] = []
    sizes, wanted = [], []
    for task in chosen:
        answer = shuffle.choice(sorted(task.sentences)) if task.sentences else None
        # Where it is not known which sentence answers, the whole passage is read.
        own = None if answer is None else texts.stretch(task.answer, shuffle, answer)
        of_question = [texts.row(task.asked, task.answer, own)]
        others = [shuffle.choice(task.same_source)] if task.same_source else []
        near = [other for other in task.near if other not in others]
        others += shuffle.sample(near, min(len(near), settings.negatives - len(others)))
        of_question += [texts.row(task.asked, other, texts.stretch(other, shuffle)) for other in others]
        missed = texts.missed[task.answer]
        asked_instead = shuffle.sample(missed, min(len(missed), settings.near_misses))
        if shuffle.random() < settings.changed:
            changed = with_a_change(task.question, texts.examples[task.answer].passage, tasks, shuffle)
            asked_instead += texts.tokens([changed]) if changed else []
        of_question += [
            texts.row(other, task.answer, texts.stretch(task.answer, shuffle, answer))
            for other in asked_instead
        ]
        if own and shuffle.random() < settings.parted:
            left = [place for place in own if place not in task.sentences]
            of_question += [texts.row(task.asked, task.answer, left)] if left else []
        rows += of_question
        sizes.append(len(of_question))
        wanted.append(tuple(place for place, sentence in enumerate(own or ()) if sentence in task.sentences))
    return rows, tuple(sizes), tuple(wanted)


def with_a_change(question: str, passage: str, tasks: Sequence[Task], shuffle: random.Random) -> str:
    """The question with a name of the passage, or a year, changed for another; "" where it has none."""
    places = [match for match in NAME.finditer(question) if match.group() in passage]
    places += list(YEAR.finditer(question))
    if not places:
        return ""
    place = shuffle.choice(places)
    is_year = YEAR.fullmatch(place.group())
    others: Sequence[str] = YEARS if is_year else NAME.findall(shuffle.choice(tasks).question)
    others = [other for other in others if other not in passage and other != place.group()]
    if not others:
        return ""
    return question[: place.start()] + shuffle.choice(others) + question[place.end() :]
