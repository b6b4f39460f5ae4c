"""`panel-papers papers`: what is held, and where each fact was found."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from command.console import say, say_facts, say_json, say_table
from command.options import Body, Data, From, Json, Kind, To
from command.session import filters_from, find_paper, open_library
from corpus.values import Paper, PaperField


def papers(
    paper: Annotated[
        str, typer.Option("--paper", help="All facts about one paper, by id or file name.")
    ] = "",
    body: Body = "",
    from_: From = "",
    to: To = "",
    kind: Kind = "",
    json: Json = False,
    data: Data = None,
) -> None:
    """List the papers, or show all that is known of one and where it was found."""
    with open_library(data, read_only=True, check_model=False) as library:
        if paper:
            say_paper(find_paper(library, paper), json)
            return
        found = library.papers(filters_from(body, from_, to, kind), include_exempt=True)
    ordered = sorted(found, key=lambda one: (str(one.meeting_date or ""), one.file_name), reverse=True)
    if json:
        say_json([asdict(one) for one in ordered])
        return
    say_table(
        ("id", "date", "kind", "body", "title", "pages", "access", "file"),
        [
            (
                one.paper_id,
                str(one.meeting_date or ""),
                one.kind.value,
                one.body,
                one.title,
                str(one.page_count or ""),
                one.access.value,
                one.file_name,
            )
            for one in ordered
        ],
    )


def say_paper(paper: Paper, json: bool) -> None:
    """Write all facts about one paper."""
    if json:
        say_json(asdict(paper))
        return
    found = {fact.field: fact.found_in for fact in paper.provenance}
    facts = [("id", paper.paper_id), ("file", paper.file_name)]
    for field in PaperField:
        value = getattr(paper, field.value)
        where = f"  ({found[field]})" if field in found else ""
        facts.append((field.value.replace("_", " "), f"{value or 'not known'}{where}"))
    if paper.page_count is not None:
        facts.append(("pages", str(paper.page_count)))
    if paper.ocr_pages:
        facts.append(("pages by OCR", ", ".join(map(str, paper.ocr_pages))))
    if paper.attachments:
        facts.append(("attachments", ", ".join(paper.attachments)))
    say_facts(facts)
    for warning in paper.warnings:
        place = f"page {warning.page}: " if warning.page else ""
        say(f"Note: {place}{warning.message}")
