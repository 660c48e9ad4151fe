"""Which papers an act owes, and each one filled from the case (CONTRACT, «papers owed»)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from calendars import Period
from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.limits import period_of
from clerk.casework.rules.common import desk_name
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.casework.rules.result import CHANNELS as DELIVERY_CHANNELS
from clerk.casework.rules.review import SPECIALS
from clerk.casework.times import legal_date
from clerk.documents import papers as p
from clerk.documents.errors import MissingFact
from clerk.documents.filling import CHANNELS, HAD, Scene, decline_basis, due_date, identity, moment
from clerk.documents.layout import formal
from clerk.documents.papers.base import chinese, require_all
from clerk.documents.render import from_facts

_RESULTS = ("grant_decision", "refusal_decision", "filing_notice")
_GUIDE = "本事项实施清单"
"""What an item without a stated legal basis is received by; never enough for a decision."""
_UNSAID = "经审核不符合要求，请按办事指南的要求重新提交"


def owed(act: a.Act, case: Case, hall: p.HallFacts) -> list[p.Draft]:
    """The papers that ``act`` owes; ``case`` is folded after it. Complete but for their numbers.

    Raises:
        MissingFact: a paper lacks a fact that it must state.
    """
    fill = _OWED.get(type(act.body))
    if fill is None:
        return []
    return [_draft(paper, hall) for paper in fill(Scene(act, case, hall), act.body)]


def _draft(paper: p.Paper, hall: p.HallFacts) -> p.Draft:
    """A complete paper and its number series.

    A decision is numbered in its department's name, never in the hall's (LAW L12). The window is part of
    every series, so that windows that are offline for days never give one number twice (R87).
    """
    require_all(paper)
    issuer = paper.department if paper.BY_DEPARTMENT else hall.hall_short or hall.hall
    return p.Draft(paper.kind, f"{issuer}{hall.window}{paper.WORD}", paper)


def _receive(scene: Scene, body: a.Receive) -> list[p.Paper]:
    agent = body.agent
    return [
        p.Receipt(
            **scene.frame(),
            applicant_id=identity(body.applicant),
            agent=f"{agent.name}，证件{identity(agent)}" if agent is not None else "",
            channel=CHANNELS[body.channel],
            received=moment(scene.act.at),
            materials=scene.lines(),
            answer_due=scene.due(p.Receipt, "answer_due", "notify"),
            silence_accepts=scene.case.item.silence_accepts,
        )
    ]


def _not_required(scene: Scene, body: a.NotRequired) -> list[p.Paper]:
    cited = scene.cited(basis.NOT_REQUIRED)
    return [p.NotRequiredNotice(**scene.frame(), reason=body.reason, basis=cited, remedies=scene.remedies())]


def _notify_correction(scene: Scene, body: a.NotifyCorrection) -> list[p.Paper]:
    case, window = scene.case, scene.case.terms.policy.correction_window
    found = {name: case.materials[name] for name in body.gaps}
    given = tuple(n for n, f in case.materials.items() if f.state in HAD and n not in found)
    clock = case.deadline("correction")
    if not found:
        raise MissingFact(p.CorrectionNotice.TITLE, p.CorrectionNotice.LABELS["to_add"])
    return [
        p.CorrectionNotice(
            **scene.frame(),
            received=case.received_on,
            given=given,
            to_add=tuple(_gap(scene, name) for name, f in found.items() if f.state == "missing"),
            to_correct=tuple(_gap(scene, name) for name, f in found.items() if f.state != "missing"),
            due=due_date(clock) if clock is not None else None,
            due_basis=formal(clock.basis) if clock is not None else "",
            lapse=_LAPSE[window.on_lapse]
            if window is not None and window.on_lapse in _LAPSE
            else _LAPSE["remind"],
            basis=scene.cited(basis.ONE_NOTICE, _GUIDE),
        )
    ]


_LAPSE = {
    "remind": "书面提醒；不因逾期自动终止办理",
    "return": "经书面提醒仍不补正的，退回申请材料，可以再次申请",
    "deem_withdrawn": "经书面提醒仍不补正的，视为撤回申请，可以再次申请",
}


def _gap(scene: Scene, name: str) -> p.Line:
    """What is wrong with one material, in which form it is wanted, what people often get wrong."""
    found, known = scene.case.materials[name], scene.case.item.material(name)
    said = [found.defect or _UNSAID] if found.state == "defective" else []
    if known is None:
        return p.Line(name, "", remark="；".join(said) or "需满足并提交说明")
    counts = [
        f"{word}{n}份" for word, n in (("原件", known.original_count), ("复印件", known.copy_count)) if n
    ]
    said.append(f"形式：{scene.forms(name)}{'，' if counts else ''}{'、'.join(counts)}")
    if known.common_defects:
        said.append(f"注意避免：{'、'.join(known.common_defects)}")
    if known.legal_basis:
        said.append(f"依据：{formal(known.legal_basis)}")
    return p.Line(name, "", remark="；".join(said))


def _receive_correction(scene: Scene, body: a.ReceiveCorrection) -> list[p.Paper]:
    case = scene.case
    if case.corrected_at != scene.act.at:
        return []
    return [
        p.RestartNotice(
            **scene.frame(),
            corrected=scene.on,
            materials=scene.lines(case.notified),
            answer_due=scene.due(p.RestartNotice, "answer_due", "notify"),
            promised=scene.limit_words(),
            basis=scene.cited(basis.MUST_ACCEPT, _GUIDE),
        )
    ]


def _acceptance(scene: Scene, kind: type[p.Paper], article: str) -> dict[str, Any]:
    item = scene.case.item
    return scene.frame() | {
        "accepted": scene.case.accepted_on,
        "item_kind": item.item_kind,
        "materials": scene.accepted_lines(),
        "promised_due": scene.due(kind, "promised_due", "promised"),
        "statutory_due": scene.due(kind, "statutory_due", "statutory"),
        "specials": tuple(SPECIALS.get(one.kind, formal(one.name)) for one in item.special_procedures),
        "fee": formal(item.fee) or "事项清单未列收费，不得收取费用",
        "results": item.delivery_options or ("窗口领取", "邮寄"),
        "basis": scene.cited(article, _GUIDE),
    }


def _accept(scene: Scene, body: a.Accept) -> list[p.Paper]:
    return [p.AcceptanceNotice(**_acceptance(scene, p.AcceptanceNotice, basis.MUST_ACCEPT))]


def _accept_incomplete(scene: Scene, body: a.AcceptIncomplete) -> list[p.Paper]:
    kind, policy = p.IncompleteAcceptanceNotice, scene.case.terms.policy
    deferred = tuple(
        p.DeferredLine(name, scene.forms(name), scene.due(kind, "deferred", "completion", name))
        for name in scene.case.deferred
    )
    posting = policy.receipt_rule == "posting"
    notice = kind(
        **_acceptance(scene, kind, formal(basis.INCOMPLETE)),
        deferred=deferred,
        channels=("窗口提交", "网上提交", "邮寄"),
        posting_rule="按期交邮（以邮戳或寄递记录为准）即为按期" if posting else "邮寄的以收到之日为准",
        late=formal(policy.lapse_words),
        held=policy.result_hold,
    )
    if not body.commitment:
        return [notice]
    whole = identity(scene.case.applicant, full=True)
    signed = p.Commitment(**scene.frame(), applicant_id=whole, deferred=deferred, consequence=notice.late)
    return [signed, notice]


def _decline(scene: Scene, body: a.Decline) -> list[p.Paper]:
    case = scene.case
    limb = DECLINE_REASONS.get(body.reason_code, "")
    cited = decline_basis(scene, body.reason_code)
    facts = f"{chinese(case.received_on)}收到申请材料{len(scene.handed_over())}件，已逐项审核"
    notice = p.DeclineNotice(
        **scene.frame(),
        received=case.received_on,
        facts=facts,
        limb=limb,
        reason=body.reason,
        basis=cited,
        authority=body.authority,
        returned=scene.handed_over(),
        remedies=scene.remedies(),
    )
    return [notice, *_report(scene, f"不予受理（{limb}）", facts, body.reason, cited)]


def _report(scene: Scene, refused: str, facts: str, reason: str, cited: str) -> list[p.Paper]:
    if not scene.case.terms.policy.refusal_report:
        return []
    post = desk_name(scene.act.by.desk)
    frame = scene.frame(masked=True)
    return [p.RefusalReport(**frame, refused=refused, facts=facts, reason=reason, basis=cited, post=post)]


def _route(scene: Scene, body: a.Route) -> list[p.Paper]:
    kind = p.HandoverList
    return [
        kind(
            **scene.frame(masked=True),
            sender=desk_name(scene.act.by.desk),
            receiver=desk_name(body.to),
            handed_at=moment(scene.act.at),
            materials=scene.accepted_lines(),
            promised_due=scene.due(kind, "promised_due", "promised"),
            statutory_due=scene.due(kind, "statutory_due", "statutory"),
            outstanding=scene.case.outstanding,
        )
    ]


def _start_special(scene: Scene, body: a.StartSpecial) -> list[p.Paper]:
    kind = p.SpecialProcedureNotice
    foreseen = next((one for one in scene.case.item.special_procedures if one.kind == body.special), None)
    own = formal(foreseen.basis) if foreseen is not None else ""
    return [
        kind(
            **scene.frame(),
            special=SPECIALS[body.special],
            started=scene.on,
            needed=scene.due(kind, "needed", "special"),
            excluded=body.stops_statutory,
            promised_due=scene.due(kind, "promised_due", "promised"),
            basis=own or scene.cited(basis.EXCLUDED_TIME),
        )
    ]


def _extend(scene: Scene, body: a.Extend) -> list[p.Paper]:
    case, kind = scene.case, p.ExtensionNotice
    clock = case.deadline("statutory")
    if clock is None:
        raise MissingFact(kind.TITLE, kind.LABELS["extended_due"])
    before = case.terms.calendar.due(clock.start, period_of(case.item.statutory_limit), clock.excluded)
    return [
        kind(
            **scene.frame(),
            original_due=before.due,
            extended_due=due_date(clock),
            by=Period(body.n, body.unit).text,
            reason=body.reason,
            approver=body.approver,
            basis=scene.cited(basis.EXTENSION),
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
        return [
            decision,
            *_report(scene, decision.title.removesuffix("决定书"), facts, body.reasons, common["basis"]),
        ]
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
    place = scene.hall.address or f"{scene.hall.hall}出件窗口"
    handed = body.channel in ("counter", "agent")
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
            place=place if handed else f"以{DELIVERY_CHANNELS[body.channel]}方式送达，按申请人确认的地址",
            tracking=body.tracking,
        )
    ]


def _withdraw(scene: Scene, body: a.Withdraw) -> list[p.Paper]:
    on: date = legal_date(scene.act.at)
    returned = scene.handed_over()
    return [p.ReturnNotice(**scene.frame(), withdrawn=on, reason=body.reason, returned=returned)]


_OWED: dict[type, Callable[[Scene, Any], list[p.Paper]]] = {
    a.Receive: _receive,
    a.NotRequired: _not_required,
    a.NotifyCorrection: _notify_correction,
    a.ReceiveCorrection: _receive_correction,
    a.Accept: _accept,
    a.AcceptIncomplete: _accept_incomplete,
    a.Decline: _decline,
    a.Route: _route,
    a.StartSpecial: _start_special,
    a.Extend: _extend,
    a.Decide: _decide,
    a.Deliver: _deliver,
    a.Withdraw: _withdraw,
}
