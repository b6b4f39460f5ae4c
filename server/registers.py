"""The registers the server shows, made once for each state of the papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from retrieval.registers.values import Meeting

if TYPE_CHECKING:
    from index.library import Library

Meetings = Callable[[bool], tuple[Meeting, ...]]
"""Whether exempt papers are listed -> the meetings, newest first."""


def meetings_over(library: Library) -> Meetings:
    """The meetings of one library, made again when its papers change."""
    from retrieval.registers.meetings import meetings_of

    @lru_cache(maxsize=4)
    def meetings(fingerprint: str, include_exempt: bool) -> tuple[Meeting, ...]:
        return meetings_of(library, include_exempt=include_exempt)

    return lambda include_exempt: meetings(library.fingerprint, include_exempt)
