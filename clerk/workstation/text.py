"""Text in cells: Chinese characters are two wide, and columns must stand straight in every terminal."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len, set_cell_size

from calendars import WorkCalendar
from calendars.wording import weekday

_DOTS = str.maketrans({"·": "・", "•": "・", "…": ".", "—": "-", "“": "「", "”": "」", "\n": " ", "\t": " "})
"""Ambiguous-width characters and what stands for them in aligned places (the middle dot of names)."""


def straight(text: str) -> str:
    """The text without characters whose width depends on the terminal."""
    return text.translate(_DOTS)


def fit(text: str, width: int) -> str:
    """The text in exactly ``width`` cells, cut with two dots where it is longer."""
    plain = straight(text)
    if cell_len(plain) <= width:
        return set_cell_size(plain, width)
    return set_cell_size(set_cell_size(plain, width - 2).rstrip() + "..", width) if width > 2 else " " * width


def folded(text: str, width: int) -> str:
    """A line folded under its own indent; a number, a date or a Latin word is never cut in two."""
    indent = " " * (len(text) - len(text.lstrip(" ")) + _HANG)
    if cell_len(text) <= width or width <= 2 * len(indent):
        return text
    lines, rest = [], text
    while cell_len(rest) > width:
        cut = len(set_cell_size(rest, width).rstrip())
        while cut > len(indent) and _runs_on(rest, cut):
            cut -= 1
        cut = cut if cut > len(indent) else len(set_cell_size(rest, width).rstrip())
        lines.append(rest[:cut].rstrip())
        rest = indent + rest[cut:].lstrip(" ")
    return "\n".join([*lines, rest])


_HANG = 2
"""How much further in the following lines of a folded one stand."""
_STOPS = frozenset(",;:)\uff0c\uff1b\uff1a\uff09\u3002\u3001\u300d\u300b")
"""Marks that do not begin a line, half and full width."""


def _runs_on(text: str, cut: int) -> bool:
    """Whether a cut here would part a word, or begin a line with a closing mark."""
    before, after = text[cut - 1], text[cut]
    joined = before.isascii() and after.isascii() and before != " " and after != " "
    return joined or after in _STOPS


def day_words(day: date) -> str:
    """2025年9月26日 周五."""
    return f"{day.year}年{day.month}月{day.day}日 {weekday(day)}"


def left_words(due: date, today: date, calendar: WorkCalendar) -> str:
    """What is left until a due date, in words: never by colour alone."""
    if due == today:
        return "今天到期"
    if not (calendar.first <= min(due, today) and max(due, today) <= calendar.last):
        return f"{(due - today).days}日"
    if due < today:
        return f"超期{calendar.count_working_days(due, today)}工作日"
    return f"剩{calendar.count_working_days(today, due)}工作日"
