"""A folder of small papers, and a library on the test's own data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hand_made import LineReader, WordEmbedding

from index.library import Library


@pytest.fixture
def embedding() -> WordEmbedding:
    return WordEmbedding()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with three papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "2023-07-26-minutes.txt").write_text(
        "# Police officer numbers\n"
        "The Panel noted that 2,242 officers were in post. The Chair thanked the Commissioner.\n"
        "---\n# Section 106 funding\n"
        "Developer contributions of £3.9m were held by the district councils.\n"
    )
    (folder / "2023-10-09-report.txt").write_text(
        "# Complaints\nThe number of complaints about the Commissioner fell to 14 in 2022/23.\n"
    )
    (folder / "2024-01-15-notes.txt").write_text("# Burglary\nBurglary of dwellings rose by 64%.\n")
    return folder


OpenLibrary = Callable[..., Library]


@pytest.fixture
def open_library(tmp_path: Path, embedding: WordEmbedding) -> Iterator[OpenLibrary]:
    """Opens the data folder of the test, with the small embedding; closed at the end."""
    opened: list[Library] = []

    def open_it(**changes: object) -> Library:
        options: dict[str, object] = {"embedding": embedding, "make_reader": LineReader}
        library = Library.open(tmp_path / "data", **(options | changes))  # type: ignore[arg-type]
        opened.append(library)
        return library

    yield open_it
    for library in opened:
        library.close()
