"""Decision, delivery, withdrawal, and what needs no custody (决定、送达、撤回). Arts. 38, 44, R59, R94."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, held_by, quoted, stage_among

CHANNELS: dict[str, str] = {
    "counter": "窗口领取",
    "post": "邮寄",
    "electronic": "电子证照",
    "email": "电子邮件",
    "fax": "传真",
    "wechat": "微信",
    "kiosk": "自助终端",
    "agent": "代办人代领",
}


def decide(q: Question[a.Decide]) -> Refusal | None:
    """The holder decides; nothing deferred may be outstanding for a grant (R59, LAW L4)."""
    case = q.case
    refused = (
        stage_among(case, ("in_review", "accepted"), "作出决定", basis.REASONS)
        or held_by(case, q.by, "作出决定")
        or _may_decide(q)
        or _right_result(case, q.body.result)
    )
    if refused:
        return refused
    if case.open_special is not None:
        return Refusal("special_open", "特别程序尚未结束,不能作出决定", basis.EXCLUDED_TIME)
    if q.body.result == "refuse" and not q.body.reasons.strip():
        return Refusal("reason_required", "不予许可决定须说明理由", basis.REASONS)
    return _nothing_outstanding(case, q.body.result)


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


def _nothing_outstanding(case: Case, result: str) -> Refusal | None:
    if result == "refuse" or not case.outstanding or not case.terms.policy.result_hold:
        return None
    return Refusal(
        "deferred_outstanding",
        f"容缺材料{quoted(case.outstanding)}尚未补齐,补齐后才能出具结果",
        basis.INCOMPLETE,
    )


def deliver(q: Question[a.Deliver]) -> Refusal | None:
    """A decision is delivered, with proof of how (送达)."""
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
    return None


def withdraw(q: Question[a.Withdraw]) -> Refusal | None:
    """The applicant may take the application back before a decision."""
    stages = ("received", "correcting", "accepted", "in_review")
    refused = stage_among(q.case, stages, "撤回申请", "申请人在决定作出前可以撤回申请")
    if refused:
        return refused
    if not q.body.reason.strip():
        return Refusal("reason_required", "撤回须记明申请人的说明", "申请人在决定作出前可以撤回申请")
    return None


def note(q: Question[a.Note]) -> Refusal | None:
    """A remark may be added to any file, by anybody, at any time; it must say something."""
    return None if q.body.text.strip() else Refusal("reason_required", "备注没有内容", basis.RECORD)


def amend(q: Question[a.Amend]) -> Refusal | None:
    """A slip in the particulars is put right by a new act with a reason (R94)."""
    if not q.body.reason.strip():
        return Refusal("reason_required", "更正须写明理由", basis.RECORD)
    if not q.body.value.strip() and q.body.field == "name":
        return Refusal("reason_required", "姓名或名称不能改为空白", basis.RECORD)
    if q.body.whose == "agent" and q.case.agent is None:
        return Refusal("no_agent", "本案没有代理人", basis.RECORD)
    return None
