"""Read models of a case (案卷目录): the row that lists show, and its open clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from calendars import WorkCalendar
from clerk.casework.case import Case
from clerk.casework.inputs import waiting
from clerk.casework.limits import Deadline
from clerk.casework.warning import warn_on


class ClockEntry(msgspec.Struct, frozen=True):
    """One open clock: what it waits for, until when.

    ``by_calendar`` is what the calendar gives where a printed date holds instead, ``national`` the date by
    the national calendar alone where it differs; ``warn_on`` the day to warn on (LAW default 4).
    """

    what: str
    due: date
    material: str = ""
    provisional: bool = False
    paused: bool = False
    by_calendar: date | None = None
    national: date | None = None
    warn_on: date | None = None


class FileRow(msgspec.Struct, frozen=True):
    """One case in a list. Identity number and phone are whole here; whoever shows them masks them.

    ``next_warn`` is the day to warn of what ends next, ``next_national`` its date by the national calendar
    alone where that differs (LAW default 4). Lists leave out ``clocks`` and ``inputs``
    (:class:`clerk.casework.inputs.Inputs` as JSON).
    """

    number: str
    item: str
    item_name: str
    department: str
    applicant: str
    id_number: str
    phone: str
    stage: str
    flags: tuple[str, ...]
    holder: str
    offered_to: str
    received_on: date
    next_what: str
    next_material: str
    next_due: date | None
    next_provisional: bool
    next_national: date | None
    next_warn: date | None
    outstanding: int
    turns_on: date | None
    ended: bool
    confidential: bool
    clocks: tuple[ClockEntry, ...] = ()
    inputs: bytes = b""


COLUMNS = tuple(name for name in FileRow.__struct_fields__ if name not in ("clocks", "inputs"))
"""Columns of the table ``case_file`` that lists show, in the order of the fields above."""
CLOCK_COLUMNS = ClockEntry.__struct_fields__
"""Columns of the table ``clock`` beside its key, in the order of the fields."""
_ROTTING = frozenset({"overdue", "paused"})
"""Flags that change with the day and are therefore derived when shown, never stored."""


def file_row(case: Case) -> FileRow:
    """The read model of a case."""
    clocks = entries(waiting(case), case.terms.calendar)
    following = next_of(clocks)
    return FileRow(
        number=case.number,
        item=case.item_code,
        item_name=case.item_name,
        department=case.department,
        applicant=case.applicant.name,
        id_number=case.applicant.id_number,
        phone=case.applicant.phone,
        stage=case.stage,
        flags=tuple(flag for flag in case.flags if flag not in _ROTTING),
        holder=case.holder,
        offered_to=case.offered_to,
        received_on=case.received_on,
        next_what=following.what if following else "",
        next_material=following.material if following else "",
        next_due=following.due if following else None,
        next_provisional=following.provisional if following else False,
        next_national=following.national if following else None,
        next_warn=following.warn_on if following else None,
        outstanding=len(case.outstanding),
        turns_on=case.turns_on,
        ended=case.ended,
        confidential=case.item.confidential,
        clocks=clocks,
        inputs=b"" if case.ended and not clocks else msgspec.json.encode(case.inputs),
    )


def entries(deadlines: Iterable[Deadline], open_days: WorkCalendar) -> tuple[ClockEntry, ...]:
    """Clocks that still wait, whether or not their day has passed: whoever reads compares dates."""
    return tuple(
        ClockEntry(
            one.clock.what,
            one.due,
            one.clock.material,
            bool(one.missing),
            one.state == "paused",
            one.by_calendar,
            one.national,
            warn_on(one.due, one.national, open_days),
        )
        for one in deadlines
        if one.awaited
    )


def next_of(clocks: Iterable[ClockEntry]) -> ClockEntry | None:
    """The clock that ends next."""
    return min(clocks, key=lambda clock: clock.due, default=None)
