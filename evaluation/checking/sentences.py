"""Sentences about the sample papers as a language model would write them, each known to be true or false."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evaluation.cases import CaseError, Evidence, list_field, read_evidence, text_field


class Paraphrase(StrEnum):
    """In what way a true sentence differs from the words of the papers."""

    VOICE = "voice"
    JOINED = "joined"
    SHORTENED = "shortened"
    NUMBER_FORM = "number_form"
    DATE_FORM = "date_form"
    ACRONYM = "acronym"
    CITATION_FACTS = "citation_facts"
    TABLE_ROW = "table_row"
    TWO_PASSAGES = "two_passages"
    DECISION = "decision"
    SPEECH = "speech"


class Falsehood(StrEnum):
    """In what one thing a false sentence differs from a true one."""

    DIGIT = "digit"
    NAME = "name"
    NEGATION = "negation"
    YEAR = "year"
    UNIT = "unit"
    SWAP = "swap"
    DIRECTION = "direction"
    ATTRIBUTION = "attribution"
    ADDITION = "addition"
    SCOPE = "scope"
    OTHER = "other"


class Wording(StrEnum):
    """How far a sentence is from the words of the papers."""

    NEAR = "near"
    MODERATE = "moderate"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class SentenceCase:
    """One sentence, the words of the papers that it cites, and what is known of it.

    Attributes:
        evidence: words that stand in one passage each; the sentence cites those passages.
        why: for a true one, what was done to the papers' words; for a false one, what they say instead.

    Raises:
        ValueError: it cites nothing.
    """

    case_id: str
    sentence: str
    evidence: tuple[Evidence, ...]
    kind: Paraphrase | Falsehood
    wording: Wording
    why: str

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a sentence to be checked cites a passage")

    @property
    def is_true(self) -> bool:
        """True when the passages it cites carry it."""
        return isinstance(self.kind, Paraphrase)


def sentences_file() -> Path:
    """The file of sentences about the sample papers, one JSON object a line."""
    return Path(__file__).with_name("sentences.jsonl")


def read_sentences(path: Path) -> tuple[SentenceCase, ...]:
    """Read a file of sentences, empty lines aside.

    Raises:
        CaseError: a line is not JSON, lacks a field, or contradicts itself; or an id is there twice.
        OSError: the file cannot be read.
    """
    cases: dict[str, SentenceCase] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            case = read_sentence(json.loads(line))
        except ValueError as error:
            raise CaseError(f"{path.name}, line {number}: {error}") from error
        if case.case_id in cases:
            raise CaseError(f"{path.name}, line {number}: the id {case.case_id!r} is there twice")
        cases[case.case_id] = case
    return tuple(cases.values())


def read_sentence(record: object) -> SentenceCase:
    """Make a sentence of one parsed line.

    Raises:
        ValueError: a field is missing, of the wrong sort, or says what another contradicts.
    """
    if not isinstance(record, Mapping):
        raise CaseError("a sentence is a JSON object")
    kind = text_field(record, "kind")
    case = SentenceCase(
        case_id=text_field(record, "id"),
        sentence=text_field(record, "sentence"),
        evidence=tuple(read_evidence(entry) for entry in list_field(record, "evidence")),
        kind=Paraphrase(kind) if record.get("true") is True else Falsehood(kind),
        wording=Wording(text_field(record, "wording")),
        why=text_field(record, "why"),
    )
    if record.get("true") is not case.is_true:
        raise CaseError("the field 'true' is missing or is neither true nor false")
    return case
