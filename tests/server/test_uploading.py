"""Papers uploaded, indexed as a job, found, and removed again."""

from __future__ import annotations

import time
from typing import Any

from fastapi.testclient import TestClient

from index.library import Library

TEXT = b"Harrowden Panel\n\nThe ferry at Low Weir was closed in May 2024 because the river was in flood.\n"


def finished(client: TestClient, address: str) -> dict[str, Any]:
    """The job when it has ended; it has a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        job: dict[str, Any] = client.get(address).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def upload(client: TestClient, admin: dict[str, str], *files: tuple[str, bytes]) -> dict[str, Any]:
    """Upload files and wait for the job."""
    reply = client.post("/api/papers", files=[("files", file) for file in files], headers=admin)
    assert reply.status_code == 202, reply.text
    assert reply.json()["url"] == reply.headers["location"]
    return finished(client, reply.json()["url"])


def test_an_uploaded_paper_is_found_replaced_and_removed(
    client: TestClient, admin: dict[str, str], library: Library
) -> None:
    job = upload(client, admin, ("ferry.txt", TEXT))
    assert job["state"] == "done"
    [added] = job["papers"]
    assert (added["outcome"], added["file_name"]) == ("added", "ferry.txt")
    assert "/" not in str(added["file_name"]) and str(library.folder) not in str(job)
    answer = client.post("/api/ask", json={"question": "Why was the ferry at Low Weir closed?"}).json()
    assert "flood" in answer["text"]
    address = f"/api/papers/{added['paper_id']}"
    assert client.get(f"{address}/file").content == TEXT

    [changed] = upload(client, admin, ("ferry.txt", TEXT.replace(b"flood", b"drought")))["papers"]
    assert (changed["outcome"], changed["paper_id"]) == ("updated", added["paper_id"])
    assert b"drought" in client.get(f"{address}/file").content
    [same] = upload(client, admin, ("ferry.txt", TEXT.replace(b"flood", b"drought")))["papers"]
    assert same["outcome"] == "skipped"

    assert client.delete(address, headers=admin).status_code == 204
    assert client.get(address).status_code == 404
    assert client.delete(address, headers=admin).status_code == 404
    waiting = library.folder / "uploads"
    assert not [path for path in waiting.rglob("*") if path.is_file()]


def test_a_bad_file_says_why_and_the_others_are_added(client: TestClient, admin: dict[str, str]) -> None:
    job = upload(client, admin, ("broken.pdf", b"%PDF-1.7 nothing"), ("weir.txt", TEXT + b"More."))
    outcomes = {paper["file_name"]: paper for paper in job["papers"]}
    assert outcomes["broken.pdf"]["outcome"] == "failed"
    assert outcomes["broken.pdf"]["reason"] and outcomes["broken.pdf"]["next_step"]
    assert outcomes["weir.txt"]["outcome"] == "added"
    client.delete(f"/api/papers/{outcomes['weir.txt']['paper_id']}", headers=admin)


def test_uploads_are_bounded(client: TestClient, admin: dict[str, str]) -> None:
    many = client.post("/api/papers", files=[("files", (f"{n}.txt", b"x")) for n in range(4)], headers=admin)
    assert many.status_code == 400
    assert "files" in many.json()["detail"].lower()
    large = client.post("/api/papers", files={"files": ("a.txt", b"x" * 1_200_000)}, headers=admin)
    assert large.status_code == 413
    assert "1 MB" in large.json()["detail"]

    def pieces() -> Any:  # noqa: ANN401 - a body whose length is not announced
        yield from [b"x" * 100_000] * 13

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    unannounced = client.post("/api/papers", content=pieces(), headers=admin | kind)
    assert unannounced.status_code in (400, 413)


def test_an_upload_of_nothing_is_told(client: TestClient, admin: dict[str, str]) -> None:
    reply = client.post("/api/papers", headers=admin)
    assert reply.status_code == 422
    assert "files" in reply.json()["next_step"]


def test_an_unknown_job_is_told(client: TestClient) -> None:
    assert client.get("/api/jobs/none").status_code == 404
