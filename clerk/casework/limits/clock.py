"""What a clock of a case is (时限): its inputs, free of any calendar, and how it stands on a day.

A :class:`Clock` is what the acts say of one period: where it starts, how long it runs, what stops it,
when it was kept. It can be stored and judged again by another calendar, without the acts. A
:class:`Deadline` is that clock judged by a calendar on a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from calendars import LegalClock, Pause, Period
from calendars.counting import Span
from clerk.casework.limits.counting import Rules, legal_clock
from clerk.casework.policy import Lead
from clerk.catalogue.items import Unit

ClockState = Literal["running", "paused", "met", "missed", "cancelled"]

CLOCK_WORDS: Final[dict[str, str]] = {
    "notify": "一次性告知",
    "correction": "申请人补正",
    "promised": "承诺办结",
    "statutory": "法定办结",
    "joint": "联合办理",
    "completion": "容缺补齐",
    "grace": "容缺宽限",
    "hearing_request": "申请听证",
    "hearing": "组织听证",
    "special": "特别程序",
    "publicity": "公示",
    "opinion": "征求意见",
    "renewal": "延续届满",
    "delivery": "送达",
    "post_check": "承诺核查",
    "rating": "差评整改",
}
"""Kinds of clocks, in the order in which those that start on one day are listed."""
STATE_WORDS: Final[dict[str, str]] = {
    "running": "计时中",
    "paused": "暂停",
    "met": "按期完成",
    "missed": "超期",
    "cancelled": "已取消",
}
APPLICANTS: Final = frozenset({"correction", "completion", "grace", "hearing_request"})
"""Periods of the applicant: of a printed and a recomputed date the later holds; elsewhere the earlier."""


class Stop(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stops a clock: from when, until when, or for how long it was announced while it goes on.

    ``by_time``: it ends as announced, by itself (公示).
    """

    start: date
    end: date | None = None
    n: int = 0
    unit: Unit = "wd"
    why: str = ""
    source: str = ""
    cap_wd: int | None = None
    by_time: bool = False


class Clock(msgspec.Struct, frozen=True, omit_defaults=True):
    """The inputs of one clock. ``start`` is day 0.

    ``ends``: for a completion, the periods it must not outrun, by name, and ``ends_from`` the day they
    run from where it is not ``start`` (receipt, a signature); ``lead`` the working days taken off.
    ``follows`` names the clock whose due date this one starts on (``grace``); ``capped_by`` the clock
    that this one never outruns. ``kept_by_time``: nothing is awaited, the period only has to pass (公示).
    ``until`` is a day that is fixed already and moves with no calendar (the expiry of a licence).
    """

    what: str
    start: date
    n: int
    unit: Unit
    basis: str
    material: str = ""
    met_on: date | None = None
    cancelled_on: date | None = None
    stops: tuple[Stop, ...] = ()
    extension: int = 0
    extension_basis: str = ""
    capped_by: str = ""
    ends: tuple[tuple[str, int, Unit], ...] = ()
    ends_from: date | None = None
    lead: tuple[Lead, ...] = ()
    until: date | None = None
    printed: date | None = None
    kept_by_time: bool = False
    silence_accepts: bool = False

    @property
    def awaited(self) -> bool:
        """Whether the clock still waits for something, in time or late."""
        return self.met_on is None and self.cancelled_on is None

    @property
    def period(self) -> Period:
        """The period without any extension."""
        return Period(self.n, self.unit)


def provisional_words(missing: Sequence[str]) -> str:
    """What stands beside a date that a notice could still change: 暂定, and which notice is missing."""
    return f"(暂定,尚缺{'、'.join(f'《{one}》' for one in missing)})" if missing else ""


class Deadline(msgspec.Struct, frozen=True):
    """One clock as it stands on a day.

    ``due`` is the date that holds. ``by_calendar`` is what the calendar gives now where a printed
    date holds instead (``printed``), ``national`` the date by the national calendar alone where it
    differs (LAW default 4, COUNTING 5). ``capped_by`` is set where a clock would have ended after another and
    shows that one's date (LAW L5, L7); ``lead`` working days were taken off the end.
    """

    clock: Clock
    rules: Rules
    today: date
    due: date
    missing: tuple[str, ...] = ()
    state: ClockState = "running"
    capped_by: str = ""
    lead: int = 0
    base: str = ""
    by_calendar: date | None = None
    national: date | None = None
    excluded: tuple[Span, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether a notice that is missing could still change the date."""
        return bool(self.missing)

    @property
    def told(self) -> str:
        """The date as a sentence says it; a provisional one says so, and which notice is missing (R91)."""
        return f"{self.due}{provisional_words(self.missing)}"

    @property
    def legal(self) -> LegalClock:
        """The counting clock, for whoever wants the date explained day by day."""
        if not self.clock.ends:
            return legal_clock(self.clock, self.rules, self.today)
        periods = {name: Period(n, unit) for name, n, unit in self.clock.ends}
        start = self.clock.ends_from or self.clock.start
        away = tuple(Pause(one.start, one.end or self.today, one.why, one.source) for one in self.clock.stops)
        by = self.rules
        return LegalClock(
            start, periods[self.base], away, None, by.pause_ends, by.count_event_day, self.clock.basis
        )

    @property
    def what(self) -> str:
        """Which clock this is."""
        return self.clock.what

    @property
    def material(self) -> str:
        """What the clock is about, where there are several of its kind."""
        return self.clock.material

    @property
    def start(self) -> date:
        """Day 0."""
        return self.clock.start

    @property
    def basis(self) -> str:
        """By what the period runs."""
        return self.clock.basis

    @property
    def period(self) -> Period:
        """The period that is counted, with its extension."""
        return self.legal.whole

    @property
    def printed(self) -> date | None:
        """The date that a paper promised, where it is not what the calendar gives now."""
        return None if self.by_calendar is None else self.clock.printed

    @property
    def awaited(self) -> bool:
        """Whether the clock still waits for something, in time or late."""
        return self.clock.awaited and self.state not in ("met", "cancelled")
