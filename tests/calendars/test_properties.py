"""What holds for every day and every period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendars import Period, WorkCalendar, load_calendar

CALENDARS = st.sampled_from([load_calendar("national"), load_calendar("xinjiang")])
DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))
PERIODS = st.builds(Period, st.integers(0, 60), st.sampled_from(["wd", "d"])) | st.builds(
    Period, st.integers(0, 6), st.just("month")
)
_DAY = timedelta(days=1)


@st.composite
def pauses(draw: st.DrawFn) -> list[tuple[date, date]]:
    """Up to three closed spans, in any order, overlapping or not."""
    starts = draw(st.lists(DAYS, max_size=3))
    return [(first, first + timedelta(draw(st.integers(0, 30)))) for first in starts]


@given(CALENDARS, DAYS, st.integers(1, 200))
def test_adding_and_counting_are_inverse(calendar: WorkCalendar, day: date, n: int) -> None:
    """The n-th working day is a working day, and n working days away."""
    end = calendar.add_working_days(day, n)
    assert calendar.is_working_day(end)
    assert calendar.count_working_days(day, end) == n


@given(CALENDARS, DAYS, st.integers(0, 90))
def test_counting_agrees_with_looking_at_every_day(calendar: WorkCalendar, day: date, length: int) -> None:
    """The table's prefix sums say what one finds day by day."""
    until = day + timedelta(length)
    one_by_one = sum(calendar.is_working_day(day + timedelta(i)) for i in range(1, length + 1))
    assert calendar.count_working_days(day, until) == one_by_one


@given(CALENDARS, DAYS, st.integers(0, 30), PERIODS)
def test_a_later_start_is_never_due_earlier(
    calendar: WorkCalendar, day: date, later: int, period: Period
) -> None:
    """Due dates are monotone in the start; on the spot (0) is the start itself."""
    assert calendar.due(day, period).due <= calendar.due(day + timedelta(later), period).due


@given(CALENDARS, DAYS, PERIODS)
def test_a_longer_period_is_never_due_earlier(calendar: WorkCalendar, day: date, period: Period) -> None:
    """Due dates are monotone in the length."""
    longer = Period(period.n + 1, period.unit)
    assert calendar.due(day, period).due <= calendar.due(day, longer).due


@given(CALENDARS, DAYS, PERIODS, pauses())
def test_explanation_and_due_date_agree(
    calendar: WorkCalendar, day: date, period: Period, excluded: list[tuple[date, date]]
) -> None:
    """Every day from the first to the due date once; counted days are numbered without a gap."""
    due = calendar.due(day, period, excluded).due
    lines = calendar.explain(day, period, excluded)
    assert [line.date for line in lines] == [day + timedelta(i) for i in range(1, (due - day).days + 1)]
    numbers = [line.n for line in lines if line.counts]
    assert numbers == list(range(1, len(numbers) + 1))
    if period.unit != "month":
        assert len(numbers) == period.n
    for line in lines:
        paused = any(first <= line.date <= last for first, last in excluded)
        assert not (line.counts and paused)
        assert line.counts or line.why


@given(CALENDARS, DAYS, PERIODS, pauses())
def test_a_pause_never_brings_a_date_forward(
    calendar: WorkCalendar, day: date, period: Period, excluded: list[tuple[date, date]]
) -> None:
    """Nor does it leave the end on a day off or on a paused day."""
    due = calendar.due(day, period, excluded).due
    assert due >= calendar.due(day, period).due
    if period.n:
        assert calendar.is_working_day(due)
        assert not any(first <= due <= last for first, last in excluded)


@given(DAYS, PERIODS, st.lists(DAYS, min_size=1, max_size=5))
def test_a_further_day_off_never_brings_a_date_forward(
    day: date, period: Period, further: Sequence[date]
) -> None:
    """A new notice that gives days off can only move a date on."""
    calendar = load_calendar("national")
    length = (calendar.last - calendar.first).days + 1
    all_days = [calendar.first + timedelta(i) for i in range(length)]
    working = [calendar.is_working_day(one) and one not in further for one in all_days]
    changed = WorkCalendar("test", "test", working, calendar.first, {}, {})
    assert changed.due(day, period).due >= calendar.due(day, period).due


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_provisional_means_a_provisional_day_was_touched(calendar: WorkCalendar, day: date, n: int) -> None:
    """For working days: some day in (start, due], looked at one by one."""
    due = calendar.due(day, Period(n, "wd"))
    touched = (day + timedelta(i) for i in range(1, (due.due - day).days + 1))
    assert due.provisional == any(map(calendar.is_provisional, touched))
