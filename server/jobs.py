"""Uploads wait in a bounded line and are indexed one at a time, in a thread of their own."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from corpus.errors import PanelPapersError
from index.values import AddProgress, AddReport
from server.errors import Problem

log = logging.getLogger("panel_papers")

JOBS_REMEMBERED = 200
SECONDS_TO_STOP = 20
"""A job that takes longer is left as it stands: the library mends itself when it is next opened."""


class JobState(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Files to add, and how far the work has come.

    Attributes:
        passwords: file name to password, for files that are encrypted; never shown.
        failure: why the whole job failed; one file that cannot be read is in the report instead.
    """

    job_id: str
    paths: tuple[Path, ...]
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    state: JobState = JobState.WAITING
    progress: AddProgress | None = None
    report: AddReport | None = None
    failure: PanelPapersError | None = None


Add = Callable[[Job, Callable[[AddProgress], None]], AddReport]


class Jobs:
    """The line of uploads and the one thread that works on them.

    Args:
        add: adds the files of a job to the library, telling its progress.
        most_waiting: how many jobs may wait.
    """

    def __init__(self, add: Add, most_waiting: int) -> None:
        self.add = add
        self.waiting: queue.Queue[str | None] = queue.Queue(most_waiting)
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.lock = threading.Lock()
        self.worker: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work on the line."""
        self.worker = threading.Thread(target=self.work, name="uploads", daemon=True)
        self.worker.start()

    def stop(self) -> None:
        """Give the job in hand some seconds to end, leave the rest, and end the thread."""
        with self.lock:
            left = [job_id for job_id, job in self.jobs.items() if job.state is JobState.WAITING]
            for job_id in left:
                del self.jobs[job_id]
        if self.worker is not None:
            while True:  # make room for the sign to end
                try:
                    self.waiting.put_nowait(None)
                    break
                except queue.Full:
                    self.waiting.get_nowait()
            self.worker.join(SECONDS_TO_STOP)
            self.worker = None

    def submit(self, job_id: str, paths: tuple[Path, ...], passwords: Mapping[str, str]) -> Job:
        """Put files in the line.

        Raises:
            Problem: the line is full.
        """
        job = Job(job_id, paths, passwords)
        with self.lock:
            try:
                self.waiting.put_nowait(job_id)
            except queue.Full:
                raise Problem(
                    503,
                    "Too many uploads",
                    "Too many uploads are waiting for their turn.",
                    "Try again when one of them is done.",
                    {"Retry-After": "30"},
                ) from None
            self.jobs[job_id] = job
            self.forget_old()
        return job

    def get(self, job_id: str) -> Job | None:
        """The job with that id, None where there is none or it was long ago."""
        with self.lock:
            return self.jobs.get(job_id)

    def forget_old(self) -> None:
        """Keep the newest jobs only; those that are not done are always among them."""
        ended = [key for key, job in self.jobs.items() if job.state in (JobState.DONE, JobState.FAILED)]
        for key in ended[: max(0, len(self.jobs) - JOBS_REMEMBERED)]:
            del self.jobs[key]

    def change(self, job_id: str, **changes: object) -> None:
        """Note how a job stands."""
        with self.lock:
            self.jobs[job_id] = replace(self.jobs[job_id], **changes)  # type: ignore[arg-type]

    def work(self) -> None:
        """Take job after job from the line until told to end."""
        while (job_id := self.waiting.get()) is not None:
            job = self.get(job_id)
            if job is not None:
                self.work_on(job)

    def work_on(self, job: Job) -> None:
        """Add the files of one job; whatever happens, the job ends in a state that says so."""
        self.change(job.job_id, state=JobState.WORKING)
        try:
            report = self.add(job, lambda progress: self.change(job.job_id, progress=progress))
        except PanelPapersError as error:
            self.change(job.job_id, state=JobState.FAILED, failure=error)
        except Exception:
            log.exception("Job %s failed", job.job_id)
            failure = PanelPapersError(
                f"Something went wrong that was not foreseen (job {job.job_id}).",
                next_step="Try again; if it happens again, look for that name in the server's log.",
            )
            self.change(job.job_id, state=JobState.FAILED, failure=failure)
        else:
            self.change(job.job_id, state=JobState.DONE, report=report)


def new_job_id() -> str:
    """A name for a job that nobody can guess."""
    return secrets.token_urlsafe(12)
