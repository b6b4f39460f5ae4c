"""Teach the embedding model how people ask about papers, from pairs of questions and passages.

The loss is the multiple negatives ranking loss (Henderson and others, 2017): a question's own passage must
come before every other passage of the batch, and before one passage that shares its words but does not
answer it. Word vectors stay as published, so that words the pairs never use keep their meaning and the
weights that change are few enough to travel with the product.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpus.errors import SettingsError, UnreadablePaper
from corpus.values import Section
from index.analysis import terms
from index.embedding import load_model
from index.keywords import KeywordIndex
from index.settings import PACKAGED_MODEL
from index.values import Passage, PassageKind

if TYPE_CHECKING:
    from torch import Tensor

FROZEN = "embeddings."
"""Weights whose name holds this stay as published: the word vectors."""

NEGATIVES_LOOKED_AT = 12
"""Passages nearest by keywords that a hard negative is drawn from."""


@dataclass(frozen=True, slots=True)
class Example:
    """A passage, the questions it answers, and the paper or site it comes from."""

    source: str
    passage: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How to train.

    Attributes:
        rate: the highest learning rate; it rises over the first steps and falls to nothing.
        temperature: similarities are divided by it before the softmax.
        passage_tokens, question_tokens: what is read of each; longer texts are cut.
        held_out: one source in so many is kept back to choose by.

    Raises:
        SettingsError: a value is out of bounds.
    """

    epochs: int = 2
    batch: int = 32
    rate: float = 5e-5
    temperature: float = 0.05
    passage_tokens: int = 128
    question_tokens: int = 48
    held_out: int = 12
    seed: int = 7

    def __post_init__(self) -> None:
        if min(self.epochs, self.batch, self.passage_tokens, self.question_tokens) < 1:
            raise SettingsError("Epochs, batch and lengths must be at least 1.", next_step="Correct them.")
        if self.held_out < 2 or not 0 < self.rate < 1 or not 0 < self.temperature <= 1:
            raise SettingsError(
                "A rate and a temperature lie between 0 and 1, and one source in at least 2 is held out.",
                next_step="Correct them.",
            )


@dataclass(frozen=True, slots=True)
class Ranking:
    """How often a held-out question finds its passage: first, and among the first five."""

    first: float
    among_five: float


def read_examples(path: Path) -> tuple[Example, ...]:
    """Read a file of pairs: one JSON object a line with `source`, `passage` and `questions`.

    Raises:
        UnreadablePaper: a line is not such an object, or there is none.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            stored = json.loads(line)
            examples.append(Example(stored["source"], stored["passage"], tuple(stored["questions"])))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadablePaper(
                f"Line {number} of {path.name} is not a pair: {error}.",
                next_step='Write {"source": ..., "passage": ..., "questions": [...]} on each line.',
                file_name=path.name,
            ) from error
    if not examples:
        raise UnreadablePaper(
            f"{path.name} holds no pairs.", next_step="Add some, one a line.", file_name=path.name
        )
    return tuple(examples)


def hard_negatives(examples: Sequence[Example]) -> list[list[list[int]]]:
    """For each question of each example, other examples that share its words, nearest first.

    The very nearest is left out: it is often an answer too.
    """
    with TemporaryDirectory() as folder:
        keywords = KeywordIndex(Path(folder))
        keywords.replace("pairs", [as_passage(number, one.passage) for number, one in enumerate(examples)])
        found = []
        for number, example in enumerate(examples):
            of_example = []
            for question in example.questions:
                weighted = [(term, 1.0) for term in dict.fromkeys(terms(question))]
                hits = [int(hit) for hit, _ in keywords.search(weighted, NEGATIVES_LOOKED_AT + 2)]
                others = [hit for hit in hits if hit != number]
                of_example.append(others[1 : NEGATIVES_LOOKED_AT + 1])
            found.append(of_example)
    return found


def as_passage(number: int, text: str) -> Passage:
    """A passage of no paper, for keyword search."""
    return Passage(
        str(number), "pairs", number, 0, None, "", Section(), text, "", PassageKind.PROSE, False, "", ()
    )


def train(
    examples: Sequence[Example],
    output: Path,
    settings: TrainingSettings | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Ranking, Ranking]:
    """Train from the published model and write the weights that changed, in half precision.

    Runs on a graphics card where there is one. The same seed gives the same order of work; sums over
    several threads may still differ in their last digits.

    Args:
        output: the file of weights to write.
        told: is given a line now and then.

    Returns:
        How held-out questions were ranked before and after.
    """
    import torch
    from safetensors.torch import save_file

    settings = settings or TrainingSettings()
    shuffle = random.Random(settings.seed)
    kept, held = divided(examples, settings, shuffle)
    negatives = hard_negatives(kept)
    model = load_model(PACKAGED_MODEL, "float32").to("cuda" if torch.cuda.is_available() else "cpu")
    learned = [parameter for name, parameter in model.named_parameters() if FROZEN not in name]
    for name, parameter in model.named_parameters():
        parameter.requires_grad = FROZEN not in name
    optimizer = torch.optim.AdamW(learned, lr=settings.rate, weight_decay=0.01)
    before = ranking(model, held, settings)
    told(f"Before: first {before.first:.3f}, among five {before.among_five:.3f}")
    steps = settings.epochs * max(1, sum(len(one.questions) for one in kept) // settings.batch)
    for step, batch in enumerate(batches(kept, negatives, settings, shuffle)):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * min(1.0, (step + 1) / 60) * max(0.02, 1 - step / steps)
        loss = batch_loss(model, kept, batch, settings)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        if step % 20 == 0:
            told(f"Step {step} of {steps}, loss {float(loss.detach()):.3f}")
    after = ranking(model, held, settings)
    told(f"After: first {after.first:.3f}, among five {after.among_five:.3f}")
    changed = {
        name: value.detach().half().cpu().contiguous()
        for name, value in model.state_dict().items()
        if FROZEN not in name
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    save_file(changed, output)
    return before, after


def divided(
    examples: Sequence[Example], settings: TrainingSettings, shuffle: random.Random
) -> tuple[list[Example], list[Example]]:
    """Examples to train on and, from other sources, examples to judge by."""
    sources = sorted({example.source for example in examples})
    shuffle.shuffle(sources)
    held = set(sources[: max(1, len(sources) // settings.held_out)]) if len(sources) > 1 else set()
    return (
        [example for example in examples if example.source not in held],
        [example for example in examples if example.source in held],
    )


def batches(
    examples: Sequence[Example],
    negatives: Sequence[Sequence[Sequence[int]]],
    settings: TrainingSettings,
    shuffle: random.Random,
) -> Iterator[list[tuple[str, int, int]]]:
    """Batches of (question, the passage that answers it, one that does not), every epoch in a new order."""
    pairs = [
        (question, number, negatives[number][place])
        for number, example in enumerate(examples)
        for place, question in enumerate(example.questions)
    ]
    for _ in range(settings.epochs):
        shuffle.shuffle(pairs)
        for first in range(0, len(pairs) - settings.batch + 1, settings.batch):
            yield [
                (question, number, shuffle.choice(others) if others else shuffle.randrange(len(examples)))
                for question, number, others in pairs[first : first + settings.batch]
            ]


def batch_loss(
    model: Any,  # noqa: ANN401
    examples: Sequence[Example],
    batch: Sequence[tuple[str, int, int]],
    settings: TrainingSettings,
) -> Tensor:
    """The ranking loss of one batch; a passage that stands twice in it is no negative of itself."""
    import torch

    answers = torch.tensor([number for _, number, _ in batch])
    candidates = torch.cat([answers, torch.tensor([other for _, _, other in batch])])
    questions = embed(model, [question for question, _, _ in batch], settings.question_tokens)
    passages = embed(model, [examples[int(number)].passage for number in candidates], settings.passage_tokens)
    scores = questions @ passages.T / settings.temperature
    own = torch.arange(len(batch))
    twins = candidates[None, :] == answers[:, None]
    twins[own, own] = False
    scores = scores.masked_fill(twins.to(scores.device), -1e4)
    return torch.nn.functional.cross_entropy(scores, own.to(scores.device))


def embed(model: Any, texts: Sequence[str], tokens: int) -> Tensor:  # noqa: ANN401
    """Normalised vectors that gradients flow through, in half precision where that is quick."""
    import torch

    model.max_seq_length = tokens
    prepared = model.preprocess(list(texts)).items()
    features = {name: value.to(model.device) if hasattr(value, "to") else value for name, value in prepared}
    with torch.autocast(model.device.type, dtype=torch.bfloat16):
        vectors = model(features)["sentence_embedding"]
    return torch.nn.functional.normalize(vectors.float(), dim=-1)


def ranking(model: Any, held: Sequence[Example], settings: TrainingSettings) -> Ranking:  # noqa: ANN401
    """How held-out questions rank their own passage among all held-out passages."""
    import torch

    if not held:
        return Ranking(0.0, 0.0)
    model.eval()
    with torch.no_grad():
        passages = torch.cat(
            [
                embed(model, [one.passage for one in held[first : first + 32]], settings.passage_tokens)
                for first in range(0, len(held), 32)
            ]
        )
        ranks = []
        for number, example in enumerate(held):
            scores = embed(model, example.questions, settings.question_tokens) @ passages.T
            ranks += (scores > scores[:, number : number + 1]).sum(dim=1).tolist()
    model.train()
    return Ranking(
        first=sum(rank < 1 for rank in ranks) / len(ranks),
        among_five=sum(rank < 5 for rank in ranks) / len(ranks),
    )
