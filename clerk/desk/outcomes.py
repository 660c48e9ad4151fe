"""The lawful outcomes of a case now, and for each one that is not, why not.

An outcome is probed by asking the rule book with the act that it would be, filled in as favourably
as the case allows; what the clerk still has to type (a reason, a tracking number) is not held
against it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules import check
from clerk.desk.people import Seat

_FILLED = "待填写"


@dataclass(frozen=True, slots=True)
class Offer:
    """One outcome on offer. ``kind`` is the act; ``choice`` tells apart two outcomes of one act."""

    kind: str
    label: str
    refusal: Refusal | None
    choice: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done now."""
        return self.refusal is None


_AT_THE_WINDOW = ("accept", "accept_incomplete", "notify_correction", "receive_correction", "decline")
_ACCEPTED = ("route", "complete", "decide")
_IN_REVIEW = ("decide", "start_special", "end_special", "extend", "complete", "return_to_window")
_BY_STAGE: dict[str, tuple[str, ...]] = {
    "received": _AT_THE_WINDOW,
    "correcting": _AT_THE_WINDOW,
    "accepted": _ACCEPTED,
    "in_review": _IN_REVIEW,
    "decided": ("deliver",),
}
_LABELS = {
    "accept": "受理",
    "accept_incomplete": "容缺受理",
    "notify_correction": "一次性告知补正",
    "receive_correction": "接收补正材料",
    "decline": "不予受理",
    "route": "流转部门",
    "sign_for": "签收",
    "complete": "补齐容缺材料",
    "return_to_window": "退回窗口",
    "start_special": "启动特别程序",
    "end_special": "结束特别程序",
    "extend": "延长期限",
    "deliver": "送达",
    "withdraw": "撤回申请",
}


def offers(case: Case, seat: Seat, now: datetime) -> list[Offer]:
    """Every outcome that a clerk would look for at this stage, allowed or with its refusal."""
    kinds = list(_BY_STAGE.get(case.stage, ()))
    if case.stage == "accepted" and case.offered_to:
        kinds.insert(0, "sign_for")
    if not case.deferred and "complete" in kinds:
        kinds.remove("complete")
    # The applicant withdraws at the window; the other desks do not offer it.
    if seat.role == "clerk" and case.stage in ("received", "correcting", "accepted", "in_review"):
        kinds.append("withdraw")
    actor = seat.actor(case)
    return [
        Offer(kind, label, check(case, body, actor, now), choice)
        for kind in kinds
        for label, choice, body in _probes(kind, case)
    ]


def _probes(kind: str, case: Case) -> list[tuple[str, str, a.AnyBody]]:
    if kind == "decide":
        return _decisions(case)
    return [(_LABELS[kind], "", _probe(kind, case))]


def _decisions(case: Case) -> list[tuple[str, str, a.AnyBody]]:
    if case.item.outcome == "filing":
        return [("办结备案", "file", a.Decide("file"))]
    return [
        ("准予", "grant", a.Decide("grant")),
        ("不予许可", "refuse", a.Decide("refuse", reasons=_FILLED)),
    ]


def _probe(kind: str, case: Case) -> a.AnyBody:
    outstanding = {name: a.Finding("ok") for name in case.outstanding}
    bodies: dict[str, a.AnyBody] = {
        "accept": a.Accept(),
        "accept_incomplete": a.AcceptIncomplete(deferred=case.demandable, commitment=True),
        "notify_correction": a.NotifyCorrection(gaps=case.gaps),
        "receive_correction": a.ReceiveCorrection(materials={}),
        "decline": a.Decline("conditions_not_met", reason=_FILLED),
        "route": a.Route(to=f"dept:{case.department}"),
        "sign_for": a.SignFor(),
        "complete": a.Complete(materials=outstanding),
        "return_to_window": a.ReturnToWindow(reason=_FILLED),
        "start_special": a.StartSpecial("expert_review", 1, "wd"),
        "end_special": a.EndSpecial(),
        "extend": a.Extend(1, case.item.statutory_limit.unit, approver=_FILLED, reason=_FILLED),
        "deliver": a.Deliver("counter"),
        "withdraw": a.Withdraw(reason=_FILLED),
    }
    return bodies[kind]
