"""The calendar of a region: the built-in one at once from its table, or with imported notices on top."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING, Final

from calendars.errors import UnknownRegionError
from calendars.table_file import read_table
from calendars.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from calendars.notices import NoticeYear

REGIONS: Final = ("national", "xinjiang")
_DATA: Final = join(dirname(__file__), "data")


def load_calendar(region: str, notices: Iterable[NoticeYear] = ()) -> WorkCalendar:
    """The calendar of a region (R91, T4, T5): ``national`` or ``xinjiang`` (the national days and its own).

    ``notices`` are imported ones, in the order in which they were taken in; they go over the built-in
    notices, and over the assumptions made for want of one. Calendars are made once and kept.

    Raises:
        UnknownRegionError: there is no such region.
        NoticeError: the notices leave a year out, or change one that is not known.
    """
    if region not in REGIONS:
        raise UnknownRegionError(region, REGIONS)
    imported = tuple(notices)
    if not imported:
        return _built_in(region)
    # Imported where it is used: reading and weighing notices costs more than the whole built-in table.
    from calendars.building import build

    return build(region, imported)


@cache
def _built_in(region: str) -> WorkCalendar:
    """From the table that is made from the built-in notices; a test proves the two equal."""
    with open(join(_DATA, region, "calendar.table"), encoding="utf-8") as file:
        return read_table(region, file.read())
