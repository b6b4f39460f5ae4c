"""What the owner says of papers, in a small file beside them.

`papers.toml` holds one table for each file name:

    ["2019-02-01-minutes.pdf"]
    title = "Minutes of the Panel"
    body = "Police and Crime Panel"
    kind = "minutes"
    meeting_date = 2019-02-01
    status = "confirmed"
    access = "public"
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from corpus.errors import SettingsError
from corpus.values import Access, Correction, PaperField, PaperKind, PaperStatus

FILE_NAME = "papers.toml"
Choice = TypeVar("Choice", bound=StrEnum)


def read_corrections(folder: Path) -> dict[str, Correction]:
    """The corrections in a folder's `papers.toml` by file name; empty where there is no such file.

    Raises:
        SettingsError: the file is not TOML, names a field that papers do not have, or gives a value that
            the field cannot take.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            f"{path} cannot be read: {error}.",
            next_step='Mend the line it names; each paper is a table such as ["minutes.pdf"].',
        ) from error
    return {name: correction_of(name, table, path) for name, table in tables.items()}


def correction_of(name: str, table: object, path: Path) -> Correction:
    """One table of the file as a correction."""
    where = f'["{name}"] in {path}'
    if not isinstance(table, dict):
        raise SettingsError(
            f'"{name}" in {path} is not a table.',
            next_step=f'Write ["{name}"] on a line of its own and the corrections below it.',
        )
    known = [field.value for field in PaperField]
    for key in table:
        if key not in known:
            raise SettingsError(
                f'{where} names "{key}", which is not a fact about a paper.',
                next_step=f"Use one of: {', '.join(known)}.",
            )
    kind, status, access = table.get("kind"), table.get("status"), table.get("access")
    return Correction(
        title=words("title", table.get("title"), where),
        body=words("body", table.get("body"), where),
        kind=None if kind is None else choice(PaperKind, "kind", kind, where),
        meeting_date=day(table.get("meeting_date"), where),
        status=None if status is None else choice(PaperStatus, "status", status, where),
        access=None if access is None else choice(Access, "access", access, where),
        found_in=f"corrected by the owner in {FILE_NAME}",
    )


def words(key: str, value: object, where: str) -> str | None:
    """A value that must be words."""
    if value is None:
        return None
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise SettingsError(
        f"{where}: {key} must be words.", next_step=f'Write {key} = "..." in quotation marks.'
    )


def choice(choices: type[Choice], key: str, value: object, where: str) -> Choice:
    """A value that must be one of a few."""
    try:
        return choices(str(value).casefold())
    except ValueError as error:
        raise SettingsError(
            f'{where}: {key} cannot be "{value}".',
            next_step=f"Use one of: {', '.join(one.value for one in choices)}.",
        ) from error


def day(value: object, where: str) -> date | None:
    """A value that must be a date, in TOML's own form or in quotation marks."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise SettingsError(
            f'{where}: meeting_date cannot be "{value}".',
            next_step="Write year, month and day: meeting_date = 2023-10-09.",
        ) from error
