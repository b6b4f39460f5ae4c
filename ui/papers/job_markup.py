"""An upload as HTML: how far it has come, and at the end what became of each file."""

from __future__ import annotations

from html import escape

from ui.html import count
from ui.papers.replies import FileOutcome, JobProgress, UploadJob

OUTCOMES = {
    "added": "added",
    "updated": "taken in place of the earlier one",
    "skipped": "unchanged",
    "failed": "refused",
    "removed": "removed",
}
STAGES = {
    "reading": "Reading",
    "embedding": "Preparing to search",
    "storing": "Storing",
    "done": "Finishing",
}


def job(upload: UploadJob) -> str:
    """How an upload stands."""
    if upload.problem:
        return (
            f'<p class="problem">{escape(", ".join(upload.files))}: {escape(upload.problem.message)} '
            f"{escape(upload.problem.next_step)}</p>"
        )
    if upload.ended:
        lines = "".join(map(outcome_line, upload.outcomes))
        return f'<p>{escape(summary(upload))}</p><ul class="outcomes">{lines}</ul>'
    if upload.progress is None or not upload.progress.file_name:
        return f"<p>{escape(waiting_line(upload))}</p>{bar(None)}"
    return f"<p>{escape(progress_line(upload.progress))}</p>{bar(upload.progress)}"


def bar(progress: JobProgress | None) -> str:
    """Papers done of papers given; without a value while one paper is all there is to count."""
    counted = progress is not None and progress.papers_total > 1
    value = f' max="{progress.papers_total}" value="{progress.papers_done}"' if progress and counted else ""
    return f'<progress aria-label="Papers added"{value}></progress>'


def waiting_line(upload: UploadJob) -> str:
    """What is said before the work has begun."""
    return f"{count(len(upload.files), 'file')} received; the work on them begins in a moment."


def progress_line(progress: JobProgress) -> str:
    """The file in hand, which of how many, its pages, and the time left."""
    stage = STAGES.get(progress.stage, "Working on")
    of_file = f"{stage} {progress.file_name}" if stage == "Reading" else f"{stage}: {progress.file_name}"
    parts = [
        of_file,
        f"{progress.papers_done} of {count(progress.papers_total, 'paper')} done",
        f"{count(progress.pages_done, 'page')} read" if progress.pages_done else "",
        time_left(progress.seconds_left),
    ]
    return ", ".join(part for part in parts if part) + "."


def time_left(seconds: float | None) -> str:
    """About how long it will take yet; "" where that is not known."""
    if seconds is None:
        return ""
    if seconds < 90:
        return f"about {count(max(1, round(seconds)), 'second')} left"
    return f"about {count(round(seconds / 60), 'minute')} left"


def outcome_line(line: FileOutcome) -> str:
    """What became of one file."""
    word = OUTCOMES.get(line.outcome, line.outcome)
    pages = f", {count(line.pages, 'page')}" if line.pages else ""
    scanned = f", {line.ocr_pages} of them read by machine from a scan" if line.ocr_pages else ""
    why = " ".join(part for part in (line.reason, line.next_step) if part)
    style = ' class="refused"' if line.outcome == "failed" else ""
    return (
        f"<li{style}><strong>{escape(line.file_name)}</strong>: {escape(word)}{pages}{scanned}."
        f"{' ' + escape(why) if why else ''}</li>"
    )


def summary(upload: UploadJob) -> str:
    """What became of an upload as a whole: "Done: 2 added, 1 refused."."""
    if upload.problem:
        return f"{upload.problem.message} {upload.problem.next_step}"
    ends = [line.outcome for line in upload.outcomes]
    counted = (f"{ends.count(outcome)} {word}" for outcome, word in OUTCOMES.items() if outcome in ends)
    return f"Done: {', '.join(counted) or 'nothing to add'}."


def spoken(upload: UploadJob) -> str:
    """What a screen reader is told, which changes only with the file in hand."""
    if upload.ended:
        return summary(upload)
    if upload.progress is None or not upload.progress.file_name:
        return waiting_line(upload)
    return f"Adding {upload.progress.file_name}."
