"""A page as it was published with the quoted words lit, as a picture and as something to read."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import HTMLResponse

from corpus.dates import written
from corpus.errors import PageNotFound
from corpus.values import Paper
from server.page_pictures import picture_key
from server.parts import Parts, ServerParts, VisiblePaper
from server.reading import Asked, reading_of
from server.templates import render, stylesheet

router = APIRouter(prefix="/api", tags=["pages"])

Quotes = Annotated[
    list[Annotated[str, Query(max_length=2000)]],
    Query(max_length=20, description="Words to light, verbatim; can be repeated."),
]


@router.get(
    "/papers/{paper_id}/pages/{page}.png",
    summary="A page as a picture",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}, 304: {"description": "The picture has not changed."}},
)
def page_picture(
    found: VisiblePaper,
    parts: ServerParts,
    page: Annotated[int, Path(description="1-based, as a PDF viewer counts.")],
    quote: Quotes = [],  # noqa: B006 - FastAPI copies it
    width: Annotated[int, Query(ge=100, le=2400, description="In pixels.")] = 1000,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The page with the quoted words lit; works on pages read by OCR too."""
    check_page(found, page)
    key = picture_key(found, page, tuple(quote), width)
    headers = {"ETag": f'"{key}"', "Cache-Control": "private, no-cache"}
    if if_none_match is not None and f'"{key}"' in if_none_match:
        return Response(status_code=304, headers=headers)
    path = parts.library.file_of(found.paper_id)
    picture = parts.pictures.picture(path, key, page, tuple(quote), width)
    return Response(picture, media_type="image/png", headers=headers)


@router.get(
    "/papers/{paper_id}/view", summary="Read a paper at a page or passage", response_class=HTMLResponse
)
def view(
    found: VisiblePaper,
    parts: ServerParts,
    page: int | None = None,
    passage: Annotated[str, Query(max_length=200)] = "",
    quote: Quotes = [],  # noqa: B006
    part: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """The page that a citation quotes, with its words lit; a paper without page pictures is shown as text."""
    asked = Asked(tuple(quote), passage, page)
    if is_pdf(found):
        return HTMLResponse(page_view(found, parts, asked))
    reading = reading_of(parts.library.passages_of(found.paper_id), asked, part)
    return HTMLResponse(
        render(
            "reading_view.html",
            paper=found,
            about=about(found),
            blocks=reading.blocks,
            part=reading.part,
            parts=reading.parts,
        )
    )


@router.get("/style.css", include_in_schema=False)
def style() -> Response:
    """The stylesheet of the reading views."""
    return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def page_view(paper: Paper, parts: Parts, asked: Asked) -> str:
    """A PDF's page: its picture, and below it its words for those who cannot see the picture."""
    passages = parts.library.passages_of(paper.paper_id)
    named = next((found for found in passages if found.passage_id == asked.passage_id), None)
    page = asked.page or (named.page if named and named.page else 1)
    check_page(paper, page)
    here = [found for found in passages if found.page == page]
    reading = reading_of(here, asked)
    place = reading.asked or next(iter(here), None)
    query = urlencode([("quote", quote) for quote in asked.quotes] + [("width", "1200")])
    return render(
        "page_view.html",
        paper=paper,
        about=about(paper),
        page=page,
        label=next((found.page_label for found in here if found.page_label), ""),
        item=place.section.item if place else "",
        picture=f"/api/papers/{paper.paper_id}/pages/{page}.png?{query}",
        ocr=page in paper.ocr_pages,
        blocks=reading.blocks,
    )


def about(paper: Paper) -> str:
    """Whose paper it is, what it is, of which day: "Panel, minutes (draft), 26 July 2023"."""
    day = written(paper.meeting_date) if paper.meeting_date else ""
    kind = "" if paper.kind.value == "other" else paper.kind.value
    if kind and paper.status.value != "not stated":
        kind = f"{kind} ({paper.status.value})"
    return ", ".join(part for part in (paper.body, kind, day) if part)


def is_pdf(paper: Paper) -> bool:
    """True for a paper whose pages can be drawn."""
    return PurePath(paper.file_name).suffix.lower() == ".pdf"


def check_page(paper: Paper, page: int) -> None:
    """Do nothing where the paper has that page.

    Raises:
        PageNotFound: it has not, or its pages cannot be drawn.
    """
    if not is_pdf(paper):
        raise PageNotFound(
            f"{paper.file_name} has no pages that can be drawn.",
            next_step=f"Read it at /api/papers/{paper.paper_id}/view.",
        )
    if not 1 <= page <= (paper.page_count or 0):
        raise PageNotFound(
            f"{paper.file_name} has no page {page}.",
            next_step=f"Its pages are 1 to {paper.page_count}.",
        )
