"""Whether a sentence says only what the passages it cites say: the promise of every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from retrieval.checking.agents import agent_faults, doer_faults, turned_faults
from retrieval.checking.bounds import limit_faults
from retrieval.checking.carried_figures import date_faults, number_faults
from retrieval.checking.carried_names import name_faults
from retrieval.checking.certainty import certainty_faults
from retrieval.checking.comparisons import comparison_faults
from retrieval.checking.footing import Footing, Ground, all_footings, names_given
from retrieval.checking.links import link_faults
from retrieval.checking.negation import denial_faults, direction_faults, figure_denial_faults
from retrieval.checking.orders import order_faults
from retrieval.checking.placing import placing_faults
from retrieval.checking.quoted_words import as_compared, quotation_faults
from retrieval.checking.reading import Reading, read_sentence
from retrieval.checking.scopes import period_faults, scope_faults
from retrieval.checking.speech import speech_faults
from retrieval.checking.support import choose_footings, supports_of
from retrieval.checking.values import Check, CitedPassage, Fault, FaultKind, Likeness
from retrieval.checking.words import address_faults, word_faults

LONGEST_SENTENCE = 1_000
"""Characters; what is longer was not written as a sentence."""

LEAST_LIKENESS = 0.15
"""Cosine below which a sentence means something else than all it seems to rest on."""

FACTS: tuple[Callable[[Reading, Ground], Iterator[Fault]], ...] = (
    number_faults,
    date_faults,
    name_faults,
    word_faults,
    address_faults,
    placing_faults,
    comparison_faults,
    agent_faults,
    doer_faults,
    turned_faults,
)
TURNS: tuple[Callable[[Reading, Ground], Iterator[Fault]], ...] = (
    denial_faults,
    figure_denial_faults,
    direction_faults,
    limit_faults,
    scope_faults,
    period_faults,
    certainty_faults,
    speech_faults,
    order_faults,
)
SAFETY: tuple[Callable[[Reading, Ground], Iterator[Fault]], ...] = (link_faults, quotation_faults)


def check_sentence(sentence: str, passages: Sequence[CitedPassage], likeness: Likeness) -> Check:
    """Compare a sentence with the passages it cites.

    Args:
        sentence: without citation tokens.
        passages: those it cites, with what their citations tell.
        likeness: how near in meaning it is to units; asked once.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return Check((Fault(FaultKind.MEANING, sentence, "It is too long to be one sentence."),), ())
    footings = all_footings(passages)
    reading = read_sentence(" ".join(sentence.split()), names_given(footings))
    copied = copied_from(sentence, footings)
    if copied is not None and is_whole(sentence, copied):
        return Check((), supports_of((copied,)))
    cosines = likeness(sentence, [footing.unit for footing in footings])
    chosen = (copied,) if copied is not None else choose_footings(reading, footings, cosines)
    ground = Ground(chosen, footings)
    safety = tuple(fault for look in SAFETY for fault in look(reading, ground))
    if not chosen:
        nothing = Fault(FaultKind.MEANING, sentence, "Nothing in the passages cited is like this sentence.")
        return Check((*safety, nothing), ())
    looks = TURNS if copied is not None else (*FACTS, *TURNS)
    faults = (*safety, *(fault for look in looks for fault in look(reading, ground)))
    nearest = max(cosine for footing, cosine in zip(footings, cosines, strict=True) if footing in chosen)
    if copied is None and nearest < LEAST_LIKENESS:
        faults = (*faults, Fault(FaultKind.MEANING, sentence, "The passages cited mean something else."))
    return Check(tuple(dict.fromkeys(faults)), supports_of(chosen))


def copied_from(sentence: str, footings: Sequence[Footing]) -> Footing | None:
    """The unit that has a sentence word for word; None where none has."""
    wanted = as_compared(sentence).rstrip(" .;")
    return next((one for one in footings if wanted and f" {wanted}" in f" {as_compared(printed(one))}"), None)


def is_whole(sentence: str, footing: Footing) -> bool:
    """Whether a sentence is all of a unit, so that nothing is left out."""
    return as_compared(sentence).rstrip(" .;") == as_compared(printed(footing)).rstrip(" .;")


def printed(footing: Footing) -> str:
    """The words of a unit as the paper prints them."""
    return footing.passage.unit_text(footing.unit)
