"""From notices to a calendar: the union of all years, the region's days on top, doubts marked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from calendars.errors import NoticeError
from calendars.hijri import FEASTS, reckoned
from calendars.importing import merge
from calendars.notice_file import REACH_BACK, TOLERANCE
from calendars.notices import TITLES, DayOff, Feast, NoticeYear, Ruling, read_years
from calendars.workcalendar import WorkCalendar

_STATES: Final = {"unconfirmed": "未经确认", "unknown": "未找到"}


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

    def doubt(self, first: date, last: date, missing: str) -> None:
        for day in DayOff("", first, last).days():
            known = self.doubts.get(day, ())
            if missing not in known:
                self.doubts[day] = (*known, missing)


@lru_cache(maxsize=16)
def notice_years(region: str, notices: tuple[NoticeYear, ...] = ()) -> tuple[NoticeYear, ...]:
    """What is known of each year of a region: the built-in notices and the ``notices`` on top, in order.

    National years end with one that is assumed, where there is one: the year after the last known.

    Raises:
        NoticeError: a year in between is missing, or a notice changes a year that is not known.
    """
    years = {year.year: year for year in read_years(region)}
    for notice in notices:
        if notice.region == region and (merged := merge(notice, tuple(years.values()))) is not None:
            years[merged.year] = merged
    if region != "national":
        return tuple(years[year] for year in sorted(years))
    last = max(year for year in years if not years[year].assumed)
    lacking = [year for year in range(min(years), last) if year not in years]
    if lacking:
        title = TITLES[region].format(year=lacking[0])
        raise NoticeError(f"还没有{lacking[0]}年的通知(《{title}》),{last}年的不能单独使用;请先导入它")
    return tuple(years[year] for year in sorted(years) if year <= last + 1)


@lru_cache(maxsize=16)
def build(region: str, notices: tuple[NoticeYear, ...] = ()) -> WorkCalendar:
    """The calendar of a region from its built-in notices and the ``notices`` on top.

    Raises:
        NoticeError: as :func:`notice_years` does.
    """
    table, national = _Table(), notice_years("national", notices)
    for year in national:
        _national(table, year)
    last = national[-1]
    if not last.assumed:
        title = TITLES["national"].format(year=last.year + 1)
        table.doubt(date(last.year, *REACH_BACK), date(last.year, 12, 31), title)
    if region != "national":
        regional = {year.year: year for year in notice_years(region, notices)}
        for number in range(national[0].year, last.year + 1):
            _regional(table, regional.get(number, _unknown(region, number)))
    return _finish(region, table, national)


def _national(table: _Table, year: NoticeYear) -> None:
    for ruling in year.rulings:
        table.apply(ruling)
    if year.assumed:
        table.doubt(date(year.year - 1, *REACH_BACK), date(year.year, 12, 31), year.title)


def _regional(table: _Table, year: NoticeYear) -> None:
    feasts = [*year.feasts, *_unmentioned(year)]
    for feast in sorted(feasts, key=lambda feast: feast.reckoned):
        _feast(table, year, feast)
    for ruling in year.rulings:
        table.apply(ruling)


def _feast(table: _Table, year: NoticeYear, feast: Feast) -> None:
    table.apply(feast.ruling)
    if feast.confirmed:
        return
    days = [block.first for block in feast.ruling.off] + [block.last for block in feast.ruling.off]
    days = days or [feast.reckoned]
    missing = f"{year.title}({feast.name}放假安排{_STATES[feast.state]})"
    table.doubt(min(days) - TOLERANCE, max(days) + TOLERANCE, missing)


def _unmentioned(year: NoticeYear) -> list[Feast]:
    """The feasts of a year that its notice does not speak of: unknown, where they are reckoned to fall."""
    said = [(feast.name, feast.reckoned) for feast in year.feasts]
    return [
        Feast(name, day, "none", Ruling(year.title, "", (), ()))
        for name in FEASTS
        for day in reckoned(name, year.year)
        if not any(name == other and abs(day - when) <= 4 * TOLERANCE for other, when in said)
    ]


def _unknown(region: str, year: int) -> NoticeYear:
    return NoticeYear(region, year, TITLES[region].format(year=year), "", "", None, (), ())


def _finish(region: str, table: _Table, years: Sequence[NoticeYear]) -> WorkCalendar:
    first, last = date(years[0].year, 1, 1), date(years[-1].year, 12, 31)
    base, length = first.toordinal(), (last - first).days + 1
    week = [(first + timedelta(days=index)).weekday() < 5 for index in range(7)]
    working = (week * (length // 7 + 1))[:length]
    named = table.off | {day: ("调休上班", source) for day, source in table.work.items()}
    reasons = {day: named[day] for day in sorted(named) if first <= day <= last}
    for day in reasons:
        working[day.toordinal() - base] = day in table.work
    doubts = {day: table.doubts[day] for day in sorted(table.doubts) if first <= day <= last}
    return WorkCalendar(region, _version(region, working, doubts), working, first, reasons, doubts)


def _version(region: str, working: list[bool], doubts: dict[date, tuple[str, ...]]) -> str:
    """Content address of the table: two calendars that answer alike have the same version."""
    unsure = (f"{day.toordinal()}{names}" for day, names in sorted(doubts.items()))
    content = bytes(working) + "".join(unsure).encode()
    return f"{region}-{hashlib.sha256(content).hexdigest()[:12]}"
