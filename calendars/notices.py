"""Official notices (放假通知) as data: read from TOML, checked, and named where one is missing.

A file holds one notice-year of one region with its provenance. ``[[change]]`` tables are later
notices that amend it; ``[[feast]]`` tables are regional days off whose notice may not be confirmed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from calendars.errors import NoticeError

_DAY = timedelta(days=1)
_DATA = Path(__file__).parent / "data"
_LONGEST_BLOCK = timedelta(days=31)
CONFIRMED = "high"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A block of days off with the name of its holiday."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of the block."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one notice says: days off, weekend days worked, make-up days cancelled."""

    title: str
    number: str
    off: tuple[DayOff, ...]
    work: tuple[date, ...]
    cancel_work: tuple[date, ...] = ()
    issued: date | None = None

    @property
    def source(self) -> str:
        """How the notice is cited: its number, or its title where the number was not seen."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class Feast:
    """A regional feast: reckoned day, how sure its days off are, and what the notice says of them."""

    name: str
    reckoned: date
    confidence: str
    ruling: Ruling

    @property
    def confirmed(self) -> bool:
        """Whether the days off were read in the notice itself."""
        return self.confidence == CONFIRMED

    @property
    def state(self) -> Literal["known", "unconfirmed", "unknown"]:
        """Read in the notice, known from elsewhere only, or not known at all."""
        if self.confirmed:
            return "known"
        return "unconfirmed" if self.ruling.off else "unknown"


@dataclass(frozen=True, slots=True)
class NoticeYear:
    """One year of one region, with every ruling in the order in which they were issued."""

    region: str
    year: int
    title: str
    number: str
    confidence: str
    checksum: int | None
    rulings: tuple[Ruling, ...]
    feasts: tuple[Feast, ...]

    @property
    def assumed(self) -> bool:
        """Whether there is no notice and the days are assumed."""
        return self.confidence == "assumed"


@cache
def read_years(region: str) -> tuple[NoticeYear, ...]:
    """The built-in notice-years of a region, oldest first."""
    files = sorted((_DATA / region).glob("*.toml"))
    return tuple(parse_year(file.read_text("utf-8"), file.name) for file in files)


def parse_year(text: str, name: str) -> NoticeYear:
    """One notice-year from its TOML text.

    Raises:
        NoticeError: the text is no notice, or its checksum does not hold; ``name`` is in the error.
    """
    try:
        year = _year(tomllib.loads(text))
    except KeyError as error:
        raise NoticeError(f"放假通知文件 {name} 缺少字段 {error.args[0]}") from error
    except (TypeError, ValueError) as error:  # a TOML error is a ValueError
        raise NoticeError(f"放假通知文件 {name} 有误:{error}") from error
    _check(year, name)
    return year


def _year(data: Mapping[str, Any]) -> NoticeYear:
    rulings = [_ruling(data)] if "off" in data else []
    rulings += [_ruling(change) for change in data.get("change", ())]
    # A regional file says how sure it is feast by feast; an assumed year has nothing to check.
    confidence = data.get("confidence", "")
    checksum = None if confidence == "assumed" else data.get("checksum")
    return NoticeYear(
        region=data["region"],
        year=data["year"],
        title=data["title"],
        number=data.get("number", ""),
        confidence=confidence,
        checksum=checksum,
        rulings=tuple(rulings),
        feasts=tuple(_feast(feast, data) for feast in data.get("feast", ())),
    )


def _ruling(data: Mapping[str, Any]) -> Ruling:
    return Ruling(
        title=data["title"],
        number=data.get("number", ""),
        off=tuple(DayOff(block["name"], _day(block["from"]), _day(block["to"])) for block in data["off"]),
        work=tuple(_day(day) for day in data.get("work", ())),
        cancel_work=tuple(_day(day) for day in data.get("cancel_work", ())),
        issued=_day(data["issued"]) if "issued" in data else None,
    )


def _day(value: object) -> date:
    """A TOML local date; a quoted one or one with a time is refused."""
    if type(value) is not date:
        raise ValueError(f"“{value}”不是日期(请写成 2026-10-01,不加引号)")
    return value


def _feast(data: Mapping[str, Any], notice: Mapping[str, Any]) -> Feast:
    ruling = _ruling({**data, "title": notice["title"], "number": notice.get("number", "")})
    return Feast(data["name"], _day(data["reckoned"]), data["confidence"], ruling)


def _check(year: NoticeYear, name: str) -> None:
    """The yearly checksum: weekdays off minus weekend days worked (11 before 2025, 13 from then)."""
    off: set[date] = set()
    work: set[date] = set()
    for feast in year.feasts:
        _check_blocks(feast.ruling, name)
    for ruling in year.rulings:
        _check_blocks(ruling, name)
        for block in ruling.off:
            off |= set(block.days())
        work = (work | set(ruling.work)) - set(ruling.cancel_work)
    wrong = [day for day in work if day.weekday() < 5 or day in off]
    if wrong:
        raise NoticeError(f"放假通知文件 {name}:{min(wrong)}不能是补班日(不是周末,或同时放假)")
    total = sum(day.weekday() < 5 for day in off) - len(work)
    if year.checksum is not None and total != year.checksum:
        raise NoticeError(f"放假通知文件 {name}:校验数应为{year.checksum},实为{total}")


def _check_blocks(ruling: Ruling, name: str) -> None:
    for block in ruling.off:
        if not timedelta(0) <= block.last - block.first <= _LONGEST_BLOCK:
            raise NoticeError(
                f"放假通知文件 {name}:{block.name}({block.first} 至 {block.last})的起止日期不合理"
            )
