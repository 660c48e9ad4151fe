"""What a catalogue may lawfully say and had better not (清单提示): each with its reason and its rule.

An error keeps an item out (:mod:`clerk.catalogue.decode`); a warning lets it in and tells whoever keeps
the catalogue: one way in only (R10), no way out (R11), a promise that can end after the law's own date
(R2, LAW L7), a proof that nobody says the basis of (LAW L11).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from calendars import Period, WorkCalendar
from calendars.errors import CalendarRangeError
from clerk.catalogue.items import Item, Material

_PROOF: Final = "证明"
_CHANNELS: Final = {
    "counter": "窗口", "net": "网上", "mobile": "手机", "kiosk": "自助终端", "post": "邮寄", "agent": "代办",
    "email": "电子邮件", "fax": "传真", "wechat": "微信",
}  # fmt: skip
_DAY: Final = timedelta(days=1)


class Warned(msgspec.Struct, frozen=True):
    """One warning: ``code`` for programs, ``text`` for people, ``rule`` by which it is given."""

    item: str
    code: str
    text: str
    rule: str


class Late(msgspec.Struct, frozen=True):
    """A day of acceptance on which the promise would end after the law's own date (LAW L7)."""

    accepted: date
    promised: date
    statutory: date
    of: int
    late: int


def warnings(item: Item, calendars: Iterable[WorkCalendar] = ()) -> list[Warned]:
    """What this item had better not say; dates are compared by ``calendars`` (none: not compared)."""
    found = [*_ways_in(item), *_ways_out(item), *_proofs(item)]
    for calendar in calendars:
        late = late_promise(item, calendar)
        if late is not None:
            found.append(_said_late(item, late))
            break
    return found


def _ways_in(item: Item) -> Iterator[Warned]:
    """R10: the applicant chooses how to apply; only the law may require one way."""
    ways = tuple(dict.fromkeys(item.submit_channels))
    if len(ways) == 1:
        way = _CHANNELS.get(ways[0], ways[0])
        yield Warned(
            item.id,
            "one_channel",
            f"只能通过{way}提交;申请方式由申请人自主选择,法律另有规定的除外,请补上其他方式或写明依据",
            "R10;《行政许可法》第二十九条",
        )


def _ways_out(item: Item) -> Iterator[Warned]:
    """R11: the applicant chooses how to get the result, among ways that the item names."""
    if not item.delivery_options:
        yield Warned(
            item.id,
            "no_delivery",
            "没有写明送达方式(delivery_options);申请人无从选择,请补上窗口、邮寄、电子等方式",
            "R11",
        )


def _proofs(item: Item) -> Iterator[Warned]:
    """LAW L11: a proof is demanded by law, regulation or State Council decision, or not at all."""
    names = [line.name for line in item.materials if _is_proof(line) and not line.legal_basis.strip()]
    if names:
        yield Warned(
            item.id,
            "proof_without_basis",
            f"证明材料“{'”“'.join(names)}”没有写明法律、行政法规或国务院决定依据;没有依据的,不得要求申请人提供",
            "LAW L11;《优化营商环境条例》",
        )


def _is_proof(line: Material) -> bool:
    """A proof that the applicant himself has to bring; what may be shared is obtained, not demanded."""
    return _PROOF in line.name and not line.shared


def _said_late(item: Item, late: Late) -> Warned:
    promised, statutory = (
        Period(one.n, one.unit).text for one in (item.promised_limit, item.statutory_limit)
    )
    return Warned(
        item.id,
        "promise_may_end_late",
        f"承诺{promised}可能晚于法定{statutory}:例如{late.accepted}受理,承诺到{late.promised},"
        f"法定到{late.statutory}(已知日历{late.of}个工作日中有{late.late}天如此);届时以法定日期为准,请改短承诺时限",
        "R2;LAW L7",
    )


def late_promise(item: Item, calendar: WorkCalendar) -> Late | None:
    """The latest working day of the known calendar from which the promise ends after the statutory date.

    Days are known where no official notice is missing for the count. None where there is no such day, or
    both limits have one unit (then the numbers alone say it, and the import refuses the longer promise).
    """
    promised = Period(item.promised_limit.n, item.promised_limit.unit)
    statutory = Period(item.statutory_limit.n, item.statutory_limit.unit)
    if promised.unit == statutory.unit:
        return None
    of = late = 0
    found: tuple[date, date, date] | None = None
    for day in _working_days(calendar):
        try:
            mine, law = calendar.due(day, promised), calendar.due(day, statutory)
        except CalendarRangeError:
            break
        if mine.missing or law.missing:
            continue
        of += 1
        if mine.due > law.due:
            late += 1
            found = day, mine.due, law.due
    return None if found is None else Late(*found, of, late)


def _working_days(calendar: WorkCalendar) -> Iterator[date]:
    day = calendar.first
    while day <= calendar.last:
        if calendar.is_working_day(day):
            yield day
        day += _DAY
