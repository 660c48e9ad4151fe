"""When something arrived (到达之日): office hours at the counter, any hour on the net (LAW default 5).

The hours are those that the policy names. A hall with hours of its own records the day in the act:
then every replica reads the same day, whatever hours it knows.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.particulars import Terms
from clerk.casework.refusal import Refusal
from clerk.casework.times import legal_date

if TYPE_CHECKING:
    from datetime import datetime

    from calendars.hours import OfficeHours

IN_PERSON: Final = frozenset({"counter", "agent"})
"""Channels by which somebody comes to the hall (R1); paper handed over there knows office hours."""
_BY_NET: Final = frozenset({"net", "mobile", "kiosk", "email", "electronic", "fax", "wechat"})
LateRule = Literal["same_day", "next_working_day"]
Handed = a.Receive | a.ReceiveCorrection | a.Complete
_LONGEST_CLOSURE: Final = timedelta(days=31)


def arrived_on(terms: Terms, at: datetime, body: Handed, hours: OfficeHours | None = None) -> date:
    """The day on which a paper counts as handed in (民法典 art. 203: close of business on the last day)."""
    if body.arrived_on is not None:
        return body.arrived_on
    if late_rule(terms, body) == "same_day":
        return legal_date(at)
    # Imported where it is used: few papers need office hours, which are read from a file.
    from calendars.hours import arrival_day, load_hours

    known = hours or load_hours(terms.policy.hours)
    if body.channel not in IN_PERSON and not terms.calendar.is_working_day(legal_date(at)):
        # The net takes papers in on a day of rest, when nobody has opened anything.
        return terms.calendar.add_working_days(legal_date(at), 1)
    return arrival_day(at, True, known, terms.calendar, body.ticket_at, "next_working_day")


def stamped(body: a.AnyBody, terms: Terms, at: datetime, hours: OfficeHours | None) -> a.AnyBody:
    """The act with its day of arrival, where the hall has hours of its own and they decide the day."""
    if hours is None or not isinstance(body, Handed) or body.arrived_on is not None:
        return body
    if late_rule(terms, body) == "same_day":
        return body
    return msgspec.structs.replace(body, arrived_on=arrived_on(terms, at, body, hours))


def late_rule(terms: Terms, body: Handed) -> LateRule:
    """What policy says of a paper after closing: at the counter, or by the net (LAW default 5, COUNTING 4).

    A last day of the applicant's has no closing time on the net (民法典 art. 203): only the first day
    of a period is policy there.
    """
    if body.channel in IN_PERSON:
        return terms.policy.after_closing
    by_net = body.channel in _BY_NET and not isinstance(body, a.Complete)
    return terms.policy.first_day if by_net else "same_day"


def plausible(body: Handed, at: datetime) -> Refusal | None:
    """A recorded day is the day of the act or the next one on which the hall was open again."""
    day, recorded = legal_date(at), body.arrived_on
    if recorded is None or day <= recorded <= day + _LONGEST_CLOSURE:
        return None
    return Refusal("wrong_arrival_day", f"登记的到达之日{recorded}与收到之日{day}不符", basis.RECORD)
