"""Papers of the counter (受理): receipt, correction, declining, informed commitment. Art. 32, R47–R53."""

from __future__ import annotations

from typing import Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.documents.errors import MissingFact
from clerk.documents.filling import CHANNELS, HAD, Scene, decline_basis, due_date, identity, moment
from clerk.documents.layout import formal
from clerk.documents.owed.common import GUIDE, Filler
from clerk.documents.owed.reports import report
from clerk.documents.papers import kinds as p
from clerk.documents.papers.base import chinese

SERVED: Final[dict[str, str]] = {
    "counter": "窗口当面送达", "agent": "窗口当面送达代理人", "kiosk": "自助终端送达", "net": "网上送达",
    "mobile": "移动端送达", "electronic": "电子送达", "email": "电子邮件送达", "fax": "传真送达",
    "wechat": "微信送达", "post": "邮寄送达", "mail": "信函送达", "phone": "电话告知，并备取书面通知书",
    "left": "留置送达", "announcement": "公告送达",
}  # fmt: skip
"""How a paper went out (R50)."""
_LAPSE: Final = {
    "remind": "书面提醒；不因逾期自动终止办理",
    "return": "经书面提醒仍不补正的，退回申请材料，可以再次申请",
    "deem_withdrawn": "经书面提醒仍不补正的，视为撤回申请，可以再次申请",
}


def _receive(scene: Scene, body: a.Receive) -> list[p.Paper]:
    arrived = scene.case.received_on
    return [
        p.Receipt(
            **scene.frame(),
            applicant_id=identity(body.applicant),
            agent=_agent(body),
            channel=CHANNELS[body.channel],
            received=moment(scene.act.at),
            arrived=None if arrived == scene.on else arrived,
            materials=scene.lines(),
            answer_due=scene.due(p.Receipt, "answer_due", "notify"),
            silence_accepts=scene.case.item.silence_accepts,
        )
    ]


def _agent(body: a.Receive) -> str:
    """Who acts for the applicant, and by what (R12, art. 29)."""
    if body.agent is None:
        return ""
    by_what = f"，代理依据：{body.authorisation}" if body.authorisation.strip() else ""
    return f"{body.agent.name}，证件{identity(body.agent)}{by_what}"


def _not_required(scene: Scene, body: a.NotRequired) -> list[p.Paper]:
    cited = scene.cited(basis.NOT_REQUIRED)
    return [p.NotRequiredNotice(**scene.frame(), reason=body.reason, basis=cited, remedies=scene.remedies())]


def _commit(scene: Scene, body: a.Commit) -> list[p.Paper]:
    """The applicant signs it, so it carries the identity number in full."""
    return [
        p.InformedCommitment(
            **scene.frame(),
            applicant_id=identity(scene.case.applicant, full=True),
            proofs=tuple(_proof(scene, name) for name in body.proofs),
            checked_within=scene.check_words(),
            basis=formal(basis.INFORMED_COMMITMENT),
        )
    ]


def _proof(scene: Scene, name: str) -> p.Line:
    line = scene.case.item.material(name)
    cited = formal(line.legal_basis) if line is not None else ""
    return p.Line(name, "", remark=f"依据：{cited}" if cited else "")


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
            served=f"{SERVED[body.channel]}，{moment(scene.act.at)}",
            given=given,
            to_add=tuple(scene.gap(name) for name, f in found.items() if f.state == "missing"),
            to_correct=tuple(scene.gap(name) for name, f in found.items() if f.state != "missing"),
            due=due_date(clock) if clock is not None else None,
            due_basis=formal(clock.basis) if clock is not None else "",
            lapse=_LAPSE["remind" if window is None else window.on_lapse],
            deferral_declined=body.deferral_declined,
            basis=scene.cited(basis.ONE_NOTICE, GUIDE),
        )
    ]


def _receive_correction(scene: Scene, body: a.ReceiveCorrection) -> list[p.Paper]:
    case = scene.case
    if case.corrected_at != scene.act.at or case.corrected_on is None:
        return []
    return [
        p.RestartNotice(
            **scene.frame(),
            corrected=case.corrected_on,
            materials=scene.lines(case.notified),
            answer_due=scene.due(p.RestartNotice, "answer_due", "notify"),
            promised=scene.limit_words(),
            basis=scene.cited(basis.MUST_ACCEPT, GUIDE),
        )
    ]


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
    return [notice, *report(scene, f"不予受理（{limb}）", facts, body.reason, cited)]


FILL: Final[dict[type, Filler]] = {
    a.Receive: _receive,
    a.NotRequired: _not_required,
    a.Commit: _commit,
    a.NotifyCorrection: _notify_correction,
    a.ReceiveCorrection: _receive_correction,
    a.Decline: _decline,
}
