"""What the owner says of a paper, laid over what was found in it."""

from __future__ import annotations

from dataclasses import replace

from corpus.values import Correction, Paper, PaperField, Provenance


def said(correction: Correction) -> dict[str, object]:
    """The facts that a correction states, by field name."""
    names = [field.value for field in PaperField]
    return {name: value for name in names if (value := getattr(correction, name)) is not None}


def corrected(paper: Paper, correction: Correction) -> Paper:
    """The paper as its owner says it is, with the correction as the place where each fact was found."""
    facts = said(correction)
    kept = tuple(one for one in paper.provenance if one.field.value not in facts)
    new = tuple(Provenance(PaperField(name), correction.found_in) for name in facts)
    return replace(paper, **facts, provenance=kept + new)  # type: ignore[arg-type]


def merged(first: Correction | None, second: Correction | None) -> Correction | None:
    """Both corrections as one; where both speak, the second is believed."""
    if first is None or second is None:
        return first or second
    return replace(first, **said(second), found_in=second.found_in)  # type: ignore[arg-type]
