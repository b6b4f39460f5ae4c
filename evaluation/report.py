"""Tell a run: as a page of wrong answers to read, as a table for a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from enum import StrEnum
from html import escape
from pathlib import Path

from evaluation import measures
from evaluation.run import Figures, Result, Run
from retrieval.values import Citation


class Cause(StrEnum):
    """A guess at why an answer is wrong, by how far it came."""

    FAILED = "Ended in an error"
    ANSWERED_ANYWAY = "Answered, though the papers do not say"
    REFUSED = "Refused, though the papers say"
    NOT_FOUND = "Evidence not found in the passages"
    NOT_CITED = "Evidence found but not cited"
    NOT_RIGHT = "Evidence cited but the answer is not right"


TITLES = {
    "questions": "Questions",
    "score": "Score",
    "right": "Right",
    "cited": "Cited",
    "grounded": "Grounded",
    "page": "Page",
    "refused": "Refused",
    "misrefused": "Misrefused",
    "within_6000": "Within 6,000",
    "seconds_p50": "p50 (s)",
    "seconds_p95": "p95 (s)",
}
MEANINGS = {
    "score": "grounded or rightly refused, over all questions: the headline",
    "right": "every key of the wanted answer is in the text",
    "cited": "the share of the evidence that the first four citations hold",
    "grounded": "right, and at least one piece of evidence is cited",
    "page": "of the evidence cited, the share with the right file and page",
    "refused": "unanswerable questions that were refused",
    "misrefused": "answerable questions that were refused",
    "within_6000": "evidence in the first 6,000 characters of the passages found",
}


def cause_of(result: Result) -> Cause:
    """Guess why a wrong result is wrong. Where nothing was searched, what is not cited counts as found."""
    if result.failure:
        return Cause.FAILED
    if not result.case.answerable:
        return Cause.ANSWERED_ANYWAY
    if result.refused:
        return Cause.REFUSED
    if result.cited:
        return Cause.NOT_RIGHT
    return Cause.NOT_FOUND if result.within_6000 == 0 else Cause.NOT_CITED


def figure_rows(run: Run) -> tuple[tuple[str, Figures], ...]:
    """The figures of the whole run, then by type, then by asker, each with its name."""
    return (
        ("All questions", run.figures),
        *((f"type: {name}", figures) for name, figures in run.by_type.items()),
        *((f"asker: {name}", figures) for name, figures in run.by_asker.items()),
    )


def shown(value: float | None) -> str:
    """A figure as it is printed; a dash where it does not apply."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def text_table(run: Run) -> str:
    """The figures as a table of plain text, with what the run was made with below it."""
    rows = [["", *TITLES.values()]]
    rows += [[name, *(shown(getattr(figures, key)) for key in TITLES)] for name, figures in figure_rows(run)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "-" * len(lines[0]))
    return "\n".join([*lines, "", *(f"{name}: {value}" for name, value in circumstances(run))])


def circumstances(run: Run) -> tuple[tuple[str, str], ...]:
    """What the run was made with: files, index and settings."""
    return (("Questions from", ", ".join(run.files)), ("Index", run.fingerprint), *run.settings)


def as_json(run: Run) -> str:
    """The run as JSON: the summary, by type and by asker, and a row for each question."""
    content = {
        "files": list(run.files),
        "fingerprint": run.fingerprint,
        "settings": dict(run.settings),
        "summary": asdict(run.figures),
        "by_type": {name: asdict(figures) for name, figures in run.by_type.items()},
        "by_asker": {name: asdict(figures) for name, figures in run.by_asker.items()},
        "rows": [json_row(result) for result in run.results],
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def json_row(result: Result) -> dict[str, object]:
    """One result as a row of JSON."""
    row: dict[str, object] = {"id": result.case.case_id, "type": result.case.type, "asker": result.case.asker}
    row |= {
        field.name: getattr(result, field.name)
        for field in fields(result)
        if field.name not in {"case", "answer"} and getattr(result, field.name) not in (None, "")
    }
    if not result.score:
        row["cause"] = cause_of(result).value
    if result.answer is not None:
        row["status"] = result.answer.status.value
        row["text"] = result.answer.text
        row["citations"] = [
            {"file_name": citation.file_name, "page": citation.page, "quote": citation.quote}
            for citation in result.answer.citations
        ]
    return row


def write_json(run: Run, target: Path) -> None:
    """Write the run as JSON."""
    target.write_text(as_json(run) + "\n", encoding="utf-8")


def write_html(run: Run, target: Path) -> None:
    """Write the page of wrong answers."""
    target.write_text(as_html(run), encoding="utf-8")


def as_html(run: Run) -> str:
    """The page: the figures, then every wrong answer beside what was wanted, by likely cause."""
    groups = {cause: [result for result in run.wrong if cause_of(result) is cause] for cause in Cause}
    there = {cause: results for cause, results in groups.items() if results}
    links = "".join(
        f'<li><a href="#{cause.name.lower()}">{escape(cause.value)}</a>: {len(results)}</li>'
        for cause, results in there.items()
    )
    sections = "".join(html_group(cause, results) for cause, results in there.items())
    made_with = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in circumstances(run)
    )
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evaluation: {len(run.wrong)} of {len(run.results)} answers to read</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#wrong">Skip to the answers</a>
<header><h1>Evaluation</h1>
<p>{len(run.results)} questions, {len(run.wrong)} answered wrongly.</p></header>
<main>
<h2>Figures</h2>
{html_figures(run)}
<dl class="meanings">{html_meanings()}</dl>
<h2>Made with</h2>
<dl>{made_with}</dl>
<h2 id="wrong">Wrong answers by likely cause</h2>
<ul>{links}</ul>
{sections}
</main>
</body>
</html>
"""


STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem}
body{color:#1b1b1b;background:#fff}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:right}
th[scope=row]{text-align:left}caption{text-align:left;font-weight:bold;padding:.25rem 0}
article{border:1px solid #767676;border-radius:.25rem;padding:0 1rem 1rem;margin:1rem 0}
blockquote{margin:.25rem 0;padding:.25rem .75rem;border-left:.25rem solid #004b8d;white-space:pre-wrap}
dt{font-weight:bold}dd{margin:0 0 .5rem}a{color:#004b8d}.skip:not(:focus){position:absolute;left:-99rem}
.where{color:#4a4a4a}
"""


def html_meanings() -> str:
    """What each measure means."""
    return "".join(f"<dt>{TITLES[key]}</dt><dd>{escape(words)}</dd>" for key, words in MEANINGS.items())


def html_figures(run: Run) -> str:
    """The table of figures."""
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in TITLES.values())
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{shown(getattr(figures, key))}</td>" for key in TITLES)
        + "</tr>"
        for name, figures in figure_rows(run)
    )
    return (
        '<div class="wide" tabindex="0" role="region" aria-label="Figures"><table><caption>Means over the '
        'questions each measure applies to</caption><thead><tr><th scope="col">Questions of</th>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def html_group(cause: Cause, results: Iterable[Result]) -> str:
    """The wrong answers of one cause."""
    articles = "".join(html_result(result) for result in results)
    return f'<section><h3 id="{cause.name.lower()}">{escape(cause.value)}</h3>{articles}</section>'


def html_result(result: Result) -> str:
    """One wrong answer: question, wanted, got, citations, evidence, and passages near a refusal."""
    case, answer = result.case, result.answer
    got = result.failure or (f"[{answer.status}] {answer.text}" if answer else "")
    parts: list[tuple[str, str]] = [("Wanted", escape(case.answer)), ("Got", escape(got))]
    if answer is not None and case.keys and not result.refused:
        lacking = measures.missing_keys(case, answer)
        parts.append(("Keys missing", escape("; ".join(lacking)) or "none"))
    if answer is not None and answer.citations:
        parts.append(("Citations", "".join(map(html_citation, answer.citations))))
    if case.evidence:
        parts.append(
            (
                "Evidence",
                "".join(html_quote(entry.quote, entry.paper, entry.page) for entry in case.evidence),
            )
        )
    if answer is not None and answer.nearest:
        parts.append(("Nearest passages", "".join(map(html_citation, answer.nearest))))
    told = "".join(f"<dt>{name}</dt><dd>{content}</dd>" for name, content in parts)
    note = f"{case.case_id}, {case.type}, asked by {case.asker.replace('_', ' ')}, {result.seconds:.2f} s"
    return (
        f'<article><h4>{escape(case.question)}</h4><p class="where">{escape(note)}</p>'
        f"<dl>{told}</dl></article>"
    )


def html_citation(citation: Citation) -> str:
    """One citation: its quote and where it stands."""
    return html_quote(citation.quote, citation.file_name, citation.page)


def html_quote(quote: str, paper: str, page: int | None) -> str:
    """A quote with its paper and page."""
    place = paper if page is None else f"{paper}, page {page}"
    return f'<blockquote>{escape(quote)}</blockquote><p class="where">{escape(place)}</p>'
