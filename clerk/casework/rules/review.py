"""Behind the window (审查): hand over, sign for, special procedures, extension. R37, arts. 42, 45."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, desk_name, held_by, quoted, stage_among
from clerk.casework.times import legal_date

SPECIALS: dict[str, str] = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "test": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
    "technical_review": "技术评审",
    "site_visit": "现场核查",
}
LONGEST_SPECIAL = 366
"""No announced time may be longer: beyond it the calendar could not answer."""
ARTICLE_45 = frozenset(SPECIALS) - {"technical_review", "site_visit"}
"""Kinds whose time is not counted by art. 45; the others only where the item says so (LAW P6, P7)."""


def route(q: Question[a.Route]) -> Refusal | None:
    """An accepted file is offered to its department (前台统一受理, 后台分类审批)."""
    case = q.case
    refused = stage_among(case, ("accepted",), "流转", basis.HANDOVER) or held_by(case, q.by, "流转")
    if refused:
        return refused
    if case.offered_to:
        return Refusal("already_offered", f"案卷已移交{desk_name(case.offered_to)},等待签收", basis.HANDOVER)
    expected = f"dept:{case.department}"
    if q.body.to != expected:
        return Refusal(
            "wrong_department",
            f"本事项由{case.department}办理,不能移交{desk_name(q.body.to)}",
            basis.HANDOVER,
        )
    return None


def sign_for(q: Question[a.SignFor]) -> Refusal | None:
    """Only the desk that the file was offered to signs for it."""
    refused = stage_among(q.case, ("accepted",), "签收", basis.HANDOVER)
    if refused:
        return refused
    if not q.case.offered_to:
        return Refusal("not_offered", "窗口还没有移交本案卷,不能签收", basis.HANDOVER)
    if q.case.offered_to != q.by.desk:
        return Refusal(
            "not_the_holder",
            f"案卷移交给{desk_name(q.case.offered_to)},{desk_name(q.by.desk)}不能签收",
            basis.CUSTODY,
        )
    strange = [name for name in q.body.discrepancies if name not in q.case.materials]
    if strange:
        return Refusal("unknown_material", f"{quoted(strange)}不在移交清单中", basis.HANDOVER)
    return None


def return_to_window(q: Question[a.ReturnToWindow]) -> Refusal | None:
    """The department hands the file back to the window, with a reason."""
    refused = stage_among(q.case, ("in_review",), "退回窗口", basis.HANDOVER) or held_by(
        q.case, q.by, "退回窗口"
    )
    if refused:
        return refused
    if not q.body.reason.strip():
        return Refusal("reason_required", "退回窗口须写明理由", basis.HANDOVER)
    return None


def start_special(q: Question[a.StartSpecial]) -> Refusal | None:
    """A special procedure is told in writing with the time it needs (art. 45)."""
    case = q.case
    refused = stage_among(case, ("in_review",), "启动特别程序", basis.EXCLUDED_TIME) or held_by(
        case, q.by, "启动特别程序"
    )
    if refused:
        return refused
    if q.body.special not in SPECIALS:
        return Refusal("unknown_special", f"没有“{q.body.special}”这种特别程序", basis.EXCLUDED_TIME)
    if not 1 <= q.body.n <= LONGEST_SPECIAL or q.body.unit == "now":
        return Refusal(
            "limit_not_lawful",
            f"特别程序所需时间须为1至{LONGEST_SPECIAL}日(或月)并书面告知申请人",
            basis.EXCLUDED_TIME,
        )
    if case.open_special is not None:
        going = SPECIALS[case.open_special.body.special]
        return Refusal("special_open", f"{going}尚未结束", basis.EXCLUDED_TIME)
    foreseen = next((p for p in case.item.special_procedures if p.kind == q.body.special), None)
    cap = foreseen.cap_wd if foreseen is not None else None
    if cap is not None and q.body.unit == "wd" and q.body.n > cap:
        return Refusal(
            "limit_not_lawful", f"本事项的{SPECIALS[q.body.special]}最长{cap}个工作日", case.item.name
        )
    return None


def end_special(q: Question[a.EndSpecial]) -> Refusal | None:
    """A special procedure ends with its result; the clock then runs on."""
    refused = stage_among(q.case, ("in_review",), "结束特别程序", basis.EXCLUDED_TIME) or held_by(
        q.case, q.by, "结束特别程序"
    )
    if refused:
        return refused
    if q.case.open_special is None:
        return Refusal("no_special", "没有正在进行的特别程序", basis.EXCLUDED_TIME)
    return None


def extend(q: Question[a.Extend]) -> Refusal | None:
    """Once, approved by the head of the authority, reasoned, before the statutory date (art. 42)."""
    case = q.case
    refused = stage_among(case, ("in_review",), "延期", basis.EXTENSION) or held_by(case, q.by, "延期")
    if refused:
        return refused
    if case.extension is not None:
        return Refusal("already_extended", "本案已延期一次,不得再次延期", basis.EXTENSION)
    if not q.body.reason.strip() or not q.body.approver.strip():
        return Refusal("reason_required", "延期须经本机关负责人批准并写明理由", basis.EXTENSION)
    statutory = case.deadline("statutory")
    if statutory is not None and legal_date(q.at) > statutory.due:
        return Refusal("limit_not_lawful", f"法定期限已于{statutory.due}届满,不能事后延期", basis.EXTENSION)
    return _lawful_length(q)


def _lawful_length(q: Question[a.Extend]) -> Refusal | None:
    limit = q.case.item.statutory_limit
    if limit.extension is None:
        return Refusal("limit_not_lawful", "本事项的依据没有规定可以延期", limit.basis or basis.EXTENSION)
    digits = "".join(ch for ch in limit.extension.partition("(")[0] if ch.isdigit())
    longest = int(digits) if digits else 10
    if q.body.unit != limit.unit or not 1 <= q.body.n <= longest:
        return Refusal("limit_not_lawful", f"本事项{limit.extension}", limit.basis or basis.EXTENSION)
    return None
