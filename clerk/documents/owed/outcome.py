"""Papers of the end (缴费、决定、送达、退件). Arts. 38, 40, 44, 58, R61, R69–R72, LAW L3, L12, L13."""

from __future__ import annotations

from typing import Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.rules.result import CHANNELS as DELIVERY_CHANNELS
from clerk.documents.filling import Scene, due_date, moment
from clerk.documents.layout import formal
from clerk.documents.owed.common import GUIDE, Filler
from clerk.documents.owed.reports import report
from clerk.documents.papers import kinds as p
from clerk.documents.papers.base import chinese
from clerk.documents.papers.ending import Ending
from clerk.documents.render import from_facts

_RESULTS: Final = ("grant_decision", "refusal_decision", "filing_notice")


def _charge(scene: Scene, body: a.Charge) -> list[p.Paper]:
    item = scene.case.item
    return [
        p.PaymentNotice(
            **scene.frame(),
            standard=formal(item.fee),
            basis=scene.cited(basis.FEES, GUIDE),
            amount=body.amount,
            owing=scene.case.money.owing,
            way=f"持本通知书到{scene.hall.hall}缴费，或者按收款单位告知的其他方式缴纳；缴清后送达结果",
            remedies=scene.remedies(),
        )
    ]


def _decide(scene: Scene, body: a.Decide) -> list[p.Paper]:
    case = scene.case
    common = scene.frame() | {
        "item_type": case.item.type,
        "requested": case.received_on,
        "accepted": case.accepted_on,
        "basis": scene.cited(_article(body.result)),
    }
    if body.result == "refuse":
        facts = "经审查，不符合法定的条件或者标准"
        decision = p.RefusalDecision(**common, facts=facts, reasons=body.reasons, remedies=scene.remedies())
        refused = decision.title.removesuffix("决定书")
        return [decision, *report(scene, refused, facts, body.reasons, common["basis"])]
    if body.result == "file":
        return [p.FilingNotice(**common, facts="经审核，备案材料齐全、符合要求", reasons=body.reasons)]
    clock = case.deadline("delivery")
    due = due_date(clock) if clock is not None else None
    facts = "经审查，申请符合法定的条件、标准"
    return [p.GrantDecision(**common, facts=facts, reasons=body.reasons, delivery_due=due)]


def _article(result: str) -> str:
    return f"{basis.ACT}第三十八条第一款" if result == "grant" else basis.REASONS


def _deliver(scene: Scene, body: a.Deliver) -> list[p.Paper]:
    case = scene.case
    return [
        p.DeliveryRecord(
            **scene.frame(),
            documents=tuple(
                p.Delivered(from_facts(one.template, one.facts).title, one.number)
                for one in case.notices
                if one.kind in _RESULTS
            ),
            recipient=body.receiver or case.applicant.name,
            method=DELIVERY_CHANNELS[body.channel],
            delivered_at=moment(scene.act.at),
            place=_place(scene, body),
            tracking=body.tracking,
            attempts=_attempts(case),
            witnesses=body.witnesses if body.channel == "left" else (),
            announced=_announced(case, body),
        )
    ]


def _place(scene: Scene, body: a.Deliver) -> str:
    if body.channel in ("counter", "agent"):
        return scene.hall.address or f"{scene.hall.hall}出件窗口"
    if body.channel == "left":
        return "留置于受送达人的住所或者收发场所"
    if body.channel == "announcement":
        return "以公告方式送达"
    return f"以{DELIVERY_CHANNELS[body.channel]}方式送达，按申请人确认的地址"


def _attempts(case: Case) -> tuple[str, ...]:
    """The attempts that failed before (R40); one that was recorded by mistake is none."""
    kept = {id(one) for one in case.attempts}
    return tuple(
        f"{moment(act.at)}，{DELIVERY_CHANNELS.get(act.body.channel, act.body.channel)}：{act.body.reason}"
        + (f"（邮件号{act.body.tracking}）" if act.body.tracking else "")
        for act in case.acts
        if isinstance(act.body, a.FailDelivery) and id(act.body) in kept
    )


def _announced(case: Case, body: a.Deliver) -> str:
    """公告送达: since when, how long, so that it counts as delivered (R72)."""
    if body.channel != "announcement" or body.announced_on is None:
        return ""
    days = case.terms.policy.announcement_days
    return f"{chinese(body.announced_on)}公告，公告期{days}日，期满视为送达"


def _withdraw(scene: Scene, body: a.Withdraw) -> list[p.Paper]:
    return _ended(scene, "deemed" if body.deemed else "withdrawn", body.reason)


def _return(scene: Scene, body: a.Return) -> list[p.Paper]:
    return _ended(scene, "returned", body.reason)


def _terminate(scene: Scene, body: a.Terminate) -> list[p.Paper]:
    return _ended(scene, "terminated", body.reason)


def _ended(scene: Scene, how: Ending, reason: str) -> list[p.Paper]:
    """LAW L3: an end that is not the applicant's wish states policy, facts and remedies."""
    own = how == "withdrawn"
    policy = scene.case.terms.policy.name
    return [
        p.ReturnNotice(
            **scene.frame(),
            ended=scene.on,
            how=how,
            reason=reason,
            lapsed="" if own else _lapsed(scene.case),
            by_policy="" if own else f"本地政策（{policy}），非法定",
            returned=scene.handed_over(),
            remedies=None if own else scene.remedies(),
        )
    ]


def _lapsed(case: Case) -> str:
    """What lapsed and how the applicant was reminded, as it is on the file."""
    if not case.incomplete:
        clock = case.deadline("correction")
        until = f"于{chinese(clock.due)}届满" if clock is not None else "已届满"
        return f"补正期限{until}，所需补正的材料仍未补齐"
    clock = case.deadline("completion")
    until = f"于{chinese(clock.due)}届满" if clock is not None else "已届满"
    said = f"补齐期限{until}，{'、'.join(case.outstanding)}未补齐"
    last = [one for one in case.reminders if one.body.last_date is not None]
    if last and last[-1].body.last_date is not None:
        told, until_day = chinese(last[-1].on), chinese(last[-1].body.last_date)
        said += f"；{told}书面催告，最后日期{until_day}，仍未补齐"
    return f"{said}；申请人所签承诺书载明了逾期后果"


FILL: Final[dict[type, Filler]] = {
    a.Charge: _charge,
    a.Decide: _decide,
    a.Deliver: _deliver,
    a.Withdraw: _withdraw,
    a.Return: _return,
    a.Terminate: _terminate,
}
