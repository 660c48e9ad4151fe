"""One immutable working calendar (工作日历): a table of days, and answers in constant time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, compress

from calendars.counting import DayLine, Due, Span, explain, find_due
from calendars.errors import CalendarRangeError
from calendars.periods import Period

_DAY = timedelta(days=1)


class WorkCalendar:
    """The working days of one region. Made by :func:`calendars.load_calendar`; safe to share.

    All days are calendar dates in Beijing. Outside ``first`` to ``last`` every question raises
    :class:`~calendars.errors.CalendarRangeError`; nothing is guessed.
    """

    __slots__ = (
        "_base",
        "_doubtful",
        "_doubts",
        "_open",
        "_rank",
        "_reasons",
        "_work",
        "first",
        "last",
        "region",
        "version",
    )

    def __init__(
        self,
        region: str,
        version: str,
        working: Sequence[bool] | bytes,
        first: date,
        reasons: Mapping[date, tuple[str, str]],
        doubts: Mapping[date, tuple[str, ...]],
    ) -> None:
        """``working[i]`` says whether ``first`` + i days is worked; the maps explain single days."""
        self.region = region
        self.version = version
        self.first = first
        self.last = first + timedelta(days=len(working) - 1)
        self._base = first.toordinal()
        self._reasons = dict(reasons)
        self._doubts = dict(doubts)
        self._open = bytes(working)
        # _rank: the ordinal of each day, and how many working days there are up to it. A dict, because a list
        # would answer a day before the first from its other end. _work[k]: the k-th working day, as a date,
        # so that adding days makes no new one.
        ordinals = range(self._base, self._base + len(working))
        self._rank = dict(zip(ordinals, accumulate(self._open), strict=True))
        self._work = tuple(map(date.fromordinal, compress(ordinals, self._open)))
        # _doubtful[i]: provisional days up to first + i. Most spans have none, and that is seen at once.
        unsure = bytearray(len(working))
        for day in doubts:
            unsure[day.toordinal() - self._base] = 1
        self._doubtful = tuple(accumulate(unsure))

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._base
        # A negative index would silently answer from the other end of the table.
        if not 0 <= index < len(self._open):
            raise CalendarRangeError(self.first, self.last)
        return index

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on ``day`` (行政许可法 art. 82)."""
        return self._open[self._index(day)] == 1

    # The two questions below are asked some 100,000 times when a notice changes the dates of all open
    # cases: they make no further call, and look up only what they need.

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after ``day`` (n >= 0; 0 is ``day`` itself)."""
        if n > 0:
            try:
                return self._work[self._rank[day.toordinal()] + n - 1]
            except (KeyError, IndexError):
                raise CalendarRangeError(self.first, self.last) from None
        self._index(day)
        if n < 0:
            raise ValueError("n must not be negative")
        return day

    def count_working_days(self, after: date, until: date) -> int:
        """Working days in (after, until]; negative where ``until`` lies before ``after``."""
        rank = self._rank
        try:
            return rank[until.toordinal()] - rank[after.toordinal()]
        except KeyError:
            raise CalendarRangeError(self.first, self.last) from None

    def is_provisional(self, day: date) -> bool:
        """Whether an official arrangement not yet known or confirmed could change it (R91, COUNTING 6)."""
        self._index(day)
        return day in self._doubts

    def missing_between(self, after: date, until: date) -> tuple[str, ...]:
        """The official arrangements that are missing for the days in (after, until], each once."""
        # The day before the tables is a lawful (excluded) bound: a count may include the first day itself.
        before = self._doubtful[self._index(after)] if after >= self.first else 0
        if before == self._doubtful[self._index(until)]:
            return ()
        days = range(after.toordinal() + 1, until.toordinal() + 1)
        doubts = (self._doubts.get(date.fromordinal(day), ()) for day in days)
        return tuple(dict.fromkeys(name for names in doubts for name in names))

    def doubtful_spans(self) -> list[tuple[date, date, tuple[str, ...]]]:
        """All provisional days, as spans (first, last, what is missing) in order."""
        spans: list[tuple[date, date, tuple[str, ...]]] = []
        for day in sorted(self._doubts):
            missing = self._doubts[day]
            if spans and spans[-1][1] + _DAY == day and spans[-1][2] == missing:
                spans[-1] = (spans[-1][0], day, missing)
            else:
                spans.append((day, day, missing))
        return spans

    def why(self, day: date) -> tuple[str, str]:
        """Why a day is worked or not, and by which notice; empty for an ordinary working day."""
        self._index(day)
        return self._reasons.get(day, ("周末", "") if day.weekday() >= 5 else ("", ""))

    def due(self, start: date, period: Period, excluded: Sequence[Span] = ()) -> Due:
        """The last day of ``period`` after ``start`` (day 0), leaving out the ``excluded`` days."""
        return find_due(self, start, period, tuple(excluded))

    def explain(self, start: date, period: Period, excluded: Sequence[Span] = ()) -> tuple[DayLine, ...]:
        """Every day from the one after ``start`` to the due date, and whether it counts."""
        return explain(self, start, period, tuple(excluded))

    def reasons(self) -> dict[date, tuple[str, str]]:
        """Every day that is not as the week has it: what it is, and by which notice."""
        return dict(self._reasons)

    def doubts(self) -> dict[date, tuple[str, ...]]:
        """Every provisional day, and which notices are missing for it."""
        return dict(self._doubts)
