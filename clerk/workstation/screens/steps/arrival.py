"""By which way something came (提交方式), when its ticket was drawn, and whose doing another visit was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from clerk.casework import acts as a
from clerk.casework.arrival import IN_PERSON
from clerk.casework.particulars import Terms
from clerk.casework.times import BEIJING, legal_date
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.base import At, Fill, as_day, dated_or_empty
from clerk.workstation.widgets.field import Choice, Field

if TYPE_CHECKING:
    from calendars.hours import OfficeHours

CHANNELS: Final[dict[a.Channel, str]] = {
    "counter": "窗口",
    "net": "网上",
    "mobile": "手机",
    "kiosk": "自助机",
    "post": "邮寄",
    "agent": "代办",
    "email": "电邮",
    "fax": "传真",
}
"""Every lawful way in (art. 29, R10): the applicant chooses, and no form leaves one out."""
_FAULTS: Final = (("applicant", "申请人"), ("office", "本机关"))


@dataclass(frozen=True, slots=True)
class Came:
    """How something came in."""

    channel: a.Channel
    fault: a.Fault = ""
    posted_at: date | None = None
    ticket_at: datetime | None = None


def arrival(at: At, body: Callable[[Came], a.AnyBody], *, posted: bool = False) -> Fill:
    """Ask how it came; ``posted`` also when it was posted (default 6). At the counter F10 is enough."""
    closed = after_closing(at.case.terms, at.now, at.hours)
    fields: list[Field | Choice] = [Choice("channel", "提交方式", tuple(CHANNELS.items()))]
    if posted:
        fields.append(Field("posted_at", "交邮日期(邮寄)", check=dated_or_empty, limit=10))
    if closed:
        fields.append(ticket_field())
    fields.append(Choice("fault", "再次到厅因", _FAULTS))

    def made(values: Values) -> a.AnyBody:
        channel: a.Channel = values["channel"]  # type: ignore[assignment]  # one of the choice's own values
        came = channel in IN_PERSON
        fault: a.Fault = "office" if came and values["fault"] == "office" else "applicant" if came else ""
        when = as_day(values.get("posted_at", "")) if channel == "post" else None
        return body(Came(channel, fault, when, ticket(values, at.now)))

    hint = "到窗口来的,按F10即可。因本机关漏列、错列而多跑的一次,选本机关,不算申请人的。"
    return Fill(fields, made, hint, choose_first=True)


def after_closing(terms: Terms, now: datetime, hours: OfficeHours | None) -> bool:
    """Whether the counter has closed for today and policy minds: then the ticket matters (default 5)."""
    policy = terms.policy
    if policy.after_closing == policy.first_day == "same_day":
        return False
    from calendars.hours import load_hours

    closes = (hours or load_hours(policy.hours)).closes(legal_date(now))
    return closes is not None and now >= closes


def ticket_field() -> Field:
    """When the queue ticket was drawn; only asked for after closing time."""
    return Field("ticket", "取号时间", check=_clock, limit=5)


def ticket(values: Values, now: datetime) -> datetime | None:
    """The ticket's moment today, where one was typed."""
    text = values.get("ticket", "").strip()
    return datetime.combine(legal_date(now), time.fromisoformat(_padded(text)), BEIJING) if text else None


def _clock(text: str) -> str:
    if not text.strip():
        return ""
    try:
        time.fromisoformat(_padded(text))
    except ValueError:
        return "请填取号的时间,例如 19:25;没有取号的留空"
    return ""


def _padded(text: str) -> str:
    """9:05 as well as 09:05, with the colon of a Chinese keyboard too."""
    return text.strip().replace("\uff1a", ":").zfill(5)
