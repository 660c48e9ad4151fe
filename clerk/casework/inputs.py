"""What the dates of an open case rest on, free of any calendar (计时要素): kept beside its row in lists.

When a notice changes the calendar, the dates of all open cases are judged anew from these, without their
acts (:mod:`clerk.archive.recomputing`). Only what still waits is here, and what caps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from calendars import PauseEnds, WorkCalendar
from clerk.casework.limits.clock import Clock, Deadline
from clerk.casework.limits.counting import Rules, goes_on, planned_end
from clerk.casework.passing import Reminding, next_day, reminding
from clerk.casework.times import on

if TYPE_CHECKING:
    from clerk.casework.case import Case

_DAY = timedelta(days=1)
AFTER_THE_END: Final = frozenset({"rating", "post_check", "completion"})
"""Clocks that somebody still waits for when a case has ended: the answer to a bad rating, a later check."""
Arrival = tuple[date, date, bool]
"""When something came, the day that it counts as, and whether the hall was open when it came."""


class Inputs(msgspec.Struct, frozen=True, omit_defaults=True):
    """The inputs of an open case's dates.

    ``national``: its policy counts by the national calendar. ``silent``: nobody has answered, and silence
    accepts when the notice period ends. ``arrivals``: starts that were found by office hours (LAW default
    5). ``by_silence``: it stands as accepted by a date of the calendar, so that only its acts can tell
    what another calendar makes of it.
    """

    region: str
    national: bool = False
    count_event_day: bool = False
    pause_ends: PauseEnds = "after_start_through_end"
    clocks: tuple[Clock, ...] = ()
    silent: bool = False
    reminding: Reminding | None = None
    arrivals: tuple[Arrival, ...] = ()
    by_silence: bool = False

    def rules(self, calendar: WorkCalendar, national: WorkCalendar | None) -> Rules:
        """By what the clocks are counted: the region's calendar, and the national one where there are two."""
        if self.national and national is not None:
            return Rules(national, None, self.count_event_day, self.pause_ends)
        return Rules(calendar, national, self.count_event_day, self.pause_ends)

    def stand(self, calendar: WorkCalendar) -> bool:
        """Whether the clocks start where they do by this calendar too; if not, the acts must say."""
        return not self.by_silence and all(
            calendar.is_working_day(came) == was_open
            and (counts == came or calendar.add_working_days(came, 1) == counts)
            for came, counts, was_open in self.arrivals
        )


def inputs_of(case: Case) -> Inputs:
    """The inputs of the dates of a case; ``case.clocks`` must have been made."""
    policy = case.terms.policy
    capping = {clock.capped_by for clock in case.clocks if _awaited(case, clock)}
    return Inputs(
        region=case.terms.calendar.region,
        national=policy.calendar == "national",
        count_event_day=policy.count_event_day,
        pause_ends=policy.pause_ends,
        clocks=tuple(clock for clock in case.clocks if _awaited(case, clock) or clock.what in capping),
        silent=case.stage == "received" and case.item.silence_accepts,
        reminding=reminding(case),
        arrivals=_arrivals(case),
        by_silence=case.deemed,
    )


def waiting(case: Case) -> tuple[Deadline, ...]:
    """The deadlines that somebody still waits for; when a case has ended, few."""
    return tuple(one for one in case.deadlines if one.awaited and _awaited(case, one.clock))


def _awaited(case: Case, clock: Clock) -> bool:
    return clock.awaited and (not case.ended or clock.what in AFTER_THE_END)


def _arrivals(case: Case) -> tuple[Arrival, ...]:
    # Where the net keeps no office hours either, only what came after closing hangs on the calendar.
    calendar, every = case.terms.calendar, case.terms.policy.first_day != "same_day"
    found = [(on(case.received_at), case.received_on), (on(case.corrected_at), case.corrected_on)]
    return tuple(
        (came, day, calendar.is_working_day(came))
        for came, day in found
        if came and day and (every or came != day)
    )


def turns_on(
    inputs: Inputs, deadlines: Sequence[Deadline], calendar: WorkCalendar, today: date
) -> date | None:
    """The next day on which time alone changes more than a colour, for read models to refold.

    A day that is over, or today, where what fell due then has not been done.
    """
    days = []
    for deadline in deadlines:
        clock = deadline.clock
        accepting = inputs.silent and clock.silence_accepts and clock.awaited
        # Art. 50: from the day after the expiry the silence says something, and the lists show it.
        renewing = clock.what == "renewal" and deadline.awaited and today <= deadline.due
        if accepting or renewing or (clock.kept_by_time and deadline.awaited):
            days.append(deadline.due + _DAY)
        if clock.stops and deadline.awaited:
            days += [
                max(planned_end(stop, deadline.rules.calendar), today) + _DAY
                for stop in clock.stops
                if goes_on(stop, deadline.rules.calendar, today)
            ]
    completion = next((one for one in deadlines if one.what == "completion" and one.clock.awaited), None)
    if inputs.reminding is not None and completion is not None:
        following = next_day(inputs.reminding, completion, calendar, today)
        days += [] if following is None else [following]
    return min(days, default=None)
