"""The one legal day: the calendar date in Beijing time of a moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

_OFFSET: Final = timedelta(hours=8)
BEIJING: Final = timezone(_OFFSET, "Asia/Shanghai")
"""China has had one offset and no summer time since 1991; no time zone data base is needed."""


def legal_date(at: datetime) -> date:
    """The day in Beijing on which ``at`` falls (all legal dates, CONTRACT: times are Asia/Shanghai)."""
    # Acts carry this offset, and a case asks for the day of every one of them: none is converted in vain.
    return at.date() if at.utcoffset() == _OFFSET else at.astimezone(BEIJING).date()


def on(at: datetime | None) -> date | None:
    """The day in Beijing on which ``at`` falls, or None."""
    return None if at is None else legal_date(at)
