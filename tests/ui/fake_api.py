"""A small server with made-up papers, for trying the page without a library."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from PIL import Image, ImageDraw, ImageFont

PAPERS: list[dict[str, Any]] = [
    {
        "paper_id": "minutes-july",
        "title": "Minutes of the Fenshire Police and Crime Panel",
        "body": "Fenshire Police and Crime Panel",
        "kind": "minutes",
        "meeting_date": "2023-07-26",
        "file_name": "minutes-2023-07-26.pdf",
        "page_count": 12,
    },
    {
        "paper_id": "pack-february",
        "title": "Agenda pack, precept meeting",
        "body": "Fenshire Police and Crime Panel",
        "kind": "agenda",
        "meeting_date": "2024-02-02",
        "file_name": "agenda-pack-2024-02-02.pdf",
        "page_count": 46,
    },
    {
        "paper_id": "action-log",
        "title": "Action log",
        "body": "Fenshire Audit Committee",
        "kind": "log",
        "meeting_date": "2025-05-14",
        "file_name": "action-log.docx",
        "page_count": None,
    },
]
QUOTES = {
    "minutes-july": "The Commissioner undertook to write to members with the average answering time for 101 "
    "calls in each of the last four quarters.",
    "pack-february": "The proposed precept for a Band D property is £274.50, an increase of £12.90 or 4.9%.",
    "action-log": "Action: circulate the 101 figures. Owner: Chief Finance Officer. Status: open",
}
STARTERS = [
    "What did the Commissioner promise about 101 calls?",
    "How much is the proposed precept for a Band D property?",
    "Which actions are still open?",
]


def citation(marker: int, paper: dict[str, Any], page: int | None, item: str, label: str) -> dict[str, Any]:
    """One citation as the API gives it."""
    quote = QUOTES[paper["paper_id"]]
    where = {"page": page} if page else {}
    return {
        "marker": marker,
        "passage_id": f"{paper['paper_id']}/1",
        "section": item,
        "page": page,
        "page_label": str(page + 2) if page else "",
        "quote": quote,
        "item": item,
        "url": f"/api/papers/{paper['paper_id']}/view?{urlencode({**where, 'quote': quote})}",
        "label": label,
        **{name: paper[name] for name in ("paper_id", "title", "file_name", "body", "meeting_date")},
    }


def citations() -> list[dict[str, Any]]:
    """One citation of each paper."""
    minutes, pack, log = PAPERS
    return [
        citation(1, minutes, 8, "10. Commissioner's questions", "Panel, 26 July 2023, item 10, p. 8"),
        citation(2, pack, 31, "6. Proposed precept", "Panel, 2 February 2024, item 6, p. 31"),
        citation(3, log, None, "", "Audit Committee, 14 May 2025, action log"),
    ]


COVERAGE = {
    "papers": 3,
    "from": "2023-07-26",
    "to": "2025-05-14",
    "bodies": ["Fenshire Audit Committee", "Fenshire Police and Crime Panel"],
}


def reply_to(question: str, filters: dict[str, str]) -> dict[str, Any]:
    """An answer, or a refusal where the question names a badger or the filters leave nothing."""
    reply: dict[str, Any] = {
        "id": "reply-1",
        "question": question,
        "citations": [],
        "nearest": [],
        "coverage": COVERAGE,
        "milliseconds": {"search": 4.0},
    }
    if filters.get("from", "") > "2026":
        empty = {"papers": 0, "from": None, "to": None, "bodies": []}
        return {**reply, "status": "filter_matches_nothing", "text": "No paper matches.", "coverage": empty}
    if "badger" in question.lower():
        return {
            **reply,
            "status": "not_in_papers",
            "text": "The papers searched do not answer this.",
            "nearest": citations(),
        }
    text = "\n".join(f"{QUOTES[paper['paper_id']]} [{n}]" for n, paper in enumerate(PAPERS, start=1))
    return {**reply, "status": "answered", "text": text, "citations": citations()}


def counted(field: str) -> list[dict[str, Any]]:
    """How many papers have each value of a field."""
    values = [paper[field] for paper in PAPERS]
    return [{"value": value, "papers": values.count(value)} for value in sorted(set(values))]


def page_picture(paper_id: str, page: int, quote: str) -> bytes:
    """A page that looks like one, with the quote marked."""
    picture = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=30)
    draw.text((120, 100), f"{paper_id}, page {page}", fill="black", font=ImageFont.load_default(size=40))
    for line in range(30):
        top = 220 + line * 48
        words = quote[(line - 8) * 60 : (line - 7) * 60] if 8 <= line <= 11 else ""
        if words:
            draw.rectangle((112, top - 6, 1128, top + 38), fill="#ffe58a")
        draw.text((120, top), words or "The panel noted the report and thanked officers.", "black", font=font)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def events_of(reply: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The events that end in a reply."""
    understood = {name: reply.get(name) for name in ("question", "understood", "carried", "conversation_id")}
    found = {"citations": reply["citations"], "coverage": reply["coverage"]}
    return [("understood", understood), ("sources", found), ("done", reply)]


def streamed(events: list[tuple[str, dict[str, Any]]]) -> Response:
    """Events as a server sends them."""
    blocks = [f"event: {name}\ndata: {json.dumps(told)}\n\n" for name, told in events]
    return StreamingResponse(iter([": here\n\n", *blocks]), media_type="text/event-stream")


def fake_api() -> FastAPI:
    """The server: the calls that the page makes, and nothing else."""
    app = FastAPI()
    talks: dict[str, list[dict[str, Any]]] = {}
    offer_conversations(app, talks)

    @app.post("/api/ask/stream")
    async def ask(request: Request) -> Response:
        body = await request.json()
        await asyncio.sleep(0.3)
        if "break off" in body["question"].lower():
            return streamed([("sources", {"citations": citations(), "coverage": COVERAGE})])
        if "fail" in body["question"].lower():
            problem = {"detail": "The model's folder is gone.", "next_step": "Tell the owner."}
            return streamed([("sources", {"citations": [], "coverage": COVERAGE}), ("failed", problem)])
        if "break" in body["question"].lower():
            problem = {
                "title": "The papers cannot be searched",
                "status": 503,
                "detail": "The papers are being added to and cannot be searched.",
                "next_step": "Ask again in a minute.",
            }
            return JSONResponse(problem, status_code=503, media_type="application/problem+json")
        reply = reply_to(body["question"], body["filters"])
        if "and the precept" in body["question"].lower() and not body.get("as_asked"):
            whole = "What was promised about the precept?"
            reply |= {"understood": whole, "carried": ["promised"]}
        begun = body["conversation_id"] if body["conversation_id"] in talks else f"talk-{len(talks) + 1}"
        talks.setdefault(begun, []).append(reply | {"conversation_id": begun})
        return streamed(events_of(talks[begun][-1]))

    @app.get("/api/starters")
    def starters() -> dict[str, Any]:
        return {"questions": STARTERS}

    @app.get("/api/papers")
    def papers() -> dict[str, Any]:
        return {
            "papers": PAPERS,
            "total": len(PAPERS),
            "counts": {"bodies": counted("body"), "kinds": counted("kind"), "years": []},
        }

    @app.get("/api/papers/{paper_id}")
    async def paper(paper_id: str) -> dict[str, Any]:
        await asyncio.sleep(0.4)
        return next(entry for entry in PAPERS if entry["paper_id"] == paper_id)

    @app.get("/api/papers/{paper_id}/file")
    def file(paper_id: str) -> Response:
        return Response(paper_id.encode(), media_type="text/plain")

    @app.get("/api/papers/{paper_id}/view")
    def view(paper_id: str, quote: str = "") -> HTMLResponse:
        return HTMLResponse(
            f"<!doctype html><html lang=en><title>{paper_id}</title><p>Before.</p>"
            f"<p><mark>{quote}</mark></p><p>After.</p>"
        )

    @app.get("/api/papers/{paper_id}/pages/{page}.png")
    def page_image(paper_id: str, page: int, quote: str = "") -> Response:
        return Response(page_picture(paper_id, page, quote), media_type="image/png")

    return app


def offer_conversations(app: FastAPI, talks: dict[str, list[dict[str, Any]]]) -> None:
    """The calls that concern conversations and what is said of answers."""
    judged: list[dict[str, Any]] = []

    @app.get("/api/conversations/{conversation_id}")
    def conversation(conversation_id: str) -> Response:
        if conversation_id not in talks:
            return JSONResponse({"title": "Gone", "status": 404, "detail": "Gone.", "next_step": "Ask."}, 404)
        return JSONResponse({"id": conversation_id, "turns": talks[conversation_id]})

    @app.delete("/api/conversations/{conversation_id}")
    def forget(conversation_id: str) -> Response:
        talks.pop(conversation_id, None)
        return Response(status_code=204)

    @app.post("/api/answers")
    def keep() -> dict[str, str]:
        return {"id": "kept-1", "url": "/api/answers/kept-1/view"}

    @app.post("/api/answers/{answer_id}/feedback")
    async def feedback(answer_id: str, request: Request) -> Response:
        judged.append(await request.json())
        return Response(status_code=204)

    @app.get("/judged")
    def all_judged() -> list[dict[str, Any]]:
        return judged
