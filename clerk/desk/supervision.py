"""The supervisor's day (督办): due, overdue, unanswered, incomplete, and what else waits (R88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from clerk.desk.awaiting import awaiting

if TYPE_CHECKING:
    from datetime import date

    from clerk.archive.files import ClockEntry, FileRow
    from clerk.archive.reader import Reader

_HORIZON = timedelta(days=366)
_HANDLING = ("promised", "statutory")


@dataclass(frozen=True, slots=True)
class Watch:
    """One case on the supervisor's list, because of one clock, or of something that waits without one."""

    group: str
    row: FileRow
    clock: ClockEntry | None


GROUPS: dict[str, str] = {
    "overdue": "已超期",
    "due": "今天到期",
    "unanswered": "已收件未答复",
    "objection": "公示异议",
    "refusal": "否定报备",
    "rating": "差评待整改",
    "check": "承诺待核查",
    "unclaimed": "结果待领",
    "shared": "共享待核验",
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
                w.row.number == row.number and w.clock is not None and w.clock.due <= clock.due for w in found
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
    found += [Watch(*one) for one in awaiting(reader, today)]
    return sorted(found, key=_pressing)


def _pressing(watch: Watch) -> tuple[int, bool, str, str]:
    due = "" if watch.clock is None else watch.clock.due.isoformat()
    return list(GROUPS).index(watch.group), not due, due, watch.row.number
