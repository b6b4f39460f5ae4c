"""Which page opens by itself beside an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.ask.citation_markup import place_of, printed_page
from ui.ask.exchanges import Exchange, refused
from ui.source.markup import SourceLink


@dataclass(frozen=True, slots=True)
class Opening:
    """The first page that an answer cites.

    Attributes:
        number: of the question, from 0.
        link: None beside a refusal, where nothing stays open.
    """

    number: int
    link: SourceLink | None

    def is_same_page(self, other: Opening | None) -> bool:
        """True where another opens the same page beside the same answer, whatever words are lit on it."""
        if other is None or self.number != other.number or self.link is None or other.link is None:
            return self == other
        return (self.link.paper_id, self.link.page) == (other.link.paper_id, other.link.page)


def opening(exchanges: Sequence[Exchange]) -> Opening | None:
    """What opens beside the newest answer; None while it is not known."""
    number = len(exchanges) - 1
    if refused(exchanges):
        return Opening(number, None)
    cited = exchanges[-1].citations if exchanges else ()
    if not cited:
        return None
    first = cited[0]
    return Opening(number, SourceLink(first.url, place_of(first), printed_page(first)))
