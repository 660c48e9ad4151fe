"""What a step is (办理步骤): a yes, some words, or some materials, and the act that they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.limits import CLOCK_WORDS
from clerk.casework.times import legal_date
from clerk.desk import wording
from clerk.desk.outcomes import foretold
from clerk.workstation.screens.form import Values
from clerk.workstation.widgets.field import Check, Choice, Field

if TYPE_CHECKING:
    from calendars.hours import OfficeHours

UNITS: Final = (("wd", "工作日"), ("d", "日(自然日)"), ("month", "月"))
YES_NO: Final = (("yes", "是"), ("no", "否"))


@dataclass(frozen=True, slots=True)
class Ask:
    """A yes is enough; the question names the effect."""

    question: str
    body: a.AnyBody


@dataclass(frozen=True, slots=True)
class Fill:
    """Some fields, and what they make: an act, or the next step."""

    fields: list[Field | Choice]
    body: Callable[[Values], a.AnyBody | Step]
    hint: str = ""
    choose_first: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Some materials to look at, and what the findings make: an act, or the next step."""

    names: tuple[str, ...]
    body: Callable[[a.Findings], a.AnyBody | Step]


Step = Ask | Fill | Look


@dataclass(frozen=True, slots=True)
class At:
    """The case, the moment at which somebody is about to act, and the hall's own hours if it gave some."""

    case: Case
    now: datetime
    hours: OfficeHours | None = None

    @property
    def today(self) -> date:
        """Today in Beijing."""
        return legal_date(self.now)

    def dates(self, body: a.AnyBody, *whats: str) -> str:
        """The dates that an act would bring, in words; 暂定 where an official notice is missing."""
        ahead = foretold(self.case, body, self.now)
        clocks = [clock for clock in ahead.deadlines if clock.what in whats and clock.awaited]
        told = dict.fromkeys(f"{CLOCK_WORDS[one.what]}:{wording.due_words(one)}" for one in clocks)
        return "\n".join(told)


def words(name: str, label: str, limit: int = 200, value: str = "") -> Field:
    """A line that must not stay empty."""
    return Field(name, label, value, check=needed, limit=limit)


def count(name: str, label: str, value: str) -> Field:
    """A number of days; the suggested one gives way to what is typed, or 20 over 5 would be 520."""
    return Field(name, label, value, check=number, limit=4, typed_over=True)


def day(name: str, label: str, value: str = "", check: Check | None = None) -> Field:
    """A date."""
    return Field(name, label, value, check=check or dated, limit=10)


def needed(text: str) -> str:
    """What is wrong with a line that has to say something."""
    return "" if text.strip() else "这一栏不能空着"


def number(text: str) -> str:
    """What is wrong with a number of days."""
    return "" if text.isascii() and text.isdigit() and 1 <= int(text) <= 999 else "请填1至999的数字"


def dated(text: str) -> str:
    """What is wrong with a date."""
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return "请填日期,例如 2025-10-09"
    return ""


def dated_or_empty(text: str) -> str:
    """What is wrong with a date that need not be there."""
    return dated(text) if text.strip() else ""


def money(text: str) -> str:
    """What is wrong with an amount in yuan."""
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        return "请填金额(元),例如 120.50"
    exact = amount.is_finite() and amount > 0 and amount == round(amount, 2)
    return "" if exact else "金额须大于0,最多两位小数"


def as_day(text: str) -> date | None:
    """The date that was typed, or None."""
    return date.fromisoformat(text.strip()) if text.strip() else None


def names(text: str) -> tuple[str, ...]:
    """Names parted by commas or blanks, as they were typed."""
    for mark in ",\uff0c、;\uff1b/":
        text = text.replace(mark, " ")
    return tuple(text.split())
