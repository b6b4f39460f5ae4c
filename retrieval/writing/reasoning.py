"""Leaving out what a model thinks aloud before it replies."""

from __future__ import annotations

import re

MARKS = ("<think>", "</think>", "<thinking>", "</thinking>")
OPENING = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
CLOSING = re.compile(r"</think(?:ing)?>", re.IGNORECASE)


class ReasoningFilter:
    """Passes on the pieces of a reply without what stands between <think> and </think>.

    The end of a piece may cut a mark in two, so what could be the beginning of one is held back.
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def passes(self, piece: str) -> str:
        """What may be shown, now that this piece has come."""
        self._held += piece
        shown = ""
        while mark := (CLOSING if self._thinking else OPENING).search(self._held):
            shown += self._shown(mark.start())
            self._held = self._held[mark.end() - mark.start() :]
            self._thinking = not self._thinking
        return shown + self._shown(len(self._held) - begun_mark(self._held))

    def rest(self) -> str:
        """What was held back, once the reply is over."""
        return self._shown(len(self._held))

    def _shown(self, characters: int) -> str:
        """Let go of so many characters: what of them may be shown."""
        passed, self._held = self._held[:characters], self._held[characters:]
        return "" if self._thinking else passed


def begun_mark(text: str) -> int:
    """How many characters at the end of a text could be the beginning of a mark."""
    start = text.rfind("<")
    ending = text[start:].lower()
    return len(ending) if start >= 0 and any(mark.startswith(ending) for mark in MARKS) else 0
