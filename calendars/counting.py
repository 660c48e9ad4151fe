"""Counting a period over a calendar (期间计算): the due date, whether it is sure, and day by day why.

The event day is day 0 (民法典 art. 201). Natural days and months that end on a rest day roll to the
next working day (art. 203); a month without the corresponding day ends on its last (art. 202).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from calendars.errors import CalendarRangeError
from calendars.periods import Period

if TYPE_CHECKING:
    from calendars.workcalendar import WorkCalendar

Span = tuple[date, date]
"""A first and a last day, both meant."""
Spans = tuple[Span, ...]
PAUSED: Final = "期间暂停"
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


def find_due(
    calendar: WorkCalendar,
    start: date,
    period: Period,
    excluded: Spans,
    *,
    event_day: bool = False,
    unsure: Spans = (),
) -> Due:
    """The due date of ``period`` from ``start`` (day 0, 民法典 art. 201), and what is missing to be sure.

    ``event_day`` counts the start itself as the first day. ``unsure`` are those of the excluded spans
    whose own end rests on working days (a cap), so that a missing notice inside them matters too.
    """
    calendar.is_working_day(start)  # a start outside the tables is refused, whatever the unit
    if period.unit == "now" or period.n == 0:
        return Due(start, period, start, False, ())
    spans = _disjoint(excluded, start if event_day else start + _DAY) if excluded else excluded
    if period.unit == "wd":
        end = _working(calendar, start, period.n, spans, event_day)
        looked_at = _gaps(start - _DAY if event_day else start, end, spans)
    else:
        raw = _natural(calendar, start, period, spans, event_day)
        end = _roll(calendar, raw, spans)
        looked_at = _gaps(raw - _DAY, end, spans)
    looked_at += [(first - _DAY, last) for first, last in unsure if first <= end]
    missing = _missing(calendar, looked_at)
    return Due(start, period, end, bool(missing), missing)


def explain(
    calendar: WorkCalendar,
    start: date,
    period: Period,
    excluded: Spans,
    *,
    event_day: bool = False,
) -> tuple[DayLine, ...]:
    """Every day from the first that may count to the due date; agrees with :func:`find_due`."""
    end = find_due(calendar, start, period, excluded, event_day=event_day).due
    if period.unit == "now" or period.n == 0:
        return ()
    natural = period.unit != "wd"
    first = start if event_day else start + _DAY
    spans = _disjoint(excluded, first)
    raw = _natural(calendar, start, period, spans, event_day) if natural else end
    lines, n = [], 0
    for day in _days(first, end):
        why, source = calendar.why(day)
        if _inside(day, spans):
            lines.append(DayLine(day, False, None, PAUSED, ""))
        elif day > raw:
            lines.append(DayLine(day, False, None, why or _ROLLED, source))
        elif natural or calendar.is_working_day(day):
            n += 1
            lines.append(DayLine(day, True, n, why, source))
        else:
            lines.append(DayLine(day, False, None, why, source))
    return tuple(lines)


def counted_between(calendar: WorkCalendar, after: date, until: date, period: Period, spans: Spans) -> int:
    """How many days of the period's own kind lie in (after, until] outside the excluded spans."""
    working = period.unit == "wd"
    # The first day of the tables is a holiday: counting from it on leaves no working day out.
    total = (
        calendar.count_working_days(max(after, calendar.first), until) if working else (until - after).days
    )
    for first, last in _disjoint(spans, after + _DAY):
        if first > until:
            break
        last = min(last, until)
        total -= calendar.count_working_days(first - _DAY, last) if working else (last - first).days + 1
    return total


def _disjoint(excluded: Spans, first_day: date) -> Spans:
    """The spans in order, without overlap, from ``first_day`` on; empty ones left out."""
    spans: list[Span] = []
    for first, last in sorted(excluded):
        first = max(first, spans[-1][1] + _DAY if spans else first_day, first_day)
        if first <= last:
            spans.append((first, last))
    return tuple(spans)


def _working(calendar: WorkCalendar, start: date, n: int, spans: Spans, event_day: bool) -> date:
    """The n-th working day after ``start`` (行政许可法 art. 82, T1); each excluded span pushes the end on."""
    if event_day and calendar.is_working_day(start) and not _inside(start, spans):
        n -= 1
    end = calendar.add_working_days(start, n)
    for first, last in spans:
        if first > end:
            break
        # Where the span begins on the (counted) event day, that day was not taken into n either.
        n += calendar.count_working_days(max(first - _DAY, start), last)
        end = calendar.add_working_days(start, n)
    return end


def _natural(calendar: WorkCalendar, start: date, period: Period, spans: Spans, event_day: bool) -> date:
    """The last day before any rolling (民法典 art. 202); each excluded day on the way moves it by one."""
    try:
        if period.unit == "month":
            end = _months_after(start, period.n)
            if event_day and end.day == start.day:
                end -= _DAY  # the day before the corresponding one; a month that has none ends on its last
        else:
            end = start + timedelta(days=period.n - event_day)
        for first, last in spans:
            if first > end:
                break
            end += last - first + _DAY
    except (OverflowError, ValueError) as error:
        raise CalendarRangeError(calendar.first, calendar.last) from error
    if end > calendar.last:
        raise CalendarRangeError(calendar.first, calendar.last)
    return end


def _months_after(start: date, months: int) -> date:
    # Imported where it is used: most answers need working days only, and should be instant.
    from dateutil.relativedelta import relativedelta

    return start + relativedelta(months=months)


def _roll(calendar: WorkCalendar, day: date, spans: Spans) -> date:
    """``day``, or the first working day after it that is not paused (民法典 art. 203, LAW T3)."""
    while not calendar.is_working_day(day) or _inside(day, spans):
        day += _DAY
    return day


def _gaps(after: date, until: date, spans: Spans) -> list[Span]:
    """(after, until] without the spans, as (after, until] pieces: what is paused can change nothing."""
    pieces = []
    for first, last in spans:
        if first > until:
            break
        if first - _DAY > after:
            pieces.append((after, first - _DAY))
        after = max(after, last)
    if until > after:
        pieces.append((after, until))
    return pieces


def _missing(calendar: WorkCalendar, pieces: list[Span]) -> tuple[str, ...]:
    """What is missing for any day of the (after, until] pieces, each name once (COUNTING 6)."""
    if len(pieces) == 1:
        return calendar.missing_between(*pieces[0])
    return tuple(dict.fromkeys(name for piece in sorted(pieces) for name in calendar.missing_between(*piece)))


def _inside(day: date, spans: Spans) -> bool:
    return any(first <= day <= last for first, last in spans)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
