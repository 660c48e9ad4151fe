"""When to warn of a date (预警): by the earlier of two calendars, on a day on which somebody is there."""

from __future__ import annotations

from datetime import date, timedelta

from calendars import WorkCalendar

_DAY = timedelta(days=1)


def warn_on(due: date, national: date | None, open_days: WorkCalendar) -> date:
    """The day by which everybody must have been warned of ``due`` (LAW default 4).

    Whoever counts by the national calendar alone comes to ``national``; the earlier of the two warns.
    It may fall on a day on which this hall is closed: then the last open day before it warns.

    Raises:
        calendars.CalendarRangeError: the day is outside the years that the calendar knows.
    """
    day = due if national is None or due < national else national
    while not open_days.is_working_day(day):
        day -= _DAY
    return day
