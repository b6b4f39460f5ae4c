"""Tell what a measure of the checker found, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evaluation.checking.measure import CheckedCase, CheckerFigures, CheckerRun
from evaluation.checking.sentences import Paraphrase


def as_text(run: CheckerRun) -> str:
    """The figures, then by kind and wording, then every mistake."""
    return "\n".join([*headline(run.figures), "", *tables(run), *mistakes(run)])


def headline(figures: CheckerFigures) -> Iterator[str]:
    """The three figures that count."""
    flagged = figures.caught + figures.true - figures.let_through
    yield f"False sentences caught        {shown(figures.recall)}  ({figures.caught} of {figures.false})"
    yield f"Of those flagged, false       {shown(figures.precision)}  ({figures.caught} of {flagged})"
    yield f"True sentences let through    {shown(figures.passed)}  ({figures.let_through} of {figures.true})"


def tables(run: CheckerRun) -> Iterator[str]:
    """The figures by kind and by wording."""
    yield "False, caught"
    yield from (
        f"  {kind:<16}{figures.caught:>3} of {figures.false}"
        for kind, figures in run.by_kind.items()
        if not isinstance(kind, Paraphrase)
    )
    yield "True, let through"
    yield from (
        f"  {kind:<16}{figures.let_through:>3} of {figures.true}"
        for kind, figures in run.by_kind.items()
        if isinstance(kind, Paraphrase)
    )
    yield "By wording: caught, let through"
    for wording, figures in run.by_wording.items():
        yield (
            f"  {wording:<16}{figures.caught:>3} of {figures.false}, {figures.let_through} of {figures.true}"
        )


def mistakes(run: CheckerRun) -> Iterator[str]:
    """Every sentence that the checker was wrong about."""
    yield from mistakes_of("False sentences let through", run.missed)
    yield from mistakes_of("True sentences flagged", run.wrongly_flagged)


def mistakes_of(title: str, results: tuple[CheckedCase, ...]) -> Iterator[str]:
    """The mistakes of one sort, each with what is known of it and what the checker said."""
    yield ""
    yield f"{title}: {len(results) or 'none'}"
    for result in results:
        case = result.case
        yield f"  {case.case_id} ({case.kind}, {case.wording}): {case.sentence}"
        yield f"    Known: {case.why}"
        yield from (f"    Said:  {reason}" for reason in result.reasons)


def shown(value: float | None) -> str:
    """A share, or a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"


def as_json(run: CheckerRun) -> str:
    """The figures and every sentence, as JSON."""
    content = {
        "figures": json_figures(run.figures),
        "by_kind": {kind.value: json_figures(figures) for kind, figures in run.by_kind.items()},
        "by_wording": {wording.value: json_figures(figures) for wording, figures in run.by_wording.items()},
        "sentences": [
            {
                "id": result.case.case_id,
                "sentence": result.case.sentence,
                "true": result.case.is_true,
                "kind": result.case.kind.value,
                "wording": result.case.wording.value,
                "flagged": result.flagged,
                "reasons": list(result.reasons),
            }
            for result in run.results
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def json_figures(figures: CheckerFigures) -> dict[str, float | None]:
    """Figures as JSON: the counts and the shares."""
    return {
        "false": figures.false,
        "caught": figures.caught,
        "true": figures.true,
        "let_through": figures.let_through,
        "recall": figures.recall,
        "precision": figures.precision,
        "passed": figures.passed,
    }
