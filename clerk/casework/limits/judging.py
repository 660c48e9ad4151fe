"""Judging clocks (时限判断): from their inputs, a calendar and a day to due dates and states. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendars import LegalClock, Pause, Period, WorkCalendar
from clerk.casework.limits.clock import APPLICANTS, CLOCK_WORDS, Clock, ClockState, Deadline, Span, Stop
from clerk.casework.particulars import Terms
from clerk.casework.policy import Lead, PauseEnds

_RANK = {what: n for n, what in enumerate(CLOCK_WORDS)}


@dataclass(frozen=True, slots=True)
class Rules:
    """By what clocks are counted: the calendars and the policy's two conventions."""

    calendar: WorkCalendar
    national: WorkCalendar | None = None
    count_event_day: bool = False
    pause_ends: PauseEnds = "after_start_through_end"


def rules_of(terms: Terms) -> Rules:
    """The rules of counting of a case (LAW T2, defaults 3 and 4)."""
    policy = terms.policy
    if policy.calendar == "national" and terms.national is not None:
        return Rules(terms.national, None, policy.count_event_day, policy.pause_ends)
    return Rules(terms.calendar, terms.national, policy.count_event_day, policy.pause_ends)


def judge(clocks: Iterable[Clock], rules: Rules, today: date) -> tuple[Deadline, ...]:
    """Every clock as it stands on ``today``, in the order in which they started.

    Raises:
        calendars.CalendarRangeError: a clock ends outside the years that the calendar knows.
    """
    judged: dict[str, Deadline] = {}
    found: list[Deadline] = []
    # A clock that caps another is judged before it: the statutory one before all.
    for clock in sorted(clocks, key=lambda one: one.what != "statutory"):
        deadline = _judge(clock, rules, today, judged)
        judged[clock.what] = deadline
        found.append(deadline)
    return tuple(sorted(found, key=lambda one: (one.start, _RANK[one.what])))


def _judge(clock: Clock, rules: Rules, today: date, judged: Mapping[str, Deadline]) -> Deadline:
    deadline = _completion(clock, rules) if clock.ends else _plain(clock, rules, today)
    deadline = _capped(deadline, judged.get(clock.capped_by))
    deadline = _as_printed(deadline)
    return replace(deadline, state=_state(clock, deadline.due, today))


def legal_clock(clock: Clock, rules: Rules, today: date) -> LegalClock:
    """The counting clock of these inputs; a stop that goes on is taken to end as announced, or today."""
    return LegalClock(
        start=clock.start,
        period=clock.period,
        pauses=tuple(_pause(stop, rules.calendar, today) for stop in clock.stops),
        extension=Period(clock.extension, clock.unit) if clock.extension else None,
        ends=rules.pause_ends,
        count_event_day=rules.count_event_day,
        source=clock.basis,
        extension_source=clock.extension_basis,
    )


def _plain(clock: Clock, rules: Rules, today: date) -> Deadline:
    legal = legal_clock(clock, rules, today)
    due = legal.due(rules.calendar)
    return Deadline(
        clock,
        legal,
        due.due,
        "running",
        due.provisional,
        due.missing,
        national=_national(legal, rules, due.due),
        excluded=legal.excluded(rules.calendar) if clock.stops else (),
    )


def _national(legal: LegalClock, rules: Rules, due: date) -> date | None:
    """The date by the national calendar alone where it differs (LAW default 4)."""
    if rules.national is None:
        return None
    other = legal.due(rules.national).due
    return other if other != due else None


def _pause(stop: Stop, calendar: WorkCalendar, today: date) -> Pause:
    end = stop.end
    if end is None:
        planned = calendar.due(stop.start, Period(stop.n, stop.unit)).due
        end = max(planned, today)
    return Pause(stop.start, end, stop.why, stop.source, stop.cap_wd)


def completion_end(
    calendar: WorkCalendar, start: date, ends: Sequence[tuple[str, Period]], lead: Sequence[Lead]
) -> tuple[date, int, str] | None:
    """Until when deferred materials may come: date, lead days and the clock it follows.

    The earliest of ``ends`` counts (LAW L7), moved forward by ``lead`` (default 1); None where there
    is no working day in which they could come.
    """
    dues = [(calendar.due(start, period).due, name) for name, period in ends]
    end, base = min(dues, key=lambda pair: pair[0])
    length = calendar.count_working_days(start, end)
    if not lead:
        return (end, 0, base) if length > 0 else None
    days = next((step.days for step in lead if length >= step.from_wd), None)
    if days is None:
        return None
    return calendar.add_working_days(start, length - days), days, base


def _completion(clock: Clock, rules: Rules) -> Deadline:
    """A completion ends with the clock it follows, less the lead, plus what it was extended by."""
    calendar = rules.calendar
    ends = [(name, Period(n, unit)) for name, n, unit in clock.ends]
    room = completion_end(calendar, clock.start, ends, clock.lead)
    base = next((name for name, _ in ends), "") if room is None else room[2]
    legal = LegalClock(clock.start, dict(ends)[base], source=clock.basis)
    due, lead = (legal.due(calendar).due, 0) if room is None else room[:2]
    if clock.extension:
        due = calendar.due(due, Period(clock.extension, clock.unit)).due
    missing = calendar.missing_between(clock.start, max(due, legal.due(calendar).due))
    return Deadline(clock, legal, due, "running", bool(missing), missing, lead=lead, base=base)


def _capped(deadline: Deadline, cap: Deadline | None) -> Deadline:
    """LAW L5, L7: compare dates in the case; the earlier binds."""
    if cap is None or deadline.due <= cap.due:
        return deadline
    return replace(
        deadline, due=cap.due, provisional=cap.provisional, missing=cap.missing, capped_by=cap.what
    )


def _as_printed(deadline: Deadline) -> Deadline:
    """A printed date stays as promised; of the two the one more favourable to the applicant holds."""
    printed = deadline.clock.printed
    if printed is None or printed == deadline.due:
        return deadline
    choose = max if deadline.what in APPLICANTS else min
    return replace(deadline, due=choose(printed, deadline.due), by_calendar=deadline.due)


def _state(clock: Clock, due: date, today: date) -> ClockState:
    if clock.met_on is not None:
        return "met" if clock.met_on <= due else "missed"
    if clock.cancelled_on is not None:
        return "cancelled" if clock.cancelled_on <= due else "missed"
    if clock.kept_by_time:
        return "met" if today > due else "running"
    if today > due:
        return "missed"
    return "paused" if any(stop.end is None for stop in clock.stops) else "running"


__all__ = ["Rules", "Span", "completion_end", "judge", "legal_clock", "rules_of"]
