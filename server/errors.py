"""Every failure as `application/problem+json`: what happened, and what to do next.

A person who opened a reading view gets the same two sentences as a page.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus import errors
from server.schemas import ProblemReply
from server.templates import render

log = logging.getLogger("panel_papers")

STATUS_OF: tuple[tuple[type[errors.PanelPapersError], int], ...] = (
    (errors.PaperNotFound, 404),
    (errors.PageNotFound, 404),
    (errors.PaperTooLarge, 413),
    (errors.UnsupportedPaper, 415),
    (errors.PaperError, 422),
    (errors.QuestionError, 422),
    (errors.LibraryError, 503),
    (errors.ModelUnavailable, 503),
    (errors.PanelPapersError, 500),
)


class Problem(HTTPException):
    """A failure that only the server knows of: no token, too large, too busy.

    Args:
        status: the HTTP status.
        kind: what is wrong in two or three words; its slug ends the problem's type.
        detail: one sentence that says what happened.
        next_step: one sentence that says what the caller can do about it.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        next_step: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, headers)
        self.reply = problem(status, kind, detail, next_step)


def problem(status: int, kind: str, detail: str, next_step: str = "") -> ProblemReply:
    """The body of a failure."""
    slug = "-".join(kind.lower().split())
    return ProblemReply(
        type=f"urn:panel-papers:{slug}", title=kind, status=status, detail=detail, next_step=next_step
    )


def problem_response(
    reply: ProblemReply, request: Request, headers: Mapping[str, str] | None = None
) -> Response:
    """A failure in the form the caller reads: a page in a reading view, otherwise JSON."""
    given = dict(headers or {})
    if request.url.path.endswith("/view") and "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(render("problem.html", problem=reply), reply.status, given)
    return JSONResponse(reply.model_dump(), reply.status, given, media_type="application/problem+json")


def told_error(request: Request, error: Exception) -> Response:
    """One of our own errors, with its sentence and its next step."""
    assert isinstance(error, errors.PanelPapersError)
    headers = {"Retry-After": "5"} if isinstance(error, errors.LibraryBusy) else None
    return problem_response(problem_of(error), request, headers)


def problem_of(error: errors.PanelPapersError) -> ProblemReply:
    """The body of a failure of ours."""
    status = next(status for kind, status in STATUS_OF if isinstance(error, kind))
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).capitalize()
    return problem(status, name, error.message, error.next_step)


def unforeseen_problem(path: str) -> ProblemReply:
    """The body of a failure that nobody foresaw, made where it is caught; its number is in the log."""
    error_id = secrets.token_hex(4)
    log.exception("Unforeseen failure %s at %s", error_id, path)
    return problem(
        500,
        "Unforeseen failure",
        f"Something went wrong that was not foreseen (failure {error_id}).",
        "Try again; if it happens again, look for that number in the server's log.",
    )


def http_error(request: Request, error: Exception) -> Response:
    """A failure the server named itself, or the framework did: no such address, wrong method."""
    assert isinstance(error, HTTPException)
    if isinstance(error, Problem):
        return problem_response(error.reply, request, error.headers)
    sentences = {
        404: f"There is nothing at {request.url.path}.",
        405: f"{request.url.path} cannot be called with {request.method}.",
    }
    reply = problem(
        error.status_code,
        HTTPStatus(error.status_code).phrase.capitalize(),
        sentences.get(error.status_code, f"{error.detail}."),
        "Look at /openapi.json for the calls there are.",
    )
    return problem_response(reply, request, error.headers)


def invalid_request(request: Request, error: Exception) -> Response:
    """A request that does not have the form the call asks for."""
    assert isinstance(error, RequestValidationError)
    reply = problem(
        422,
        "Invalid request",
        " ".join(sentence_of(fault) for fault in error.errors()[:5]),
        "Correct the request and send it again; /openapi.json describes every call.",
    )
    return problem_response(reply, request)


def sentence_of(fault: Mapping[str, Any]) -> str:
    """One fault of validation, as a sentence."""
    name = field_name(fault["loc"])
    match fault["type"]:
        case "missing":
            return f"{name} is missing."
        case "extra_forbidden":
            return f"{name} is not something this call knows."
        case "json_invalid":
            return "The body is not valid JSON."
        case "string_unicode":
            return "The text holds half a character."
        case "model_attributes_type":
            return "The body must be a JSON object, sent with `Content-Type: application/json`."
        case "enum" | "literal_error":
            return f"{name} must be one of {fault['ctx']['expected'].replace(chr(39), '')}."
        case kind if kind.startswith("date"):
            return f"{name} must be a date written as 2023-07-26."
        case "string_too_long":
            return f"{name} may have at most {fault['ctx']['max_length']} characters."
        case "too_long":
            return f"{name} may have at most {fault['ctx']['max_length']} entries."
    message = str(fault["msg"]).removeprefix("Value error, ").rstrip(".")
    if fault["type"] == "value_error":
        return f"{message}."
    return f"{name}: {message[:1].lower()}{message[1:]}."


def field_name(location: Sequence[str | int]) -> str:
    """A field's name as the caller wrote it: "filters.kind"."""
    steps = [str(step) for step in location if step not in ("body", "query", "path", "header")]
    if not steps and location:
        return f"The {location[0]}"
    return f"`{'.'.join(steps)}`"


class UnforeseenErrors:
    """The outer net: what nobody foresaw becomes a plain sentence with an id that is in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and turn an unforeseen failure into a problem unless a reply has begun."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception:
            reply = unforeseen_problem(scope["path"])
            if begun:
                raise
            await problem_response(reply, Request(scope))(scope, receive, send)


def tell_errors(app: FastAPI) -> None:
    """Have every failure of the application told in our form."""
    app.add_exception_handler(errors.PanelPapersError, told_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid_request)
