"""What holds for every legal clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calendars import LegalClock, Pause, PauseEnds, Period, WorkCalendar, load_calendar

CALENDARS = st.sampled_from([load_calendar("national"), load_calendar("xinjiang")])
DAYS = st.dates(date(2018, 1, 1), date(2025, 6, 30))
ENDS = st.sampled_from(get_args(PauseEnds))
_DAY = timedelta(days=1)


@st.composite
def pauses(draw: st.DrawFn, around: date) -> tuple[Pause, ...]:
    """Up to three pauses near a start: overlapping, empty, before it, capped or not."""
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start = around + timedelta(draw(st.integers(-10, 60)))
        end = start + timedelta(draw(st.integers(-2, 30)))
        cap = draw(st.none() | st.integers(0, 25))
        made.append(Pause(max(start, date(2018, 1, 1)), end, "专家评审", "行政许可法第四十五条", cap))
    return tuple(made)


@st.composite
def clocks(draw: st.DrawFn, *units: str) -> LegalClock:
    """Any clock of the given units (all where none is named)."""
    start = draw(DAYS)
    unit = draw(st.sampled_from(units or ("wd", "d", "month", "now")))
    extension = draw(st.none() | st.integers(0, 10))
    return LegalClock(
        start,
        Period(draw(st.integers(0, 6 if unit == "month" else 45)), unit),
        draw(pauses(start)),
        None if extension is None else Period(extension % 4 if unit == "month" else extension, unit),
        draw(ENDS),
        draw(st.booleans()),
    )


def with_day_off(calendar: WorkCalendar, *further: date) -> WorkCalendar:
    """The calendar after a notice that gives more days off."""
    return flipped(calendar, *{day for day in further if calendar.is_working_day(day)})


def flipped(calendar: WorkCalendar, *days: date) -> WorkCalendar:
    """The calendar after a notice that has these days the other way round."""
    working = bytearray(as_bytes(calendar))
    for day in days:
        working[(day - calendar.first).days] ^= 1
    return WorkCalendar("test", "test", bytes(working), calendar.first, {}, {})


@cache
def as_bytes(calendar: WorkCalendar) -> bytes:
    """1 for each working day of a calendar, 0 for each other."""
    length = (calendar.last - calendar.first).days + 1
    return bytes(calendar.is_working_day(calendar.first + timedelta(i)) for i in range(length))


@given(CALENDARS, clocks())
def test_explanation_and_result_agree(calendar: WorkCalendar, clock: LegalClock) -> None:
    """Each day once up to the due date, counted ones numbered without a gap, none of them paused."""
    due = clock.due(calendar).due
    lines = clock.explain(calendar)
    if clock.whole.n == 0 or clock.whole.unit == "now":
        assert (due, lines) == (clock.start, ())
        return
    first = clock.start if clock.count_event_day else clock.start + _DAY
    assert [line.date for line in lines] == [first + timedelta(i) for i in range((due - first).days + 1)]
    counted = [line for line in lines if line.counts]
    assert [line.n for line in counted] == list(range(1, len(counted) + 1))
    if clock.whole.unit != "month":
        assert len(counted) == clock.whole.n
    spans = clock.excluded(calendar)
    for line in lines:
        paused = any(a <= line.date <= b for a, b in spans)
        assert paused == (not line.counts and line.why == "专家评审")
        assert line.counts or line.why


@given(CALENDARS, clocks("wd", "d"))
def test_what_is_left_agrees_with_the_explanation(calendar: WorkCalendar, clock: LegalClock) -> None:
    """On each day, in working days, as many are left as counted lines lie after it."""
    lines = clock.explain(calendar)
    due = clock.due(calendar).due
    for line in lines:
        left = clock.left(calendar, line.date)
        if clock.whole.unit == "wd":
            assert left == sum(later.counts for later in lines if later.date > line.date)
        assert (left == 0) == (line.date == due) or left == 0
    assert clock.left(calendar, due) == 0
    assert clock.left(calendar, due + _DAY) == -1


@given(CALENDARS, DAYS, st.integers(1, 45), st.data())
def test_resuming_keeps_the_remaining_working_days_exactly(
    calendar: WorkCalendar, start: date, n: int, data: st.DataObject
) -> None:
    """行政许可法 art. 45: what was left when the clock stopped is left when it goes on."""
    clock = LegalClock(start, Period(n, "wd"))
    due = clock.due(calendar).due
    stopped = start + timedelta(data.draw(st.integers(0, (due - start).days)))
    assume(stopped < due)
    ended = stopped + timedelta(data.draw(st.integers(0, 60)))
    paused = LegalClock(start, Period(n, "wd"), (Pause(stopped, ended, "听证"),))
    left = clock.left(calendar, stopped)
    assert paused.left(calendar, stopped) == paused.left(calendar, ended) == left
    assert paused.due(calendar).due == calendar.add_working_days(ended, left)


@given(CALENDARS, clocks(), st.integers(0, 5))
def test_a_longer_limit_never_ends_earlier(calendar: WorkCalendar, clock: LegalClock, more: int) -> None:
    """Whatever pauses and conventions: the due date is monotone in the limit."""
    longer = LegalClock(
        clock.start,
        Period(clock.whole.n + more, clock.period.unit),
        clock.pauses,
        None,
        clock.ends,
        clock.count_event_day,
    )
    assert longer.due(calendar).due >= clock.due(calendar).due


@given(clocks(), st.lists(st.integers(0, 120), min_size=1, max_size=4))
def test_a_day_off_never_brings_a_date_forward(clock: LegalClock, offsets: list[int]) -> None:
    """A notice that gives days off can only move a date on, through caps and rolling too."""
    calendar = load_calendar("national")
    changed = with_day_off(calendar, *(clock.start + timedelta(i) for i in offsets))
    assert changed.version != calendar.version
    assert clock.due(changed).due >= clock.due(calendar).due


@given(CALENDARS, clocks("wd", "d", "month"))
def test_an_extension_equals_one_longer_count(calendar: WorkCalendar, clock: LegalClock) -> None:
    """COUNTING 2: the same start, the same pauses, the sum of both lengths."""
    whole = LegalClock(clock.start, clock.whole, clock.pauses, None, clock.ends, clock.count_event_day)
    assert clock.due(calendar) == whole.due(calendar)
    assert clock.explain(calendar) == whole.explain(calendar)


@given(CALENDARS, clocks("wd"))
def test_a_cap_never_takes_out_more_than_it_allows(calendar: WorkCalendar, clock: LegalClock) -> None:
    """LAW P7: counted one by one, no capped pause takes out more working days than its cap."""
    for pause, (first, last) in clock.spans(calendar):
        days = [first + timedelta(i) for i in range((last - first).days + 1)]
        if pause.cap_wd is not None:
            assert sum(map(calendar.is_working_day, days)) <= pause.cap_wd
        assert pause.start <= first <= last <= pause.end


@given(CALENDARS, clocks("wd"))
def test_conventions_for_the_end_days_order_the_dates(calendar: WorkCalendar, clock: LegalClock) -> None:
    """Taking out fewer of the two end days never ends a clock later."""
    by_ends: dict[PauseEnds, date] = {}
    for ends in get_args(PauseEnds):
        one = LegalClock(
            clock.start, clock.period, clock.pauses, clock.extension, ends, clock.count_event_day
        )
        if any(pause.cap_wd is not None for pause in clock.pauses):
            return  # a capped pause that begins a day earlier may be used up a day earlier
        by_ends[ends] = one.due(calendar).due
    assert (
        by_ends["after_start_before_end"]
        <= by_ends["after_start_through_end"]
        <= by_ends["start_through_end"]
    )


DOUBTFUL = st.dates(date(2024, 5, 1), date(2024, 7, 1)) | st.dates(date(2026, 4, 20), date(2026, 12, 20))


@st.composite
def doubtful_clocks(draw: st.DrawFn) -> LegalClock:
    """A clock near days that a missing notice could still change."""
    clock = draw(clocks("wd", "d", "month"))
    shift = draw(DOUBTFUL) - clock.start
    pauses = tuple(replace(p, start=p.start + shift, end=p.end + shift) for p in clock.pauses)
    return replace(clock, start=clock.start + shift, pauses=pauses)


@given(CALENDARS, doubtful_clocks(), st.lists(st.integers(-20, 150), min_size=1, max_size=5))
def test_a_sure_date_stays_whatever_the_doubtful_days_become(
    calendar: WorkCalendar, clock: LegalClock, offsets: list[int]
) -> None:
    """CONTRACT: no arrangement not yet known or confirmed could still change a date that is sure."""
    due = clock.due(calendar)
    assume(not due.provisional)
    doubtful = {clock.start + timedelta(i) for i in offsets}
    changed = flipped(calendar, *(day for day in doubtful if calendar.is_provisional(day)))
    assert clock.due(changed).due == due.due


@settings(max_examples=40, deadline=None)  # each example makes a calendar for every doubtful day
@given(CALENDARS, doubtful_clocks())
def test_a_provisional_date_could_indeed_change(calendar: WorkCalendar, clock: LegalClock) -> None:
    """Provisional says no more than that: some one doubtful day, the other way round, gives another date."""
    clock = replace(clock, pauses=tuple(replace(pause, cap_wd=None) for pause in clock.pauses))
    due = clock.due(calendar)
    length = (due.due - clock.start).days
    days = (due.due - timedelta(i) for i in range(length + 1))
    doubtful = [day for day in days if calendar.is_provisional(day)]
    moves = any(clock.due(flipped(calendar, day)).due != due.due for day in doubtful)
    assert due.provisional == moves


@given(CALENDARS, clocks())
def test_every_clock_can_be_put_in_words(calendar: WorkCalendar, clock: LegalClock) -> None:
    """The sentence names the due date, or that it was done on the spot."""
    due = clock.due(calendar).due
    assert f"{due.year}年{due.month}月{due.day}日" in clock.words(calendar)
