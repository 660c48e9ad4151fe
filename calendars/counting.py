"""Counting a period over a calendar (期间计算): the due date, whether it is sure, and day by day why.

The event day is day 0 (民法典 art. 201). Natural days and months that end on a rest day roll to the
next working day (art. 203); a month without the corresponding day ends on its last (art. 202).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calendars.errors import CalendarRangeError
from calendars.periods import Period

if TYPE_CHECKING:
    from calendars.workcalendar import WorkCalendar

Span = tuple[date, date]
_DAY = timedelta(days=1)
_ROLLED = "届满日是休息日,顺延至此"


@dataclass(frozen=True, slots=True)
class Due:
    """A due date. ``missing`` names the official notices that could still change it."""

    start: date
    period: Period
    due: date
    provisional: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of an explanation: whether it counts, as the how-manieth, or why not and by what."""

    date: date
    counts: bool
    n: int | None
    why: str
    source: str


def find_due(calendar: WorkCalendar, start: date, period: Period, excluded: tuple[Span, ...]) -> Due:
    """The due date of ``period`` from ``start``, and what is missing to be sure of it."""
    calendar.is_working_day(start)  # a start outside the tables is refused, whatever the unit
    if period.unit == "now" or period.n == 0:
        return Due(start, period, start, False, ())
    if period.unit == "wd":
        end = _working(calendar, start, period.n, excluded)
        missing = calendar.missing_between(start, end)
    else:
        raw = _natural(calendar, start, period, excluded)
        end = _roll(calendar, raw, excluded)
        missing = calendar.missing_between(raw - _DAY, end)
    return Due(start, period, end, bool(missing), missing)


def explain(
    calendar: WorkCalendar, start: date, period: Period, excluded: tuple[Span, ...]
) -> tuple[DayLine, ...]:
    """Every day from the one after ``start`` to the due date; agrees with :func:`find_due`."""
    end = find_due(calendar, start, period, excluded).due
    natural = period.unit != "wd"
    raw = _natural(calendar, start, period, excluded) if natural and end > start else end
    lines, n = [], 0
    for day in _days(start + _DAY, end):
        why, source = calendar.why(day)
        if _inside(day, excluded):
            lines.append(DayLine(day, False, None, "期间暂停", ""))
        elif day > raw:
            lines.append(DayLine(day, False, None, why or _ROLLED, source))
        elif natural or calendar.is_working_day(day):
            n += 1
            lines.append(DayLine(day, True, n, why, source))
        else:
            lines.append(DayLine(day, False, None, why, source))
    return tuple(lines)


def _working(calendar: WorkCalendar, start: date, n: int, excluded: tuple[Span, ...]) -> date:
    """The n-th working day after ``start`` that is not excluded: each span pushes the end on."""
    end = calendar.add_working_days(start, n)
    while (lost := _lost(calendar, start, end, excluded)) + n > calendar.count_working_days(start, end):
        end = calendar.add_working_days(start, n + lost)
    return end


def _lost(calendar: WorkCalendar, start: date, end: date, excluded: tuple[Span, ...]) -> int:
    """Excluded working days in (start, end]; overlapping spans count once."""
    total, after = 0, start
    for first, last in sorted(excluded):
        first, last = max(first - _DAY, after), min(last, end)
        if last > first:
            total += calendar.count_working_days(first, last)
            after = last
    return total


def _natural(calendar: WorkCalendar, start: date, period: Period, excluded: tuple[Span, ...]) -> date:
    """The last day before any rolling: each excluded day on the way moves it by one."""
    try:
        end = _months_after(start, period.n) if period.unit == "month" else start + timedelta(days=period.n)
    except (OverflowError, ValueError) as error:
        raise CalendarRangeError(calendar.first, calendar.last) from error
    day = start
    while day < end <= calendar.last:
        day += _DAY
        if _inside(day, excluded):
            end += _DAY
    if end > calendar.last:
        raise CalendarRangeError(calendar.first, calendar.last)
    return end


def _months_after(start: date, months: int) -> date:
    # Imported where it is used: most answers need working days only, and should be instant.
    from dateutil.relativedelta import relativedelta

    return start + relativedelta(months=months)


def _roll(calendar: WorkCalendar, day: date, excluded: tuple[Span, ...]) -> date:
    """``day``, or the first working day after it on which the period is not paused."""
    while _inside(day, excluded) or not calendar.is_working_day(day):
        day += _DAY
    return day


def _inside(day: date, spans: tuple[Span, ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
