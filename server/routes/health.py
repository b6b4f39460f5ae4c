"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter

from server.parts import ServerParts
from server.schemas import HealthReply

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="Is the server alive?")
def healthz() -> HealthReply:
    """Always ok once the server listens."""
    return HealthReply(status="ok")


@router.get("/readyz", summary="Are the models loaded?")
def readyz(parts: ServerParts) -> HealthReply:
    """Ready when a question can be answered at once; 503 before."""
    parts.readiness.check()
    return HealthReply(status="ready")
