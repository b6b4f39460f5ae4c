"""How near in meaning a sentence is to units, by the vectors of a library."""

from __future__ import annotations

from collections.abc import Sequence

from index.library import Library
from index.values import Unit
from retrieval.checking.values import Likeness


def library_likeness(library: Library) -> Likeness:
    """The cosine of a sentence with units of passages that this library holds.

    The function it gives raises `ModelUnavailable` and `LibraryDamaged` as the library does.
    """

    def likeness(sentence: str, units: Sequence[Unit]) -> Sequence[float]:
        if not units:
            return ()
        vectors = library.unit_vectors([unit.unit_id for unit in units])
        cosines: list[float] = (vectors @ library.embed_question(sentence)).tolist()
        return cosines

    return likeness
