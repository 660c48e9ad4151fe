"""Offering incomplete acceptance (告知可容缺) before anything is asked for, where policy says so. LAW 3b."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules import completion, intake
from clerk.casework.rules.common import Question, quoted


def notify_correction(q: Question[a.NotifyCorrection]) -> Refusal | None:
    """Corrections are asked for only after deferral was offered, where policy says should (湘西, 化州)."""
    return intake.notify_correction(q) or _offered(q)


def _offered(q: Question[a.NotifyCorrection]) -> Refusal | None:
    if q.case.terms.policy.offer != "should" or q.body.deferral_declined or not _possible(q):
        return None
    case: Case = q.case
    return Refusal(
        "deferral_to_be_offered",
        f"{quoted(case.demandable)}可以容缺,应先告知申请人可容缺受理;申请人不愿意的,登记后再告知补正",
        f"本地政策:{case.terms.policy.name}",
    )


def _possible(q: Question[a.NotifyCorrection]) -> bool:
    body = a.AcceptIncomplete(q.case.demandable, commitment=True, approver="-")
    return completion.accept_incomplete(Question(q.case, body, q.by, q.at)) is None
