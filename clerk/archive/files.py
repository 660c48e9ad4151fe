"""Read models of a case (案卷目录): the row that lists show, and its open clocks."""

from __future__ import annotations

from datetime import date

import msgspec

from clerk.casework.case import Case


class ClockEntry(msgspec.Struct, frozen=True):
    """One open clock: what it waits for, until when."""

    what: str
    due: date
    material: str = ""
    provisional: bool = False
    paused: bool = False


class FileRow(msgspec.Struct, frozen=True):
    """One case in a list. Identity number and phone are whole here; whoever shows them masks them."""

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
    outstanding: int
    turns_on: date | None
    ended: bool
    confidential: bool
    clocks: tuple[ClockEntry, ...] = ()


COLUMNS = tuple(name for name in FileRow.__struct_fields__ if name != "clocks")
"""Columns of the table ``case_file``, in the order of the fields above."""
_ROTTING = frozenset({"overdue", "paused"})
"""Flags that change with the day and are therefore derived when shown, never stored."""


def file_row(case: Case) -> FileRow:
    """The read model of a case."""
    clocks = tuple(_clocks(case))
    following = min(clocks, key=lambda clock: clock.due, default=None)
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
        outstanding=len(case.outstanding),
        turns_on=case.turns_on,
        ended=case.ended,
        confidential=case.item.confidential,
        clocks=clocks,
    )


def _clocks(case: Case) -> list[ClockEntry]:
    """Clocks that still wait, whether or not their day has passed: whoever reads compares dates."""
    if case.ended:
        return []
    waiting = [clock for clock in case.deadlines if clock.awaited]
    return [ClockEntry(c.what, c.due, c.material, c.provisional, c.state == "paused") for c in waiting]
