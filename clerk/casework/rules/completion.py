"""Incomplete acceptance (容缺受理) and the completion of what was deferred (补齐). R56–R61, LAW §3."""

from __future__ import annotations

from calendars import Period
from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.arrival import plausible
from clerk.casework.case import Case
from clerk.casework.limits import completion_due
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, all_examined, held_by, known_materials, quoted, stage_among
from clerk.casework.rules.intake import BEFORE_ACCEPTANCE
from clerk.casework.times import legal_date


def accept_incomplete(q: Question[a.AcceptIncomplete]) -> Refusal | None:
    """Basic conditions met, main materials there, only deferrable ones missing, and a commitment (R56)."""
    case = q.case
    return (
        stage_among(case, BEFORE_ACCEPTANCE, "容缺受理", basis.INCOMPLETE)
        or held_by(case, q.by, "容缺受理")
        or known_materials(case.item, q.body.deferred)
        or all_examined(case)
        or _main_present(case)
        or _basics_met(case)
        or _item_eligible(q)
        or _deferrable(case, q.body.deferred)
        or _covers_gaps(case, q.body.deferred)
        or _few_enough(case, q.body.deferred)
        or _credit(case)
        or _committed(q)
        or _approved(q)
    )


def _main_present(case: Case) -> Refusal | None:
    lines = {name: case.item.material(name) for name in case.demandable if name not in case.loosened}
    main = [name for name, line in lines.items() if line is not None and line.role == "main"]
    if not main:
        return None
    return Refusal(
        "main_material_missing",
        f"主要材料{quoted(main)}缺漏,不得容缺受理;应当一次性告知补正",
        basis.INCOMPLETE,
    )


def _basics_met(case: Case) -> Refusal | None:
    """LAW L8: basic conditions must be met; only minor conditions and procedures may be missing."""
    open_ones = [name for name in case.demandable if name not in case.loosened]
    basic = [one.name for one in case.item.conditions if not one.minor and one.name in open_ones]
    if not basic:
        return None
    return Refusal("basic_condition_missing", f"基本条件{quoted(basic)}不具备,不得容缺受理", basis.INCOMPLETE)


def _item_eligible(q: Question[a.AcceptIncomplete]) -> Refusal | None:
    case, policy = q.case, q.case.terms.policy
    if policy.eligible_items and case.item.id not in policy.eligible_items:
        return Refusal("item_excluded", "本事项不在本大厅的容缺受理事项清单内", _policy(case))
    if not policy.eligible_items and not (case.item.tolerance_allowed or case.tolerant):
        return Refusal("item_excluded", "本事项不在容缺受理事项清单内", basis.INCOMPLETE)
    marks = {case.item.item_kind, case.item.type, *case.item.domains}
    barred = [one for one in policy.exclude if one in marks]
    if barred or case.item.id in policy.excluded_items:
        said = "、".join(barred) or "本事项"
        return Refusal("item_excluded", f"本地政策规定{said}不适用容缺受理", _policy(case))
    if completion_due(case, case.accepted_as_of(legal_date(q.at)), q.body.committed_on) is None:
        return Refusal("item_excluded", "承诺时限太短,没有可供补齐的工作日,不适用容缺受理", _policy(case))
    return None


def _policy(case: Case) -> str:
    return f"本地政策:{case.terms.policy.name}"


def _deferrable(case: Case, deferred: tuple[str, ...]) -> Refusal | None:
    if not deferred:
        return Refusal("nothing_deferred", "没有选定容缺材料;材料齐全的应当直接受理", basis.MUST_ACCEPT)
    present = [name for name in deferred if name not in case.gaps]
    if present:
        return Refusal("nothing_deferred", f"{quoted(present)}并不缺漏,不能列为容缺材料", basis.INCOMPLETE)
    fixed = [name for name in deferred if not case.deferrable(name)]
    if fixed:
        return Refusal("material_not_deferrable", f"{quoted(fixed)}不在可容缺材料清单内", basis.INCOMPLETE)
    return None


def _covers_gaps(case: Case, deferred: tuple[str, ...]) -> Refusal | None:
    rest = [name for name in case.demandable if name not in deferred]
    if not rest:
        return None
    fixed = [name for name in rest if not case.deferrable(name)]
    if fixed:
        return Refusal(
            "material_not_deferrable",
            f"{quoted(fixed)}缺漏且不在可容缺材料清单内,不得容缺受理",
            basis.INCOMPLETE,
        )
    return Refusal("gaps_open", f"{quoted(rest)}也缺漏,须一并列为容缺材料", basis.INCOMPLETE)


def _few_enough(case: Case, deferred: tuple[str, ...]) -> Refusal | None:
    most = case.terms.policy.max_missing
    if not most or len(deferred) <= most:
        return None
    return Refusal("too_many_missing", f"容缺材料有{len(deferred)}件,本地政策最多{most}件", _policy(case))


def _approved(q: Question[a.AcceptIncomplete]) -> Refusal | None:
    """Where policy lets the department or the supervisor decide, their approval is on the act."""
    who = q.case.terms.policy.who_decides
    if who == "clerk" or q.by.role == who or q.body.approver.strip():
        return None
    said = {"department": "部门", "supervisor": "主管"}[who]
    return Refusal("approval_required", f"本地政策规定容缺受理须经{said}同意,请登记同意人", _policy(q.case))


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
    """Deferred materials may come by any way at any time before the end, late ones too (R60); no custody.

    Where the result is issued first (江门) they may come after it as well.
    """
    case = q.case
    stages = ("accepted", "in_review", "decided", "delivered")
    refused = stage_among(case, stages, "补齐容缺材料", basis.INCOMPLETE) or _known_deferred(q)
    if refused:
        return refused
    came = [n for n in q.body.materials if n in case.deferred and n not in case.outstanding]
    if came:
        return Refusal("already_completed", f"{quoted(came)}已经补齐", basis.INCOMPLETE)
    absent = [name for name, one in q.body.materials.items() if one.state in ("missing", "unexamined")]
    if absent:
        return Refusal("nothing_completed", f"{quoted(absent)}没有补来,不能登记为补齐", basis.INCOMPLETE)
    if q.body.posted_at is not None and q.body.posted_at > legal_date(q.at):
        return Refusal("wrong_posting_date", "交邮日期晚于收到之日,请核对邮戳或寄递记录", basis.INCOMPLETE)
    return plausible(q.body, q.at)


def _known_deferred(q: Question[a.Complete]) -> Refusal | None:
    # What silence accepted, or the one notice forgot, may be brought or fetched later as well (LAW L2).
    open_ones = (*q.case.deferred, *q.case.gaps)
    strange = [name for name in q.body.materials if name not in open_ones]
    if strange:
        return Refusal("unknown_material", f"{quoted(strange)}不是本案的容缺材料", basis.INCOMPLETE)
    if not q.body.materials:
        none_left = "容缺材料已全部补齐"
        words = "没有写明补来的是哪件容缺材料" if q.case.outstanding or q.case.gaps else none_left
        return Refusal("unknown_material", words, basis.INCOMPLETE)
    return None


def extend_completion(q: Question[a.ExtendCompletion]) -> Refusal | None:
    """Where policy allows, on its grounds, approved, before the end, never past the statute (LAW L5)."""
    case, rule = q.case, q.case.terms.policy.extension
    refused = stage_among(case, ("accepted", "in_review"), "延长补齐期限", basis.INCOMPLETE)
    if refused:
        return refused
    if not case.outstanding:
        return Refusal("nothing_deferred", "没有待补齐的容缺材料,无需延长", basis.INCOMPLETE)
    if len(case.completion_extensions) >= rule.max:
        times = f"最多延长{rule.max}次" if rule.max else "不允许延长补齐期限"
        return Refusal("already_extended", f"本地政策{times}", _policy(case))
    if not q.body.grounds.strip() or not q.body.approver.strip():
        return Refusal("reason_required", "延长补齐期限须写明事由(如不可抗力)并经批准", _policy(case))
    if q.body.unit != rule.unit or not 1 <= q.body.n <= rule.n:
        return Refusal(
            "limit_not_lawful", f"本地政策一次最多延长{Period(rule.n, rule.unit).text}", _policy(case)
        )
    return _before_end(q)


def _before_end(q: Question[a.ExtendCompletion]) -> Refusal | None:
    clock = q.case.deadline("completion")
    if clock is not None and legal_date(q.at) > clock.due:
        return Refusal("limit_not_lawful", f"补齐期限已于{clock.told}届满,不能事后延长", _policy(q.case))
    return None


def remind(q: Question[a.Remind]) -> Refusal | None:
    """A reminder needs something that is outstanding (R61); time may record it without custody."""
    if not q.case.outstanding:
        return Refusal("nothing_deferred", "没有待补齐的容缺材料,无需催告", basis.INCOMPLETE)
    last = max((one.body.last_date for one in q.case.reminders if one.body.last_date), default=None)
    if q.body.last_date is not None and last is not None and legal_date(q.at) <= last:
        said = f"已作最后催告,最后日期为{last},届满前不再另给最后日期"
        return Refusal("already_notified", said, basis.INCOMPLETE)
    return None


def suspend(q: Question[a.Suspend]) -> Refusal | None:
    """Only where policy stops the promised clock at the lapse of a completion (台州), and once."""
    case, policy = q.case, q.case.terms.policy
    if policy.clock != "pauses_at_expiry" or not policy.grace_wd:
        return Refusal("not_by_policy", "本地政策没有“到期中止”的规定,承诺时限不停止", _policy(case))
    if not case.outstanding or case.suspension is not None:
        return Refusal("nothing_deferred", "没有逾期未补齐的容缺材料,或已经中止", basis.INCOMPLETE)
    if legal_date(q.at) <= q.body.since:
        return Refusal("period_not_over", f"补齐期限到{q.body.since}才届满", basis.INCOMPLETE)
    return None


def resume(q: Question[a.Resume]) -> Refusal | None:
    """Handling goes on once everything outstanding has come."""
    case = q.case
    if case.suspension is None or case.suspension.resumed_on is not None:
        return Refusal("nothing_suspended", "案卷没有中止,无需恢复", _policy(case))
    if case.outstanding:
        return Refusal("deferred_outstanding", f"{quoted(case.outstanding)}仍未补齐", basis.INCOMPLETE)
    return None
