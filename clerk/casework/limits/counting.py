"""How the clocks of a case are counted (计时规则): the calendars, and the policy's conventions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from calendars import LegalClock, Pause, PauseEnds, Period, WorkCalendar

if TYPE_CHECKING:
    from clerk.casework.limits.clock import Clock, Stop
    from clerk.casework.particulars import Terms

Counted = tuple[date, tuple[str, ...]]
"""A last day, and the notices that are missing to be sure of it."""


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


@lru_cache(maxsize=8192)
def counted(calendar: WorkCalendar, start: date, n: int, unit: str, event_day: bool = False) -> Counted:
    """The last day of a period that nothing stops.

    Remembered: the clocks of a hall start on few days and have few lengths, and when a notice changes the
    calendar all of them are judged anew.
    """
    found = LegalClock(start, Period(n, unit), count_event_day=event_day).due(calendar)
    return found.due, found.missing


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


def planned_end(stop: Stop, calendar: WorkCalendar) -> date:
    """Until when a stop was announced to last."""
    return calendar.due(stop.start, Period(stop.n, stop.unit)).due


def goes_on(stop: Stop, calendar: WorkCalendar, today: date) -> bool:
    """Whether a clock still stands because of it: until it is ended, or its announced time is over."""
    return stop.end is None and not (stop.by_time and planned_end(stop, calendar) < today)


def _pause(stop: Stop, calendar: WorkCalendar, today: date) -> Pause:
    end = stop.end
    if end is None:
        planned = planned_end(stop, calendar)
        end = planned if stop.by_time else max(planned, today)
    return Pause(stop.start, end, stop.why, stop.source, stop.cap_wd)
