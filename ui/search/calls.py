"""The calls of the search view."""

from __future__ import annotations

from ui.client import PapersApi
from ui.replies import Filters
from ui.search.replies import Found, Wording, read_found

AT_A_TIME = 25
"""Passages fetched and shown at once."""


async def find_passages(api: PapersApi, wording: Wording, filters: Filters, offset: int = 0) -> Found:
    """Some of the passages that hold the words, with the counts of them all.

    Raises:
        ApiFailure: the search could not be made.
    """
    query = f"{wording.as_query(filters)}&offset={offset}&limit={AT_A_TIME}"
    return await api.call("GET", f"/api/hits?{query}", read_found)
