"""Units of minutes as lines that can be quoted verbatim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.values import Paper, Role
from index.values import Passage, Unit
from retrieval.cite import citation_label, meeting_date_of
from retrieval.links import citation_url
from retrieval.registers.values import Quotation


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in its passage.

    Attributes:
        opens: whether a paragraph, list item or row begins with it.
    """

    passage: Passage
    unit: Unit
    opens: bool

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        return self.passage.unit_text(self.unit)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one paragraph, list item or row; all have one role."""

    lines: tuple[Line, ...]

    @property
    def unit(self) -> Unit:
        """Its first unit, whose role, owner and state all share."""
        return self.lines[0].unit

    @property
    def role(self) -> Role:
        """What it does."""
        return self.unit.role

    @property
    def text(self) -> str:
        """Its words with white space made single."""
        return " ".join(" ".join(line.text.split()) for line in self.lines)


def paragraphs_of(passages: Sequence[Passage]) -> list[Paragraph]:
    """The paragraphs of passages, in order; a sentence goes with the one before it on the same line."""
    gathered: list[list[Line]] = []
    for passage in passages:
        end = 0
        for unit in passage.units:
            line = Line(passage, unit, not end or "\n" in passage.text[end : unit.start])
            same = gathered and gathered[-1][-1].unit.role is unit.role
            if line.opens or not same:
                gathered.append([line])
            else:
                gathered[-1].append(line)
            end = unit.end
    return [Paragraph(tuple(lines)) for lines in gathered]


@dataclass(frozen=True, slots=True)
class Quoting:
    """Quotes the lines of one paper.

    Attributes:
        bodies: every body in the library, so that a short name is used only where it is clear.
    """

    paper: Paper
    bodies: tuple[str, ...]

    def quote(self, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
        """Paragraphs that follow one another, as one quotation for each passage they run over."""
        lines = [line for paragraph in paragraphs for line in paragraph.lines]
        runs = groupby(lines, key=lambda line: line.passage.passage_id)
        return tuple(self.quotation(list(run)) for _, run in runs)

    def quotation(self, lines: Sequence[Line]) -> Quotation:
        """Lines of one passage, from the first to the last."""
        passage = lines[0].passage
        text = passage.text[lines[0].unit.start : lines[-1].unit.end].strip()
        day = meeting_date_of(self.paper, passage.section)
        return Quotation(
            text=text,
            paper_id=self.paper.paper_id,
            passage_id=passage.passage_id,
            page=passage.page,
            page_label=passage.page_label,
            url=citation_url(self.paper.paper_id, passage.page, passage.passage_id, text),
            label=citation_label(self.paper, passage, day, self.bodies),
        )
