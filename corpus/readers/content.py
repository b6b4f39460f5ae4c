"""What a reader of one format hands back: everything but what every file has alike."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.values import Block, ReadingWarning


@dataclass(frozen=True, slots=True)
class FileContent:
    """The content of one file, in reading order.

    Attributes:
        document_title: the title set in the file's properties, "" where there is none.
        attachments: names of files embedded in it.
    """

    blocks: tuple[Block, ...]
    document_title: str = ""
    attachments: tuple[str, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
