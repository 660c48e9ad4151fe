"""Incomplete acceptance (容缺受理) and the completion of what was deferred (补齐). R56–R61, LAW §3."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.limits import completion_due
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, all_examined, held_by, known_materials, quoted, stage_among
from clerk.casework.rules.intake import BEFORE_ACCEPTANCE
from clerk.casework.times import legal_date


def accept_incomplete(q: Question[a.AcceptIncomplete]) -> Refusal | None:
    """Basic conditions met, main materials there, only deferrable ones missing, and a commitment."""
    case = q.case
    return (
        stage_among(case, BEFORE_ACCEPTANCE, "容缺受理", basis.INCOMPLETE)
        or held_by(case, q.by, "容缺受理")
        or known_materials(case.item, q.body.deferred)
        or all_examined(case)
        or _main_present(case)
        or _item_eligible(q)
        or _deferrable(case, q.body.deferred)
        or _covers_gaps(case, q.body.deferred)
        or _credit(case)
        or _committed(q)
    )


def _main_present(case: Case) -> Refusal | None:
    main = [n for n in case.demandable if (line := case.item.material(n)) is not None and line.role == "main"]
    if not main:
        return None
    return Refusal(
        "main_material_missing",
        f"主要材料{quoted(main)}缺漏,不得容缺受理;应当一次性告知补正",
        basis.INCOMPLETE,
    )


def _item_eligible(q: Question[a.AcceptIncomplete]) -> Refusal | None:
    case = q.case
    if not case.item.tolerance_allowed:
        return Refusal("item_excluded", "本事项不在容缺受理事项清单内", basis.INCOMPLETE)
    if case.item.item_kind in case.terms.policy.exclude:
        return Refusal("item_excluded", f"本地政策规定{case.item.item_kind}不适用容缺受理", _policy(case))
    if completion_due(case, legal_date(q.at)) is None:
        return Refusal("item_excluded", "承诺时限太短,没有可供补齐的工作日,不适用容缺受理", _policy(case))
    return None


def _policy(case: Case) -> str:
    return f"本地政策:{case.terms.policy.title or case.terms.policy.profile}"


def _deferrable(case: Case, deferred: tuple[str, ...]) -> Refusal | None:
    if not deferred:
        return Refusal("nothing_deferred", "没有选定容缺材料;材料齐全的应当直接受理", basis.MUST_ACCEPT)
    present = [name for name in deferred if name not in case.gaps]
    if present:
        return Refusal("nothing_deferred", f"{quoted(present)}并不缺漏,不能列为容缺材料", basis.INCOMPLETE)
    fixed = [name for name in deferred if not case.item.deferrable(name)]
    if fixed:
        return Refusal("material_not_deferrable", f"{quoted(fixed)}不在可容缺材料清单内", basis.INCOMPLETE)
    return None


def _covers_gaps(case: Case, deferred: tuple[str, ...]) -> Refusal | None:
    rest = [name for name in case.demandable if name not in deferred]
    if not rest:
        return None
    fixed = [name for name in rest if not case.item.deferrable(name)]
    if fixed:
        return Refusal(
            "material_not_deferrable",
            f"{quoted(fixed)}缺漏且不在可容缺材料清单内,不得容缺受理",
            basis.INCOMPLETE,
        )
    return Refusal("gaps_open", f"{quoted(rest)}也缺漏,须一并列为容缺材料", basis.INCOMPLETE)


def _credit(case: Case) -> Refusal | None:
    if not case.terms.policy.credit_excluded or case.applicant.credit != "black":
        return None
    return Refusal(
        "credit_excluded",
        "申请人在失信名单内且尚未修复,不适用容缺受理;可按一般程序补正后受理",
        f"{basis.INCOMPLETE};R42",
    )


def _committed(q: Question[a.AcceptIncomplete]) -> Refusal | None:
    if q.body.commitment or not q.case.terms.policy.commitment_letter:
        return None
    return Refusal(
        "commitment_required",
        "容缺受理须申请人自愿签署承诺书;不愿签署的,按一般程序告知补正",
        basis.INCOMPLETE,
    )


def complete(q: Question[a.Complete]) -> Refusal | None:
    """Deferred materials may come at any time before the end, late ones too; needs no custody."""
    case = q.case
    refused = stage_among(case, ("accepted", "in_review"), "补齐容缺材料", basis.INCOMPLETE)
    if refused:
        return refused
    strange = [name for name in q.body.materials if name not in case.deferred]
    if strange:
        return Refusal("unknown_material", f"{quoted(strange)}不是本案的容缺材料", basis.INCOMPLETE)
    if not q.body.materials:
        return Refusal("unknown_material", "没有写明补来的是哪件容缺材料", basis.INCOMPLETE)
    came = [name for name in q.body.materials if case.deferred[name].met_at is not None]
    if came:
        return Refusal("already_completed", f"{quoted(came)}已经补齐", basis.INCOMPLETE)
    absent = [name for name, one in q.body.materials.items() if one.state in ("missing", "unexamined")]
    if absent:
        return Refusal("nothing_completed", f"{quoted(absent)}没有补来,不能登记为补齐", basis.INCOMPLETE)
    if q.body.posted_at is not None and q.body.posted_at > legal_date(q.at):
        return Refusal("wrong_posting_date", "交邮日期晚于收到之日,请核对邮戳或寄递记录", basis.INCOMPLETE)
    return None
