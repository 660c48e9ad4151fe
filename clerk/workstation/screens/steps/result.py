"""Steps of the result (决定、缴费、送达). Arts. 38, 44, 58, R11, R40, R72."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from clerk.casework import acts as a
from clerk.casework.rules.result import CHANNELS, CHOICES, NEEDS_ADDRESS
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.base import (
    Ask,
    At,
    Fill,
    Step,
    as_day,
    dated,
    day,
    money,
    names,
    needed,
    words,
)
from clerk.workstation.widgets.field import Choice, Field


def decide(at: At, result: str) -> Step:
    """Grant, refuse with reasons (art. 38), or file."""
    if result == "refuse":
        return Fill(
            [words("reasons", "理由", 300)],
            lambda v: a.Decide("refuse", v["reasons"]),
            "不予许可须说明理由,并告知复议和诉讼。",
        )
    said, body = ("办结备案", a.Decide("file")) if result == "file" else ("准予许可", a.Decide("grant"))
    dates = at.dates(body, "delivery")
    return Ask(f"{said}?\n\n将出具决定文书,案卷转出件窗口送达。\n{dates}".rstrip(), body)


def _charge(at: At) -> Step:
    hint = f"清单所列收费:{at.case.item.fee}。只收有法定依据的费用,将出具缴费通知。"
    fields: list[Field | Choice] = [Field("amount", "金额(元)", check=money, limit=12)]
    return Fill(fields, lambda v: a.Charge(Decimal(v["amount"].strip())), hint)


def _pay(at: At) -> Step:
    owing = at.case.money.owing
    fields: list[Field | Choice] = [Field("amount", "金额(元)", str(owing), check=money, limit=12)]
    return Fill(fields, lambda v: a.Pay(Decimal(v["amount"].strip())), f"尚应缴{owing}元。")


def _choose(at: At) -> Step:
    chosen = at.case.delivery_choice
    channel = Choice("channel", "送达方式", tuple(CHOICES.items()), chosen.channel if chosen else "")

    def address(text: str) -> str:
        missing = channel.value in NEEDS_ADDRESS and not text.strip()
        return f"{CHOICES[channel.value]}须登记地址、号码或账号" if missing else ""

    start = chosen.address if chosen else at.case.applicant.address
    fields: list[Field | Choice] = [channel, Field("address", "地址或号码", start, address, 100)]
    hint = "由申请人选择,送出以前可以改变。"
    return Fill(
        fields,
        lambda v: a.ChooseDelivery(v["channel"], v["address"].strip()),  # type: ignore[arg-type]  # one of the choice's own values
        hint,
        choose_first=True,
    )


def _fail(at: At) -> Step:
    fields: list[Field | Choice] = [
        Choice("channel", "送达方式", tuple(CHANNELS.items()), _usual(at)),
        words("reason", "未成的原因", 100),
        Field("tracking", "邮件号(邮寄)", limit=40),
    ]
    return Fill(
        fields,
        lambda v: a.FailDelivery(v["channel"], v["reason"], v["tracking"].strip()),  # type: ignore[arg-type]  # one of the choice's own values
        "结果仍待送达;登记之后可以改用别的方式,公告送达须先有这样的记录。",
    )


def _usual(at: At) -> str:
    return at.case.delivery_choice.channel if at.case.delivery_choice is not None else "counter"


def _deliver(at: At) -> Step:
    channel = Choice("channel", "送达方式", tuple(CHANNELS.items()), _usual(at))

    def only(way: str, wrong: Callable[[str], str]) -> Callable[[str], str]:
        return lambda text: wrong(text) if channel.value == way else ""

    def witnesses(text: str) -> str:
        return "" if len(set(names(text))) >= 2 else "留置送达须有2名以上见证人,姓名之间用顿号隔开"

    fields: list[Field | Choice] = [
        channel,
        Field("receiver", "签收人", at.case.applicant.name, limit=60),
        Field("tracking", "邮件号(邮寄)", check=only("post", needed), limit=40),
        Field("witnesses", "见证人(留置)", check=only("left", witnesses), limit=80),
        day("announced_on", "公告日期(公告)", check=only("announcement", dated)),
    ]
    return Fill(fields, _delivered, _delivery_hint(at))


def _delivered(values: Values) -> a.AnyBody:
    way = values["channel"]
    substituted = way in ("left", "announcement")
    return a.Deliver(
        way,  # type: ignore[arg-type]  # one of the choice's own values
        values["tracking"].strip() if way == "post" else "",
        "" if substituted else values["receiver"].strip(),
        names(values["witnesses"]) if way == "left" else (),
        as_day(values["announced_on"]) if way == "announcement" else None,
    )


def _delivery_hint(at: At) -> str:
    days = at.case.terms.policy.announcement_days
    chosen = at.case.delivery_choice
    said = (
        f"申请人选择:{CHOICES[chosen.channel]} {chosen.address}".rstrip() if chosen else "申请人没有另行选择"
    )
    tried = f";送达未成{len(at.case.attempts)}次" if at.case.attempts else ""
    return f"{said}{tried}。留置须有见证人;公告满{days}日视为送达,须先有送达未成的记录。"


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "charge": _charge,
    "pay": _pay,
    "choose_delivery": _choose,
    "fail_delivery": _fail,
    "deliver": _deliver,
}
