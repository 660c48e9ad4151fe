"""Legal clocks of a case (时限): folded from its acts over the calendar, never stored as the truth.

``clock`` says what a clock is, ``counting`` and ``judging`` how it is judged; ``counter``, ``handling``
and ``review`` say which clocks a case has. Statutory and promised limits are two clocks with their own
stops. The event day is day 0; a pause covers the days after its start through its end day (default 3).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from calendars import Period
from clerk.casework.limits.clock import (
    APPLICANTS,
    CLOCK_WORDS,
    STATE_WORDS,
    Clock,
    ClockState,
    Deadline,
    Stop,
)
from clerk.casework.limits.counter import counter_clocks, notify_due
from clerk.casework.limits.counting import Rules, rules_of
from clerk.casework.limits.handling import completion_due, handling_clocks
from clerk.casework.limits.judging import judge
from clerk.casework.limits.review import renewal_clock, result_clocks, review_clocks

if TYPE_CHECKING:
    from clerk.casework.case import Case
    from clerk.catalogue.items import Limit

__all__ = [
    "APPLICANTS", "CLOCK_WORDS", "STATE_WORDS", "Clock", "ClockState", "Deadline", "Rules", "Stop",
    "clocks_of", "completion_due", "deadlines", "judge", "notify_due", "period_of", "rules_of",
]  # fmt: skip


def period_of(limit: Limit) -> Period:
    """The counting period of a catalogue limit."""
    return Period(limit.n, limit.unit)


def clocks_of(case: Case) -> tuple[Clock, ...]:
    """Every clock that ever started in this case, by its inputs; needs no calendar."""
    before = (*counter_clocks(case), *renewal_clock(case), *handling_clocks(case))
    return (*before, *review_clocks(case), *result_clocks(case))


def deadlines(case: Case, today: date) -> tuple[Deadline, ...]:
    """Every clock of the case as it stands on ``today``, in the order in which they started."""
    return judge(case.clocks, rules_of(case.terms), today)
