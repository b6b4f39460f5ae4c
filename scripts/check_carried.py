"""Ask a running server questions, and check that what it answers is carried by what it cites.

    python scripts/check_carried.py ../shared/gold/dev.jsonl --url http://127.0.0.1:8000 --passages

Only the standard library, and nothing of the product: the rules are written anew, so that a mistake of the
product's own checker is not made twice. Of every sentence of an answer it wants that

    marker      it names a citation, and every citation it names is there
    number      each of its numbers and dates is quoted, or stands in what the citation says of the paper
    name        so does each of its capitalised words
    words       so do at least six in ten of its longer words, by their stems
    quotation   what it puts in quotation marks is quoted so, word for word

Sentences marked as not confirmed by the papers are counted apart and held to none of this. What is not quoted
may still stand on the page cited, as the head of a column does: with --passages that page is read, and the
fault is told as one of the quote. The exit code is 1 where a number is nowhere in what is cited, 2 where not
everything could be checked, 0 otherwise.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from carried.report import Report, as_json, as_text
from carried.rules import NOT_CONFIRMED, PageOf, Sentence, faults_of
from carried.server import Server

ANSWERED = "answered"


def check_questions(questions: list[dict[str, Any]], server: Server) -> Report:
    """Ask every question and check every sentence of the answers."""
    report = Report()
    for number, entry in enumerate(questions, start=1):
        report.questions += 1
        named = str(entry.get("id", number))
        try:
            reply = server.ask(entry["question"])
            sentences = check_reply(named, entry["question"], reply, server.page_of)
            status = str(reply["status"])
        except (OSError, ValueError, LookupError, TypeError) as error:
            report.failed[named] = f"{type(error).__name__}: {error}"
            continue
        report.statuses[status] += 1
        report.sentences += sentences
        if status == ANSWERED:
            report.written_by[reply.get("written_by") or "the papers' own words"] += 1
            report.without_sentences += [] if sentences else [named]
    return report


def check_reply(named: str, question: str, reply: dict[str, Any], page_of: PageOf) -> list[Sentence]:
    """The sentences of a reply, those that claim to be carried checked."""
    return [
        Sentence(
            question_id=named,
            question=question,
            text=told["text"],
            markers=tuple(told["markers"]),
            verdict=told["verdict"],
            reason=told.get("reason", ""),
            faults=tuple(faults_of(told["text"], told["markers"], reply["citations"], page_of))
            if told["verdict"] != NOT_CONFIRMED
            else (),
        )
        for told in reply.get("sentences", [])
    ]


def read_questions(paths: list[Path]) -> list[dict[str, Any]]:
    """The questions of some files, one JSON object a line."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n")]
    return [json.loads(line) for line in lines if line.strip()]


def main() -> int:
    """Run the check, and give back its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", nargs="+", type=Path, help="files of questions, one JSON object a line")
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="the server")
    parser.add_argument("--passages", action="store_true", help="read the page cited where its quote lacks")
    parser.add_argument("--limit", type=int, help="ask only so many questions")
    parser.add_argument("--json", type=Path, help="write totals and every sentence to this file")
    given = parser.parse_args()
    questions = read_questions(given.questions)[: given.limit]
    report = check_questions(questions, Server(given.url, with_pages=given.passages))
    print(as_text(report))
    if given.json:
        given.json.write_text(as_json(report) + "\n", encoding="utf-8")
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
