"""Office hours (作息时间) as data with seasons, and the day on which something handed in arrived.

A file names seasons that return every year and, where a hall has them, days with other hours. Which day an
arrival counts on is policy: 民法典 art. 203 ends a day where business ends, LAW's default 5 says what ships.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from calendars.errors import HoursError

if TYPE_CHECKING:
    from dateutil.rrule import rrule

    from calendars.workcalendar import WorkCalendar

Session = tuple[time, time]
ArrivalRule = Literal["same_day", "next_working_day"]
"""What a counter does with paper after closing: it counts that day, or the next working day."""
BEIJING: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
_DATA: Final = Path(__file__).parent / "data" / "hours"
_ANCHOR: Final = datetime(2000, 1, 1)
"""From when recurring days are reckoned; also the phase of rules such as every second Friday."""


@dataclass(frozen=True, slots=True)
class Season:
    """Hours that begin on a day of every year and hold until the next season begins."""

    name: str
    begins: str
    """A recurrence (RFC 5545), such as FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1."""
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Days with other hours than their season's: single ones, or recurring (such as Friday afternoons)."""

    name: str
    sessions: tuple[Session, ...]
    on: tuple[date, ...] = ()
    rule: str = ""


@dataclass(frozen=True, eq=False)
class OfficeHours:
    """When a hall is open (LAW T6). ``confirmed`` says whether the hall has said that these are its hours."""

    name: str
    title: str
    confirmed: bool
    seasons: tuple[Season, ...]
    exceptions: tuple[Exceptional, ...] = ()

    def sessions(self, day: date) -> tuple[Session, ...]:
        """From when to when the hall is open on ``day``, if it is a working day (Beijing time)."""
        return _sessions(self, day)

    def season(self, day: date) -> Season:
        """The season that ``day`` lies in."""
        return max(self.seasons, key=lambda season: _latest(season.begins, day))

    def closes(self, day: date) -> datetime | None:
        """The last moment of business on ``day``; None where there are no hours."""
        sessions = self.sessions(day)
        return datetime.combine(day, sessions[-1][1], BEIJING) if sessions else None

    def open_at(self, at: datetime, calendar: WorkCalendar) -> bool:
        """Whether somebody can hand something over at this moment. Times without an offset are Beijing's."""
        at = _beijing(at)
        clock = at.time()
        return calendar.is_working_day(at.date()) and any(
            opens <= clock < closes for opens, closes in self.sessions(at.date())
        )


def arrival_day(
    at: datetime,
    channel_is_counter: bool,
    hours: OfficeHours,
    calendar: WorkCalendar,
    ticket_at: datetime | None = None,
    rule: ArrivalRule = "next_working_day",
) -> date:
    """The day on which something handed in counts as received (LAW default 5, COUNTING 4; 民法典 art. 203).

    At a counter, what comes before closing counts that day, and so does what comes later with a ticket drawn
    that day before closing. Other channels count when the system took it in, at whatever hour.
    """
    at = _beijing(at)
    day = at.date()
    if not channel_is_counter or rule == "same_day":
        return day
    closes = hours.closes(day)
    # A day of rest makes no difference: who takes paper on a Saturday morning has opened the counter.
    if closes is not None and (at < closes or _drawn_in_time(ticket_at, day, closes)):
        return day
    return calendar.add_working_days(day, 1)


def _drawn_in_time(ticket_at: datetime | None, day: date, closes: datetime) -> bool:
    if ticket_at is None:
        return False
    drawn = _beijing(ticket_at)
    return drawn.date() == day and drawn < closes


def cut_off(day: date, channel_is_counter: bool, hours: OfficeHours) -> datetime:
    """When the last day of a period is over (民法典 art. 203): closing time at a counter, else 24:00.

    On a day without hours a counter takes nothing more than the system does.
    """
    closes = hours.closes(day) if channel_is_counter else None
    return closes or datetime.combine(day + timedelta(days=1), time(), BEIJING)


@cache
def load_hours(name: str) -> OfficeHours:
    """Built-in hours by name, such as ``xinjiang``.

    Raises:
        HoursError: there are none of that name.
    """
    known = sorted(file.stem for file in _DATA.glob("*.toml"))
    if name not in known:
        raise HoursError(f"没有“{name}”的作息时间;可用的有:{'、'.join(known)}")
    return parse_hours((_DATA / f"{name}.toml").read_text("utf-8"), f"{name}.toml")


def parse_hours(text: str, name: str) -> OfficeHours:
    """Hours from the text of a file; ``name`` is the file's, for errors.

    Raises:
        HoursError: the text is no such file; file, line and reason are in the error.
    """
    # Imported where it is used: most programs ask for a built-in calendar and never for hours.
    from calendars.hours_file import read

    return read(text, name)


def read_hours(path: Path) -> OfficeHours:
    """A hall's own hours from its file (docs/calendars.md).

    Raises:
        HoursError: it cannot be read; file, line and reason are in the error.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise HoursError(f"读不了作息时间文件 {path}({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise HoursError(f"作息时间文件 {path} 不是 UTF-8 编码;请另存为 UTF-8") from error
    return parse_hours(text.replace("\r\n", "\n"), str(path))


@lru_cache(maxsize=4096)
def _sessions(hours: OfficeHours, day: date) -> tuple[Session, ...]:
    for other in hours.exceptions:
        if day in other.on or (other.rule and _falls_on(other.rule, day)):
            return other.sessions
    return hours.season(day).sessions


@cache
def recurrence(text: str) -> rrule:
    """The recurrence that ``text`` writes, reckoned from 2000-01-01.

    Raises:
        ValueError: it writes none.
    """
    # Imported where it is used: dateutil takes longer to load than a whole calendar.
    from dateutil.rrule import rrule, rrulestr

    made = rrulestr(text, dtstart=_ANCHOR, cache=True)
    if not isinstance(made, rrule):
        raise ValueError(text)
    return made


def _falls_on(rule: str, day: date) -> bool:
    midnight = datetime.combine(day, time())
    return bool(recurrence(rule).between(midnight, midnight, inc=True))


def _latest(rule: str, day: date) -> datetime:
    """The last time up to ``day`` that a season began."""
    return recurrence(rule).before(datetime.combine(day, time()), inc=True) or datetime.min


def _beijing(at: datetime) -> datetime:
    return at.replace(tzinfo=BEIJING) if at.tzinfo is None else at.astimezone(BEIJING)


def in_order(sessions: Sequence[Session]) -> bool:
    """Whether each session ends after it begins and before the next one does."""
    moments = [moment for session in sessions for moment in session]
    return all(earlier < later for earlier, later in pairwise(moments))
