"""Conversations, kept answers and feedback: one SQLite file in the data folder.

A reply is kept as the JSON that was sent, letter for letter, so that what is read later is what was said.
Conversations have a bounded history and are forgotten some days after their last question. An answer that
somebody saved or shared is copied out of its conversation and kept for good; so is feedback.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError

FILE_NAME = "conversations.sqlite"
SWEEP_EVERY = timedelta(hours=1)
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    conversation_id TEXT PRIMARY KEY, last_used TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversations_by_use ON conversations (last_used);
CREATE TABLE IF NOT EXISTS turns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    answer_id TEXT NOT NULL, asked_at TEXT NOT NULL, understood TEXT NOT NULL, reply TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation_id, number);
CREATE TABLE IF NOT EXISTS kept_answers (
    kept_id TEXT PRIMARY KEY, asked_at TEXT NOT NULL, reply TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT, turn_number INTEGER NOT NULL UNIQUE,
    reply TEXT NOT NULL, right INTEGER NOT NULL, comment TEXT NOT NULL, given_at TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation and its answer.

    Attributes:
        number: counts all turns of the server; never used twice.
        understood: the whole question that was searched.
        reply: the JSON that was sent.
    """

    number: int
    answer_id: str
    asked_at: datetime
    understood: str
    reply: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer kept for good.

    Attributes:
        kept_id: the answer's id and a digest that nobody can guess; the same whenever it is kept again.
        reply: the JSON that was sent.
    """

    kept_id: str
    asked_at: datetime
    reply: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer; `reply` is the JSON that was sent."""

    reply: str
    right: bool
    comment: str
    given_at: datetime


def now() -> datetime:
    """The time in UTC, to the microsecond."""
    return datetime.now(UTC)


class Conversations:
    """The store, usable from any thread; one connection, used by one thread at a time.

    Args:
        folder: the data folder.
        most_turns: how many turns of a conversation are kept, the newest ones.
        days: how long after its last use a conversation is kept.
        clock: tells the time, in UTC.

    Raises:
        LibraryError: the file can neither be opened nor made.
        LibraryDamaged: the file is not a store of conversations.
    """

    def __init__(self, folder: Path, most_turns: int, days: int, clock: Callable[[], datetime] = now) -> None:
        self.path = folder / FILE_NAME
        self.most_turns = most_turns
        self.age = timedelta(days=days)
        self.clock = clock
        self.lock = threading.Lock()
        self.swept = datetime.min.replace(tzinfo=UTC)
        try:
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # questions are their asker's own
            self.connection = sqlite3.connect(self.path, check_same_thread=False, timeout=10)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(
                f"The conversations {self.path} cannot be opened: {error}.",
                next_step="Check that the data folder belongs to you and can be written to.",
            ) from error
        with self.transaction() as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            database.executescript(SCHEMA)
        self.sweep()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, one thread at a time.

        Raises:
            LibraryDamaged: the file cannot be read or written.
        """
        with self.lock:
            try:
                with self.connection:
                    yield self.connection
            except sqlite3.Error as error:
                raise LibraryDamaged(
                    f"The conversations {self.path.name} cannot be used: {error}.",
                    next_step=f"See that the disk has room; else move {self.path.name} away and start again.",
                ) from error

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self.connection.close()

    def sweep(self) -> None:
        """Forget the conversations that were last used too long ago."""
        moment = self.clock()
        with self.transaction() as database:
            oldest = (moment - self.age).isoformat()
            database.execute("DELETE FROM conversations WHERE last_used < ?", (oldest,))
        self.swept = moment

    def sweep_now_and_then(self) -> None:
        """Sweep where the last time is more than an hour ago."""
        if self.clock() - self.swept >= SWEEP_EVERY:
            self.sweep()

    def go_on(self, conversation_id: str) -> str:
        """The id of a conversation that can be added to: this one, or a new one where it is not known."""
        self.sweep_now_and_then()
        return conversation_id if self.is_known(conversation_id) else secrets.token_urlsafe(16)

    def is_known(self, conversation_id: str) -> bool:
        """True for a conversation that is kept and not too old."""
        oldest = (self.clock() - self.age).isoformat()
        with self.transaction() as database:
            found = database.execute(
                "SELECT 1 FROM conversations WHERE conversation_id = ? AND last_used >= ?",
                (conversation_id, oldest),
            ).fetchone()
        return found is not None

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """The turns of a conversation, the oldest first; none where it is not known."""
        if not self.is_known(conversation_id):
            return ()
        with self.transaction() as database:
            rows = database.execute(
                "SELECT number, answer_id, asked_at, understood, reply FROM turns"
                " WHERE conversation_id = ? ORDER BY number",
                (conversation_id,),
            ).fetchall()
        return tuple(
            Turn(number, answer_id, datetime.fromisoformat(asked_at), understood, reply)
            for number, answer_id, asked_at, understood, reply in rows
        )

    def add_turn(self, conversation_id: str, answer_id: str, understood: str, reply: str) -> None:
        """Add an answer to a conversation, which begins with its first; the oldest beyond the most go."""
        moment = self.clock().isoformat()
        with self.transaction() as database:
            database.execute(
                "INSERT INTO conversations VALUES (?, ?)"
                " ON CONFLICT (conversation_id) DO UPDATE SET last_used = excluded.last_used",
                (conversation_id, moment),
            )
            database.execute(
                "INSERT INTO turns (conversation_id, answer_id, asked_at, understood, reply)"
                " VALUES (?, ?, ?, ?, ?)",
                (conversation_id, answer_id, moment, understood, reply),
            )
            database.execute(
                "DELETE FROM turns WHERE conversation_id = ?1 AND number NOT IN"
                " (SELECT number FROM turns WHERE conversation_id = ?1 ORDER BY number DESC LIMIT ?2)",
                (conversation_id, self.most_turns),
            )

    def delete(self, conversation_id: str) -> bool:
        """Forget a conversation at once; False where there was none. Its kept answers stay."""
        known = self.is_known(conversation_id)
        with self.transaction() as database:
            database.execute("DELETE FROM conversations WHERE conversation_id = ?", (conversation_id,))
        return known

    def keep(self, conversation_id: str, turn: Turn) -> KeptAnswer:
        """Keep a turn for good; keeping it again gives back the same."""
        kept = KeptAnswer(kept_id_of(conversation_id, turn), turn.asked_at, turn.reply)
        with self.transaction() as database:
            database.execute(
                "INSERT OR IGNORE INTO kept_answers VALUES (?, ?, ?)",
                (kept.kept_id, kept.asked_at.isoformat(), kept.reply),
            )
        return kept

    def kept(self, kept_id: str) -> KeptAnswer | None:
        """An answer kept for good, None where there is none with that id."""
        with self.transaction() as database:
            row = database.execute(
                "SELECT asked_at, reply FROM kept_answers WHERE kept_id = ?", (kept_id,)
            ).fetchone()
        return KeptAnswer(kept_id, datetime.fromisoformat(row[0]), row[1]) if row else None

    def add_feedback(self, turn: Turn, right: bool, comment: str) -> None:
        """Note what somebody says of an answer; what was said of it before is replaced."""
        with self.transaction() as database:
            database.execute(
                "INSERT OR REPLACE INTO feedback (turn_number, reply, right, comment, given_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (turn.number, turn.reply, right, comment, self.clock().isoformat()),
            )

    def feedback(self, limit: int, offset: int = 0) -> tuple[Feedback, ...]:
        """What was said of answers, the newest first."""
        with self.transaction() as database:
            rows = database.execute(
                "SELECT reply, right, comment, given_at FROM feedback ORDER BY number DESC LIMIT ? OFFSET ?",
                (limit, offset),
            ).fetchall()
        return tuple(
            Feedback(reply, bool(right), comment, datetime.fromisoformat(given_at))
            for reply, right, comment, given_at in rows
        )


def kept_id_of(conversation_id: str, turn: Turn) -> str:
    """The answer's own id and a digest of the conversation's secret id and the time it was asked.

    Who holds a kept answer's address can read it and nothing else of the conversation: a digest does not
    lead back to what it was made of. The same turn always has the same id.
    """
    secret = f"{conversation_id} {turn.number} {turn.asked_at.isoformat()}"
    return f"{turn.answer_id}-{hashlib.sha256(secret.encode()).hexdigest()[:24]}"
