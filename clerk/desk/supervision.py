"""The supervisor's day (督办): due, overdue, incomplete, received but not answered (R88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from clerk.archive.files import ClockEntry, FileRow
    from clerk.archive.reader import Reader

_HORIZON = timedelta(days=366)
_HANDLING = ("promised", "statutory")


@dataclass(frozen=True, slots=True)
class Watch:
    """One case on the supervisor's list, because of one clock."""

    group: str
    row: FileRow
    clock: ClockEntry


GROUPS: dict[str, str] = {
    "overdue": "已超期",
    "due": "今天到期",
    "unanswered": "已收件未答复",
    "incomplete": "容缺待补",
}


def day(reader: Reader, today: date) -> list[Watch]:
    """Everything to watch today, most pressing first (R38, R68, R88). Paused clocks are nobody's fault.

    A clock is due on its day of warning (LAW default 4): where the date falls on a day on which this hall
    is closed, or is earlier by the national calendar, nobody learns of it when it is too late.
    """
    found: list[Watch] = []
    for what in _HANDLING:
        for row, clock in reader.clock_days(what, today, warned=True):
            if not clock.paused and not any(
                w.row.number == row.number and w.clock.due <= clock.due for w in found
            ):
                found.append(Watch("overdue" if clock.due < today else "due", row, clock))
    for row, clock in reader.clock_days("notify", today + _HORIZON):
        if clock.due >= today:
            found.append(Watch("unanswered", row, clock))
        elif not any(w.row.number == row.number for w in found):
            # Nobody answered in time: the office is late, whether or not silence has accepted it.
            found.append(Watch("overdue", row, clock))
    found += [
        Watch("incomplete", row, clock) for row, clock in reader.clock_days("completion", today + _HORIZON)
    ]
    order = list(GROUPS)
    return sorted(found, key=lambda watch: (order.index(watch.group), watch.clock.due, watch.row.number))
