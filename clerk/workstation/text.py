"""Text in cells: Chinese characters are two wide, and columns must stand straight in every terminal."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len, set_cell_size

from calendars import WorkCalendar

_DOTS = str.maketrans({"·": "・", "•": "・", "…": ".", "—": "-", "“": "「", "”": "」", "\n": " ", "\t": " "})
"""Ambiguous-width characters and what stands for them in aligned places (the middle dot of names)."""
WEEKDAYS = "一二三四五六日"


def straight(text: str) -> str:
    """The text without characters whose width depends on the terminal."""
    return text.translate(_DOTS)


def fit(text: str, width: int) -> str:
    """The text in exactly ``width`` cells, cut with two dots where it is longer."""
    plain = straight(text)
    if cell_len(plain) <= width:
        return set_cell_size(plain, width)
    return set_cell_size(set_cell_size(plain, width - 2).rstrip() + "..", width) if width > 2 else " " * width


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells."""
    lines, line, used = [], "", 0
    for character in text:
        size = cell_len(character)
        if used + size > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + size
    return [*lines, line] if line or not lines else lines


def day_words(day: date) -> str:
    """2025年9月26日 周五."""
    return f"{day.year}年{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def left_words(due: date, today: date, calendar: WorkCalendar) -> str:
    """What is left until a due date, in words: never by colour alone."""
    if due == today:
        return "今天到期"
    if not (calendar.first <= min(due, today) and max(due, today) <= calendar.last):
        return f"{(due - today).days}日"
    if due < today:
        return f"超期{calendar.count_working_days(due, today)}工作日"
    return f"剩{calendar.count_working_days(today, due)}工作日"
