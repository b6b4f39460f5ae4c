"""Uploading papers, and how far the work on them has come."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from server import uploads
from server.errors import Problem, problem
from server.jobs import Job, new_job_id
from server.parts import AdminOnly, ServerParts
from server.replies import added_paper_reply, progress_reply
from server.schemas import JobReply

router = APIRouter(prefix="/api", tags=["papers"])

MULTIPART: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "password": {"type": "string", "description": "Opens those that are encrypted."},
                    },
                }
            }
        },
    }
}


@router.post(
    "/papers",
    summary="Upload papers",
    status_code=202,
    dependencies=[AdminOnly],
    openapi_extra=MULTIPART,
)
async def upload(request: Request, response: Response, parts: ServerParts) -> JobReply:
    """Take files in and index them as a job; look at the job's address for its progress.

    The token is checked before anything of the upload is read.
    """
    job_id = new_job_id()
    async with request.form(max_files=parts.settings.upload_files, max_fields=5) as form:
        files = uploaded(form)
        paths = await run_in_threadpool(uploads.put_waiting, parts.settings.data, job_id, files)
        password = form.get("password")
    passwords = {path.name: password for path in paths} if isinstance(password, str) and password else {}
    try:
        job = parts.jobs.submit(job_id, paths, passwords)
    except Problem:
        uploads.discard_waiting(paths)
        raise
    response.headers["Location"] = f"/api/jobs/{job_id}"
    return job_reply(job)


def uploaded(form: FormData) -> list[tuple[str, Any]]:
    """The files of a form, with their names.

    Raises:
        Problem: there are none.
    """
    files = [
        (part.filename, part.file)
        for _, part in form.multi_items()
        if isinstance(part, UploadFile) and part.filename
    ]
    if not files:
        raise Problem(
            422,
            "No files",
            "The upload holds no files.",
            "Send them as multipart/form-data in the field `files`.",
        )
    return files


@router.get("/jobs/{job_id}", summary="How far an upload has come")
def job(job_id: str, parts: ServerParts) -> JobReply:
    """The state of a job, its progress, and at the end what became of each file."""
    found = parts.jobs.get(job_id)
    if found is None:
        raise Problem(
            404, "Job not found", f"There is no job {job_id[:80]}.", "Look at /api/papers for what was added."
        )
    return job_reply(found)


def job_reply(job: Job) -> JobReply:
    """A job, as JSON tells it."""
    failure = job.failure
    return JobReply(
        id=job.job_id,
        state=job.state.value,
        files=[path.name for path in job.paths],
        url=f"/api/jobs/{job.job_id}",
        progress=progress_reply(job.progress) if job.progress else None,
        papers=[added_paper_reply(added) for added in job.report.papers] if job.report else [],
        problem=problem(500, "Job failed", failure.message, failure.next_step) if failure else None,
    )
