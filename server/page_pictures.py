"""Pages as pictures with the quoted words lit; the ones looked at last are kept."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path

from corpus.values import Paper

MOST_BYTES_KEPT = 64 * 1024 * 1024


class PagePictures:
    """Draws pages, and keeps the newest pictures up to 64 MB.

    Args:
        most_bytes: how many bytes of pictures to keep.
    """

    def __init__(self, most_bytes: int = MOST_BYTES_KEPT) -> None:
        self.most_bytes = most_bytes
        self.kept: OrderedDict[str, bytes] = OrderedDict()
        self.lock = threading.Lock()

    def picture(self, path: Path, key: str, page: int, quotes: tuple[str, ...], width: int) -> bytes:
        """The page as PNG.

        Args:
            key: what `picture_key` says of the same paper, page, quotes and width.
            page: 1-based.
            width: in pixels.

        Raises:
            PageNotFound: the paper has no such page.
            PaperError: the file cannot be drawn.
        """
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]
        picture = draw(path, page, quotes, width)
        with self.lock:
            self.kept[key] = picture
            while sum(map(len, self.kept.values())) > self.most_bytes:
                self.kept.popitem(last=False)
        return picture


def picture_key(paper: Paper, page: int, quotes: tuple[str, ...], width: int) -> str:
    """A name for a picture that changes when the picture would."""
    told = repr((paper.digest, page, quotes, width))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def draw(path: Path, page: int, quotes: tuple[str, ...], width: int) -> bytes:
    """Draw one page."""
    from corpus.page_images import render_page

    return render_page(path, page, quotes=list(quotes), width=width)
