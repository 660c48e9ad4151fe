"""What act an outcome would be (试问): filled in as favourably as the case allows, to ask the rule book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.passing import last_reminder
from clerk.casework.rules.hearing import NOTICE_WD
from clerk.casework.specials import publicise
from clerk.casework.times import legal_date
from clerk.desk.outcomes.listing import annullable, promisable, unverified

FILLED: Final = "待填写"
Probe = tuple[str, str, a.AnyBody]
"""Label, choice, act."""


def probes(kind: str, case: Case, now: datetime) -> list[Probe]:
    """The acts that an outcome of this kind could be."""
    if kind == "decide":
        return _decisions(case)
    if kind == "deem_withdrawn":
        return [("视为撤回", "", a.Withdraw(FILLED, deemed=True))]
    if kind == "extend_joint":
        cap = case.terms.policy.joint_cap
        return [("延长联办期限", "", a.Extend(1, cap.unit, FILLED, FILLED, joint=True))]
    label, body = _PROBES[kind]
    return [(label, "", body(case, now))]


def _decisions(case: Case) -> list[Probe]:
    if case.item.outcome == "filing":
        return [("办结备案", "file", a.Decide("file"))]
    return [
        ("准予", "grant", a.Decide("grant")),
        ("不予许可", "refuse", a.Decide("refuse", reasons=FILLED)),
    ]


def _completed(case: Case, now: datetime) -> a.AnyBody:
    return a.Complete(materials={name: a.Finding("ok") for name in case.outstanding})


def _opinion(case: Case, now: datetime) -> a.AnyBody:
    asked = case.open_opinions[0].body.department if case.open_opinions else ""
    return a.GiveOpinion(asked, True, FILLED)


def _hearing_day(case: Case, now: datetime) -> a.AnyBody:
    day = case.terms.calendar.add_working_days(legal_date(now), NOTICE_WD)
    return a.CallHearing(day, FILLED)


def _annulled(case: Case, now: datetime) -> a.AnyBody:
    newest = annullable(case)[0]
    return a.Annul(newest.kind, newest.at, FILLED)


def _extension(case: Case, now: datetime) -> a.AnyBody:
    rule = case.terms.policy.extension
    return a.ExtendCompletion(1, rule.unit, FILLED, FILLED)


def _delivered(case: Case, now: datetime) -> a.AnyBody:
    """By the way that was chosen: whether it may be delivered at all is what is asked here."""
    channel = case.delivery_choice.channel if case.delivery_choice is not None else "counter"
    return a.Deliver(channel, tracking=FILLED)


def _reused(case: Case, now: datetime) -> a.AnyBody:
    return a.ReuseResult("expert_review", FILLED, legal_date(now) + timedelta(days=1))


_PROBES: Final[dict[str, tuple[str, Callable[[Case, datetime], a.AnyBody]]]] = {
    "accept": ("受理", lambda c, _: a.Accept()),
    "accept_incomplete": (
        "容缺受理",
        lambda c, _: a.AcceptIncomplete(c.demandable, commitment=True, approver=FILLED),
    ),
    "notify_correction": (
        "一次性告知补正",
        lambda c, _: a.NotifyCorrection(c.gaps, deferral_declined=True),
    ),
    "receive_correction": (
        "接收补正材料",
        lambda c, _: a.ReceiveCorrection({name: a.Finding("ok") for name in c.demandable}),
    ),
    "decline": ("不予受理", lambda c, _: a.Decline("conditions_not_met", FILLED)),
    "commit": ("告知承诺", lambda c, _: a.Commit(promisable(c), signed=True)),
    "withdraw": ("撤回申请", lambda c, _: a.Withdraw(FILLED)),
    "return": ("退件", lambda c, _: a.Return(FILLED)),
    "terminate": ("终止办理", lambda c, _: a.Terminate(FILLED)),
    "route": ("流转部门", lambda c, _: a.Route(f"dept:{c.department}")),
    "sign_for": ("签收", lambda c, _: a.SignFor()),
    "settle_discrepancy": ("处理交接差异", lambda c, _: a.SettleDiscrepancy(c.discrepancies, FILLED)),
    "return_to_window": ("退回窗口", lambda c, _: a.ReturnToWindow(FILLED)),
    "complete": ("补齐容缺材料", _completed),
    "remind": ("书面催告", lambda c, _: last_reminder(c, None)),
    "extend_completion": ("延长补齐期限", _extension),
    "start_special": ("启动特别程序", lambda c, _: a.StartSpecial("expert_review", 1, "wd")),
    "end_special": ("结束特别程序", lambda c, _: a.EndSpecial(FILLED)),
    "reuse_result": ("沿用区域评审", _reused),
    "publicise": ("公示", lambda c, _: publicise(c.item, 1, "wd")),
    "object": ("登记公示异议", lambda c, _: a.ObjectTo(FILLED)),
    "settle_objection": ("处理公示异议", lambda c, _: a.SettleObjection(FILLED)),
    "record_visit": ("登记踏勘", lambda c, _: a.RecordVisit(tuple("甲乙丙丁戊己庚辛壬癸"), (), FILLED)),
    "offer_hearing": ("告知听证权利", lambda c, _: a.OfferHearing(FILLED)),
    "ask_hearing": ("登记听证申请", lambda c, _: a.AskHearing(FILLED)),
    "call_hearing": ("通知听证日期", _hearing_day),
    "ask_opinion": ("征求部门意见", lambda c, _: a.AskOpinion(FILLED, 1)),
    "give_opinion": ("登记部门意见", _opinion),
    "verify_shared": (
        "共享核验",
        lambda c, _: a.VerifyShared({name: a.Finding("shared") for name in unverified(c)}, FILLED),
    ),
    "extend": (
        "延长期限",
        lambda c, _: a.Extend(1, c.limit("statutory").unit, FILLED, FILLED),
    ),
    "charge": ("通知缴费", lambda c, _: a.Charge(Decimal("0.01"))),
    "pay": ("登记缴费", lambda c, _: a.Pay(c.money.owing)),
    "choose_delivery": ("选择送达方式", lambda c, _: a.ChooseDelivery("counter")),
    "fail_delivery": ("登记送达未成", lambda c, _: a.FailDelivery("post", FILLED)),
    "deliver": ("送达", _delivered),
    "rate": ("评价", lambda c, _: a.Rate(1)),
    "handle_rating": ("差评整改", lambda c, _: a.HandleRating(FILLED, called_back=True)),
    "check_commitment": ("承诺核查", lambda c, _: a.CheckCommitment(True, FILLED)),
    "report_refusal": ("否定报备意见", lambda c, _: a.ReportRefusal(FILLED)),
    "contact": ("联系申请人", lambda c, _: a.Contact("phone", True)),
    "consult": ("记录咨询", lambda c, _: a.Consult(FILLED)),
    "annul": ("误记作废", _annulled),
}
"""Each kind's label, and the act that it would be."""
