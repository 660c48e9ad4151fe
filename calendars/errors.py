"""What can go wrong with a calendar; every error says its bounds or its file."""

from __future__ import annotations

from datetime import date


class CalendarError(ValueError):
    """Base of all calendar errors. The text is for the clerk."""


class CalendarRangeError(CalendarError):
    """A question outside the years that the tables know or assume.

    ``first`` and ``last`` are the bounds within which the calendar answers.
    """

    def __init__(self, first: date, last: date) -> None:
        """Carries the bounds."""
        super().__init__(f"工作日历只有{first}至{last}的数据,超出范围的日期不作推算")
        self.first = first
        self.last = last


class UnknownRegionError(CalendarError):
    """There is no calendar of that region."""

    def __init__(self, region: str, known: tuple[str, ...]) -> None:
        """Names the regions there are."""
        super().__init__(f"没有“{region}”的工作日历;可用的有:{'、'.join(known)}")
        self.region = region
        self.known = known


class NoticeError(CalendarError):
    """A notice file that cannot be used; the text says which and why."""


class PeriodError(CalendarError):
    """A length of time that cannot be read."""


class HoursError(CalendarError):
    """A file of office hours that cannot be used; the text says where and why."""


class NoticeConflictError(NoticeError):
    """Two notices that contradict each other; the text names both."""
