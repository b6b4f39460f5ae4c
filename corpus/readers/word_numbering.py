"""The numbers and bullets that Word shows before paragraphs, computed from a document's numbering part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.readers.package import Element, attribute, element_at, elements

MOST_LETTERS = 8
PLACE = re.compile(r"%(\d)")


@dataclass(slots=True)
class ListLevel:
    """How one level of a list is numbered."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class NumberedList:
    """The levels of one abstract list, and how far each has counted."""

    levels: dict[int, ListLevel] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in order.

    Args:
        tree: the root of the numbering part, None where the document has none.
        list_of_style: the list id that each paragraph style uses, for lists defined through a style.
    """

    def __init__(self, tree: Element | None, list_of_style: dict[str, str]) -> None:
        self._lists: dict[str, NumberedList] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        linked: dict[str, str] = {}
        for abstract in elements(tree, "abstractNum"):
            key = attribute(abstract, "abstractNumId")
            self._lists[key] = NumberedList(dict(_level(level) for level in elements(abstract, "lvl")))
            link = attribute(element_at(abstract, "numStyleLink"), "val")
            if link:
                linked[key] = link
        for number in elements(tree, "num"):
            key = attribute(number, "numId")
            self._list_of[key] = attribute(element_at(number, "abstractNumId"), "val")
            self._restarts[key] = {
                _integer(attribute(override, "ilvl")): _integer(
                    attribute(element_at(override, "startOverride"), "val"), 1
                )
                for override in elements(number, "lvlOverride")
                if element_at(override, "startOverride") is not None
            }
        for key, style in linked.items():
            meant = self._list_of.get(list_of_style.get(style, ""), key)
            self._lists[key] = self._lists.get(meant, self._lists[key])

    def label(self, list_id: str, depth: int) -> str | None:
        """Count one paragraph and return what Word shows before it: "3.2", or "" for a bullet.

        Args:
            list_id: the paragraph's numId.
            depth: the paragraph's level in the list, from 0.

        Returns:
            None where the paragraph is in no list that the document defines.
        """
        numbered = self._lists.get(self._list_of.get(list_id, ""))
        if numbered is None or depth not in numbered.levels:
            return None
        level = numbered.levels[depth]
        restart = self._restarts.get(list_id, {}).pop(depth, None)
        if restart is not None:
            numbered.counts[depth] = restart
        else:
            numbered.counts[depth] = numbered.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in numbered.counts if other > depth]:
            del numbered.counts[deeper]
        if level.form in {"bullet", "none"}:
            return ""
        return PLACE.sub(lambda place: self._shown(numbered, int(place.group(1)) - 1), level.pattern).strip()

    @staticmethod
    def _shown(numbered: NumberedList, depth: int) -> str:
        level = numbered.levels.get(depth, ListLevel())
        return shown_number(numbered.counts.get(depth, level.start), level.form)


def shown_number(number: int, form: str) -> str:
    """Return a number in one of the forms that Word and OpenDocument number lists in."""
    if form in {"lowerLetter", "upperLetter", "a", "A"}:
        repeated = min((number - 1) // 26 + 1, MOST_LETTERS)
        letters = chr(ord("a") + (number - 1) % 26) * repeated
        return letters if form in {"lowerLetter", "a"} else letters.upper()
    if form in {"lowerRoman", "upperRoman", "i", "I"}:
        roman = _roman(number)
        return roman if form in {"lowerRoman", "i"} else roman.upper()
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    signs = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")]
    signs += [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written


def _level(level: Element) -> tuple[int, ListLevel]:
    return _integer(attribute(level, "ilvl")), ListLevel(
        form=attribute(element_at(level, "numFmt"), "val", "decimal"),
        pattern=attribute(element_at(level, "lvlText"), "val"),
        start=_integer(attribute(element_at(level, "start"), "val"), 1),
    )


def _integer(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else default
