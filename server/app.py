"""The server, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.routing import Match

from index.values import Filters
from server import uploads
from server.answering import Answering, answering_over
from server.auth import AdminToken
from server.conversations import Conversations
from server.errors import Problem, UnforeseenErrors, tell_errors
from server.jobs import Jobs
from server.limits import BodyLimit, SecurityHeaders
from server.model import writer_of
from server.page_pictures import PagePictures
from server.parts import Parts
from server.readiness import Readiness
from server.registers import meetings_over
from server.routes import answers, ask, conversations, health, hits, meetings, owner, pages, papers, search
from server.routes import uploads as upload_routes
from server.schemas import ProblemReply
from server.settings import ServerSettings

if TYPE_CHECKING:
    from index.library import Library

DESCRIPTION = "Answers questions about the papers of public bodies, and quotes the page."
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ProblemReply, "description": "What is wrong with the request, and what to do next."},
    "5XX": {"model": ProblemReply, "description": "What went wrong in the server, and what to do next."},
}


def create_app(library: Library, settings: ServerSettings, answering: Answering | None = None) -> FastAPI:
    """The API over one library.

    Args:
        library: open for writing, and closed by whoever opened it.
        answering: how questions are answered; the product's own way where nothing is given.

    Raises:
        ModelUnavailable: a language model is set, and what its kind needs is not installed.
        LibraryError: the data folder cannot hold the admin token or the conversations.
    """
    parts = build_parts(library, settings, answering or answering_over(library, writer=writer_of(settings)))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        uploads.clear_waiting(settings.data)
        parts.jobs.start()
        parts.readiness.start()
        yield
        parts.jobs.stop()
        parts.conversations.close()

    app = FastAPI(
        title="Panel Papers",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # the usual page for it is fetched from elsewhere
        redoc_url=None,
        responses=PROBLEMS,
    )
    app.state.parts = parts
    for subject in ROUTES:
        app.include_router(subject.router)
    app.add_api_route("/api/{rest:path}", no_such_call, methods=METHODS, include_in_schema=False)
    tell_errors(app)
    app.add_middleware(UnforeseenErrors)
    app.add_middleware(BodyLimit, upload_bytes=settings.upload_bytes)
    app.add_middleware(SecurityHeaders)
    return app


def build_parts(library: Library, settings: ServerSettings, answering: Answering) -> Parts:
    """The parts of the server, each knowing those it needs."""
    return Parts(
        settings=settings,
        library=library,
        answering=answering,
        meetings=meetings_over(library),
        admin=AdminToken(settings.data),
        conversations=Conversations(settings.data, settings.conversation_turns, settings.conversation_days),
        jobs=Jobs(
            lambda job, progress: uploads.add_uploads(library, settings.data, job, progress),
            settings.waiting_jobs,
        ),
        pictures=PagePictures(),
        readiness=Readiness(lambda: warm_up(answering)),
    )


def warm_up(answering: Answering) -> None:
    """Load what the first question would otherwise wait for."""
    answering.draft("What was resolved at the last meeting?", Filters(), 1)
    answering.starters(3)


ROUTES = (
    ask,
    conversations,
    answers,
    search,
    hits,
    papers,
    meetings,
    upload_routes,
    pages,
    owner,
    health,
)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def no_such_call(rest: str, request: Request) -> None:
    """Tell callers of the API, rather than show them the chat page, that there is no such call."""
    if any(route.matches(request.scope)[0] is Match.PARTIAL for route in request.app.router.routes):
        raise HTTPException(405)
    raise Problem(
        404,
        "Not found",
        f"There is nothing at /api/{rest[:200]}.",
        "Look at /openapi.json for the calls there are.",
    )
