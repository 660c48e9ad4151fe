"""After the end (办结之后): rating and its follow-up, the check of a promise, the report of a refusal."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question

LEVELS = range(1, 6)
"""GB/T 39046 A.8: 1 very satisfied … 5 very dissatisfied."""


def rate(q: Question[a.Rate]) -> Refusal | None:
    """One rating a service, once it is done; nobody is made to, nobody may change it."""
    if not q.case.ended and q.case.stage != "decided":
        return Refusal("wrong_stage", "办结之后才能评价", basis.RATING)
    if q.case.rating is not None:
        return Refusal("already_rated", "本次服务已经评价,一次服务评价一次", basis.RATING)
    if q.body.level not in LEVELS:
        return Refusal("unknown_level", "评价等级须为1(非常满意)至5(非常不满意)", basis.RATING)
    return None


def handle_rating(q: Question[a.HandleRating]) -> Refusal | None:
    """A bad rating is verified, put right and answered, by somebody else than who was rated (R43)."""
    case = q.case
    if case.rating is None or not case.bad_rating:
        return Refusal("nothing_open", "本案没有需要整改的差评", basis.RATING)
    if case.rating.handled is not None:
        return Refusal("nothing_open", "差评已经整改", basis.RATING)
    served = {act.by.id for act in case.acts if act.by.role in ("clerk", "department", "delivery")}
    if q.by.role != "supervisor" and q.by.id in served:
        return Refusal("handled_by_rated", "差评不能由被评价的经办人自己处理,须由主管核实整改", basis.RATING)
    if not q.body.result.strip():
        return Refusal("reason_required", "须写明核实和整改的结果", basis.RATING)
    if case.rating.body.named and not q.body.called_back:
        return Refusal("call_back_needed", "实名差评须回访评价人", basis.RATING)
    return None


def check_commitment(q: Question[a.CheckCommitment]) -> Refusal | None:
    """What was promised instead of proven is checked after the grant (LAW §4); once, in words."""
    case, cited = q.case, basis.INFORMED_COMMITMENT
    if case.promise is None:
        return Refusal("nothing_open", "本案没有适用告知承诺", cited)
    if case.promise.checked is not None:
        return Refusal("nothing_open", "承诺已经核查", cited)
    if case.decided_at is None:
        return Refusal("wrong_stage", "作出决定之后核查承诺", cited)
    return None if q.body.findings.strip() else Refusal("reason_required", "核查须写明情况", cited)


def report_refusal(q: Question[a.ReportRefusal]) -> Refusal | None:
    """The superior's opinion on a reported refusal (否定报备)."""
    refused = q.case.declined is not None or (
        q.case.decision is not None and q.case.decision.result == "refuse"
    )
    if not refused:
        return Refusal("nothing_open", "本案没有不予受理或不予许可,无需否定报备", basis.REFUSAL_REPORT)
    if q.by.role != "supervisor":
        return Refusal("not_the_holder", "否定报备由主管签署意见", basis.REFUSAL_REPORT)
    if any(act.kind == "report_refusal" for act in q.case.acts):
        return Refusal("nothing_open", "本案的否定报备已经签署意见", basis.REFUSAL_REPORT)
    return None if q.body.opinion.strip() else Refusal("reason_required", "须写明意见", basis.REFUSAL_REPORT)
