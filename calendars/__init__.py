"""Working calendars of Chinese offices: official notices in, legal due dates out.

>>> from datetime import date
>>> from calendars import Period, load_calendar
>>> load_calendar("xinjiang").due(date(2025, 5, 30), Period(5, "wd")).due
datetime.date(2025, 6, 12)
"""

from __future__ import annotations

from calendars.clocks import LegalClock, Pause, PauseEnds
from calendars.counting import DayLine, Due
from calendars.errors import (
    CalendarError,
    CalendarRangeError,
    HoursError,
    NoticeConflictError,
    NoticeError,
    PeriodError,
    UnknownRegionError,
)
from calendars.loading import REGIONS, load_calendar
from calendars.periods import Period
from calendars.workcalendar import WorkCalendar

__all__ = [
    "REGIONS",
    "CalendarError",
    "CalendarRangeError",
    "DayLine",
    "Due",
    "HoursError",
    "LegalClock",
    "NoticeConflictError",
    "NoticeError",
    "Pause",
    "PauseEnds",
    "Period",
    "PeriodError",
    "UnknownRegionError",
    "WorkCalendar",
    "load_calendar",
]
