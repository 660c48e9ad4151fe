"""What a notice moved (变动的期限): the dates of open cases that the last recomputation changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from clerk.archive.reader import Reader


class Moved(msgspec.Struct, frozen=True):
    """One clock of a case whose date another calendar moved.

    ``before`` held until then; ``by_calendar`` is what the new calendar gives; ``holds`` is the date that
    holds: what was ``printed`` stays promised, and of the two the one more favourable to the applicant
    counts. ``tell``: a paper in somebody's hands says another date than holds.
    """

    number: str
    applicant: str
    id_number: str
    item_name: str
    confidential: bool
    what: str
    material: str
    before: date
    by_calendar: date
    holds: date
    printed: date | None
    tell: bool


class Run(msgspec.Struct, frozen=True):
    """The last recomputation that moved anything: when, by which calendars, what."""

    at: str = ""
    calendar: str = ""
    moved: tuple[Moved, ...] = ()


_LAST = "SELECT run, at, calendar FROM date_change ORDER BY run DESC LIMIT 1"
_MOVED = (
    "SELECT f.number, f.applicant, f.id_number, f.item_name, f.confidential, "
    "d.what, d.material, d.before, d.by_calendar, d.holds, d.printed, d.tell "
    "FROM date_change d JOIN case_file f ON f.number = d.case_no WHERE d.run = ? ORDER BY d.id"
)


def last_run(reader: Reader) -> Run:
    """What the last notice that moved any date moved; empty where none has."""
    found = reader.rows(_LAST)
    if not found:
        return Run()
    run, at, calendar = found[0]
    names = Moved.__struct_fields__
    rows = [dict(zip(names, row, strict=True)) for row in reader.rows(_MOVED, [run])]
    # The database keeps dates as text and yes or no as numbers; not strict reads both.
    return Run(at, calendar, tuple(msgspec.convert(row, Moved, strict=False) for row in rows))
