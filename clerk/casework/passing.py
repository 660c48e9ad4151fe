"""What the passing of days owes (时间经过): reminders, the stop of the promise where policy has one.

Time alone ends nothing (LAW L3). It only makes papers due: a reminder before a completion ends, a
last one after it has lapsed, and under a policy that suspends (台州) the notice that the promised
clock stands still. Each is an act of the office, recorded on its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from calendars import WorkCalendar
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.limits import Deadline

_DAY = timedelta(days=1)
_WAITING = frozenset({"accepted", "in_review", "decided", "delivered"})


def acts_of_the_day(case: Case, today: date) -> tuple[a.AnyBody, ...]:
    """What the office owes on ``today`` because days have passed; empty on most days."""
    clock = _completion(case)
    if clock is None:
        return ()
    if today <= clock.due:
        return tuple(_before(case, clock, today))
    return tuple(_after(case, clock, today))


def last_reminder(case: Case, last_date: date | None) -> a.Remind:
    """A reminder of everything outstanding, with the last date given or none."""
    clock = _completion(case)
    return a.Remind(case.outstanding, clock.due if clock is not None else case.received_on, last_date)


def following(case: Case, body: a.AnyBody) -> tuple[a.AnyBody, ...]:
    """What an act brings with it: once nothing is outstanding any more, a stopped promise runs on.

    Everything came, or a lighter catalogue no longer asks for what had not (LAW L14).
    """
    held = case.suspension
    if not isinstance(body, a.Complete | a.Lighten) or case.outstanding:
        return ()
    return () if held is None or held.resumed_on is not None else (a.Resume(),)


class Reminding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the days may bring while something deferred is outstanding.

    ``before``: how many working days before the end the policy reminds; ``last`` when it last did;
    ``lapse``: a lapse still owes the last reminder, on the next open day; ``stops``: it stops the
    promised clock, at once.
    """

    before: tuple[int, ...] = ()
    last: date | None = None
    lapse: bool = False
    stops: bool = False


def reminding(case: Case) -> Reminding | None:
    """What the days may bring in this case; None where nothing is outstanding."""
    if case.stage not in _WAITING or not case.outstanding:
        return None
    last = max((one.on for one in case.reminders), default=None)
    policy = case.terms.policy
    return Reminding(policy.reminders_wd_before, last, _last_owed(case), _stops(case))


def next_day(ahead: Reminding, clock: Deadline, calendar: WorkCalendar, today: date) -> date | None:
    """The next day on which something of the kind is owed; today or before where it is owed already."""
    days = tuple(_reminder_days(ahead.before, clock, calendar))
    if today <= clock.due:
        reached = max((day for day in days if day <= today), default=None)
        if reached is not None and (ahead.last is None or ahead.last < reached):
            return reached
    coming = [day for day in days if day > today]
    if ahead.stops:
        coming.append(clock.due + _DAY)
    if ahead.lapse:
        coming.append(calendar.add_working_days(clock.due, 1))
    return min(coming, default=None)


def _completion(case: Case) -> Deadline | None:
    if case.stage not in _WAITING or not case.outstanding:
        return None
    return next((one for one in case.deadlines if one.what == "completion" and one.clock.awaited), None)


def _reminder_days(before: tuple[int, ...], clock: Deadline, calendar: WorkCalendar) -> Iterator[date]:
    """The working days on which policy reminds, counted back from the end of the completion."""
    length = calendar.count_working_days(clock.start, clock.due)
    for days in before:
        if length > days:
            yield calendar.add_working_days(clock.start, length - days)


def _before(case: Case, clock: Deadline, today: date) -> Iterator[a.AnyBody]:
    days = _reminder_days(case.terms.policy.reminders_wd_before, clock, case.terms.calendar)
    reached = [day for day in days if day <= today]
    if reached and not any(one.on >= max(reached) for one in case.reminders):
        yield a.Remind(case.outstanding, clock.due)


def _stops(case: Case) -> bool:
    """Whether a lapse would stop the promised clock (台州) and has not yet."""
    policy = case.terms.policy
    stopping = policy.clock == "pauses_at_expiry" and policy.grace_wd > 0
    return stopping and case.suspension is None and case.decision is None


def _last_owed(case: Case) -> bool:
    """Whether the policy owes a last reminder after a lapse that has not gone out (default 2)."""
    return case.terms.policy.lapse_reminder_wd > 0 and not any(one.body.last_date for one in case.reminders)


def _after(case: Case, clock: Deadline, today: date) -> Iterator[a.AnyBody]:
    policy, calendar = case.terms.policy, case.terms.calendar
    if _stops(case):
        until = calendar.add_working_days(clock.due, policy.grace_wd)
        statutory = case.deadline("statutory")
        # LAW L5: no grace carries a case past the statutory date.
        yield a.Suspend(clock.due, until if statutory is None else min(until, statutory.due))
    # Nobody is reminded while the hall is closed: the days he is given would be over before it opens.
    if _last_owed(case) and calendar.count_working_days(clock.due, today) > 0:
        last = calendar.add_working_days(today, policy.lapse_reminder_wd)
        yield a.Remind(case.outstanding, clock.due, last)
