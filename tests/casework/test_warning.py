"""When to warn: by the earlier of two calendars, on a day on which somebody is there (LAW default 4)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from clerk.casework.warning import warn_on

D = date.fromisoformat
XINJIANG = load_calendar("xinjiang")
DAYS = st.dates(D("2019-01-15"), D("2026-12-31"))


def test_warned_before_the_feast() -> None:
    """古尔邦节 2025, 6–10 June: by the national calendar 5 days from 30 May end on the 9th; the 5th warns."""
    assert warn_on(D("2025-06-12"), D("2025-06-09"), XINJIANG) == D("2025-06-05")
    assert warn_on(D("2025-06-12"), None, XINJIANG) == D("2025-06-12")


@given(DAYS, st.none() | DAYS)
def test_an_open_day_that_is_late_for_neither(due: date, national: date | None) -> None:
    """LAW default 4: never after either date, never on a closed day, and no open day in between is lost."""
    day = warn_on(due, national, XINJIANG)
    earlier = min(due, national or due)
    assert day <= earlier
    assert XINJIANG.is_working_day(day)
    assert XINJIANG.count_working_days(day, earlier) == 0


@given(DAYS, st.integers(0, 40))
def test_a_later_national_date_changes_nothing(due: date, days: int) -> None:
    """Only an earlier date warns earlier."""
    assert warn_on(due, due + timedelta(days), XINJIANG) == warn_on(due, None, XINJIANG)
