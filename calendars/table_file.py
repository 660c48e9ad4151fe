"""A whole calendar as one small text: what the built-in notices come to, ready to be looked up.

Made by ``scripts/write_calendars.py`` from the notices beside it, because reading twenty TOML files takes
longer than a clerk's ``clerk due`` should. Lines of tabs: a word, then its values.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from calendars.workcalendar import WorkCalendar

_HEAD = "# Made by scripts/write_calendars.py from the notices in this folder; do not edit.\n"
_DAY = timedelta(days=1)
Value = TypeVar("Value")


def write_table(calendar: WorkCalendar) -> str:
    """The text from which :func:`read_table` makes an equal calendar."""
    length = (calendar.last - calendar.first).days + 1
    days = (calendar.first + timedelta(days=index) for index in range(length))
    bits = "".join(str(int(calendar.is_working_day(day))) for day in days)
    lines = [
        f"version\t{calendar.version}",
        f"first\t{calendar.first}",
        f"working\t{length}\t{int(bits, 2):x}",
    ]
    lines += [f"day\t{first}\t{n}\t{why}\t{by}" for first, n, (why, by) in _runs(calendar.reasons())]
    lines += [f"doubt\t{first}\t{n}\t" + "\t".join(names) for first, n, names in _runs(calendar.doubts())]
    return _HEAD + "".join(f"{line}\n" for line in lines)


def read_table(region: str, text: str) -> WorkCalendar:
    """The calendar that was written."""
    head: dict[str, list[str]] = {}
    reasons: dict[date, tuple[str, str]] = {}
    doubts: dict[date, tuple[str, ...]] = {}
    for line in text.splitlines()[1:]:
        word, *values = line.split("\t")
        if word == "day":
            _spread(reasons, values[0], values[1], (values[2], values[3]))
        elif word == "doubt":
            _spread(doubts, values[0], values[1], tuple(values[2:]))
        else:
            head[word] = values
    length, bits = head["working"]
    working = bytes(map(int, f"{int(bits, 16):0{length}b}"))
    first = date.fromisoformat(head["first"][0])
    return WorkCalendar(region, head["version"][0], working, first, reasons, doubts)


def _spread(days: dict[date, Value], first: str, length: str, value: Value) -> None:
    day = date.fromisoformat(first)
    for _ in range(int(length)):
        days[day] = value
        day += _DAY


def _runs(days: dict[date, Value]) -> list[tuple[date, int, Value]]:
    """Days that follow each other with one value, as first day, length and value."""
    runs = []
    for (_, value), group in groupby(
        enumerate(sorted(days)), key=lambda item: (item[1].toordinal() - item[0], days[item[1]])
    ):
        run = [day for _, day in group]
        runs.append((run[0], len(run), value))
    return runs
