"""What can be set about answering, checked when built."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import SettingsError


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """How wide to search, how much to say, and when to refuse.

    Attributes:
        candidates: passages kept after fusion for the second look.
        reranked: passages, the likeliest first, that the reranker reads.
        read_widely: how many of them, the very likeliest, it reads widely; of the others only what stands
            beside the unit that is the likeliest answer. Ten take some 0.15 s on two cores.
        wide_words, narrow_words: how much it reads of a passage, widely and otherwise.
        source_depth: passages or units asked of each source before fusion.
        fusion_constant: the k of reciprocal rank fusion (Cormack, Clarke and Buettcher, 2009).
        answer_words: the most words an answer prints, markers included.
        answer_margin: a unit is printed while its score is within so much of the best unit's.
        further_margin: a passage is pointed to while its best unit's score is within so much.
        quote_characters: the most characters a citation quotes.
        threshold: confidence from 0 to 1 below which a question is refused.

    Raises:
        SettingsError: a value is out of bounds.
    """

    candidates: int = 50
    reranked: int = 12
    read_widely: int = 4
    wide_words: int = 150
    narrow_words: int = 60
    source_depth: int = 100
    fusion_constant: int = 20
    answer_words: int = 140
    answer_margin: float = 3.5
    further_margin: float = 6.0
    quote_characters: int = 690
    threshold: float = 0.5

    def __post_init__(self) -> None:
        bounds = (
            ("candidates", self.candidates, 1, 500),
            ("reranked", self.reranked, 1, 100),
            ("read_widely", self.read_widely, 0, 100),
            ("wide_words", self.wide_words, 20, 200),
            ("narrow_words", self.narrow_words, 20, 200),
            ("source_depth", self.source_depth, 1, 1000),
            ("fusion_constant", self.fusion_constant, 1, 1000),
            ("answer_words", self.answer_words, 20, 150),
            ("answer_margin", self.answer_margin, 0, 100),
            ("further_margin", self.further_margin, 0, 100),
            ("quote_characters", self.quote_characters, 50, 700),
            ("threshold", self.threshold, 0, 1),
        )
        for name, value, lowest, highest in bounds:
            if not lowest <= value <= highest:
                raise SettingsError(
                    f"The setting {name} is {value}, outside {lowest} to {highest}.",
                    next_step=f"Set {name} to a value from {lowest} to {highest}.",
                )
