"""What came of a file of questions, for a person and for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from carried.rules import NOT_CONFIRMED, Rule, Sentence


@dataclass
class Report:
    """What came of a file of questions.

    Attributes:
        statuses: how the questions ended.
        written_by: of the answers, who wrote them.
        without_sentences: answered questions whose reply has no sentences to check.
        failed: why a question could not be asked or its reply not be read, by its id.
    """

    questions: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    written_by: Counter[str] = field(default_factory=Counter)
    without_sentences: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def held(self) -> list[Sentence]:
        """The sentences that claim to be carried."""
        return [sentence for sentence in self.sentences if sentence.is_held]

    @property
    def at_fault(self) -> list[Sentence]:
        """Those of them that are not."""
        return [sentence for sentence in self.held if sentence.faults]

    @property
    def number_nowhere(self) -> list[Sentence]:
        """Those with a number that is nowhere in what they cite."""
        return [
            sentence
            for sentence in self.held
            if any(fault.rule is Rule.NUMBER and not fault.on_page for fault in sentence.faults)
        ]

    @property
    def exit_code(self) -> int:
        """0, or why not: 1 where a number is nowhere, 2 where not everything could be checked."""
        if self.number_nowhere:
            return 1
        return 2 if self.failed or self.without_sentences or not self.sentences else 0


def totals(report: Report) -> dict[str, Any]:
    """What is to be counted."""
    verdicts = Counter(sentence.verdict for sentence in report.sentences)
    return {
        "questions": report.questions,
        "statuses": dict(report.statuses),
        "answers_written_by": dict(report.written_by),
        "answers_without_sentences": len(report.without_sentences),
        "questions_failed": len(report.failed),
        "sentences": len(report.sentences),
        "verdicts": dict(verdicts),
        "not_confirmed": verdicts[NOT_CONFIRMED],
        "claiming_to_be_carried": len(report.held),
        "carried": len(report.held) - len(report.at_fault),
        "at_fault": len(report.at_fault),
        "at_fault_but_on_the_page": sum(sentence.is_on_the_page for sentence in report.at_fault),
        "faults": dict(Counter(str(fault.rule) for sentence in report.at_fault for fault in sentence.faults)),
        "number_nowhere": len(report.number_nowhere),
    }


def as_text(report: Report) -> str:
    """Totals, then every sentence at fault, the worst first, then what could not be checked."""
    return "\n".join(lines(report))


def lines(report: Report) -> Iterator[str]:
    """The lines of the report."""
    for name, value in totals(report).items():
        told = (
            ", ".join(f"{part} {count}" for part, count in value.items())
            if isinstance(value, dict)
            else value
        )
        yield f"{name.replace('_', ' '):<28}{told}"
    for sentence in sorted(report.at_fault, key=lambda sentence: sentence.is_on_the_page):
        yield ""
        yield f"{sentence.question_id}: {sentence.question}"
        yield f"  {sentence.text} {list(sentence.markers)} ({sentence.verdict})"
        for fault in sentence.faults:
            place = "on the page, not in the quote" if fault.on_page else "not in what is cited"
            yield f"  {fault.rule}: {fault.words} ({place})"
    yield from (f"{named}: answered, but without sentences" for named in report.without_sentences)
    yield from (f"{named}: could not be asked or read: {why}" for named, why in report.failed.items())


def as_json(report: Report) -> str:
    """Totals and every sentence, as JSON."""
    content = {
        "totals": totals(report),
        "failed": report.failed,
        "without_sentences": report.without_sentences,
        "sentences": [asdict(sentence) for sentence in report.sentences],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)
