"""Evaluate an assistant on files of questions: read, ask, measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from evaluation.cases import read_cases
from evaluation.run import Ask, Result, Run, Search, run_cases


def evaluate(
    files: Sequence[Path],
    *,
    ask: Ask,
    search: Search | None = None,
    fingerprint: str = "",
    settings: Mapping[str, object] | None = None,
    told: Callable[[Result], None] | None = None,
) -> Run:
    """Put the questions of some files to an assistant.

    Args:
        files: question files, one JSON object a line.
        ask: gives the answer to a question.
        search: gives the texts of at most so many passages for a question, best first; where it is
            given, the share of evidence within 6,000 characters is measured too.
        fingerprint: of the index asked.
        settings: what the assistant was set to, told beside the figures.
        told: is given each result as it comes, for a progress bar.

    Raises:
        CaseError: a line of a file cannot be used.
        OSError: a file cannot be read.
    """
    cases = [case for file in files for case in read_cases(Path(file))]
    names = [Path(file).name for file in files]
    return run_cases(cases, ask, search, fingerprint=fingerprint, settings=settings, files=names, told=told)
