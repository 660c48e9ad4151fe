"""Reads (查询): plain SQL on a read-only connection, safe from any thread, without the ORM."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock
from typing import Any

import msgspec

from calendars import WorkCalendar, load_calendar
from clerk.archive.database import Connection
from clerk.archive.files import CLOCK_COLUMNS, COLUMNS, ClockEntry, FileRow
from clerk.casework.acts import Act, decode
from clerk.casework.contacts import check_name
from clerk.casework.numbers import plain
from sync.envelope import decode as open_envelope

Calendars = Callable[[str], WorkCalendar]
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM case_file"
_BY_DUE = "ORDER BY next_due IS NULL, next_due, number"


class Reader:
    """Questions to one archive. Every answer comes from an index."""

    def __init__(self, connection: Connection, calendar: Calendars = load_calendar) -> None:
        """Takes over the connection; ``calendar`` gives this home's calendar of a region."""
        self._connection = connection
        self._calendar = calendar
        self._lock = Lock()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self._lock:
            return list(self._connection.execute(sql, tuple(values)))

    def lines(self, number: str) -> list[bytes]:
        """The journal lines of a case, oldest first."""
        sql = "SELECT line FROM journal WHERE case_no = ? ORDER BY id"
        return [row[0] for row in self.rows(sql, [number])]

    def acts(self, number: str) -> list[Act]:
        """The acts of a case, oldest first; empty when there is no such case."""
        return [decode(bytes(open_envelope(line).act)) for line in self.lines(number)]

    def publication(self, version: str) -> bytes | None:
        """The JSON of an item or policy by version."""
        found = self.rows("SELECT data FROM publication WHERE version = ?", [version])
        return found[0][0] if found else None

    def calendar(self, region: str) -> WorkCalendar:
        """The working calendar of a region as this home knows it."""
        return self._calendar(region)

    def numbers(self) -> list[str]:
        """Every case number."""
        return [row[0] for row in self.rows("SELECT number FROM case_file ORDER BY number")]

    def received(self, beginning: str) -> list[str]:
        """The cases that were received and whose number begins like this, in the order of receipt."""
        sql = (
            "SELECT case_no FROM journal WHERE case_no BETWEEN ?1 AND ?1 || char(1114111) "
            "AND kind = 'receive' ORDER BY id"
        )
        return [row[0] for row in self.rows(sql, [beginning])]

    def with_acts(self, *kinds: str) -> list[str]:
        """Every file, case or not, that has an act of one of these kinds, in the order of its first one."""
        marks = ", ".join("?" * len(kinds))
        sql = f"SELECT case_no FROM journal WHERE kind IN ({marks}) GROUP BY case_no ORDER BY min(id)"
        return [row[0] for row in self.rows(sql, kinds)]

    def open_items(self) -> list[tuple[str, str]]:
        """Number and item code of every open case."""
        sql = "SELECT number, item FROM case_file WHERE ended = 0 ORDER BY number"
        return [(number, item) for number, item in self.rows(sql)]

    def row(self, number: str) -> FileRow | None:
        """The read model of a case, with its clocks."""
        found = self.rows(f"SELECT {', '.join(COLUMNS)}, inputs FROM case_file WHERE number = ?", [number])
        if not found:
            return None
        row = _row(found[0][:-1], self.clocks(number))
        return msgspec.structs.replace(row, inputs=bytes(found[0][-1]))

    def clocks(self, number: str) -> tuple[ClockEntry, ...]:
        """The open clocks of a case."""
        sql = f"SELECT {', '.join(CLOCK_COLUMNS)} FROM clock WHERE case_no = ? ORDER BY n"
        return tuple(_clock(found) for found in self.rows(sql, [number]))

    def queue(self, desk: str, limit: int = 500) -> list[FileRow]:
        """Open cases that a desk holds or was offered, what lapses next first.

        ``dept:`` and ``window:`` with nothing behind stand for all departments or windows.
        """
        after = desk + "\U0010ffff" if desk.endswith(":") else desk
        sql = (
            f"{_SELECT} WHERE ended = 0 AND number IN ("
            "SELECT number FROM case_file WHERE ended = 0 AND holder BETWEEN ? AND ? UNION "
            "SELECT number FROM case_file WHERE ended = 0 AND offered_to BETWEEN ? AND ?) "
            f"{_BY_DUE} LIMIT ?"
        )
        return [_row(found) for found in self.rows(sql, [desk, after, desk, after, limit])]

    def recent(self, limit: int = 500, *, ended: bool = False) -> list[FileRow]:
        """Cases in order of what lapses next; with ``ended`` the finished ones, newest first."""
        order = "ORDER BY number DESC" if ended else _BY_DUE
        sql = f"{_SELECT} WHERE ended = ? {order} LIMIT ?"
        return [_row(found) for found in self.rows(sql, [int(ended), limit])]

    def find(self, text: str, limit: int = 100) -> list[FileRow]:
        """Cases of a person: by the beginning of the name, whole paper or phone number, or case number."""
        wanted = plain(text)
        if not wanted:
            return []
        # A name is looked for as it was stored: with its dots and blanks put in order.
        checked = check_name(text)
        name = checked if isinstance(checked, str) else text.strip()
        sql = (
            f"{_SELECT} WHERE number IN ("
            "SELECT number FROM case_file WHERE applicant BETWEEN ?1 AND ?1 || char(1114111) UNION "
            "SELECT number FROM case_file WHERE id_number = ?2 UNION "
            "SELECT number FROM case_file WHERE phone = ?2 UNION "
            "SELECT number FROM case_file WHERE number BETWEEN ?2 AND ?2 || char(1114111)) "
            "ORDER BY ended, received_on DESC, number DESC LIMIT ?3"
        )
        return [_row(found) for found in self.rows(sql, [name, wanted.upper(), limit])]

    def clock_days(self, what: str, until: date, *, warned: bool = False) -> list[tuple[FileRow, ClockEntry]]:
        """Open clocks of a kind that end (``warned``: are to be warned of) by ``until``, soonest first."""
        by = "warn_on" if warned else "due"
        columns = ", ".join([f"f.{name}" for name in COLUMNS] + [f"c.{name}" for name in CLOCK_COLUMNS])
        sql = (
            f"SELECT {columns} "
            "FROM clock c JOIN case_file f ON f.number = c.case_no "
            f"WHERE c.what = ? AND c.{by} <= ? ORDER BY c.{by}, c.case_no LIMIT 1000"
        )
        width = len(COLUMNS)
        return [(_row(f[:width]), _clock(f[width:])) for f in self.rows(sql, [what, until.isoformat()])]

    def mark(self, name: str) -> str:
        """What the archive remembers of itself under this name; empty where it does not."""
        found = self.rows("SELECT value FROM mark WHERE name = ?", [name])
        return str(found[0][0]) if found else ""

    def due_to_turn(self, today: date) -> list[str]:
        """Cases that time alone has changed since they were last written."""
        sql = "SELECT number FROM case_file WHERE turns_on IS NOT NULL AND turns_on <= ?"
        return [row[0] for row in self.rows(sql, [today.isoformat()])]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _clock(found: tuple[Any, ...]) -> ClockEntry:
    what, due, material, provisional, paused, *beside = found
    return ClockEntry(
        what, date.fromisoformat(due), material, bool(provisional), bool(paused), *map(_day, beside)
    )


def _row(found: tuple[Any, ...], clocks: tuple[ClockEntry, ...] = ()) -> FileRow:
    values = dict(zip(COLUMNS, found, strict=True))
    values["flags"] = tuple(values["flags"].split())
    values["received_on"] = date.fromisoformat(values["received_on"])
    for name in ("next_due", "next_national", "next_warn", "turns_on"):
        values[name] = _day(values[name])
    for name in ("next_provisional", "ended", "confidential"):
        values[name] = bool(values[name])
    return FileRow(**values, clocks=clocks)
