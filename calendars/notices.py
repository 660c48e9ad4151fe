"""Official notices (放假通知) as values: what one notice says, and what is known of a year of a region.

A notice-year holds its rulings in the order of issue: the yearly notice, then what amended it. A regional
one holds feasts (节日) whose days off may not be confirmed. How files are read: ``notice_file.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal

_DAY = timedelta(days=1)
_DATA = Path(__file__).parent / "data"
FIRST_YEAR: Final = 2018
"""Before it there are no tables."""
CONFIRMED: Final = "high"
REGIONS: Final = ("national", "xinjiang")
TITLES: Final = {
    "national": "国务院办公厅关于{year}年部分节假日安排的通知",
    "xinjiang": "新疆维吾尔自治区人民政府办公厅关于{year}年节假日放假安排的通知",
}
"""How the yearly notice of a region is called, known or not."""


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
    amends: bool = False
    """Whether this is not a whole year but changes to one that is known."""
    replaces: str = ""
    """Number or title of the notice that this one takes the place of."""
    file: str = ""
    """Where it was read, for errors."""
    lines: Mapping[date | str, int] = field(default_factory=dict, compare=False, repr=False)
    """The line of each day and of some fields in that file, for errors."""

    @property
    def assumed(self) -> bool:
        """Whether there is no notice and the days are assumed."""
        return self.confidence == "assumed"

    @property
    def cited(self) -> str:
        """How errors name it: number and title of its last ruling, and its file."""
        last = self.rulings[-1] if self.rulings else None
        number, title = (last.number, last.title) if last else (self.number, self.title)
        name = f"{number}《{title}》" if number else f"《{title}》"
        return f"{name}({self.file})" if self.file else name

    def days_off(self) -> dict[date, str]:
        """Every day off with the name of its holiday, changes applied, regional feasts included."""
        off: dict[date, str] = {}
        for ruling in self.every_ruling():
            off |= {day: block.name for block in ruling.off for day in block.days()}
            for day in ruling.work:
                off.pop(day, None)
        return off

    def worked(self) -> set[date]:
        """The weekend days that are worked, changes applied."""
        work: set[date] = set()
        for ruling in self.every_ruling():
            work = (work | set(ruling.work)) - set(ruling.cancel_work)
            work -= {day for block in ruling.off for day in block.days()}
        return work

    def every_ruling(self) -> tuple[Ruling, ...]:
        """What is said of each feast, then the rulings, in the order in which they apply."""
        return (*(feast.ruling for feast in self.feasts), *self.rulings)

    def total(self) -> int:
        """The yearly checksum: weekdays off minus weekend days worked (COUNTING 7)."""
        return sum(day.weekday() < 5 for day in self.days_off()) - len(self.worked())


def lawful_total(year: int) -> int:
    """What the checksum of a national year should be: 11, 13 in 2020 (extension) and from 2025."""
    return 13 if year == 2020 or year >= 2025 else 11


@cache
def read_years(region: str) -> tuple[NoticeYear, ...]:
    """The built-in notice-years of a region, oldest first; years assumed ahead of their time included."""
    # Imported where it is used: the built-in calendars come from a table that is made from these files.
    from calendars.notice_file import parse_notice

    files = sorted((_DATA / region).glob("*.toml"))
    return tuple(
        parse_notice(file.read_text("utf-8"), f"{region}/{file.name}", lines=False) for file in files
    )
