"""Make the bytes of an Office file depend on nothing but its content."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

EPOCH = (2025, 1, 1, 0, 0, 0)
CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def settle(path: Path) -> None:
    """Rewrite a DOCX or XLSX with one fixed time for all its parts and in its properties."""
    with zipfile.ZipFile(path) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = CHANGED.sub(rb"\g<1>2025-01-01T00:00:00Z\g<3>", data)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
