"""Drafts (草稿): what a clerk has typed, saved as it is typed, off the screen's thread.

The latest text of a slot wins. Commits use NORMAL: a killed process loses nothing that was written,
and a key press never waits for the disk.
"""

from __future__ import annotations

from pathlib import Path
from threading import Condition, Thread

from clerk.archive import database


class Drafts:
    """Slots of bytes in the encrypted archive, written by a thread of their own."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Opens its own connection."""
        self._connection = database.connect(path, key, durable=False)
        self._wake = Condition()
        self._waiting: dict[str, bytes | None] = {}
        self._underway: dict[str, bytes | None] = {}
        self._closed = False
        self.problem: Exception | None = None
        self._thread = Thread(target=self._run, name="drafts", daemon=True)
        self._thread.start()

    def save(self, slot: str, data: bytes) -> None:
        """Keep ``data`` as the draft of ``slot``; returns at once."""
        self._put(slot, data)

    def drop(self, slot: str) -> None:
        """Forget the draft of a slot."""
        self._put(slot, None)

    def load(self, slot: str) -> bytes | None:
        """The draft of a slot, or None."""
        with self._wake:
            # What is being written now is not in the database yet; the connection is the writer's until then.
            self._wake.wait_for(lambda: not self._underway, timeout=10)
            if slot in self._waiting:
                return self._waiting[slot]
            found = self._connection.execute("SELECT data FROM draft WHERE slot = ?", (slot,)).fetchone()
        return None if found is None else bytes(found[0])

    def set_aside(self, slot: str) -> None:
        """Move an unreadable draft out of the way without destroying it."""
        data = self.load(slot)
        if data is not None:
            self.save(f"unreadable/{slot}", data)
            self.drop(slot)

    def flush(self) -> None:
        """Wait until everything saved so far is written."""
        with self._wake:
            self._wake.wait_for(lambda: not self._waiting and not self._underway, timeout=10)

    def close(self) -> None:
        """Write what is waiting, then stop."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        self._thread.join(timeout=10)
        self._connection.close()

    def _put(self, slot: str, data: bytes | None) -> None:
        with self._wake:
            self._waiting[slot] = data
            self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                self._underway, self._waiting = self._waiting, {}
            # Outside the lock: typing must never wait for the disk.
            problem = self._try_to_write(self._underway)
            with self._wake:
                self.problem = problem
                self._underway = {}
                self._wake.notify_all()

    def _try_to_write(self, batch: dict[str, bytes | None]) -> Exception | None:
        try:
            self._write(batch)
        except Exception as error:
            # Kept for whoever asks; the draft's thread must outlive a full disk.
            return database.write_problem(error)
        return None

    def _write(self, batch: dict[str, bytes | None]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for slot, data in batch.items():
                if data is None:
                    self._connection.execute("DELETE FROM draft WHERE slot = ?", (slot,))
                else:
                    self._connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (slot, data))
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
