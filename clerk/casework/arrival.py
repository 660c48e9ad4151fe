"""When something arrived (到达之日): office hours at the counter, any hour on the net (LAW default 5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

from clerk.casework.particulars import Terms
from clerk.casework.times import legal_date

IN_PERSON: Final = frozenset({"counter", "agent"})
"""Channels by which somebody comes to the hall (R1); paper handed over there knows office hours."""


def arrived_on(
    terms: Terms,
    at: datetime,
    channel: str,
    ticket_at: datetime | None,
    rule: Literal["same_day", "next_working_day"],
) -> date:
    """The day on which a paper counts as handed in (民法典 art. 203: close of business on the last day)."""
    if rule == "same_day" or channel not in IN_PERSON:
        return legal_date(at)
    # Imported where it is used: few papers need office hours, which are read from a file.
    from calendars.hours import arrival_day, load_hours

    hours = terms.hours or load_hours(terms.policy.hours)
    return arrival_day(at, True, hours, terms.calendar, ticket_at, rule)
