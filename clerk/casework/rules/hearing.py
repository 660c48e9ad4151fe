"""Hearings (听证): told, asked for, called, and nothing decided over them. 行政许可法 arts. 46–48, LAW P8."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, held_by, stage_among
from clerk.casework.times import legal_date

NOTICE_WD = 7
"""Art. 48(1): the hearing is told at least seven days before (working days by art. 82)."""


def offer_hearing(q: Question[a.OfferHearing]) -> Refusal | None:
    """Who is concerned is told of the right, by name, once (arts. 46, 47, P8)."""
    refused = stage_among(q.case, ("in_review",), "告知听证权利", basis.HEARING) or held_by(
        q.case, q.by, "告知听证权利"
    )
    if refused:
        return refused
    if q.case.hearing is not None:
        return Refusal("already_notified", "已经告知听证权利", basis.HEARING)
    return None if q.body.whom.strip() else Refusal("reason_required", "须写明告知了谁", basis.HEARING)


def ask_hearing(q: Question[a.AskHearing]) -> Refusal | None:
    """Asked for within five days of being told, or given up (art. 47); late requests are refused."""
    hearing, clock = q.case.hearing, q.case.deadline("hearing_request")
    if hearing is None or clock is None or hearing.asked is not None:
        return Refusal("nothing_open", "没有待答复的听证告知", basis.HEARING)
    if legal_date(q.at) > clock.due and not q.body.waived:
        return Refusal("period_over", f"申请听证的期限已于{clock.told}届满", basis.HEARING)
    return None


def call_hearing(q: Question[a.CallHearing]) -> Refusal | None:
    """The day is told seven days before and lies within twenty days of the request (arts. 47, 48)."""
    refused = held_by(q.case, q.by, "通知听证")
    if refused:
        return refused
    clock = q.case.deadline("hearing")
    if clock is None:
        return Refusal("nothing_open", "没有人申请听证", basis.HEARING)
    if not q.body.place.strip():
        return Refusal("reason_required", "听证通知须写明地点", basis.HEARING)
    calendar, today = q.case.terms.calendar, legal_date(q.at)
    if q.body.on <= today or calendar.count_working_days(today, q.body.on) < NOTICE_WD:
        return Refusal("limit_not_lawful", f"听证须提前{NOTICE_WD}日通知,{q.body.on}太近", basis.HEARING)
    if q.body.on > clock.due:
        return Refusal("limit_not_lawful", f"听证须在{clock.told}前组织", basis.HEARING)
    return None


def hearing_held(case: Case) -> Refusal | None:
    """No decision while the right may still be used, or before the hearing that was asked for."""
    hearing = case.hearing
    if hearing is None:
        return None
    if hearing.asked is None:
        clock = case.deadline("hearing_request")
        if clock is not None and clock.state == "running":
            return Refusal(
                "period_not_over", f"申请听证的期限到{clock.told},期满或放弃后才能决定", basis.HEARING
            )
        return None
    if hearing.asked.waived or any(one.body.special == "hearing" and one.ended_at for one in case.specials):
        return None
    return Refusal("hearing_outstanding", "已申请听证,听证之后才能作出决定", basis.HEARING)
