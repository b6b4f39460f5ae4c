"""The calls of the Papers view; with the admin token they see what only the owner may."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from ui.client import MOST_PAPERS, PapersApi
from ui.papers.feedback import Opinion, read_opinions
from ui.papers.replies import (
    PaperDetails,
    PaperList,
    UploadJob,
    read_details,
    read_job,
    read_paper_list,
)
from ui.replies import Filters

MOST_OPINIONS = 100
"""As many as the page lists at once."""


async def list_papers(api: PapersApi, filters: Filters, token: str = "") -> PaperList:
    """The papers that the filters leave, newest first; exempt ones too for the owner.

    Raises:
        ApiFailure: the list could not be had.
    """
    query = urlencode({**filters.as_request(), "limit": MOST_PAPERS})
    return await api.call("GET", f"/api/papers?{query}", read_paper_list, token=token)


async def paper_details(api: PapersApi, paper_id: str, token: str = "") -> PaperDetails:
    """All that is known of one paper.

    Raises:
        ApiFailure: no such paper, or it could not be had.
    """
    return await api.call("GET", f"/api/papers/{quote(paper_id, safe='')}", read_details, token=token)


async def upload_job(api: PapersApi, job_id: str) -> UploadJob:
    """How far an upload has come.

    Raises:
        ApiFailure: no such job, or it could not be had.
    """
    return await api.call("GET", f"/api/jobs/{quote(job_id, safe='')}", read_job)


async def opinions(api: PapersApi, token: str) -> tuple[Opinion, ...]:
    """What readers said of answers, the newest first, as many as `MOST_OPINIONS`.

    Raises:
        ApiFailure: the token is not the owner's, or the list could not be had.
    """
    return await api.call("GET", f"/api/feedback?limit={MOST_OPINIONS}", read_opinions, token=token)
