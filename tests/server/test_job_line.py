"""Uploads wait in a bounded line and run one at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import LibraryBusy
from index.values import AddProgress, AddReport, AddStage
from server.errors import Problem
from server.jobs import Job, Jobs, JobState

PROGRESS = AddProgress(0, 1, 3, 0, "a.pdf", AddStage.READING, None)


def wait_for(true: Callable[[], bool]) -> None:
    """Give a thread up to five seconds."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


def state(jobs: Jobs, job_id: str) -> JobState:
    found = jobs.get(job_id)
    assert found
    return found.state


def test_jobs_run_one_at_a_time_and_tell_their_progress() -> None:
    go_on = threading.Event()

    def add(job: Job, progress: Callable[[AddProgress], None]) -> AddReport:
        progress(PROGRESS)
        assert go_on.wait(5)
        return AddReport((), 0.1)

    jobs = Jobs(add, most_waiting=5)
    jobs.start()
    jobs.submit("one", (Path("a.pdf"),), {})
    jobs.submit("two", (Path("b.pdf"),), {})
    wait_for(lambda: (found := jobs.get("one")) is not None and found.progress == PROGRESS)
    assert state(jobs, "one") is JobState.WORKING
    assert state(jobs, "two") is JobState.WAITING
    go_on.set()
    wait_for(lambda: state(jobs, "two") is JobState.DONE)
    jobs.stop()


def test_a_failed_job_says_why_and_the_next_one_runs() -> None:
    def add(job: Job, progress: Callable[[AddProgress], None]) -> AddReport:
        if job.job_id == "busy":
            raise LibraryBusy("Somebody is writing.", next_step="Wait.")
        if job.job_id == "odd":
            raise RuntimeError("secret inner detail")
        return AddReport((), 0.1)

    jobs = Jobs(add, most_waiting=5)
    for job_id in ("busy", "odd", "good"):
        jobs.submit(job_id, (), {})
    jobs.start()
    wait_for(lambda: state(jobs, "good") is JobState.DONE)
    busy, odd = jobs.get("busy"), jobs.get("odd")
    assert busy and busy.failure and busy.failure.message == "Somebody is writing."
    assert odd and odd.failure and "secret" not in str(odd.failure)
    jobs.stop()


def test_the_line_is_bounded() -> None:
    jobs = Jobs(lambda job, progress: AddReport((), 0), most_waiting=1)
    jobs.submit("one", (), {})
    with pytest.raises(Problem) as told:
        jobs.submit("two", (), {})
    assert told.value.status_code == 503
    assert jobs.get("two") is None


def test_a_password_is_never_shown() -> None:
    assert "hunter2" not in repr(Job("one", (), {"a.pdf": "hunter2"}))


def test_stopping_leaves_what_waits() -> None:
    jobs = Jobs(lambda job, progress: AddReport((), 0), most_waiting=1)
    jobs.submit("one", (), {})
    jobs.start()
    jobs.stop()
    assert jobs.worker is None
