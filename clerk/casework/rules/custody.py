"""Who has the file (案卷移交): offer, sign for, settle differences, hand back. R37, rule 三(二)2."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, desk_name, held_by, quoted, stage_among


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


def settle_discrepancy(q: Question[a.SettleDiscrepancy]) -> Refusal | None:
    """A difference between list and materials stays open until somebody says how it was cleared up (R37)."""
    strange = [name for name in q.body.materials if name not in q.case.discrepancies]
    if strange or not q.body.materials:
        return Refusal(
            "unknown_material", f"{quoted(strange) or '所填材料'}没有未处理的交接差异", basis.HANDOVER
        )
    if not q.body.how.strip():
        return Refusal("reason_required", "处理交接差异须写明结果(补交、更正清单等)", basis.HANDOVER)
    return None
