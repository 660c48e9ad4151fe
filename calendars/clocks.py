"""Legal clocks that explain themselves (时限): a period, what stops it, what lengthens it, and why.

A clock is a value: where it starts, how long it runs, its pauses (行政许可法 art. 45) and its extension
(art. 42). Folded over a calendar it gives the due date, what is left, and every day with its reason.

>>> from datetime import date
>>> from calendars import LegalClock, Pause, Period, load_calendar
>>> review = Pause(date(2025, 10, 13), date(2025, 10, 27), "专家评审", "行政许可法第四十五条")
>>> LegalClock(date(2025, 10, 9), Period(10, "wd"), (review,)).due(load_calendar("xinjiang")).due
datetime.date(2025, 11, 5)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from calendars.counting import PAUSED, DayLine, Due, Span, Spans, counted_between, explain, find_due
from calendars.errors import PeriodError
from calendars.periods import Period

if TYPE_CHECKING:
    from calendars.workcalendar import WorkCalendar

PauseEnds = Literal["after_start_through_end", "start_through_end", "after_start_before_end"]
"""Which of its two end days a pause takes out. The law fixes none (COUNTING 3); the first ships
(LAW, default 3)."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """One stop of a clock. A pause that ends before it begins (a clock set back) takes nothing out."""

    start: date
    """The day it began: an event day."""
    end: date
    """The day it ended, or is taken to end."""
    why: str
    source: str = ""
    cap_wd: int | None = None
    """At most this many working days of it are taken out (LAW P7)."""

    def __post_init__(self) -> None:
        """Refuses a cap that is no length.

        Raises:
            PeriodError: the cap is negative.
        """
        if self.cap_wd is not None and self.cap_wd < 0:
            raise PeriodError(f"{self.why or '暂停'}的扣除上限 {self.cap_wd} 个工作日不能是负数")


@dataclass(frozen=True, slots=True)
class LegalClock:
    """A limit in force: the event day is day 0 unless ``count_event_day`` (LAW T2) says otherwise."""

    start: date
    period: Period
    pauses: tuple[Pause, ...] = ()
    extension: Period | None = None
    """One longer count from the same start (COUNTING 2), in the unit of the period."""
    ends: PauseEnds = "after_start_through_end"
    count_event_day: bool = False
    source: str = ""
    """By what the period is what it is, for the words."""
    extension_source: str = ""

    def __post_init__(self) -> None:
        """Refuses an extension that is no longer count of the same kind.

        Raises:
            PeriodError: the extension has another unit than the period.
        """
        if self.extension is not None and self.extension.unit != self.period.unit:
            raise PeriodError(
                f"延长{self.extension.text}与原期限{self.period.text}的单位不同,不能合并计算;请用同一单位"
            )

    @property
    def whole(self) -> Period:
        """The period with its extension: what is counted."""
        if self.extension is None:
            return self.period
        return Period(self.period.n + self.extension.n, self.period.unit)

    def due(self, calendar: WorkCalendar) -> Due:
        """The due date, and which notices could still change it."""
        if not self.pauses:
            return find_due(calendar, self.start, self.whole, (), event_day=self.count_event_day)
        return find_due(
            calendar,
            self.start,
            self.whole,
            self.excluded(calendar),
            event_day=self.count_event_day,
            unsure=self._unsure(calendar),
        )

    def excluded(self, calendar: WorkCalendar) -> tuple[Span, ...]:
        """The days each pause takes out, first and last meant; pauses that take nothing are left out."""
        return tuple(span for _, span in self.spans(calendar))

    def explain(self, calendar: WorkCalendar) -> tuple[DayLine, ...]:
        """Every day up to the due date; a paused one has the pause's own reason and source."""
        spans = self.spans(calendar)
        lines = explain(
            calendar, self.start, self.whole, tuple(s for _, s in spans), event_day=self.count_event_day
        )
        return tuple(_paused(line, spans) if line.why == PAUSED else line for line in lines)

    def left(self, calendar: WorkCalendar, today: date) -> int:
        """Days of the period's kind (working or natural) after ``today``; 0 on the last day.

        Late is negative, and at least -1, also on the days off right after the due date.
        """
        due = self.due(calendar).due
        if today > due:
            late = self.whole.unit in ("wd", "now")
            gone = calendar.count_working_days(due, today) if late else (today - due).days
            return -max(gone, 1)
        if self.whole.unit == "now" or self.whole.n == 0:
            return 0
        before = self.start - _DAY if self.count_event_day else self.start
        return counted_between(calendar, max(today, before), due, self.whole, self.excluded(calendar))

    def words(self, calendar: WorkCalendar) -> str:
        """The whole calculation in one or two Chinese sentences, with sources."""
        # Imported where it is used: a due date needs no words.
        from calendars.wording import clock_words

        return clock_words(self, calendar)

    def spans(self, calendar: WorkCalendar) -> tuple[tuple[Pause, Span], ...]:
        """Each pause that takes something out, with the days it takes."""
        spans = []
        for pause in self.pauses:
            first, last = _bounds(pause, self.ends)
            if pause.cap_wd is not None and last >= first:
                last = _capped(calendar, first, last, pause.cap_wd)
            if last >= first:
                spans.append((pause, (first, last)))
        return tuple(spans)

    def _unsure(self, calendar: WorkCalendar) -> Spans:
        """Days by whose being worked or not the end of a capped pause is found, inside the tables."""
        spans = []
        for pause in self.pauses:
            first, last = _bounds(pause, self.ends)
            if pause.cap_wd is not None and (last - first).days >= pause.cap_wd:
                last = min(_capped(calendar, first, last, pause.cap_wd), calendar.last)
                first = max(first, calendar.first)
                if first <= last:
                    spans.append((first, last))
        return tuple(spans)


def _bounds(pause: Pause, ends: PauseEnds) -> Span:
    """First and last day that a pause takes out, before any cap."""
    first = pause.start if ends == "start_through_end" else pause.start + _DAY
    last = pause.end - _DAY if ends == "after_start_before_end" else pause.end
    return first, last


def _capped(calendar: WorkCalendar, first: date, last: date, cap: int) -> date:
    """The last day of the span with at most ``cap`` working days in it.

    The days off that follow the last working day taken out are not taken out any more.
    """
    if first > calendar.last:
        return last  # past every date the calendar can give; it takes nothing out that matters
    after = max(first - _DAY, calendar.first)
    if calendar.count_working_days(after, min(last, calendar.last)) <= cap:
        return last
    return calendar.add_working_days(after, cap) if cap else first - _DAY


def _paused(line: DayLine, spans: tuple[tuple[Pause, Span], ...]) -> DayLine:
    pause = next(pause for pause, (first, last) in spans if first <= line.date <= last)
    return DayLine(line.date, False, None, pause.why or PAUSED, pause.source)
