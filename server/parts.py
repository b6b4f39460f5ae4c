"""What every route works with, and who is calling: one object, handed over when the server is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header, Request

from corpus.errors import PaperNotFound
from corpus.values import Access, Paper
from server.answering import Answering
from server.auth import AdminToken
from server.conversations import Conversations
from server.errors import Problem
from server.jobs import Jobs
from server.page_pictures import PagePictures
from server.readiness import Readiness
from server.registers import Meetings
from server.settings import ServerSettings

if TYPE_CHECKING:
    from index.library import Library


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one server."""

    settings: ServerSettings
    library: Library
    answering: Answering
    meetings: Meetings
    admin: AdminToken
    conversations: Conversations
    jobs: Jobs
    pictures: PagePictures
    readiness: Readiness


def parts_of(request: Request) -> Parts:
    """The parts of the server that was asked."""
    parts: Parts = request.app.state.parts
    return parts


ServerParts = Annotated[Parts, Depends(parts_of)]


def is_admin(
    parts: ServerParts,
    authorization: Annotated[
        str | None, Header(description="`Bearer` and the admin token, for what is not public.")
    ] = None,
) -> bool:
    """True when the caller has the admin token."""
    return parts.admin.matches(authorization)


IsAdmin = Annotated[bool, Depends(is_admin)]


def admin_only(admin: IsAdmin, parts: ServerParts) -> None:
    """Let only the holder of the admin token pass."""
    if not admin:
        raise Problem(
            401,
            "Admin token needed",
            "This call is for whoever looks after the papers and needs the admin token.",
            f"Send `Authorization: Bearer` with the token in {parts.admin.path.name} of the data folder.",
            {"WWW-Authenticate": 'Bearer realm="panel-papers"'},
        )


AdminOnly = Depends(admin_only)


def visible_paper(paper_id: str, parts: ServerParts, admin: IsAdmin) -> Paper:
    """The paper that is asked for; one that is exempt does not exist for the public.

    Raises:
        PaperNotFound: there is none that the caller may see.
    """
    missing = PaperNotFound(
        f"There is no paper {paper_id[:80]}.", next_step="Look at /api/papers for the papers there are."
    )
    try:
        paper = parts.library.paper(paper_id)
    except PaperNotFound:
        raise missing from None  # the same words for both, so that neither tells of the other
    if paper.access is Access.EXEMPT and not admin:
        raise missing
    return paper


VisiblePaper = Annotated[Paper, Depends(visible_paper)]
