"""May this act be done now? One pure answer, for the clerk's own acts and for arriving ones.

:func:`check` returns None for yes, or a :class:`~clerk.casework.refusal.Refusal` that says why not
and by which rule. One module a subject: ``intake``,
``completion``, ``custody``, ``review``, ``parallel``, ``result``, ``lapse``, ``after``, ``record``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules import (
    after,
    completion,
    custody,
    hearing,
    intake,
    lapse,
    offering,
    parallel,
    record,
    result,
    review,
)
from clerk.casework.rules.common import Question
from clerk.catalogue.items import Item

_RULES: dict[type, Callable[[Question[Any]], Refusal | None]] = {
    a.Examine: intake.examine,
    a.CorrectOnSpot: intake.correct_on_spot,
    a.Commit: intake.commit,
    a.NotifyCorrection: offering.notify_correction,
    a.ReceiveCorrection: intake.receive_correction,
    a.Accept: intake.accept,
    a.Decline: intake.decline,
    a.AcceptIncomplete: completion.accept_incomplete,
    a.Complete: completion.complete,
    a.ExtendCompletion: completion.extend_completion,
    a.Remind: completion.remind,
    a.Suspend: completion.suspend,
    a.Resume: completion.resume,
    a.Route: custody.route,
    a.SignFor: custody.sign_for,
    a.SettleDiscrepancy: custody.settle_discrepancy,
    a.ReturnToWindow: custody.return_to_window,
    a.StartSpecial: review.start_special,
    a.EndSpecial: review.end_special,
    a.ReuseResult: review.reuse_result,
    a.Publicise: review.publicise,
    a.ObjectTo: review.object_to,
    a.SettleObjection: review.settle_objection,
    a.OfferHearing: hearing.offer_hearing,
    a.AskHearing: hearing.ask_hearing,
    a.CallHearing: hearing.call_hearing,
    a.Extend: review.extend,
    a.RecordVisit: parallel.record_visit,
    a.AskOpinion: parallel.ask_opinion,
    a.GiveOpinion: parallel.give_opinion,
    a.VerifyShared: parallel.verify_shared,
    a.Charge: result.charge,
    a.Pay: result.pay,
    a.Decide: result.decide,
    a.ChooseDelivery: result.choose_delivery,
    a.FailDelivery: result.fail_delivery,
    a.Deliver: result.deliver,
    a.Withdraw: lapse.withdraw,
    a.Return: lapse.return_file,
    a.Terminate: lapse.terminate,
    a.Rate: after.rate,
    a.HandleRating: after.handle_rating,
    a.CheckCommitment: after.check_commitment,
    a.ReportRefusal: after.report_refusal,
    a.Consult: record.consult,
    a.Contact: record.contact,
    a.Note: record.note,
    a.Amend: record.amend,
    a.Annul: record.annul,
    a.Lighten: record.lighten,
}
_APPLICANTS = (
    a.CorrectOnSpot, a.ReceiveCorrection, a.Complete, a.AskHearing, a.ObjectTo, a.Pay, a.ChooseDelivery,
    a.Withdraw, a.Rate, a.Consult, a.Contact, a.Note,
)  # fmt: skip


def check(case: Case, body: a.AnyBody, by: a.Actor, at: datetime) -> Refusal | None:
    """Whether ``by`` may do ``body`` to this case at ``at``; the case must be folded to that moment."""
    rule = _RULES.get(type(body))
    if rule is None:
        return Refusal(
            "wrong_stage", f"“{body.kind}”不能对已有案卷办理", "案卷规则:收件与无需许可告知只在开卷时作出"
        )
    return (
        set_back(case.acts[-1].at, at) or rule(Question(case, body, by, at)) or _not_an_applicants(body, by)
    )


def set_back(last: datetime | None, at: datetime) -> Refusal | None:
    """Refuses an act dated before what was recorded last: somebody has set the clock back (R94)."""
    if last is None or at >= last:
        return None
    return Refusal(
        "clock_set_back",
        f"本机时间{at:%Y-%m-%d %H:%M}早于上一次记录的时间{last:%Y-%m-%d %H:%M},请先校准时钟",
        basis.RECORD,
    )


def _not_an_applicants(body: a.AnyBody, by: a.Actor) -> Refusal | None:
    """What needs no custody is still the office's, but for what an applicant does himself."""
    if by.role != "applicant" or isinstance(body, _APPLICANTS):
        return None
    return Refusal("not_the_holder", "这一步由办理岗位登记,申请人不能自己办理", basis.CUSTODY)


def check_opening(body: a.Receive | a.NotRequired, item: Item, by: a.Actor) -> Refusal | None:
    """Whether ``by`` may open a case of this item like this (desk, material names, reasons)."""
    return intake.opening(body, item, by)
