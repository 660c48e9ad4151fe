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
_SIGNS: Final = (b'"kind":"object"', b'"kind":"decline"', b'"result":"refuse"', b'"shared_unverified"')
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
    """Cases whose acts bear one of the signs."""
    newest = "SELECT number FROM case_file WHERE ended = {} ORDER BY number DESC LIMIT {}"
    among = " UNION ALL ".join(f"SELECT * FROM ({newest.format(ended, NEWEST)})" for ended in (0, 1))
    signs = " OR ".join("instr(line, ?)" for _ in _SIGNS)
    sql = f"SELECT DISTINCT case_no FROM journal WHERE case_no IN ({among}) AND ({signs}) ORDER BY case_no"
    return [str(row[0]) for row in reader.rows(sql, _SIGNS)]


def _case(reader: Reader, number: str) -> Case | None:
    """The case as of its last act; None where a newer program wrote something in it."""
    try:
        acts = reader.acts(number)
    except UnknownAct:
        return None
    return fold(acts, terms_of(reader, acts[0].body), acts[-1].at)
