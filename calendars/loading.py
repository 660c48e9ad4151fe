"""From notices to a calendar: the union of all years, the region's days on top, doubts marked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

from calendars.errors import UnknownRegionError
from calendars.notices import DayOff, Feast, NoticeYear, Ruling, read_years
from calendars.workcalendar import WorkCalendar

REGIONS: Final = ("national", "xinjiang")
_DAY = timedelta(days=1)
_HIJRI_TOLERANCE: Final = timedelta(days=7)
"""How far an unknown feast may lie from its reckoned day (CONTRACT: Hijri reckoning ± 7 days)."""
_REACH_BACK: Final = (12, 25)
"""From this day of the last known year on, the next notice may still change things (CONTRACT)."""


@dataclass(slots=True)
class _Table:
    """A calendar in the making."""

    off: dict[date, tuple[str, str]] = field(default_factory=dict)
    work: dict[date, str] = field(default_factory=dict)
    doubts: dict[date, tuple[str, ...]] = field(default_factory=dict)

    def apply(self, ruling: Ruling) -> None:
        for block in ruling.off:
            for day in block.days():
                self.off[day] = (block.name, ruling.source)
                self.work.pop(day, None)
        for day in ruling.cancel_work:
            self.work.pop(day, None)
        for day in ruling.work:
            self.work[day] = ruling.source
            self.off.pop(day, None)

    def doubt(self, block: DayOff, missing: str) -> None:
        for day in block.days():
            known = self.doubts.get(day, ())
            if missing not in known:
                self.doubts[day] = (*known, missing)


@cache
def load_calendar(region: str) -> WorkCalendar:
    """The calendar of a region: ``national`` or ``xinjiang`` (the national days and its own on top).

    Raises:
        UnknownRegionError: there is no such region.
    """
    if region not in REGIONS:
        raise UnknownRegionError(region, REGIONS)
    table, national = _Table(), read_years("national")
    for year in national:
        _national(table, year)
    regional = () if region == "national" else read_years(region)
    for year in regional:
        for feast in year.feasts:
            _feast(table, year, feast)
    return _finish(region, table, national)


def _national(table: _Table, year: NoticeYear) -> None:
    for ruling in year.rulings:
        table.apply(ruling)
    if year.assumed:
        month, day = _REACH_BACK
        unsure = DayOff("", date(year.year - 1, month, day), date(year.year, 12, 31))
        table.doubt(unsure, year.title)


def _feast(table: _Table, year: NoticeYear, feast: Feast) -> None:
    table.apply(feast.ruling)
    if feast.confirmed:
        return
    days = [block.first for block in feast.ruling.off] + [block.last for block in feast.ruling.off]
    days = days or [feast.reckoned]
    unsure = DayOff(feast.name, min(days) - _HIJRI_TOLERANCE, max(days) + _HIJRI_TOLERANCE)
    state = "未经确认" if feast.state == "unconfirmed" else "未找到"
    table.doubt(unsure, f"{year.title}({feast.name}放假安排{state})")


def _finish(region: str, table: _Table, years: tuple[NoticeYear, ...]) -> WorkCalendar:
    first, last = date(years[0].year, 1, 1), date(years[-1].year, 12, 31)
    base, length = first.toordinal(), (last - first).days + 1
    week = [(first + timedelta(days=index)).weekday() < 5 for index in range(7)]
    working = (week * (length // 7 + 1))[:length]
    reasons = dict(table.off) | {day: ("调休上班", source) for day, source in table.work.items()}
    for day in reasons:
        if first <= day <= last:
            working[day.toordinal() - base] = day in table.work
    doubts = {day: names for day, names in table.doubts.items() if first <= day <= last}
    return WorkCalendar(region, _version(region, working, doubts), working, first, reasons, doubts)


def _version(region: str, working: list[bool], doubts: dict[date, tuple[str, ...]]) -> str:
    """Content address of the table: two calendars that answer alike have the same version."""
    unsure = (f"{day.toordinal()}{names}" for day, names in sorted(doubts.items()))
    content = bytes(working) + "".join(unsure).encode()
    return f"{region}-{hashlib.sha256(content).hexdigest()[:12]}"
