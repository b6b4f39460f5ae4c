"""What a sentence may rest on: a unit of a cited passage, with what a reader knows when reading it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.dates import written
from corpus.values import Role
from index.passages import columns_of, unit_in_words
from index.values import Passage, Unit
from retrieval.checking.directions import axis_of
from retrieval.checking.marks import Mark, MarkKind
from retrieval.checking.reading import Reading, gives_of, read, says_something, with_names
from retrieval.checking.scaled_columns import scaled
from retrieval.checking.values import CitedPassage

SHORT_CELL_WORDS = 30
POINTS_BACK = re.compile(
    r"^\W*(?:\d[\d.]*\W+)?(?:it|its|this|these|they|their|them|he|his|she|her|that|those|such|both|"
    r"the|there|a further)\b"
    r"|\b(?:it|they|he|she|this|these|their|its|his|her|them|those)\b",
    re.IGNORECASE,
)
FURTHEST_BACK = 2
VOTES = re.compile(r"\bvotes?\b|\babstention", re.IGNORECASE)
VOTING = read("members voted voting").gives
DECIDED = read("resolved agreed decided").gives


@dataclass(frozen=True, slots=True)
class Footing:
    """A unit of a cited passage.

    Attributes:
        reading: the unit's own words; a row's cells with their columns.
        near: what headings, the citation and the sentences before it add.
        before: the units before it that its pronouns may point to, the nearest first.
        lead: the sentence that announces the list it belongs to.
    """

    cited: CitedPassage
    unit: Unit
    reading: Reading
    near: frozenset[str]
    before: tuple[Reading, ...] = ()
    lead: Reading | None = None

    @property
    def gives(self) -> frozenset[str]:
        """All that it carries."""
        return self.reading.gives | self.near

    @property
    def passage(self) -> Passage:
        """The passage it stands in."""
        return self.cited.passage


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence is compared with.

    Attributes:
        chosen: what it rests on, the likeliest first.
        all: every unit of the passages it cites.
    """

    chosen: tuple[Footing, ...]
    all: tuple[Footing, ...]

    @property
    def gives(self) -> frozenset[str]:
        """All that carries the sentence."""
        return frozenset().union(*(footing.gives for footing in self.chosen))

    @property
    def counts(self) -> frozenset[str]:
        """What carries a count: a heading's number or that of the item counts nothing."""
        read = (
            reading.gives
            for footing in self.chosen
            for reading in (footing.reading, *footing.before, *((footing.lead,) if footing.lead else ()))
        )
        return frozenset().union(*read)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of every cited passage, and of what its citation tells."""
        cited = {footing.passage.passage_id: footing.cited for footing in self.all}
        return tuple(f"{one.passage.text}\n{told_by(one)}\n{one.passage.context}" for one in cited.values())


def footings_of(cited: CitedPassage) -> tuple[Footing, ...]:
    """Every unit of a passage but the header of its table."""
    around = read_lines(told_by(cited))
    headings = frozenset[str]()
    headed = read_lines("\n".join(cited.passage.section.headings))
    found = []
    for unit in cited.passage.units:
        if unit.header:  # each cell of a row is read with its column already
            continue
        reading = reading_of(cited.passage, unit)
        if unit.heading:
            headings |= reading.gives
            headed |= reading.gives
        before = before_of(cited.passage, unit, reading)
        lead = lead_in(cited.passage, unit)
        near = around | headings | gives_of(words_of(before)) | siblings(cited.passage, unit) | places(unit)
        near |= lead.gives if lead else frozenset()
        near |= months_of(reading, headed) if unit.cells else frozenset()
        near |= VOTING if VOTES.search(reading.text) else frozenset()
        near |= DECIDED if unit.role is Role.RESOLUTION else frozenset()
        found.append(Footing(cited, unit, reading, near, before, lead))
    return tuple(found)


def all_footings(passages: Sequence[CitedPassage]) -> tuple[Footing, ...]:
    """Every unit of some passages; a name that one of them has is known wherever it opens a sentence."""
    found = [footing for cited in passages for footing in footings_of(cited)]
    named = names_given(found)
    return tuple(
        one if one.unit.cells else replace(one, reading=with_names(one.reading, named)) for one in found
    )


def names_given(footings: Sequence[Footing]) -> frozenset[str]:
    """What the names of some units give, but for those made of common words too."""
    marks = [mark for footing in footings for mark in footing.reading.marks]
    common = gives_of(mark for mark in marks if mark.kind is MarkKind.WORD and mark.printed.islower())
    opening = [footing.reading.marks[0] for footing in footings if footing.reading.marks]
    named = [mark for mark in marks if mark.kind is MarkKind.NAME]
    named += [mark for mark in opening if mark.printed.istitle() and is_unheard_of(mark)]
    return gives_of(named) - common


def is_unheard_of(mark: Mark) -> bool:
    """Whether a word is none of those that papers are written in: perhaps a place."""
    return (
        not any(key.startswith("same:") for key in mark.gives) and says_something(mark) and not axis_of(mark)
    )


def told_by(cited: CitedPassage) -> str:
    """What the citation tells beside the words, a fact to a line."""
    section = cited.passage.section
    item = f"item {section.item_number}" if section.item_number else ""
    day = written(cited.meeting_date) if cited.meeting_date else ""
    columns = ", ".join(columns_of([cell for unit in cited.passage.units for cell in unit.cells]))
    context = [line for line in cited.passage.context.splitlines() if line != columns]
    lines = ("meeting", cited.body, day, cited.title, item, *context, section.path, section.report_of)
    return "\n".join(dict.fromkeys(line for line in (*lines, section.author, section.subject) if line))


@lru_cache(maxsize=2_000)
def read_lines(text: str) -> frozenset[str]:
    """All that some lines give."""
    return frozenset().union(*(read(line).gives for line in text.splitlines()))


def reading_of(passage: Passage, unit: Unit) -> Reading:
    """A unit as it is read: a row's cells with their columns, each a clause."""
    if not unit.cells:
        return read(passage.unit_text(unit))
    text = unit_in_words(passage, unit)
    starts = [0]
    for cell in unit.cells[:-1]:
        starts.append(starts[-1] + len(f"{cell.column}: {cell.text}" if cell.column else cell.text) + 2)
    return scaled(read(text, tuple(starts)), unit.cells)


def months_of(reading: Reading, headed: frozenset[str]) -> frozenset[str]:
    """The months that a row names under a heading that names their year."""
    years = [key for key in headed if re.fullmatch(r"(?:19|20)\d\d", key)]
    months = [key for key in reading.gives if re.fullmatch(r"0\d|1[0-2]", key)]
    return frozenset(f"{years[0]}-{month}" for month in months) if len(years) == 1 else frozenset()


def before_of(passage: Passage, unit: Unit, reading: Reading) -> tuple[Reading, ...]:
    """The sentences before a unit that its pronouns may point to."""
    if unit.cells or not POINTS_BACK.search(reading.text):
        return ()
    earlier = [one for one in passage.units[: unit.position] if not one.heading and not one.cells]
    return tuple(reading_of(passage, one) for one in reversed(earlier[-FURTHEST_BACK:]))


def words_of(readings: Sequence[Reading]) -> tuple[Mark, ...]:
    """The words and names of some readings; a figure is not carried from one sentence into another."""
    return tuple(mark for one in readings for mark in one.marks if mark.kind is not MarkKind.NUMBER)


def siblings(passage: Passage, unit: Unit) -> frozenset[str]:
    """What the short cells of a row give to a sentence of one of its long cells."""
    if len(unit.cells) != 1:
        return frozenset()
    short = [
        reading_of(passage, one)
        for one in passage.units
        if len(one.cells) == 1 and len(one.cells[0].text.split()) <= SHORT_CELL_WORDS
    ]
    return frozenset().union(*(one.gives for one in short))


def places(unit: Unit) -> frozenset[str]:
    """The number of the unit's paragraph."""
    return frozenset((f"ref:{unit.paragraph.rstrip('.')}",)) if unit.paragraph else frozenset()


def lead_in(passage: Passage, unit: Unit) -> Reading | None:
    """The sentence that announces the list a unit belongs to."""
    for one in reversed(passage.units[: unit.position]):
        text = passage.unit_text(one).rstrip()
        if text.endswith((":", ":-", ":–")):
            return read(text)
        if one.heading or text.endswith("."):
            break
    return None
