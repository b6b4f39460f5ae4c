"""Cases: questions with the answer that is wanted and the words of the papers that hold it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNANSWERABLE = "unanswerable"


class CaseError(ValueError):
    """A line of a question file that cannot be used; it says which file, which line and why."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a paper that answer a question.

    Attributes:
        paper: the file's name, "" where the case does not say.
        page: 1-based page, None where the format has none or the case does not say.
    """

    paper: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer holds.

    Attributes:
        keys: each must be in a right answer; a key's alternatives are joined by "|".
        also_at: (file name, page) of other places where the same words were published.
        scan: True when the evidence is on a page that is an image.
    """

    case_id: str
    question: str
    asker: str
    type: str
    answer: str
    keys: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    also_at: tuple[tuple[str, int | None], ...] = ()
    scan: bool = False

    @property
    def answerable(self) -> bool:
        """False for a question that the papers do not answer."""
        return self.type != UNANSWERABLE


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a file of cases: one JSON object a line, empty lines aside.

    Raises:
        CaseError: a line is not JSON, lacks a field, or says something that cannot be scored; or an id
            is there twice.
        OSError: the file cannot be read.
    """
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            case = read_case(json.loads(line))
        except json.JSONDecodeError as error:
            raise CaseError(f"{path.name}, line {number}: not a JSON object ({error.msg})") from error
        except CaseError as error:
            raise CaseError(f"{path.name}, line {number}: {error}") from error
        if case.case_id in seen:
            raise CaseError(
                f"{path.name}, line {number}: the id {case.case_id!r} is also on line {seen[case.case_id]}"
            )
        seen[case.case_id] = number
        cases.append(case)
    return tuple(cases)


def read_case(record: object) -> Case:
    """Make a case of one parsed line.

    Raises:
        CaseError: a field is missing or of the wrong sort.
    """
    if not isinstance(record, Mapping):
        raise CaseError("a case is a JSON object")
    case = Case(
        case_id=text_field(record, "id"),
        question=text_field(record, "question"),
        asker=text_field(record, "asker"),
        type=text_field(record, "type"),
        answer=text_field(record, "answer"),
        keys=tuple(str(key) for key in list_field(record, "keys")),
        evidence=tuple(read_evidence(entry) for entry in list_field(record, "evidence")),
        also_at=tuple(
            (text_field(entry, "paper"), page_field(entry)) for entry in list_field(record, "also_at")
        ),
        scan=bool(record.get("scan", False)),
    )
    if case.answerable and not (case.keys and case.evidence):
        raise CaseError(f"{case.case_id} has an answer, so it needs keys and evidence")
    return case


def read_evidence(record: object) -> Evidence:
    """Make evidence of one entry of a case."""
    if not isinstance(record, Mapping):
        raise CaseError("an entry of evidence is a JSON object")
    paper = "" if record.get("paper") is None else text_field(record, "paper")
    return Evidence(paper, page_field(record), text_field(record, "quote"))


def text_field(record: Mapping[str, Any], name: str) -> str:
    """A field that must be there and be text."""
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f"the field {name!r} is missing or is not text")
    return value


def list_field(record: Mapping[str, Any], name: str) -> list[Any]:
    """A field that is a list; missing is empty."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise CaseError(f"the field {name!r} is not a list")
    return value


def page_field(record: Mapping[str, Any]) -> int | None:
    """A page number from 1, or None."""
    page = record.get("page")
    if page is not None and (not isinstance(page, int) or page < 1):
        raise CaseError(f"the page {page!r} is not a whole number from 1")
    return page
