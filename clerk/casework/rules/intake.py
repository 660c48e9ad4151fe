"""The counter (受理): receive, examine, correct, accept, decline. 行政许可法 art. 32, R47–R53."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, all_examined, held_by, known_materials, quoted, stage_among
from clerk.catalogue.items import Item

BEFORE_ACCEPTANCE = ("received", "correcting")
DECLINE_REASONS: dict[str, str] = {
    "wrong_authority": "不属于本机关职权范围",
    "conditions_not_met": "不符合法定条件",
    "not_eligible": "申请人不具备申请资格",
    "false_materials": "提供虚假材料或隐瞒情况",
    "repeated": "重复申请",
}
"""Reasons for declining; incompleteness is never one (R53)."""


def opening(body: a.Receive | a.NotRequired, item: Item, by: a.Actor) -> Refusal | None:
    """A case is opened at a window, with materials of its own item; «not required» needs its reason."""
    if not by.desk.startswith("window:"):
        return Refusal("not_the_holder", "收件由综合窗口统一办理", basis.ONE_WINDOW)
    if isinstance(body, a.NotRequired):
        return None if body.reason.strip() else _reason_required("告知无需许可", basis.NOT_REQUIRED)
    return known_materials(item, body.materials)


def _reason_required(doing: str, cited: str) -> Refusal:
    return Refusal("reason_required", f"{doing}须写明理由", cited)


def examine(q: Question[a.Examine]) -> Refusal | None:
    """Materials are examined before acceptance; afterwards the applicant may not be asked for more."""
    return stage_among(q.case, BEFORE_ACCEPTANCE, "审核材料", basis.CHECK_EACH) or known_materials(
        q.case.item, q.body.materials
    )


def correct_on_spot(q: Question[a.CorrectOnSpot]) -> Refusal | None:
    """An error that can be put right on the spot must be allowed to be (art. 32(3))."""
    return stage_among(q.case, BEFORE_ACCEPTANCE, "当场更正", basis.ON_THE_SPOT) or known_materials(
        q.case.item, q.body.materials
    )


def notify_correction(q: Question[a.NotifyCorrection]) -> Refusal | None:
    """All gaps in one list, once (art. 32(4)); a second list that names a new gap is blocked (L2)."""
    case = q.case
    refused = (
        stage_among(case, BEFORE_ACCEPTANCE, "告知补正", basis.ONE_NOTICE)
        or held_by(case, q.by, "告知补正")
        or all_examined(case)
    )
    if refused:
        return refused
    if not case.gaps:
        return Refusal("no_gaps", "材料没有缺漏,没有可告知补正的内容,应当受理", basis.MUST_ACCEPT)
    if case.notified:
        return _second_notice(case)
    if set(q.body.gaps) != set(case.gaps):
        return Refusal("gaps_open", f"补正须一次列全,现有缺漏:{quoted(case.gaps)}", basis.ONE_NOTICE)
    return None


def _second_notice(case: Case) -> Refusal | None:
    new = [name for name in case.gaps if name not in case.notified]
    if new:
        return Refusal(
            "second_notice_names_new_gap",
            f"一次性告知时没有提出{quoted(new)},不得再次要求补正;原告知的材料补齐后应当受理",
            f"{basis.ONE_NOTICE}、第五项",
        )
    return Refusal(
        "already_notified", f"已一次性告知补正{quoted(case.notified)},正等待申请人补正", basis.ONE_NOTICE
    )


def receive_correction(q: Question[a.ReceiveCorrection]) -> Refusal | None:
    """Corrections are taken while the case waits for them."""
    return stage_among(q.case, ("correcting",), "接收补正材料", basis.ONE_NOTICE) or known_materials(
        q.case.item, q.body.materials
    )


def accept(q: Question[a.Accept]) -> Refusal | None:
    """Complete, or everything that was asked for is supplied: must be accepted (art. 32(5))."""
    case = q.case
    refused = (
        stage_among(case, BEFORE_ACCEPTANCE, "受理", basis.MUST_ACCEPT)
        or held_by(case, q.by, "受理")
        or all_examined(case)
    )
    if refused:
        return refused
    if case.demandable:
        return Refusal(
            "gaps_open", f"还有{len(case.demandable)}件材料缺漏:{quoted(case.demandable)}", basis.MUST_ACCEPT
        )
    return None


def decline(q: Question[a.Decline]) -> Refusal | None:
    """Declining needs a lawful reason in words; incompleteness is no reason (R53)."""
    refused = stage_among(q.case, BEFORE_ACCEPTANCE, "不予受理", basis.WRITTEN_VOUCHER) or held_by(
        q.case, q.by, "不予受理"
    )
    if refused:
        return refused
    if q.body.reason_code == "incomplete":
        return Refusal(
            "incompleteness_is_no_reason_to_decline",
            "材料不齐全不能作为不予受理的理由,应当一次性告知补正",
            basis.ONE_NOTICE,
        )
    if q.body.reason_code not in DECLINE_REASONS:
        known = "、".join(f"{code}({words})" for code, words in DECLINE_REASONS.items())
        return Refusal("reason_required", f"不予受理须选定理由类别:{known}", basis.REASONS)
    if not q.body.reason.strip():
        return _reason_required("不予受理", basis.REASONS)
    if q.body.reason_code == "wrong_authority" and not q.body.authority.strip():
        return Refusal("reason_required", "不属本机关职权的,须写明应向哪个机关申请", basis.WRONG_AUTHORITY)
    return None
