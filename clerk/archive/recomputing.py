"""Dates judged anew (重算期限): when an official notice changes a calendar, the dates of all open cases.

From the inputs kept beside each case (:mod:`clerk.casework.inputs`), without its acts. One transaction,
all or nothing: killed in the middle, the archive still says by which calendars its dates were judged, and
the next time the day is opened it begins again. Only rows that change are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

import msgspec

from calendars import REGIONS, CalendarError, WorkCalendar
from clerk.archive.errors import DamagedError
from clerk.archive.files import CLOCK_COLUMNS, ClockEntry, entries, file_row, next_of
from clerk.archive.folding import load_case
from clerk.casework.acts import UnknownAct
from clerk.casework.inputs import Inputs, turns_on, waiting
from clerk.casework.limits import Deadline, judge
from clerk.casework.times import legal_date

if TYPE_CHECKING:
    from clerk.archive.archive import Archive
    from clerk.archive.journal import Writer

DATES_BY: Final = "dates_by"
"""The mark that names the calendars by which the dates in the lists were judged."""
_HEAD = (
    *("next_what", "next_material", "next_due", "next_provisional"),
    *("next_national", "next_warn", "turns_on"),
)
DATED: Final = ("clocks", "inputs", *_HEAD)
"""What of a row rests on a calendar."""
Progress = Callable[[int, int], None]
"""Called now and then with how many cases are done, and of how many."""

PAGE: Final = 2000
"""How many cases are read, judged and written at a time, inside the one transaction."""
# Open cases, and ended ones in which something is still awaited. The plus keeps SQLite from the index of
# open cases, by which it would sort all of them for every page.
_WAITING = "(+ended = 0 OR length(inputs) > 0)"
_UNREAD = (
    f"({_WAITING} OR number IN "
    "(SELECT case_no FROM journal WHERE kind IN ('rate', 'commit', 'accept_incomplete')))"
)
"""In an archive of an older version also the ended cases in which something may be awaited."""
_COUNT = "SELECT count(*) FROM case_file WHERE {}"
_CASES = (
    f"SELECT number, inputs, {', '.join(_HEAD)} FROM case_file WHERE {{}} AND number > ? "
    "ORDER BY number LIMIT ?"
)
_CLOCKS = (
    f"SELECT case_no, {', '.join(CLOCK_COLUMNS)} FROM clock WHERE case_no BETWEEN ? AND ? ORDER BY case_no, n"
)
_WRITE_CASE = f"UPDATE case_file SET {' = ?, '.join(_HEAD)} = ? WHERE number = ?"
_DROP_CLOCKS = "DELETE FROM clock WHERE case_no = ?"
_WRITE_CLOCK = (
    f"INSERT INTO clock (case_no, n, {', '.join(CLOCK_COLUMNS)}) VALUES (?, ?{', ?' * len(CLOCK_COLUMNS)})"
)
_WHAT, _DUE, _MATERIAL, _BY_CALENDAR = (
    CLOCK_COLUMNS.index(name) for name in ("what", "due", "material", "by_calendar")
)
_CHANGE = (
    *("run", "at", "calendar", "case_no", "what", "material"),
    *("before", "by_calendar", "holds", "printed", "tell"),
)
_BEFORE, _HOLDS = _CHANGE.index("before"), _CHANGE.index("holds")
_WRITE_CHANGE = f"INSERT INTO date_change ({', '.join(_CHANGE)}) VALUES (?{', ?' * (len(_CHANGE) - 1)})"

Values = tuple[Any, ...]
"""A row as the database has it: dates are text."""


@dataclass(slots=True)
class Recomputed:
    """What came of it. ``left`` are cases that nobody could judge; they stand as they were."""

    cases: int = 0
    changed: int = 0
    refolded: int = 0
    moved: int = 0
    left: list[str] = field(default_factory=list)


class Calendared(Protocol):
    """Whatever knows this home's calendars: an archive, a reader, a writer."""

    def calendar(self, region: str) -> WorkCalendar:
        """The working calendar of a region as this home knows it."""


def calendars_known(source: Calendared) -> str:
    """The calendars of this home by their versions: two homes with the same judge dates alike."""
    return " ".join(source.calendar(region).version for region in REGIONS)


def outdated(archive: Archive) -> bool:
    """Whether the dates of open cases were judged by other calendars than are known now."""
    return archive.read.mark(DATES_BY) != calendars_known(archive)


def recompute(archive: Archive, now: datetime, progress: Progress | None = None) -> Recomputed:
    """Judge the dates of all open cases by the calendars as they are known now; nothing where they are.

    Raises:
        clerk.archive.errors.WriteError: it could not be written; nothing was.
    """
    if not outdated(archive):
        return Recomputed()
    with archive.write() as writer:
        known = calendars_known(writer)
        # Asked again inside the transaction: another window may have done it a moment ago.
        if writer.rows("SELECT 1 FROM mark WHERE name = ? AND value = ?", (DATES_BY, known)):
            return Recomputed()
        done = _Run(writer, now, known).all(progress)
        writer.remember(DATES_BY, known)
    return done


class _Run:
    """One recomputation inside its transaction."""

    def __init__(self, writer: Writer, now: datetime, known: str) -> None:
        self._writer = writer
        self._now = now
        self._today = legal_date(now)
        self._known = known
        self._calendars = {region: writer.calendar(region) for region in REGIONS}
        self._at = now.isoformat()
        self._run = writer.rows("SELECT coalesce(max(run), 0) + 1 FROM date_change")[0][0]
        self._decode = msgspec.json.Decoder(Inputs).decode
        self.done = Recomputed()

    def all(self, progress: Progress | None) -> Recomputed:
        """Every case in which something is awaited, a page at a time."""
        older = not self._writer.rows("SELECT 1 FROM mark WHERE name = ?", (DATES_BY,))
        which = _UNREAD if older else _WAITING
        total = self._writer.rows(_COUNT.format(which))[0][0]
        after = ""
        while page := self._writer.rows(_CASES.format(which), (after, PAGE)):
            self._page(page)
            after = page[-1][0]
            self.done.cases += len(page)
            if progress is not None:
                progress(self.done.cases, total)
        return self.done

    def _page(self, page: list[Values]) -> None:
        stored = _by_case(self._writer.rows(_CLOCKS, (page[0][0], page[-1][0])))
        batch = _Batch()
        for number, raw, *following in page:
            old = stored.get(number, [])
            try:
                judged = self._judged(bytes(raw)) if raw else None
                if judged is None:
                    batch.changes += self._refolded(number, old, new=not raw)
                    continue
            except (CalendarError, DamagedError, UnknownAct, ValueError):
                self.done.left.append(number)
                continue
            deadlines, calendar, turns = judged
            clocks = entries(deadlines, calendar)
            values = [_values(clock) for clock in clocks]
            if values != old:
                batch.moved.append((number,))
                batch.clocks += [(number, n, *one) for n, one in enumerate(values)]
                batch.changes += self._changes(number, old, deadlines, clocks)
            head = _head(clocks, turns)
            if values != old or head != tuple(following):
                batch.cases.append((*head, number))
        batch.write(self._writer)
        self.done.changed += len(batch.cases)
        self.done.moved += len(batch.changes)

    def _judged(self, raw: bytes) -> tuple[tuple[Deadline, ...], WorkCalendar, date | None] | None:
        """The deadlines that still wait and the next turning day; None where only the acts can tell."""
        inputs = self._decode(raw)
        calendar = self._calendars[inputs.region]
        if not inputs.stand(calendar):
            return None
        rules = inputs.rules(calendar, None if inputs.region == "national" else self._calendars["national"])
        deadlines = judge(inputs.clocks, rules, self._today)
        turns = turns_on(inputs, deadlines, calendar, self._today)
        if turns is not None and turns <= self._today:
            # It waits to be turned: until then the row holds what was true on the day before.
            deadlines = judge(inputs.clocks, rules, turns - timedelta(days=1))
        return tuple(one for one in deadlines if one.awaited), calendar, turns

    def _refolded(self, number: str, old: list[Values], *, new: bool) -> list[Values]:
        """Write a case from its acts; ``new`` where it had no inputs yet (an archive of an older version)."""
        case = load_case(self._writer, number, self._now)
        row = file_row(case)
        self._writer.put_row(row)
        self.done.refolded += 1
        changes = self._changes(number, old, waiting(case), row.clocks)
        # An older version did not keep what the calendar gave beside a printed date.
        return [one for one in changes if not new or one[_BEFORE] != one[_HOLDS]]

    def _changes(
        self, number: str, old: list[Values], deadlines: Iterable[Deadline], clocks: Iterable[ClockEntry]
    ) -> list[Values]:
        """What is told of a case: each clock whose date moved, or would have but for what was printed."""
        before: dict[tuple[str, str], list[Values]] = {}
        for values in old:
            before.setdefault((values[_WHAT], values[_MATERIAL]), []).append(values)
        found = []
        for deadline, clock in zip(deadlines, clocks, strict=True):
            known = before.get((clock.what, clock.material))
            if not known:
                continue
            was = known.pop(0)
            due, by_calendar = str(clock.due), str(clock.by_calendar or clock.due)
            if (was[_DUE], was[_BY_CALENDAR] or was[_DUE]) == (due, by_calendar):
                continue
            printed = deadline.clock.printed
            found.append(
                (
                    *(self._run, self._at, self._known, number, clock.what, clock.material),
                    *(was[_DUE], by_calendar, due, _text(printed)),
                    printed is not None and printed != clock.due,
                )
            )
        return found


@dataclass(slots=True)
class _Batch:
    """The rows of one page that have to be written."""

    cases: list[Values] = field(default_factory=list)
    moved: list[Values] = field(default_factory=list)
    clocks: list[Values] = field(default_factory=list)
    changes: list[Values] = field(default_factory=list)

    def write(self, writer: Writer) -> None:
        writer.many(_WRITE_CASE, self.cases)
        writer.many(_DROP_CLOCKS, self.moved)
        writer.many(_WRITE_CLOCK, self.clocks)
        writer.many(_WRITE_CHANGE, self.changes)


def _by_case(rows: Iterable[Values]) -> dict[str, list[Values]]:
    found: dict[str, list[Values]] = {}
    for number, *values in rows:
        found.setdefault(number, []).append(tuple(values))
    return found


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _values(clock: ClockEntry) -> Values:
    """A clock as the database has it, in the order of its columns."""
    return (
        clock.what,
        clock.due.isoformat(),
        clock.material,
        clock.provisional,
        clock.paused,
        _text(clock.by_calendar),
        _text(clock.national),
        _text(clock.warn_on),
    )


def _head(clocks: Iterable[ClockEntry], turns: date | None) -> Values:
    """What the row of the case says of its clocks, in the order of its columns."""
    following = next_of(clocks)
    if following is None:
        return "", "", None, False, None, None, _text(turns)
    what, due, material, provisional, _, _, national, warn = _values(following)
    return what, material, due, provisional, national, warn, _text(turns)
