"""Teach the embedding model how people ask about papers, from pairs of questions and passages.

The loss is the multiple negatives ranking loss (Henderson and others, 2017): a question's own passage must
come before every other passage of the batch, and before one that is near but does not answer it. Where the
pairs say which sentence answers, the same is asked of sentences, since an index holds vectors of them too:
a question's own comes before the others' and before another of the same passage.

Word vectors stay as published, so that words the pairs never use keep their meaning and the weights that
change are few enough to travel with the product.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpus.values import Section
from index.analysis import terms
from index.embedding import load_model, usable_precision
from index.keywords import KeywordIndex
from index.settings import PACKAGED_MODEL
from index.training_pairs import Example, answers_of, source_words
from index.training_settings import TrainingSettings
from index.values import Passage, PassageKind

if TYPE_CHECKING:
    from torch import Tensor, nn

FROZEN = "embeddings."
"""Weights whose name holds this stay as published: the word vectors."""

BY_KEYWORDS, BY_NEARNESS = 12, 24
"""Passages that a near miss is drawn from: so many share the question's words, so many its meaning."""

RUN = 5
OVERLAP = 0.2
"""Passages that share this much of their runs of five words may both answer a question."""

LIKELY_ANSWER = 0.1
"""A passage this much nearer to a question than its own is likely to answer it too."""

TOGETHER = {"cpu": 24, "cuda": 512}
"""Texts embedded at once."""

AT_ONCE = 256
"""Questions whose neighbours are looked for at once."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How often a held-out question finds its passage: first, and among the first five."""

    first: float
    among_five: float


def near_misses(
    model: Any,  # noqa: ANN401
    examples: Sequence[Example],
    *,
    by_keywords: bool = True,
) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """For each question: its example, its words, and examples near it that do not answer it.

    Near by keywords or by the model, nearest by the model first. Left out is what overlaps with the
    question's own passage, and what is so much nearer that it is likely to answer too.

    Args:
        by_keywords: whether to look by keywords too, which takes a millisecond a question.
    """
    import torch

    asked = [(number, question) for number, one in enumerate(examples) for question in one.questions]
    passages = model.encode(
        [one.passage for one in examples], normalize_embeddings=True, convert_to_tensor=True
    )
    vectors = model.encode(
        [question for _, question in asked], normalize_embeddings=True, convert_to_tensor=True
    )
    shingles = [word_runs(one.passage) for one in examples]
    with TemporaryDirectory() as folder:
        keywords = KeywordIndex(Path(folder))
        if by_keywords:
            keywords.replace(
                "pairs", [as_passage(number, one.passage) for number, one in enumerate(examples)]
            )
        for start in range(0, len(asked), AT_ONCE):
            nearness = vectors[start : start + AT_ONCE] @ passages.T
            nearest = torch.topk(nearness, min(BY_NEARNESS, len(examples)), dim=1).indices.tolist()
            for place, near in enumerate(nearest):
                number, question = asked[start + place]
                if by_keywords:
                    weighted = [(term, 1.0) for term in dict.fromkeys(terms(question))]
                    near += [int(hit) for hit, _ in keywords.search(weighted, BY_KEYWORDS)]
                near = [number, *(other for other in dict.fromkeys(near) if other != number)]
                closeness = dict(zip(near, nearness[place, near].tolist(), strict=True))
                too_near = closeness.pop(number) + LIKELY_ANSWER
                others = [
                    other
                    for other in closeness
                    if closeness[other] <= too_near and not overlap(shingles[number], shingles[other])
                ]
                yield number, question, tuple(sorted(others, key=closeness.__getitem__, reverse=True))


def word_runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of five words of a text."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """True when the shorter of two texts stands largely in the other."""
    return len(one & other) > OVERLAP * min(len(one), len(other))


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
    start: str = PACKAGED_MODEL,
) -> tuple[Ranking, Ranking]:
    """Train a model further and write the weights that differ from the published one, in half precision.

    Runs on a graphics card where there is one. The same seed gives the same order of work; sums over
    several threads may still differ in their last digits.

    Args:
        output: the file of weights to write.
        start: the model to train from: the published one, or the taught one to teach it more.
        told: is given a line now and then.

    Returns:
        How held-out questions were ranked before and after.
    """
    import torch

    settings = settings or TrainingSettings()
    shuffle = random.Random(settings.seed)
    kept, held = divided(examples, settings.held_out, shuffle)
    model = load_model(start, "float32").to("cuda" if torch.cuda.is_available() else "cpu")
    told("Looking for near misses")
    pairs = list(near_misses(model, kept))
    learned = [parameter for name, parameter in model.named_parameters() if FROZEN not in name]
    for name, parameter in model.named_parameters():
        parameter.requires_grad = FROZEN not in name
    optimizer = torch.optim.AdamW(learned, lr=settings.rate, weight_decay=0.01)
    before = ranking(model, held, settings)
    told(f"Before: first {before.first:.3f}, among five {before.among_five:.3f}")
    steps = settings.epochs * max(1, len(pairs) // settings.batch)
    for step, batch in enumerate(batches(pairs, len(kept), settings, shuffle)):
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * min(1.0, (step + 1) / 60) * max(0.02, 1 - step / steps)
        loss = batch_loss(model, kept, batch, settings, shuffle)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        if step % 20 == 0:
            told(f"Step {step} of {steps}, loss {float(loss.detach()):.3f}")
    after = ranking(model, held, settings)
    told(f"After: first {after.first:.3f}, among five {after.among_five:.3f}")
    write_learned(model, output, lambda name: FROZEN not in name)
    return before, after


def write_learned(model: nn.Module, output: Path, is_learned: Callable[[str], bool]) -> None:
    """Write the weights whose name says that they were learned, in half precision."""
    from safetensors.torch import save_file

    learned = {
        name: value.detach().half().cpu().contiguous()
        for name, value in model.state_dict().items()
        if is_learned(name)
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    save_file(learned, output)


def divided(
    examples: Sequence[Example], part: int, shuffle: random.Random
) -> tuple[list[Example], list[Example]]:
    """Examples to train on and, from one source in so many, examples to judge by."""
    sources = sorted({example.source for example in examples})
    shuffle.shuffle(sources)
    held = set(sources[: max(1, len(sources) // part)]) if len(sources) > 1 else set()
    return (
        [example for example in examples if example.source not in held],
        [example for example in examples if example.source in held],
    )


def batches(
    pairs: Sequence[tuple[int, str, tuple[int, ...]]],
    count: int,
    settings: TrainingSettings,
    shuffle: random.Random,
) -> Iterator[list[tuple[str, int, int]]]:
    """Batches of (question, the passage that answers it, one that does not), every epoch in a new order."""
    order = list(pairs)
    for _ in range(settings.epochs):
        shuffle.shuffle(order)
        for first in range(0, len(order) - settings.batch + 1, settings.batch):
            yield [
                (question, number, shuffle.choice(others) if others else shuffle.randrange(count))
                for number, question, others in order[first : first + settings.batch]
            ]


def batch_loss(
    model: Any,  # noqa: ANN401
    examples: Sequence[Example],
    batch: Sequence[tuple[str, int, int]],
    settings: TrainingSettings,
    shuffle: random.Random,
) -> Tensor:
    """The ranking loss of one batch; a passage that stands twice in it is no negative of itself."""
    import torch

    answers = torch.tensor([number for _, number, _ in batch])
    candidates = torch.cat([answers, torch.tensor([other for _, _, other in batch])])
    questions = embed(model, [question for question, _, _ in batch], settings.question_tokens)
    texts = [placed(examples[int(number)], settings.placed, shuffle) for number in candidates]
    loss = ranking_loss(
        questions @ embed(model, texts, settings.passage_tokens).T, answers, candidates, settings.temperature
    )
    known = [
        (place, number, answers_of(examples[number], question))
        for place, (question, number, _) in enumerate(batch)
    ]
    told = [(place, number, shuffle.choice(answers)) for place, number, answers in known if answers]
    if len(told) > 1:
        split = {number: examples[number].sentences for _, number, _ in told}
        own = [split[number][answer] for _, number, answer in told]
        others = [shuffle.choice(split[number]) for _, number, _ in told]
        names = {text: name for name, text in enumerate(dict.fromkeys((*own, *others)))}
        loss = loss + ranking_loss(
            questions[[place for place, _, _ in told]]
            @ embed(model, own + others, settings.passage_tokens).T,
            torch.tensor([names[text] for text in own]),
            torch.tensor([names[text] for text in own + others]),
            settings.temperature,
        )
    return loss


def ranking_loss(nearness: Tensor, answers: Tensor, candidates: Tensor, temperature: float) -> Tensor:
    """Each question's own candidate, which stands at its own place, must come before the others."""
    import torch

    own = torch.arange(len(answers))
    twins = candidates[None, :] == answers[:, None]
    twins[own, own] = False
    scores = (nearness / temperature).masked_fill(twins.to(nearness.device), -1e4)
    return torch.nn.functional.cross_entropy(scores, own.to(scores.device))


def placed(example: Example, share: float, shuffle: random.Random) -> str:
    """A passage, now and then with the words of its source before it."""
    if shuffle.random() >= share:
        return example.passage
    return f"{source_words(example.source)}\n{example.passage}"


def embed(model: Any, texts: Sequence[str], tokens: int) -> Tensor:  # noqa: ANN401
    """Normalised vectors that gradients flow through, in half precision where that is quick.

    Texts of like length go together: a batch takes as long as its longest text.
    """
    import torch

    model.max_seq_length = tokens
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    quick = model.device.type != "cpu" or usable_precision("bfloat16") == "bfloat16"
    parts = []
    together = TOGETHER.get(model.device.type, TOGETHER["cpu"])
    for start in range(0, len(order), together):
        prepared = model.preprocess([texts[place] for place in order[start : start + together]]).items()
        features = {
            name: value.to(model.device) if hasattr(value, "to") else value for name, value in prepared
        }
        with torch.autocast(model.device.type, dtype=torch.bfloat16, enabled=quick):
            parts.append(model(features)["sentence_embedding"])
    place_of = torch.tensor(sorted(range(len(order)), key=lambda rank: order[rank]), device=model.device)
    return torch.nn.functional.normalize(torch.cat(parts).float()[place_of], dim=-1)


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
