"""How a case ends without a decision (撤回、退件、终止). LAW L3, default 2: never by the clock alone."""

from __future__ import annotations

from datetime import date

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.policy import Overdue
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, held_by, stage_among
from clerk.casework.times import legal_date

_BEFORE_DECISION = ("received", "correcting", "accepted", "in_review")
_WORDS = {"withdraw": "视为撤回申请", "return": "退件", "terminate": "终止办理"}
_CORRECTION = {"deem_withdrawn": "withdraw", "return": "return"}
"""What a lapsed correction window leads to, by policy."""


def withdraw(q: Question[a.Withdraw]) -> Refusal | None:
    """The applicant may take the application back before a decision; a deemed one needs a lapse."""
    refused = stage_among(q.case, _BEFORE_DECISION, "撤回申请", basis.WITHDRAWING)
    if refused:
        return refused
    if not q.body.reason.strip():
        return Refusal("reason_required", "撤回须记明申请人的说明", basis.WITHDRAWING)
    if not q.body.deemed:
        return None
    return held_by(q.case, q.by, _WORDS["withdraw"]) or lapsed(q.case, "withdraw", legal_date(q.at))


def return_file(q: Question[a.Return]) -> Refusal | None:
    """退件: local practice without a basis in the Act, so only where policy says so, after a lapse (L3)."""
    return _end(q, q.body.reason, "return")


def terminate(q: Question[a.Terminate]) -> Refusal | None:
    """终止: as 退件 (LAW L3)."""
    return _end(q, q.body.reason, "terminate")


def _end(q: Question[a.Return] | Question[a.Terminate], reason: str, by_policy: Overdue) -> Refusal | None:
    doing = _WORDS[by_policy]
    refused = stage_among(q.case, _BEFORE_DECISION, doing, _cited(q.case)) or held_by(q.case, q.by, doing)
    if refused:
        return refused
    if not reason.strip():
        return Refusal("reason_required", f"{doing}须写明理由", _cited(q.case))
    return lapsed(q.case, by_policy, legal_date(q.at))


def _cited(case: Case) -> str:
    return f"本地政策:{case.terms.policy.name}"


def lapsed(case: Case, wanted: Overdue, today: date) -> Refusal | None:
    """Whether a lapse may be acted upon like this on ``today``: by policy, over, and after its reminder."""
    if case.stage in ("received", "correcting"):
        return _correction_lapsed(case, wanted, today)
    return _completion_lapsed(case, wanted, today)


def _not_by_policy(case: Case, wanted: Overdue, what: str) -> Refusal:
    return Refusal(
        "not_by_policy",
        f"本地政策没有规定{what}逾期可以{_WORDS[wanted]};时间届满本身不终止办件",
        _cited(case),
    )


def _correction_lapsed(case: Case, wanted: Overdue, today: date) -> Refusal | None:
    window, clock = case.terms.policy.correction_window, case.deadline("correction")
    if window is None or _CORRECTION.get(window.on_lapse) != wanted:
        return _not_by_policy(case, wanted, "补正")
    if clock is None or case.stage == "received":
        return Refusal("period_not_over", "没有正在等待的补正", _cited(case))
    if today <= clock.due:
        return Refusal("period_not_over", f"补正期限到{clock.told}才届满", _cited(case))
    return None


def _completion_lapsed(case: Case, wanted: Overdue, today: date) -> Refusal | None:
    policy, clock = case.terms.policy, case.deadline("completion")
    if policy.on_overdue != wanted:
        return _not_by_policy(case, wanted, "容缺补齐")
    if clock is None or not case.outstanding:
        return Refusal("period_not_over", "没有待补齐的容缺材料", _cited(case))
    until, why = _acted_upon_after(case, clock.due)
    if today <= clock.due:
        return Refusal("period_not_over", f"补齐期限未届满,到{clock.told}为止", _cited(case))
    if today <= until:
        return Refusal("period_not_over", f"{why},到{until}为止不能{_WORDS[wanted]}", _cited(case))
    if policy.lapse_reminder_wd and not any(one.body.last_date for one in case.reminders):
        return Refusal("reminder_required", f"{_WORDS[wanted]}之前须先书面催告并给出最后日期", _cited(case))
    return None


def _acted_upon_after(case: Case, due: date) -> tuple[date, str]:
    """The last day on which the applicant may still complete, by grace, post and reminder."""
    policy, calendar = case.terms.policy, case.terms.calendar
    days = [(due, "补齐期限未届满")]
    grace = case.deadline("grace")
    if grace is not None:
        days.append((grace.due, "宽限期未届满"))
    if policy.receipt_rule == "posting" and policy.post_wait_wd:
        # Default 6: what was posted in time may still be under way.
        days.append((calendar.add_working_days(due, policy.post_wait_wd), "按期交邮的材料可能仍在途中"))
    days += [(one.body.last_date, "催告的最后日期未过") for one in case.reminders if one.body.last_date]
    return max(days)
