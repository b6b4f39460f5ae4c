"""What the models are taught with: passages, the questions they answer, and those they only come near."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UnreadablePaper
from corpus.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Example:
    """A passage, the questions it answers, and the paper or site it comes from.

    Attributes:
        answers: for each question the places of the sentences that answer it, from 0; none where that is
            not said.
        near_misses: questions on the passage's very subject that it does not answer.
        pieces: its sentences and rows where these are known, else they are found.
    """

    source: str
    passage: str
    questions: tuple[str, ...]
    answers: tuple[tuple[int, ...], ...] = ()
    near_misses: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """The passage's sentences and rows."""
        if self.pieces:
            return list(self.pieces)
        return [self.passage[start:end].strip() for start, end in split_sentences(self.passage)]

    def answer_to(self, question: str) -> tuple[int, ...]:
        """The places of the sentences that answer one of the questions; none where that is not said."""
        place = self.questions.index(question)
        return self.answers[place] if place < len(self.answers) else ()


def read_examples(path: Path, notes: Path | None = None) -> tuple[Example, ...]:
    """Read a file of pairs: one JSON object a line with `source`, `passage` and `questions`.

    It may say `answers` and `near_misses` too, as `Example` has them, and `pieces` instead of `passage`.

    Args:
        notes: a second file of such objects, without `source` and `passage`, whose questions, answers and
            near misses are added to those of the line with the same `passage_id`. Its `answers` begin with
            those to the questions of the first file, where that says none.

    Raises:
        UnreadablePaper: a line is not such an object, or there is none.
    """
    noted = {stored.get("passage_id"): stored for stored in read_lines(notes)} if notes else {}
    examples = []
    for number, stored in enumerate(read_lines(path), start=1):
        more = noted.get(stored.get("passage_id"), {})
        try:
            examples.append(
                Example(
                    stored["source"],
                    stored["passage"] if "passage" in stored else "\n".join(stored["pieces"]),
                    (*stored["questions"], *more.get("questions", ())),
                    tuple(map(tuple, (*stored.get("answers", ()), *more.get("answers", ())))),
                    (*stored.get("near_misses", ()), *more.get("near_misses", ())),
                    tuple(stored.get("pieces", ())),
                )
            )
        except (KeyError, TypeError) as error:
            raise not_a_pair(path, number, error) from error
    if not examples:
        raise UnreadablePaper(
            f"{path.name} holds no pairs.", next_step="Add some, one a line.", file_name=path.name
        )
    return tuple(examples)


def read_general(path: Path) -> tuple[Example, ...]:
    """Read general questions in the form of SQuAD (Rajpurkar and others, 2016 and 2018).

    An answer is a stretch of the passage; the sentence it begins in is the one that answers. A question
    marked as impossible is a near miss.

    Raises:
        UnreadablePaper: the file is not of that form.
    """
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        return tuple(
            general_example(article.get("title", ""), paragraph["context"], paragraph["qas"])
            for article in articles
            for paragraph in article["paragraphs"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadablePaper(
            f"{path.name} does not hold questions in the form of SQuAD: {error}.",
            next_step='Give a file {"data": [{"title": ..., "paragraphs": [...]}]}.',
            file_name=path.name,
        ) from error


def general_example(title: str, context: str, asked: Sequence[Mapping[str, Any]]) -> Example:
    """A paragraph with the questions asked about it."""
    spans = split_sentences(context)
    answered = {one["question"].strip(): one["answers"] for one in asked if one["answers"]}
    starts = [answers[0]["answer_start"] for answers in answered.values()]
    places = [max(0, sum(start >= first for first, _ in spans) - 1) for start in starts]
    impossible = [one["question"].strip() for one in asked if one.get("is_impossible")]
    return Example(title, context, tuple(answered), tuple((place,) for place in places), tuple(impossible))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(dict(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise not_a_pair(path, number, error) from error
    return found


def not_a_pair(path: Path, number: int, error: Exception) -> UnreadablePaper:
    """What is wrong with a line."""
    return UnreadablePaper(
        f"Line {number} of {path.name} is not a pair: {error}.",
        next_step='Write {"source": ..., "passage": ..., "questions": [...]} on each line.',
        file_name=path.name,
    )


def source_words(source: str) -> str:
    """The words of a source's name: its body, its meeting and its date, as far as it has them."""
    return " ".join(re.sub(r"[\W_]+", " ", source).split())


def answers_of(example: Example, question: str) -> tuple[int, ...]:
    """The places of the sentences that answer, without those that the passage does not have."""
    count = len(example.sentences)
    return tuple(answer for answer in example.answer_to(question) if answer < count)
