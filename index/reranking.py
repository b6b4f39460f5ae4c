"""Read a question and a passage together, and say how well the passage, and each piece of it, answers.

A bi-encoder meets a passage before it knows the question; a cross-encoder reads both at once, which is
dearer and surer (Nogueira and Cho, 2019). Ours scores every sentence or row of a passage in one reading:
the words of a piece are averaged and judged together with the whole, and a passage is worth what its
pieces are worth, by their log-sum-exp. So it learns which sentence answers from pairs that only say which
passage does (multiple-instance learning, Dietterich and others, 1997).

torch is imported when something is first judged, and not before.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from corpus.errors import ModelUnavailable
from index.embedding import first_line, load_cross_encoder, load_model
from index.settings import NO_RERANKER, PACKAGED_MODEL, TAUGHT_MODEL, IndexSettings

if TYPE_CHECKING:
    from torch import Tensor, nn

TAUGHT_RERANKER = Path(__file__).with_name("taught_model") / "reranker.safetensors"
QUESTION_TOKENS = 40
CONTEXT_TOKENS = 28
MOTION_TOKENS = 48
MOST_TOKENS = 256
"""What is read of a question, of a passage's context, of a motion, and of all together; the rest is cut."""

ENGINE = "x86"
"""Does arithmetic in eight bits on the processors that most people have."""

ALL_EIGHT_BITS = 3
"""The version of PyTorch's quantized layer that uses all eight bits of what is read. Later ones give one up,
for sums that must fit sixteen bits; where the processor sums in thirty-two, that costs and gains nothing."""

EXAMPLE_TOKENS = 100
"""Of the text that the network is recorded on; others may be longer or shorter."""

HEAD = "head."
"""Before the name of each weight of the part that scores a piece."""


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A passage, or a stretch of one, as it is read.

    Attributes:
        context: where it stands, in words.
        pieces: its sentences and rows, in order; at least one.
        motion: of a vote, what was voted on; "" of all else.
    """

    context: str
    pieces: tuple[str, ...]
    motion: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a passage answers, as log-odds: above 0 it is likelier to answer than not.

    Attributes:
        pieces: the same for each piece, in order; None for one that was not read.
    """

    passage: float
    pieces: tuple[float | None, ...]


class Reranker(Protocol):
    """What retrieval asks of a model that reads question and passage together."""

    def judge(self, question: str, passages: Sequence[ToJudge]) -> tuple[Judgement, ...]:
        """One judgement for each passage."""
        ...


def load_reranker(settings: IndexSettings) -> Reranker | None:
    """The reranker that the settings name; None where they want none.

    Its weights are loaded when something is first judged.
    """
    if settings.reranker == NO_RERANKER:
        return None
    if settings.reranker == TAUGHT_MODEL:
        return TaughtReranker(precision=settings.precision)
    return OtherCrossEncoder(settings.reranker)


class TaughtReranker:
    """The reranker taught for this product; see docs/model-card.md.

    Args:
        weights: the file of weights that replace the published model's, and the head's.

    Raises:
        ModelUnavailable: at first use, when its files are missing or not of this shape.
    """

    def __init__(self, weights: Path = TAUGHT_RERANKER, precision: str = "bfloat16") -> None:
        self.weights = weights
        self.precision = precision
        self.loading = threading.Lock()
        self.network: Any = None
        self.tokenizer: Any = None

    def judge(self, question: str, passages: Sequence[ToJudge]) -> tuple[Judgement, ...]:
        """One judgement for each passage, the same whatever else is read."""
        import torch

        with self.loading, torch.inference_mode():
            if self.network is None:
                self.network, self.tokenizer = load_taught(self.weights, self.precision)
            return tuple(self.judge_one(question, passage) for passage in passages)

    def judge_one(self, question: str, passage: ToJudge) -> Judgement:
        """The judgement of one passage: read alone it takes no longer, and neighbours change nothing."""
        row = encode_row(self.tokenizer, question, passage)
        scores, wholes = self.network([row])
        unread = (None,) * (len(passage.pieces) - row.pieces_read)
        return Judgement(float(wholes[0]), (*scores[0, : row.pieces_read].tolist(), *unread))


class OtherCrossEncoder:
    """Any sentence-transformers cross-encoder on this machine; it scores a passage whole.

    Raises:
        ModelUnavailable: at first use, when it is not on this machine or cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.loading = threading.Lock()
        self.model: Any = None

    def judge(self, question: str, passages: Sequence[ToJudge]) -> tuple[Judgement, ...]:
        """One judgement for each passage, the same for all its pieces."""
        with self.loading:
            if self.model is None:
                self.model = load_cross_encoder(self.name)
            pairs = [
                (question, "\n".join(filter(None, (passage.context, passage.motion, *passage.pieces))))
                for passage in passages
            ]
            scores = [float(score) for score in self.model.predict(pairs, show_progress_bar=False)]
        return tuple(
            Judgement(score, (score,) * len(passage.pieces))
            for score, passage in zip(scores, passages, strict=True)
        )


# --- What the model is given


@dataclass(frozen=True, slots=True)
class Row:
    """Question, context and pieces as tokens.

    Attributes:
        types: 0 for the question's tokens, 1 for the others.
        bounds: for each piece read, the places of its first token and the one after its last.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]

    @property
    def pieces_read(self) -> int:
        """How many pieces there was room for."""
        return len(self.bounds)


def encode_row(tokenizer: Any, question: str, passage: ToJudge) -> Row:  # noqa: ANN401
    """[CLS] question [SEP] context [SEP] pieces [SEP], cut to the lengths above; one piece at least."""
    texts = [question, passage.context, passage.motion, *passage.pieces]
    found = tokenizer(texts, add_special_tokens=False, truncation=False, verbose=False)["input_ids"]
    asked, context, motion, *pieces = found
    return row_of(tokenizer, asked, context, pieces, motion)


def row_of(
    tokenizer: Any,  # noqa: ANN401
    question: Sequence[int],
    context: Sequence[int],
    pieces: Sequence[Sequence[int]],
    motion: Sequence[int] = (),
) -> Row:
    """A row from tokens that are known already."""
    first, between = tokenizer.cls_token_id, tokenizer.sep_token_id
    asked = [first, *question[:QUESTION_TOKENS], between]
    ids = [*asked, *context[:CONTEXT_TOKENS], *motion[:MOTION_TOKENS], between]
    bounds: list[tuple[int, int]] = []
    for piece in pieces:
        room = MOST_TOKENS - 1 - len(ids)
        if bounds and room < min(4, len(piece)):
            break
        # A piece without a token of its own still has a place, so that pieces and scores stay paired.
        read = list(piece[: max(1, room)]) or [tokenizer.unk_token_id]
        bounds.append((len(ids), len(ids) + len(read)))
        ids += read
    ids.append(between)
    return Row(tuple(ids), (0,) * len(asked) + (1,) * (len(ids) - len(asked)), tuple(bounds))


# --- The network


def build_network(encoder: Any, padding: int) -> nn.Module:  # noqa: ANN401
    """The encoder with the head that scores a piece: from rows to (piece scores, passage scores).

    Piece scores are rows x most pieces; where a row has fewer, the rest is very low.
    """
    import torch
    from torch import nn

    width = int(encoder.config.hidden_size)

    class Network(nn.Module):
        """Encoder and head."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder
            self.traced: Any = None
            self.head = nn.Sequential(nn.Linear(2 * width, width), nn.Tanh(), nn.Linear(width, 1))

        def forward(self, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
            """Score the pieces of each row and, by log-sum-exp, the row."""
            device = next(self.head.parameters()).device
            ids, types, seen, mean = (each.to(device) for each in tensors(rows, padding))
            return self.read(ids, types, seen, mean)

        def read(self, ids: Tensor, types: Tensor, seen: Tensor, mean: Tensor) -> tuple[Tensor, Tensor]:
            """The same for rows that are tensors already."""
            if self.traced is None:
                found = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=seen)
                hidden = found.last_hidden_state.float()
            else:
                hidden = self.traced(ids, types, seen).float()
            pieces = torch.bmm(mean, hidden)
            whole = hidden[:, :1].expand_as(pieces)
            scores = self.head(torch.cat([pieces, whole], dim=-1)).squeeze(-1).float()
            scores = scores.masked_fill(mean.sum(dim=-1) == 0, -1e4)
            return scores, torch.logsumexp(scores, dim=-1)

    return Network()


def tensors(rows: Sequence[Row], padding: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, types, what is no padding, and the matrix that averages the tokens of each piece."""
    import torch

    longest = max(len(row.ids) for row in rows)
    most = max(row.pieces_read for row in rows)
    ids = np.full((len(rows), longest), padding, dtype=np.int64)
    types, seen = np.zeros_like(ids), np.zeros_like(ids)
    mean = np.zeros((len(rows), most, longest), dtype=np.float32)
    for place, row in enumerate(rows):
        ids[place, : len(row.ids)] = row.ids
        types[place, : len(row.ids)] = row.types
        seen[place, : len(row.ids)] = 1
        for piece, (start, end) in enumerate(row.bounds):
            mean[place, piece, start:end] = 1 / (end - start)
    return torch.from_numpy(ids), torch.from_numpy(types), torch.from_numpy(seen), torch.from_numpy(mean)


def traced(encoder: Any) -> Any:  # noqa: ANN401
    """What the encoder makes of ids, types and what is no padding, recorded once.

    A sixth of the time goes with the library's own Python. The numbers are the same to the last bit, for
    texts of any length.
    """
    import torch

    class LastHidden(torch.nn.Module):
        """The encoder with one tensor as its result, as the recorder wants it."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, ids: Tensor, types: Tensor, seen: Tensor) -> Tensor:
            """What is known of each token in the end."""
            hidden: Tensor = self.encoder(
                input_ids=ids, token_type_ids=types, attention_mask=seen
            ).last_hidden_state
            return hidden

    example = torch.ones(1, EXAMPLE_TOKENS, dtype=torch.long)
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # the recorder warns of branches that every text takes alike
        return torch.jit.trace(  # type: ignore[no-untyped-call,unused-ignore]
            LastHidden().eval(), (example, example, example), check_trace=False
        )


def quickened(encoder: Any, precision: str) -> Any:  # noqa: ANN401
    """The encoder with its products in whole numbers of eight bits, where full precision is not wanted.

    Weights are scaled row by row and what is read as it comes (Jacob and others, 2018); eight passages take
    0.06 s on two cores then, and 0.15 s in full. A processor without the means reads in full.
    """
    import torch

    if precision == "float32" or ENGINE not in torch.backends.quantized.supported_engines:
        return encoder
    from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.ao is to move to a package of its own
        torch.backends.quantized.engine = ENGINE
        quick = quantize_dynamic(  # type: ignore[no-untyped-call,unused-ignore]
            encoder, {torch.nn.Linear: per_channel_dynamic_qconfig}
        )
    if torch.cpu.get_capabilities().get("avx512_vnni"):
        for layer in quick.modules():
            if isinstance(layer, torch.ao.nn.quantized.dynamic.Linear):
                layer.version = ALL_EIGHT_BITS
    return quick


def load_taught(weights: Path, precision: str) -> tuple[nn.Module, Any]:
    """The network with the taught weights over the published ones, and its tokenizer.

    Raises:
        ModelUnavailable: the published model or the weights are missing or not of this shape.
    """
    model = load_model(PACKAGED_MODEL, "float32")
    network = build_network(model[0].auto_model, int(model.tokenizer.pad_token_id))
    try:
        from safetensors.torch import load_file

        taught = {name: value.float() for name, value in load_file(weights).items()}
        unknown = network.load_state_dict(taught, strict=False).unexpected_keys
        if unknown or not any(name.startswith(HEAD) for name in taught):
            raise ValueError(f"it does not hold the weights of a reranker ({', '.join(unknown[:2])})")
        network.encoder = quickened(network.encoder, precision)
        network.traced = traced(network.encoder)
    except Exception as error:  # OSError, ValueError, safetensors' own
        raise ModelUnavailable(
            f"The reranker in {weights.name} cannot be loaded: {first_line(error)}",
            next_step=f"Install panel-papers again, or set the reranker to {NO_RERANKER!r}.",
        ) from error
    return network.eval(), model.tokenizer
