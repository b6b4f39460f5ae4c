"""Teach the reranker which sentence answers, from pairs of questions and passages.

Every question is read with its own passage and with passages that do not answer it: near ones of the same
source, and near ones of any. Its own passage is also read with near misses: questions written on the same
subject that the passage does not answer, the question with one of its names or years changed, and the
passage without its answer. The own passage must come first (listwise softmax, Cao and others, 2007), its
answering sentences first in it, and every score must say by itself whether the passage answers, since that
is what refusing goes by (binary cross-entropy).

Of a passage as long a stretch is read as retrieval reads, begun anywhere. A first course on general
questions, when there is one, teaches reading; the second teaches public papers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import load_model
from index.reranking import HEAD, build_network
from index.settings import TAUGHT_MODEL
from index.training import divided, write_learned
from index.training_pairs import Example
from index.training_rows import Batch, Course, Texts, tasks_of
from index.training_settings import RerankerTrainingSettings

if TYPE_CHECKING:
    from torch import Tensor, nn

FROZEN = re.compile(r"embeddings\.|pooler")
"""Weights whose name holds this stay as published: the words."""

SENTENCE_SHARE = 0.5
"""How much finding the sentence counts beside finding the passage."""

LEAST_LIKELY = 12.0
"""A sentence for which there was no room to read it teaches nothing beyond this."""

HEAD_RATE = 1e-3
WARM_UP = 100
REMEMBERED = 0.998
"""How much of the running average of the weights, which is what is kept, stays at each step."""


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


def train_reranker(
    examples: Sequence[Example],
    output: Path,
    settings: RerankerTrainingSettings | None = None,
    told: Callable[[str], None] = lambda _: None,
    first: Sequence[Example] = (),
) -> RerankerQuality:
    """Train from the taught embedding model and write the weights that changed, in half precision.

    Runs on a graphics card where there is one.

    Args:
        output: the file of weights to write.
        told: is given a line now and then.
        first: general questions to learn to read from, before the examples.
    """
    import torch

    settings = settings or RerankerTrainingSettings()
    shuffle = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    kept, held = divided(examples, settings.held_out, shuffle)
    model = load_model(TAUGHT_MODEL, "float32").to(device)
    courses = []
    for name, learned, epochs in (("general", first, settings.first_epochs), ("own", kept, settings.epochs)):
        if learned and epochs:
            told(f"Looking for what comes near {len(learned)} {name} passages")
            texts = Texts(model.tokenizer, learned)
            courses.append((texts, tasks_of(model, texts, by_keywords=name == "own"), epochs))
    network = build_network(model[0].auto_model, int(model.tokenizer.pad_token_id)).to(device)
    quality = RerankerQuality(0.0, 0.0, 0.0)
    for texts, tasks, epochs in courses:
        take_course(network, Course(texts, tasks, settings, epochs), told)
        quality = judge_quality(network, held, settings)
        told(f"Held out: {quality}")
    write_learned(network, output, is_learned)
    return quality


def is_learned(name: str) -> bool:
    """Whether the weights of that name are taught."""
    return not FROZEN.search(name)


def take_course(network: Any, course: Course, told: Callable[[str], None]) -> None:  # noqa: ANN401
    """Learn from a course, step by step; a running average of the weights is what stays (Polyak, 1992)."""
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
    from torch.utils.data import DataLoader

    settings, steps = course.settings, len(course)
    device = next(network.parameters()).device
    optimizer = optimizer_of(network, settings)
    running = get_ema_multi_avg_fn(REMEMBERED)  # type: ignore[no-untyped-call,unused-ignore]
    average = AveragedModel(network, multi_avg_fn=running)
    network.train()
    loader: Any = DataLoader(course, batch_size=None, num_workers=settings.workers)  # type: ignore[arg-type,unused-ignore]
    for step, batch in enumerate(loader):
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * min(1.0, (step + 1) / WARM_UP) * max(0.03, 1 - step / steps)
        inputs = [each.to(device) for each in batch.inputs]
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
            scores, wholes = network.read(*inputs)
        loss = loss_of(wholes, batch.sizes) + SENTENCE_SHARE * sentence_loss(scores, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(network)
        if step % 50 == 0:
            told(f"Step {step} of {steps}, loss {float(loss.detach()):.3f}")
    network.load_state_dict(average.module.state_dict())


def optimizer_of(network: nn.Module, settings: RerankerTrainingSettings) -> Any:  # noqa: ANN401
    """AdamW over what is not frozen; the head, which starts from nothing, learns faster."""
    import torch

    for name, parameter in network.named_parameters():
        parameter.requires_grad = is_learned(name)
    learned = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
    groups = [
        {"params": [one for name, one in learned if not name.startswith(HEAD)], "highest": settings.rate},
        {"params": [one for name, one in learned if name.startswith(HEAD)], "highest": HEAD_RATE},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate, weight_decay=0.01)


def loss_of(wholes: Tensor, sizes: Sequence[int]) -> Tensor:
    """Mean over the questions of the listwise loss and half the loss of each score by itself.

    In the second the own passage weighs as much as all the others together.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    most, counts = max(sizes), torch.tensor(sizes)
    column = torch.arange(most)
    place = ((counts.cumsum(0) - counts)[:, None] + column).clamp(max=len(wholes) - 1)
    weight = (column < counts[:, None]) / (counts - 1).clamp(min=1)[:, None]
    weight[:, 0] = 1
    place, weight = place.to(wholes.device), weight.to(wholes.device)
    scores = wholes[place].masked_fill(weight == 0, -1e4)
    listwise = -torch.log_softmax(scores, dim=1)[:, 0]
    wanted = (column == 0).to(scores).expand_as(scores)
    alone = binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (listwise + 0.5 * (alone * weight).sum(dim=1)).mean()


def sentence_loss(scores: Tensor, batch: Batch) -> Tensor:
    """How far each question's own passage is from putting the answering sentences first."""
    import torch

    wanted = torch.zeros(len(batch.sizes), scores.shape[1])
    for place, pieces in enumerate(batch.wanted):
        read = [piece for piece in pieces if piece < scores.shape[1]]
        wanted[place, read] = 1 / max(1, len(read))
    firsts = torch.tensor(batch.sizes).cumsum(0) - torch.tensor(batch.sizes)
    shares = torch.log_softmax(scores[firsts.to(scores.device)], dim=1)
    return -(shares.clamp(min=-LEAST_LIKELY) * wanted.to(scores.device)).sum(dim=1).mean()


def judge_quality(
    network: nn.Module,
    held: Sequence[Example],
    settings: RerankerTrainingSettings,
) -> RerankerQuality:
    """Read held-out questions with their twelve nearest passages."""
    import torch

    if not held:
        return RerankerQuality(0.0, 0.0, 0.0)
    # The network's own layers have been trained away from this.
    model = load_model(TAUGHT_MODEL, "float32").to(next(network.parameters()).device)
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
            asked_as = texts.tokens([question])[0]
            _, wholes = network([texts.row(asked_as, one) for one in near])
            scores = dict(zip(near, wholes.tolist(), strict=True))
            nearest_first.append(near[0] == number)
            first.append(max(near, key=lambda one: scores[one]) == number)
        for number, example in enumerate(held[:: settings.judged_by]):
            own = number * settings.judged_by
            every = texts.tokens((*example.questions, *example.near_misses))
            _, wholes = network([texts.row(one, own) for one in every])
            answered += wholes.tolist()[: len(example.questions)]
            missed += wholes.tolist()[len(example.questions) :]
    network.train()
    above = np.array(answered)[:, None] > np.array(missed)[None, :]
    return RerankerQuality(
        float(np.mean(nearest_first)), float(np.mean(first)), float(above.mean()) if above.size else 0.0
    )
