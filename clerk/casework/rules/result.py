"""Fees, decision and delivery (缴费、决定、送达). Arts. 38, 44, 58, R11, R40, R59, R67–R72, LAW L4, L12."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, held_by, quoted, stage_among
from clerk.casework.rules.hearing import hearing_held
from clerk.casework.rules.parallel import opinions_in
from clerk.casework.times import legal_date

CHANNELS: dict[str, str] = {
    "counter": "窗口领取",
    "post": "邮寄",
    "electronic": "电子证照",
    "email": "电子邮件",
    "fax": "传真",
    "wechat": "微信",
    "kiosk": "自助终端",
    "agent": "代办人代领",
    "left": "留置送达",
    "announcement": "公告送达",
}
CHOICES: dict[str, str] = {
    name: words for name, words in CHANNELS.items() if name not in ("left", "announcement")
}
"""What an applicant may choose: substituted service is never a choice (R72)."""
NEEDS_ADDRESS = frozenset({"post", "email", "fax", "wechat"})
"""Ways of delivery that need an address, a number or an account."""
_FREE = ("不收费", "无", "免费")


def charge(q: Question[a.Charge]) -> Refusal | None:
    """Only a fee that the item lists with its basis may be asked for (arts. 58, 59)."""
    case, fee = q.case, q.case.item.fee
    refused = stage_among(case, ("accepted", "in_review", "decided"), "通知缴费", basis.FEES)
    if refused:
        return refused
    if not fee or fee.startswith(_FREE):
        said = f"为“{fee}”" if fee else "未列收费依据"
        return Refusal("fee_not_lawful", f"本事项清单{said},不得收取费用", basis.FEES)
    if not _money(q.body.amount):
        return Refusal("wrong_amount", "缴费金额须大于0,最多两位小数(单位:元)", basis.FEES)
    return None


def _money(amount: Decimal) -> bool:
    """Whether this is an amount that can be paid: finite, above nothing, no fraction of a fen."""
    return amount.is_finite() and amount > 0 and amount == round(amount, 2)


def pay(q: Question[a.Pay]) -> Refusal | None:
    """A payment answers what was asked for, no more."""
    owing = q.case.money.owing
    if not q.case.money.asked:
        return Refusal("nothing_charged", "没有通知缴费,不能登记缴费", basis.FEES)
    if not _money(q.body.amount) or q.body.amount > owing:
        return Refusal("wrong_amount", f"缴费金额与应缴不符,尚应缴{owing}元", basis.FEES)
    return None


def decide(q: Question[a.Decide]) -> Refusal | None:
    """The holder decides; nothing deferred may be outstanding for a grant (R59, LAW L4)."""
    case = q.case
    refused = (
        stage_among(case, ("in_review", "accepted"), "作出决定", basis.REASONS)
        or held_by(case, q.by, "作出决定")
        or _may_decide(q)
        or _right_result(case, q.body.result)
        or _nothing_running(case)
    )
    if refused:
        return refused
    if q.body.result == "refuse":
        return None if q.body.reasons.strip() else _reasons_needed()
    return _nothing_outstanding(case) or _nothing_lacking(case) or opinions_in(case)


def _reasons_needed() -> Refusal:
    return Refusal("reason_required", "不予许可决定须说明理由", basis.REASONS)


def _may_decide(q: Question[a.Decide]) -> Refusal | None:
    """At the window only where policy lets this kind of item be decided on the spot (R62, R67)."""
    case = q.case
    if case.stage == "in_review" or case.item.item_kind in case.terms.policy.window_decides:
        return None
    return Refusal("wrong_stage", f"{case.item.item_kind}须流转{case.department}审查后决定", basis.HANDOVER)


def _right_result(case: Case, result: str) -> Refusal | None:
    if (case.item.outcome == "filing") == (result == "file"):
        return None
    wanted = "备案(file)" if case.item.outcome == "filing" else "准予(grant)或不予(refuse)"
    return Refusal("wrong_result", f"本事项的办理结果只能是{wanted}", basis.FILING)


def _nothing_running(case: Case) -> Refusal | None:
    """No decision while a special procedure goes on, or before publicity is over (R66)."""
    if case.open_special is not None:
        return Refusal("special_open", "特别程序尚未结束,不能作出决定", basis.EXCLUDED_TIME)
    clock = case.deadline("publicity")
    if clock is not None and clock.state == "running":
        return Refusal("period_not_over", f"公示到{clock.told}届满,期满后才能作出决定", basis.PUBLICITY)
    if case.open_objections:
        return Refusal("objection_open", "公示异议尚未处理,不能作出决定", basis.PUBLICITY)
    return hearing_held(case)


def _nothing_outstanding(case: Case) -> Refusal | None:
    if not case.outstanding or not case.terms.policy.result_hold:
        return None
    return Refusal(
        "deferred_outstanding",
        f"容缺材料{quoted(case.outstanding)}尚未补齐,补齐后才能出具结果",
        basis.INCOMPLETE,
    )


def _nothing_lacking(case: Case) -> Refusal | None:
    """Silence accepts a file, it does not complete it: a grant still needs what is main and basic (L8)."""
    lacking = [name for name in case.gaps if name not in case.deferred]
    basic = [one.name for one in case.item.conditions if not one.minor and one.name in lacking]
    if basic:
        said = f"基本条件{quoted(basic)}仍不具备,不能准予;依法不予许可的,须说明理由"
        return Refusal("basic_condition_missing", said, basis.REASONS)
    main = [name for name in lacking if _is_main(case, name)]
    if not main:
        return None
    return Refusal(
        "main_material_missing",
        f"主要材料{quoted(main)}仍缺,不能准予;可由本机关调取,或依法不予许可",
        basis.REASONS,
    )


def _is_main(case: Case, name: str) -> bool:
    line = case.item.material(name)
    return line is not None and line.role == "main"


def choose_delivery(q: Question[a.ChooseDelivery]) -> Refusal | None:
    """The applicant chooses how the result comes, until it is dispatched (R11)."""
    if q.case.stage == "delivered":
        return _dispatched(q.case)
    if q.case.ended:
        return Refusal("wrong_stage", "案卷已经办结,不再送达结果", basis.CHANNELS)
    if q.body.channel not in CHOICES:
        return Refusal("unknown_channel", f"送达方式须为:{'、'.join(CHOICES.values())}", basis.CHANNELS)
    if q.body.channel in NEEDS_ADDRESS and not q.body.address.strip():
        said = CHOICES[q.body.channel]
        return Refusal("reason_required", f"选择{said}须登记收件地址、号码或账号", basis.CHANNELS)
    return None


def _dispatched(case: Case) -> Refusal:
    return Refusal("already_dispatched", "结果已经送出,不能再次送达或改变送达方式", basis.CHANNELS)


def fail_delivery(q: Question[a.FailDelivery]) -> Refusal | None:
    """An attempt that failed is recorded with its reason; the result stays to be delivered (R40)."""
    refused = stage_among(q.case, ("decided",), "登记送达未成", basis.RESULT_SENT)
    if refused:
        return refused
    return (
        None
        if q.body.reason.strip()
        else Refusal("reason_required", "须写明送达未成的原因", basis.RESULT_SENT)
    )


def deliver(q: Question[a.Deliver]) -> Refusal | None:
    """A decision is delivered by the hall, where results come back to (R39), with proof of how (送达)."""
    if q.case.stage == "delivered":
        return _dispatched(q.case)
    refused = stage_among(q.case, ("decided",), "送达", basis.DELIVERING)
    if refused:
        return refused
    if q.by.role not in ("delivery", "clerk", "supervisor"):
        return Refusal("not_the_holder", "结果由出件窗口统一送达", basis.DELIVERING)
    if q.body.channel not in CHANNELS:
        known = "、".join(CHANNELS.values())
        return Refusal("unknown_channel", f"送达方式须为:{known}", basis.DELIVERING)
    if q.body.channel == "post" and not q.body.tracking.strip():
        return Refusal("reason_required", "邮寄送达须登记邮件号", basis.DELIVERING)
    return _as_chosen(q) or _substituted(q) or _paid(q.case)


def _as_chosen(q: Question[a.Deliver]) -> Refusal | None:
    chosen = q.case.delivery_choice
    if chosen is None or q.body.channel in (chosen.channel, "left", "announcement"):
        return None
    return Refusal(
        "not_as_chosen",
        f"申请人选择的是{CHANNELS[chosen.channel]};要改用别的方式,先登记申请人改变的选择",
        basis.CHANNELS,
    )


def _substituted(q: Question[a.Deliver]) -> Refusal | None:
    """留置 needs witnesses, 公告 a failed attempt and its whole period: never a convenience (R72)."""
    if q.body.channel == "left" and len({name.strip() for name in q.body.witnesses if name.strip()}) < 2:
        return Refusal("two_officers_needed", "留置送达须有2名以上见证人签名,记明拒收情况", basis.RESULT_SENT)
    if q.body.channel != "announcement":
        return None
    if not q.case.attempts or q.body.announced_on is None:
        return Refusal("reason_required", "公告送达须先有送达未成的记录,并登记公告日期", basis.RESULT_SENT)
    over = q.body.announced_on + timedelta(days=q.case.terms.policy.announcement_days)
    if legal_date(q.at) <= over:
        return Refusal("period_not_over", f"公告期到{over}届满,期满后视为送达", basis.RESULT_SENT)
    return None


def _paid(case: Case) -> Refusal | None:
    granted = case.decision is not None and case.decision.result == "grant"
    if not granted or case.money.owing <= 0:
        return None
    return Refusal("fee_unpaid", f"尚有{case.money.owing}元未缴,缴清后送达", basis.FEES)
