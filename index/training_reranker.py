"""Teach the reranker which sentence answers, from pairs of questions and passages.

Every question is read with its own passage and with passages that do not answer it: near ones of the same
source, and near ones of any. Its own passage is also read with near misses: a question written on the same
subject that the passage does not answer, the question with one of its names or years changed, and the
passage without its answer. The own passage must come first (listwise softmax, Cao and others, 2007), its
answering sentence first in it, and every score must say by itself whether the passage answers, since that
is what refusing goes by (binary cross-entropy).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import SettingsError
from corpus.sentences import split_sentences
from index.embedding import load_model
from index.reranking import HEAD, Row, build_network, row_of
from index.settings import TAUGHT_MODEL
from index.training import Example, TrainingSettings, answer_of, divided, near_misses, source_words

if TYPE_CHECKING:
    from torch import Tensor, nn

FROZEN = re.compile(r"embeddings\.|pooler|encoder\.layer\.[01]\.")
"""Weights whose name holds this stay as published: words, and the first two layers above them."""

FEWEST_TOKENS = 4
"""A sentence of fewer tokens is read with the next one."""

SENTENCE_SHARE = 0.5
"""How much finding the sentence counts beside finding the passage."""

LEAST_LIKELY = 12.0
"""A sentence for which there was no room to read it teaches nothing beyond this."""

HEAD_RATE = 1e-3
WARM_UP = 100
NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)*")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
YEARS = tuple(str(year) for year in range(2008, 2027))


@dataclass(frozen=True, slots=True)
class RerankerTrainingSettings:
    """How to train.

    Attributes:
        questions: that are learned from at once.
        negatives: passages that do not answer, for each question.
        rate: the highest learning rate; it rises over the first steps and falls to nothing.
        changed: share of questions that are also asked with a name or year changed.
        parted: share of questions whose passage is also read without its answer.
        judged_by: one held-out question in so many is judged, since it takes its time.

    Raises:
        SettingsError: a value is out of bounds.
    """

    epochs: float = 2.0
    questions: int = 8
    negatives: int = 2
    rate: float = 6e-5
    changed: float = 0.2
    parted: float = 0.3
    held_out: int = 12
    judged_by: int = 4
    seed: int = 7

    def __post_init__(self) -> None:
        if min(self.questions, self.negatives, self.judged_by) < 1 or self.epochs <= 0:
            raise SettingsError(
                "Epochs, questions and negatives must be at least 1.", next_step="Correct them."
            )
        if not 0 < self.rate < 1 or not 0 <= self.changed <= 1 or self.held_out < 2:
            raise SettingsError(
                "A rate and a share lie between 0 and 1, and one source in at least 2 is held out.",
                next_step="Correct them.",
            )


@dataclass(frozen=True, slots=True)
class Task:
    """A question to learn from.

    Attributes:
        answer: the example whose passage answers.
        same_source, near: examples that do not, the nearest first.
        sentence: the place of the answering sentence in its passage, None where that is not known.
        near_miss: a question on the same subject that the passage does not answer, "" where none is known.
    """

    question: str
    answer: int
    sentence: int | None
    near_miss: str
    same_source: tuple[int, ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RerankerQuality:
    """What held-out questions show.

    Attributes:
        nearest_first: share whose own passage the embedding model puts first among the twelve nearest.
        first: share whose own passage the reranker puts first among them.
        told_apart: how often a question scores higher with its own passage than a near miss does with the
            passage it was written on (area under the curve; 0.5 is chance); 0 where there are none.
    """

    nearest_first: float
    first: float
    told_apart: float


@dataclass(slots=True)
class Texts:
    """Examples as tokens, made once.

    Attributes:
        read_as: for each example, the place among its joined sentences of each sentence as it was split.
    """

    tokenizer: Any
    examples: Sequence[Example]
    contexts: list[list[int]] = field(default_factory=list)
    sentences: list[list[list[int]]] = field(default_factory=list)
    read_as: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for example in self.examples:
            self.contexts.append(self.tokens(source_words(example.source)))
            spans = split_sentences(example.passage)
            joined, places = joined_slivers([self.tokens(example.passage[a:b]) for a, b in spans])
            self.sentences.append(joined)
            self.read_as.append(places)

    def tokens(self, text: str) -> list[int]:
        """A text's tokens, without those that mark its ends."""
        return list(self.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def row(self, question: Sequence[int], number: int, without: int | None = None) -> Row:
        """A question with the passage of an example, one of its sentences left out where that is asked."""
        kept = [sentence for place, sentence in enumerate(self.sentences[number]) if place != without]
        return row_of(self.tokenizer, question, self.contexts[number], kept)


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


def train_reranker(
    examples: Sequence[Example],
    output: Path,
    settings: RerankerTrainingSettings | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> RerankerQuality:
    """Train from the taught embedding model and write the weights that changed, in half precision.

    Runs on a graphics card where there is one.

    Args:
        output: the file of weights to write.
        told: is given a line now and then.
    """
    import torch
    from safetensors.torch import save_file

    settings = settings or RerankerTrainingSettings()
    shuffle = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    kept, held = divided(examples, TrainingSettings(held_out=settings.held_out), shuffle)
    model = load_model(TAUGHT_MODEL, "float32")
    texts = Texts(model.tokenizer, kept)
    tasks = tasks_of(model, texts)
    network = build_network(model[0].auto_model, int(model.tokenizer.pad_token_id))
    network.to("cuda" if torch.cuda.is_available() else "cpu").train()
    optimizer = optimizer_of(network, settings)
    steps = max(1, int(settings.epochs * len(tasks) / settings.questions))
    for step, batch in enumerate(batches(len(tasks), steps, settings.questions, shuffle)):
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * min(1.0, (step + 1) / WARM_UP) * max(0.03, 1 - step / steps)
        chosen = [tasks[number] for number in batch]
        rows, sizes = rows_of(chosen, tasks, texts, settings, shuffle)
        scores, wholes = network(rows)
        loss = loss_of(wholes, sizes) + SENTENCE_SHARE * sentence_loss(scores, sizes, chosen)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step % 20 == 0:
            told(f"Step {step} of {steps}, loss {float(loss.detach()):.3f}")
    changed = {
        name: value.detach().half().cpu().contiguous()
        for name, value in network.state_dict().items()
        if name.startswith(HEAD) or not FROZEN.search(name)
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    save_file(changed, output)
    return judge_quality(network, held, settings)


def tasks_of(model: Any, texts: Texts) -> list[Task]:  # noqa: ANN401
    """Every question with passages that do not answer it."""
    tasks = []
    for number, question, near in near_misses(model, texts.examples):
        example = texts.examples[number]
        same = tuple(other for other in near if texts.examples[other].source == example.source)
        answer = answer_of(example, question)
        tasks.append(
            Task(
                question=question,
                answer=number,
                sentence=None if answer is None else texts.read_as[number][answer],
                near_miss=example.near_miss_of(question),
                same_source=same[:8],
                near=near[:20],
            )
        )
    return tasks


def optimizer_of(network: nn.Module, settings: RerankerTrainingSettings) -> Any:  # noqa: ANN401
    """AdamW over what is not frozen; the head, which starts from nothing, learns faster."""
    import torch

    for name, parameter in network.named_parameters():
        parameter.requires_grad = name.startswith(HEAD) or not FROZEN.search(name)
    learned = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
    groups = [
        {"params": [one for name, one in learned if not name.startswith(HEAD)], "highest": settings.rate},
        {"params": [one for name, one in learned if name.startswith(HEAD)], "highest": HEAD_RATE},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate, weight_decay=0.01)


def batches(count: int, steps: int, size: int, shuffle: random.Random) -> Iterator[list[int]]:
    """So many batches of task numbers, every epoch in a new order."""
    order: list[int] = []
    for _ in range(steps):
        if len(order) < size:
            order = list(range(count))
            shuffle.shuffle(order)
        yield [order.pop() for _ in range(min(size, len(order)))]


def rows_of(
    chosen: Sequence[Task],
    tasks: Sequence[Task],
    texts: Texts,
    settings: RerankerTrainingSettings,
    shuffle: random.Random,
) -> tuple[list[Row], list[int]]:
    """The rows of a batch, each question's own passage first, and how many rows each question has."""
    rows: list[Row] = []
    sizes = []
    for task in chosen:
        question = texts.tokens(task.question)
        of_question = [texts.row(question, task.answer)]
        others = [shuffle.choice(task.same_source)] if task.same_source else []
        near = [other for other in task.near if other not in others]
        others += shuffle.sample(near, min(len(near), settings.negatives - len(others)))
        of_question += [texts.row(question, other) for other in others]
        asked_instead = [task.near_miss] if task.near_miss else []
        if shuffle.random() < settings.changed:
            asked_instead.append(
                with_a_change(task.question, texts.examples[task.answer].passage, tasks, shuffle)
            )
        of_question += [texts.row(texts.tokens(other), task.answer) for other in asked_instead if other]
        if (
            task.sentence is not None
            and len(texts.sentences[task.answer]) > 1
            and shuffle.random() < settings.parted
        ):
            of_question.append(texts.row(question, task.answer, without=task.sentence))
        rows += of_question
        sizes.append(len(of_question))
    return rows, sizes


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


def loss_of(wholes: Tensor, sizes: Sequence[int]) -> Tensor:
    """Mean over the questions of the listwise loss and half the loss of each score by itself.

    In the second the own passage weighs as much as all the others together.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    total = wholes.new_zeros(())
    start = 0
    for size in sizes:
        scores = wholes[start : start + size]
        start += size
        wanted = torch.zeros_like(scores)
        wanted[0] = 1
        weight = torch.full_like(scores, 1 / max(1, size - 1))
        weight[0] = 1
        total = total - torch.log_softmax(scores, dim=0)[0]
        alone = binary_cross_entropy_with_logits(scores, wanted, reduction="none")
        total = total + 0.5 * (alone * weight).sum()
    return total / len(sizes)


def sentence_loss(scores: Tensor, sizes: Sequence[int], chosen: Sequence[Task]) -> Tensor:
    """How far each question's own passage is from putting the answering sentence first."""
    import torch

    total = scores.new_zeros(())
    start = 0
    for size, task in zip(sizes, chosen, strict=True):
        if task.sentence is not None and task.sentence < scores.shape[1]:
            shares = torch.log_softmax(scores[start], dim=0)
            total = total - shares[task.sentence].clamp(min=-LEAST_LIKELY)
        start += size
    return total / len(sizes)


def judge_quality(
    network: nn.Module,
    held: Sequence[Example],
    settings: RerankerTrainingSettings,
) -> RerankerQuality:
    """Read held-out questions with their twelve nearest passages."""
    import torch

    if not held:
        return RerankerQuality(0.0, 0.0, 0.0)
    model = load_model(TAUGHT_MODEL, "float32")  # the network's own layers have been trained away
    texts = Texts(model.tokenizer, held)
    asked = [(number, question) for number, one in enumerate(held) for question in one.questions]
    asked = asked[:: settings.judged_by]
    nearest_first, first = [], []
    answered: list[float] = []
    missed: list[float] = []
    network.eval()
    with torch.inference_mode():
        passages = model.encode([one.passage for one in held], normalize_embeddings=True)
        for number, question in asked:
            similarity = passages @ model.encode([question], normalize_embeddings=True)[0]
            near = [int(one) for one in np.argsort(-similarity, kind="stable")[:12]]
            _, wholes = network([texts.row(texts.tokens(question), one) for one in near])
            scores = dict(zip(near, wholes.tolist(), strict=True))
            nearest_first.append(near[0] == number)
            first.append(max(near, key=lambda one: scores[one]) == number)
        for number, example in enumerate(held[:: settings.judged_by]):
            own = number * settings.judged_by
            every = (*example.questions, *(miss for miss in example.near_misses if miss))
            _, wholes = network([texts.row(texts.tokens(one), own) for one in every])
            answered += wholes.tolist()[: len(example.questions)]
            missed += wholes.tolist()[len(example.questions) :]
    network.train()
    above = np.array(answered)[:, None] > np.array(missed)[None, :]
    return RerankerQuality(
        float(np.mean(nearest_first)), float(np.mean(first)), float(above.mean()) if above.size else 0.0
    )
