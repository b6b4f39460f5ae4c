"""The items of a meeting, put together from its agenda, its minutes and its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.places.agenda_numbers import title_words
from retrieval.registers.stands import Stand
from retrieval.registers.values import Item

Said = TypeVar("Said")

SAME_TITLE = 0.6
"""The share of their words that two titles of one item have in common."""
SAME_SUBJECT = 0.65
"""The share of the shorter title's telling words that a report and its item have in common."""
SAME_WORDS = 0.3
"""The share of both titles' telling words that they must then have in common too."""
SAYS_LITTLE = frozenset(
    ("report", "reports", "update", "annual", "proposed", "panel", "commissioner", "police", "crime", "item")
)


@dataclass(slots=True)
class Gathered:
    """An item while the papers are gone through."""

    title: str
    agenda_number: str = ""
    minutes_number: str = ""
    minuted: bool = False
    stands: list[Stand] = field(default_factory=list)

    def item(self) -> Item:
        """The item with all that was gathered."""
        number = self.minutes_number or self.agenda_number
        return Item(
            number=number,
            title=self.title,
            agenda_number="" if self.agenda_number == number else self.agenda_number,
            places=tuple(stand.place for stand in self.stands),
            resolutions=once(
                (each for one in self.stands for each in one.resolutions), lambda said: said.words
            ),
            recommends=any(one.recommends for one in self.stands),
            actions=once(
                (each for one in self.stands for each in one.actions), lambda said: said.quotation.text
            ),
        )


def items_of(
    agendas: Sequence[Sequence[Stand]], minutes: Sequence[Sequence[Stand]], reports: Sequence[Stand]
) -> tuple[Item, ...]:
    """The items in order, each once.

    Args:
        agendas: what each agenda lists.
        minutes: what each set of minutes records.
        reports: the reports to the meeting; they are items of their own only where neither an agenda nor
            minutes tell the items.
    """
    gathered: list[Gathered] = []
    for stands in agendas:
        merge(gathered, stands, minuted=False)
    for stands in minutes:
        merge(gathered, stands, minuted=True)
    listed = bool(gathered)
    for stand in reports:
        found = item_of_report(gathered, stand)
        if found:
            found.stands.append(stand)
        elif not listed:
            gathered.append(Gathered(stand.title, stand.number, stands=[stand]))
    return tuple(one.item() for one in gathered)


def merge(gathered: list[Gathered], stands: Sequence[Stand], *, minuted: bool) -> None:
    """Add what one agenda or one set of minutes has, each item after the one before it."""
    by_number = same_numbering(gathered, stands)
    known = list(gathered)
    position = 0
    for stand in stands:
        found = by_number.get(last_figure(stand.number)) if stand.number else None
        if found is None or found not in known or not shares_a_word(stand, found):
            found = alike(known, stand)
        if found:
            known.remove(found)
        else:
            found = Gathered(stand.title)
            gathered.insert(position, found)
        position = gathered.index(found) + 1
        found.stands.append(stand)
        if minuted:
            if not found.minuted:
                found.minutes_number, found.title, found.minuted = stand.number, stand.title, True
        else:
            found.agenda_number = found.agenda_number or stand.number


def same_numbering(gathered: Sequence[Gathered], stands: Sequence[Stand]) -> dict[str, Gathered]:
    """The items by number, where a paper numbers them as those before it did; else none.

    Minutes often go on counting from meeting to meeting, so that a number alone says little.
    """
    numbered = {last_figure(one.agenda_number or one.minutes_number): one for one in gathered}
    both = [stand for stand in stands if last_figure(stand.number) in numbered]
    agreeing = [stand for stand in both if shares_a_word(stand, numbered[last_figure(stand.number)])]
    return numbered if both and 2 * len(agreeing) >= len(both) else {}


def last_figure(number: str) -> str:
    """The item's own number: "9" in "21.01.09"."""
    return number.rpartition(".")[2].lstrip("0")


def shares_a_word(stand: Stand, one: Gathered) -> bool:
    """Whether two titles have any word in common."""
    return bool(title_words(stand.title) & title_words(one.title))


def alike(gathered: Iterable[Gathered], stand: Stand) -> Gathered | None:
    """The item whose title has the same words."""
    words = title_words(stand.title)
    best, found = SAME_TITLE, None
    for one in gathered:
        others = title_words(one.title)
        share = len(words & others) / max(len(words | others), 1)
        if share >= best and (found is None or share > best):
            best, found = share, one
    return found


def item_of_report(gathered: Sequence[Gathered], stand: Stand) -> Gathered | None:
    """The item that a report is for: the one of its number on the agenda, or of its title."""
    for one in gathered:
        if stand.number and stand.number == one.agenda_number:
            return one
    found = alike(gathered, stand)
    if found:
        return found
    words = title_words(stand.title) - SAYS_LITTLE
    shares: list[tuple[float, Gathered]] = []
    for one in gathered:
        others = title_words(one.title) - SAYS_LITTLE
        shared = words & others
        if len(shared) > 1 and len(shared) >= SAME_WORDS * len(words | others):
            shares.append((len(shared) / min(len(words), len(others)), one))
    near = [one for share, one in shares if share >= SAME_SUBJECT]
    return near[0] if len(near) == 1 else None


def once(said: Iterable[Said], words: Callable[[Said], str]) -> tuple[Said, ...]:
    """What is said, each once, though minutes may be held as two files."""
    return tuple({" ".join(words(one).split()): one for one in said}.values())
