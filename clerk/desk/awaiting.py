"""What waits for somebody without a clock of the handling (待办事由): ratings, refusals, objections, results.

The read model knows clocks and custody. What else waits is in the acts: those of the newest cases are
looked through, and only the ones that could matter are folded.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from clerk.archive.folding import terms_of
from clerk.casework.acts import UnknownAct
from clerk.casework.fold import fold
from clerk.desk.outcomes.listing import to_report, unverified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clerk.archive.files import ClockEntry, FileRow
    from clerk.archive.reader import Reader
    from clerk.casework.case import Case

NEWEST: Final = 500
"""Of how many of the newest open, and of the newest finished cases the acts are looked through."""
_HORIZON: Final = timedelta(days=366)
_BY_CLOCK: Final = {"rating": "rating", "post_check": "check"}
"""Clocks that run on after the end, and their groups."""
_REFUSED: Final = (b'"kind":"decline"', b'"result":"refuse"')
_SIGNED: Final = b'"kind":"report_refusal"'
_OPEN_SIGNS: Final = (b'"kind":"object"', b'"shared_unverified"', *_REFUSED)
_FOUND: Final[dict[str, Callable[[Case], bool]]] = {
    "objection": lambda case: bool(case.open_objections),
    "refusal": to_report,
    "shared": lambda case: not case.ended and bool(unverified(case)),
}


def awaiting(reader: Reader, today: date) -> Iterator[tuple[str, FileRow, ClockEntry | None]]:
    """Group, case, and the clock if one runs, of everything that waits for somebody."""
    for what, group in _BY_CLOCK.items():
        for row, clock in reader.clock_days(what, today + _HORIZON):
            yield group, row, clock
    delivery = {row.number: clock for row, clock in reader.clock_days("delivery", today + _HORIZON)}
    for row in reader.queue("delivery"):
        if row.stage == "decided":
            yield "unclaimed", row, delivery.get(row.number)
    for number in _suspects(reader):
        case, found = _case(reader, number), reader.row(number)
        if case is not None and found is not None:
            yield from ((group, found, None) for group, waits in _FOUND.items() if waits(case))


def _suspects(reader: Reader) -> list[str]:
    """Open cases whose acts bear one of the signs, and finished ones whose refusal nobody has signed for."""
    open_ones = _bearing(reader, 0, _OPEN_SIGNS)
    refused = _bearing(reader, 1, _REFUSED)
    return sorted({*open_ones, *(refused - _bearing(reader, 1, (_SIGNED,)))})


def _bearing(reader: Reader, ended: int, signs: tuple[bytes, ...]) -> set[str]:
    any_of = " OR ".join("instr(line, ?)" for _ in signs)
    sql = (
        "SELECT DISTINCT case_no FROM journal WHERE case_no IN "
        "(SELECT number FROM case_file WHERE ended = ? ORDER BY number DESC LIMIT ?) "
        f"AND ({any_of})"
    )
    return {str(row[0]) for row in reader.rows(sql, (ended, NEWEST, *signs))}


def _case(reader: Reader, number: str) -> Case | None:
    """The case as of its last act; None where a newer program wrote something in it."""
    try:
        acts = reader.acts(number)
    except UnknownAct:
        return None
    return fold(acts, terms_of(reader, acts[0].body), acts[-1].at)
