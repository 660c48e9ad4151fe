#!/usr/bin/env python3
"""Adding or counting working days: ours, a bare loop and those peers that can be imported, taking turns.

  calendar_contest.py add|count ROUNDS    one JSON document; started by bench_calendars.py

Each answers the same questions of the national calendar 2018 to 2026, in the form that suits it best. One
that answers otherwise than ours says how often.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from time import perf_counter
from typing import Any

from calendars import WorkCalendar, load_calendar

DAY = timedelta(days=1)
QUESTIONS = 200
SHORTEST = 0.03
"""Seconds that one measurement takes at least."""
Question = tuple[Any, Any]
Contender = tuple[Callable[[Any, Any], Any], Callable[[Question], Question], Callable[[Any], Any]]
"""The function, how a question is put to it, and how its answer reads as ours does."""


def main() -> int:
    """Measure every contender in turns."""
    what, rounds = sys.argv[1], int(sys.argv[2])
    calendar = load_calendar("national")
    questions = list(_questions(calendar, what))
    right = [_ours(calendar, what)(*question) for question in questions]
    field = {}
    for name, make in CONTENDERS.items():
        try:
            field[name] = make(calendar, what)
        except ImportError:
            print(f"{name} is not there and is left out", file=sys.stderr)
    result: dict[str, dict[str, Any]] = {}
    for name, (function, put, read) in field.items():
        wrong = sum(
            read(function(*put(question))) != answer
            for question, answer in zip(questions, right, strict=True)
        )
        note = f"{wrong} of {QUESTIONS} answers differ" if wrong else ""
        result[name] = {"times": [], "note": note}
    for _ in range(rounds):
        for name, (function, put, _) in field.items():
            result[name]["times"].append(_time(function, [put(question) for question in questions]))
    print(json.dumps(result))
    return 0


def _questions(calendar: WorkCalendar, what: str) -> Iterator[Question]:
    """Days spread over the years, with limits from 1 to 60 working days; every third starts on a day off."""
    for index in range(QUESTIONS):
        day = calendar.first + timedelta(days=16 * index)
        while calendar.is_working_day(day) != (index % 3 > 0):
            day += DAY
        n = 1 + index * 7 % 60
        yield day, n if what == "add" else calendar.add_working_days(day, n)


def _time(function: Callable[[Any, Any], Any], questions: list[Question]) -> float:
    """Seconds for one question, the loop around it included."""
    asked, start = 0, perf_counter()
    while (took := perf_counter() - start) < SHORTEST:
        for first, second in questions:
            function(first, second)
        asked += len(questions)
    return took / asked


def _ours(calendar: WorkCalendar, what: str) -> Callable[[Any, Any], Any]:
    return calendar.add_working_days if what == "add" else calendar.count_working_days


def _yichuang(calendar: WorkCalendar, what: str) -> Contender:
    return _ours(calendar, what), _same, _same


def _bare_loop(calendar: WorkCalendar, what: str) -> Contender:
    """What everybody writes first: a set of working days, and one day after the other."""
    length = (calendar.last - calendar.first).days + 1
    days = (calendar.first + timedelta(days=index) for index in range(length))
    working = {day for day in days if calendar.is_working_day(day)}

    def added(day: date, n: int) -> date:
        while n:
            day += DAY
            n -= day in working
        return day

    def counted(after: date, until: date) -> int:
        n = 0
        while after < until:
            after += DAY
            n += after in working
        return n

    return (added if what == "add" else counted), _same, _same


def _numpy(calendar: WorkCalendar, what: str) -> Contender:
    """With a calendar object and datetime64 made beforehand: nothing is converted while time runs."""
    np = import_module("numpy")
    length = (calendar.last - calendar.first).days + 1
    days = (calendar.first + timedelta(days=index) for index in range(length))
    # The only way to mark a worked weekend: every day of the week works, every idle day is a holiday.
    idle = [day for day in days if not calendar.is_working_day(day)]
    busy = np.busdaycalendar(weekmask="1111111", holidays=np.array(idle, dtype="datetime64[D]"))
    one = np.timedelta64(1, "D")

    def added(day: Any, n: int) -> Any:
        return np.busday_offset(day, n, roll="backward", busdaycal=busy)

    def counted(first: Any, last: Any) -> Any:
        return np.busday_count(first, last, busdaycal=busy)

    if what == "add":
        return (
            added,
            lambda question: (np.datetime64(question[0], "D"), question[1]),
            lambda found: found.item(),
        )
    # busday_count takes [first, last): both bounds move by one day.
    return counted, lambda question: tuple(np.datetime64(day, "D") + one for day in question), int


def _numpy_from_dates(calendar: WorkCalendar, what: str) -> Contender:
    """As a program uses it that has dates: converted on the way in, and the answer on the way out."""
    np = import_module("numpy")
    function, put, read = _numpy(calendar, what)
    if what == "add":
        return (lambda day, n: function(np.datetime64(day, "D"), n).item()), _same, _same
    return (lambda after, until: read(function(*put((after, until))))), _same, _same


def _chinesecalendar(calendar: WorkCalendar, what: str) -> Contender:
    module = import_module("chinese_calendar")

    def counted(after: date, until: date) -> int:
        return len(module.get_workdays(after + DAY, until))

    if what == "count":
        return counted, _same, _same
    return (lambda day, n: module.find_workday(n, day)), _same, _same


def _holidays(calendar: WorkCalendar, what: str) -> Contender:
    china = import_module("holidays").China(years=range(2018, 2027))

    def counted(after: date, until: date) -> int:
        return int(china.get_working_days_count(after + DAY, until))

    return (china.get_nth_working_day if what == "add" else counted), _same, _same


def _same(value: Any) -> Any:
    return value


CONTENDERS: dict[str, Callable[[WorkCalendar, str], Contender]] = {
    "yichuang": _yichuang,
    "bare loop": _bare_loop,
    "numpy": _numpy,
    "numpy from dates": _numpy_from_dates,
    "chinesecalendar": _chinesecalendar,
    "holidays": _holidays,
}


if __name__ == "__main__":
    sys.exit(main())
