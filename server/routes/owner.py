"""Whether the caller is the owner: whoever holds the admin token."""

from __future__ import annotations

from fastapi import APIRouter

from server.parts import AdminOnly, ServerParts
from server.schemas import OwnerReply

router = APIRouter(prefix="/api", tags=["papers"])


@router.get("/owner", summary="Is this the admin token?", dependencies=[AdminOnly])
def owner(parts: ServerParts) -> OwnerReply:
    """What the owner may send at once; 401 without the admin token."""
    return OwnerReply(
        upload_files=parts.settings.upload_files,
        upload_bytes=parts.settings.upload_bytes,
    )
