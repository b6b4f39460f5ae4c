"""What was learned, as `weights.json` keeps it; the file says from what and how."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def learned() -> dict[str, Any]:
    """The stored weights of ordering (`first_weights`, `unit_weights`) and of refusing (`decision`)."""
    stored: dict[str, Any] = json.loads(
        files("retrieval").joinpath("weights.json").read_text(encoding="utf-8")
    )
    return stored
