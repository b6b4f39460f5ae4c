"""Words cut at the end of a line: put together again, or left with the hyphen they really have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

HYPHENATED = re.compile(r"[^\W\d_]+-$")
PLAIN = re.compile(r"[^\W\d_][\w'’-]*")


class Vocabulary:
    """The words of one paper, to tell a hyphen that belongs to a word from one made by a line's end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.counts: Counter[str] = Counter()
        for line in lines:
            words = PLAIN.findall(line.lower())
            self.counts.update(word for word in words if not word.endswith("-"))

    def join_lines(self, lines: Iterable[str]) -> str:
        """Lines made one text: line breaks become spaces, words cut over lines are joined."""
        text = ""
        for line in lines:
            if not text:
                text = line
            elif text.endswith("-") and not text.endswith(" -"):
                text = self.join_at_hyphen(text, line)
            else:
                text = f"{text} {line}"
        return text

    def join_at_hyphen(self, before: str, after: str) -> str:
        """Two lines of which the first ends in a hyphen."""
        first, rest = before.rpartition(" ")[2], after.partition(" ")[0]
        following = PLAIN.match(rest)
        if not HYPHENATED.search(first) or not following or not rest[0].islower():
            return before + after if first[:-1] and rest[:1].isalnum() else f"{before} {after}"
        start = re.split(r"[^\w'’-]", first[:-1].lower())[-1]
        joined, hyphenated = start + following[0].lower(), f"{start}-{following[0].lower()}"
        if self.counts[hyphenated] >= max(1, self.counts[joined]):
            return before + after
        if self.counts[joined] or not (self.counts[start] and self.counts[following[0].lower()]):
            return before[:-1] + after
        return before + after
