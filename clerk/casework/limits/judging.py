"""Judging clocks (时限判断): from their inputs, a calendar and a day to due dates and states. Pure.

It runs for every case that is opened, and for all open ones when a notice changes the calendar: a
:class:`Deadline` is made once for each clock, and its explanation only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace as replaced
from datetime import date, timedelta
from functools import lru_cache

from msgspec.structs import replace

from calendars import LegalClock, Pause, Period, WorkCalendar
from clerk.casework.limits.clock import APPLICANTS, CLOCK_WORDS, Clock, ClockState, Deadline, Stop
from clerk.casework.limits.counting import Rules, counted, goes_on, legal_clock
from clerk.casework.policy import Lead

_DAY = timedelta(days=1)
_RANK = {what: n for n, what in enumerate(CLOCK_WORDS)}


def judge(clocks: Iterable[Clock], rules: Rules, today: date) -> tuple[Deadline, ...]:
    """Every clock as it stands on ``today``, in the order in which they started.

    Raises:
        calendars.CalendarRangeError: a clock ends outside the years that the calendar knows.
    """
    judged: dict[str, Deadline] = {}
    found: list[Deadline] = []
    # A clock that caps another is judged before it: the statutory one before all.
    for clock in sorted(clocks, key=_capping_first):
        deadline = _judge(clock, rules, today, judged.get(clock.capped_by))
        judged[clock.what] = deadline
        found.append(deadline)
    found.sort(key=_as_started)
    return tuple(found)


def _capping_first(clock: Clock) -> bool:
    return clock.what != "statutory"


def _as_started(deadline: Deadline) -> tuple[date, int]:
    return deadline.clock.start, _RANK[deadline.clock.what]


def _judge(clock: Clock, rules: Rules, today: date, cap: Deadline | None) -> Deadline:
    if clock.ends:
        deadline = _completion(clock, rules, today)
    elif clock.stops:
        deadline = _stopped(clock, rules, today)
    else:
        deadline = _plain(clock, rules, today)
    if cap is not None and deadline.due > cap.due:
        # LAW L5, L7: compare dates in the case; the earlier binds.
        deadline = replace(deadline, due=cap.due, missing=cap.missing, capped_by=cap.what)
    printed = clock.printed
    if printed is not None and printed != deadline.due:
        # A printed date stays as promised; of the two the one more favourable to the applicant holds.
        choose = max if clock.what in APPLICANTS else min
        deadline = replace(deadline, due=choose(printed, deadline.due), by_calendar=deadline.due)
    state = _state(clock, deadline.due, rules, today)
    return deadline if state == "running" else replace(deadline, state=state)


def _plain(clock: Clock, rules: Rules, today: date) -> Deadline:
    if clock.until is not None:
        return Deadline(clock, rules, today, clock.until)
    asked = (clock.start, clock.n + clock.extension, clock.unit, rules.count_event_day)
    due, missing = counted(rules.calendar, *asked)
    beside = None if rules.national is None else counted(rules.national, *asked)[0]
    return Deadline(clock, rules, today, due, missing, national=beside if beside != due else None)


def _stopped(clock: Clock, rules: Rules, today: date) -> Deadline:
    legal = legal_clock(clock, rules, today)
    due = legal.due(rules.calendar)
    beside = None if rules.national is None else legal.due(rules.national).due
    return Deadline(
        clock,
        rules,
        today,
        due.due,
        due.missing,
        national=beside if beside != due.due else None,
        excluded=legal.excluded(rules.calendar),
    )


def completion_end(
    calendar: WorkCalendar,
    frame: LegalClock,
    ends: Sequence[tuple[str, Period]],
    lead: Sequence[Lead],
    accepted: date | None = None,
) -> tuple[date, int, str] | None:
    """Until when deferred materials may come: date, lead days and the clock it follows.

    The earliest of ``ends``, each counted as ``frame`` is (from the same day, by the same conventions),
    holds (LAW L7), moved forward by ``lead`` (default 1); None where no working day after ``accepted``
    is left in which they could come.
    """
    dues = [(replaced(frame, period=period).due(calendar).due, name) for name, period in ends]
    end, base = min(dues, key=lambda pair: pair[0])
    before = frame.start - _DAY if frame.count_event_day else frame.start
    whole = calendar.count_working_days(before, end)
    length = whole - sum(
        calendar.count_working_days(first - _DAY, min(last, end))
        for first, last in frame.excluded(calendar)
        if first <= end
    )
    days: int | None = 0
    if lead:
        days = next((step.days for step in lead if length >= step.from_wd), None)
    if days is None or length <= days:
        return None
    due = calendar.add_working_days(before, whole - days) if days else end
    late = accepted is not None and calendar.count_working_days(accepted, due) <= 0
    return None if late else (due, days, base)


def frame_of(start: date, stops: Sequence[Stop], rules: Rules, today: date) -> LegalClock:
    """How the periods that a completion follows are counted: from when, but for which days."""
    away = tuple(Pause(one.start, one.end or today, one.why, one.source) for one in stops)
    return LegalClock(
        start, Period(0, "wd"), away, ends=rules.pause_ends, count_event_day=rules.count_event_day
    )


def _completion(clock: Clock, rules: Rules, today: date) -> Deadline:
    """A completion ends with the clock it follows, less the lead, plus what it was extended by."""
    frame = frame_of(clock.ends_from or clock.start, clock.stops, rules, today)
    asked = (frame, clock.ends, clock.lead, clock.extension, clock.unit)
    due, lead, base, missing = _completed(rules.calendar, *asked)
    beside = None if rules.national is None else _completed(rules.national, *asked)[0]
    return Deadline(
        clock,
        rules,
        today,
        due,
        missing,
        lead=lead,
        base=base,
        national=beside if beside != due else None,
    )


@lru_cache(maxsize=8192)
def _completed(
    calendar: WorkCalendar,
    frame: LegalClock,
    ends: tuple[tuple[str, int, str], ...],
    lead: tuple[Lead, ...],
    extension: int,
    unit: str,
) -> tuple[date, int, str, tuple[str, ...]]:
    """Due date, lead days, the clock it follows, and what is missing to be sure; remembered as counts are."""
    periods = [(name, Period(n, of)) for name, n, of in ends]
    room = completion_end(calendar, frame, periods, lead)
    base = ends[0][0] if room is None else room[2]
    until = replaced(frame, period=dict(periods)[base]).due(calendar).due
    due, days = (until, 0) if room is None else room[:2]
    if extension:
        due = calendar.due(due, Period(extension, unit)).due
    return due, days, base, calendar.missing_between(frame.start, max(due, until))


def _state(clock: Clock, due: date, rules: Rules, today: date) -> ClockState:
    if clock.met_on is not None:
        return "met" if clock.met_on <= due else "missed"
    if clock.cancelled_on is not None:
        return "cancelled" if clock.cancelled_on <= due else "missed"
    if clock.kept_by_time:
        return "met" if today > due else "running"
    if today > due:
        return "missed"
    stopped = any(goes_on(stop, rules.calendar, today) for stop in clock.stops)
    return "paused" if stopped else "running"
