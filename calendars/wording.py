"""A legal clock in words (期限计算说明): one or two Chinese sentences a clerk can read to an applicant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from calendars.counting import Due, Span, counted_between

if TYPE_CHECKING:
    from calendars.clocks import LegalClock, Pause, PauseEnds
    from calendars.workcalendar import WorkCalendar

_DAY = timedelta(days=1)
_ENDS: Final[dict[PauseEnds, str]] = {
    "after_start_through_end": "自开始之次日至结束当日",
    "start_through_end": "自开始当日至结束当日",
    "after_start_before_end": "自开始之次日至结束之前一日",
}


def day_words(day: date) -> str:
    """A date as a notice writes it: 2025年11月5日(周三)."""
    return f"{_plain(day)}({weekday(day)})"


def weekday(day: date) -> str:
    """The day of the week: 周三."""
    return "周" + "一二三四五六日"[day.weekday()]


def clock_words(clock: LegalClock, calendar: WorkCalendar) -> str:
    """How the clock comes to its due date, with the sources of period, pauses and extension."""
    due = clock.due(calendar)
    if clock.whole.unit == "now" or clock.whole.n == 0:
        return f"{_plain(clock.start)}当场办结{_cited(clock.source)}。"
    parts = [_start(clock)]
    if clock.extension is not None:
        parts.append(
            f"经延长{clock.extension.text}{_cited(clock.extension_source)},合并为{clock.whole.text},自同一起点连续计算"
        )
    for pause, (first, last) in clock.spans(calendar):
        first = max(first, clock.start if clock.count_event_day else clock.start + _DAY)
        if first <= min(last, due.due):  # any other pause takes nothing out of this clock
            parts.append(_pause(pause, (first, last), clock, calendar))
    parts.append(f"到期日为{day_words(due.due)}{_rolled(clock, calendar)}")
    return ";".join(parts) + "。" + _doubt(due)


def _start(clock: LegalClock) -> str:
    counted = "当日计入" if clock.count_event_day else "当日不计入,从次日起算(民法典第二百零一条)"
    return f"自{_plain(clock.start)}起{clock.period.text}{_cited(clock.source)},{counted}"


def _pause(pause: Pause, span: Span, clock: LegalClock, calendar: WorkCalendar) -> str:
    first, last = span
    working = clock.whole.unit == "wd"
    days = counted_between(calendar, first - _DAY, min(last, calendar.last), clock.whole, ())
    counted = f"{_plain(first)}至{_plain(last)},{days}{'个工作日' if working else '日'}"
    text = f"{pause.why or '暂停'}期间({counted},{_ENDS[clock.ends]})不计入{_cited(pause.source)}"
    return text if pause.cap_wd is None else f"{text},至多扣除{pause.cap_wd}个工作日"


def _rolled(clock: LegalClock, calendar: WorkCalendar) -> str:
    """That the last day was a rest day, where it was."""
    if clock.whole.unit == "wd" or clock.explain(calendar)[-1].counts:
        return ""
    return "(届满日是休息日,顺延至休息日结束的次日,民法典第二百零三条)"


def _doubt(due: Due) -> str:
    return f"此日期为暂定,以下通知可能使它变动:{'、'.join(due.missing)}。" if due.provisional else ""


def _cited(source: str) -> str:
    return f"({source})" if source else ""


def _plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
