"""How the models are taught, checked when built."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import SettingsError


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How to train.

    Attributes:
        rate: the highest learning rate; it rises over the first steps and falls to nothing.
        temperature: similarities are divided by it before the softmax.
        placed: share of the passages that are read with the words of their source before them, as an
            index embeds them with where they stand.
        passage_tokens, question_tokens: what is read of each; longer texts are cut.
        held_out: one source in so many is kept back to choose by.

    Raises:
        SettingsError: a value is out of bounds.
    """

    epochs: int = 2
    batch: int = 32
    rate: float = 5e-5
    temperature: float = 0.05
    placed: float = 0.5
    passage_tokens: int = 192
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
class RerankerTrainingSettings:
    """How to train.

    Attributes:
        first_epochs: times that the general questions are gone through before the others.
        questions: that are learned from at once.
        negatives: passages that do not answer, for each question.
        near_misses: questions that its passage does not answer, for each question.
        rate: the highest learning rate; it rises over the first steps and falls to nothing.
        changed: share of questions that are also asked with a name or year changed.
        parted: share of questions whose passage is also read without its answer.
        judged_by: one held-out question in so many is judged, since it takes its time.
        workers: processes that prepare what is read next; 0 to do it in between.

    Raises:
        SettingsError: a value is out of bounds.
    """

    epochs: float = 3.0
    first_epochs: float = 1.0
    questions: int = 16
    negatives: int = 3
    near_misses: int = 2
    rate: float = 6e-5
    changed: float = 0.2
    parted: float = 0.3
    held_out: int = 12
    judged_by: int = 4
    seed: int = 7
    workers: int = 0

    def __post_init__(self) -> None:
        if min(self.questions, self.negatives, self.judged_by) < 1 or self.epochs <= 0:
            raise SettingsError(
                "Epochs, questions and negatives must be at least 1.", next_step="Correct them."
            )
        if min(self.near_misses, self.workers, self.first_epochs) < 0:
            raise SettingsError(
                "Near misses, workers and first epochs cannot be below 0.", next_step="Correct them."
            )
        if not 0 < self.rate < 1 or not 0 <= self.changed <= 1 or self.held_out < 2:
            raise SettingsError(
                "A rate and a share lie between 0 and 1, and one source in at least 2 is held out.",
                next_step="Correct them.",
            )
