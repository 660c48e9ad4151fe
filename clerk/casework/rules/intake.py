"""The counter (受理): receive, examine, correct, accept, decline. 行政许可法 art. 32, R47–R53."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.arrival import plausible
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, all_examined, held_by, known_materials, quoted, stage_among
from clerk.catalogue.items import Item

BEFORE_ACCEPTANCE = ("received", "correcting")
DECLINE_REASONS: dict[str, str] = {
    "wrong_authority": "不属于本机关职权范围",
    "conditions_not_met": "不符合法定条件",
    "not_eligible": "申请人不具备申请资格",
    "false_materials": "提供虚假材料或隐瞒情况",
    "repeated": "重复申请",
}
"""Reasons for declining; incompleteness is never one (R53)."""


def opening(body: a.Receive | a.NotRequired, item: Item, by: a.Actor) -> Refusal | None:
    """A case is opened at any window (R35), with materials of its own item; «not required» says why."""
    if not by.desk.startswith("window:"):
        return Refusal("not_the_holder", "收件由综合窗口统一办理", basis.ONE_WINDOW)
    if isinstance(body, a.NotRequired):
        return None if body.reason.strip() else _reason_required("告知无需许可", basis.NOT_REQUIRED)
    return _agent(body, by) or known_materials(item, body.materials)


def _agent(body: a.Receive, by: a.Actor) -> Refusal | None:
    """R12, art. 29, LAW A1: an agent acts by an authorisation, and is not the clerk who takes the file in."""
    if body.agent is None:
        return None
    if not body.authorisation.strip():
        return Refusal("agent_unauthorised", "代理人须有申请人的授权,请先登记授权委托书", basis.AGENT)
    if by.name and body.agent.name == by.name:
        return Refusal("agent_is_clerk", "收件人员本人不能同时作为申请人的代理人", basis.AGENT)
    return None


def _reason_required(doing: str, cited: str) -> Refusal:
    return Refusal("reason_required", f"{doing}须写明理由", cited)


def examine(q: Question[a.Examine]) -> Refusal | None:
    """Materials are examined before acceptance; afterwards the applicant may not be asked for more."""
    return stage_among(q.case, BEFORE_ACCEPTANCE, "审核材料", basis.CHECK_EACH) or known_materials(
        q.case.item, q.body.materials
    )


def correct_on_spot(q: Question[a.CorrectOnSpot]) -> Refusal | None:
    """An error that can be put right on the spot must be allowed to be (art. 32(3))."""
    return stage_among(q.case, BEFORE_ACCEPTANCE, "当场更正", basis.ON_THE_SPOT) or known_materials(
        q.case.item, q.body.materials
    )


def commit(q: Question[a.Commit]) -> Refusal | None:
    """告知承诺 (LAW §4): a promise stands in for proofs that the catalogue lets it stand in for.

    Not for whoever is on a black list, nor in the fields that policy excludes; it is checked later.
    """
    case, policy = q.case, q.case.terms.policy.informed_commitment
    cited = basis.INFORMED_COMMITMENT
    refused = stage_among(case, BEFORE_ACCEPTANCE, "适用告知承诺", cited) or held_by(
        case, q.by, "适用告知承诺"
    )
    if refused:
        return refused
    refused = known_materials(case.item, q.body.proofs) or _commitment_open(case, cited)
    if refused:
        return refused
    fixed = [n for n in q.body.proofs if (line := case.item.material(n)) is None or not line.promisable]
    if fixed or not q.body.proofs:
        said = quoted(fixed) or "没有选定的证明"
        return Refusal("proof_not_promisable", f"{said}不在告知承诺清单内,须按一般程序提交", cited)
    if case.applicant.credit == "black":
        return Refusal(
            "credit_excluded", "申请人在失信名单内且尚未修复,不适用告知承诺;一般程序照常办理", cited
        )
    if not q.body.signed:
        return Refusal("commitment_required", "告知承诺须申请人自愿签署承诺书;不愿承诺的,提交证明即可", cited)
    return None if policy.allowed else Refusal("item_excluded", "本大厅没有开通告知承诺", cited)


def _commitment_open(case: Case, cited: str) -> Refusal | None:
    excluded = [one for one in case.terms.policy.informed_commitment.exclude if one in case.item.domains]
    if excluded:
        return Refusal("item_excluded", f"涉及{'、'.join(excluded)}的事项不适用告知承诺", cited)
    return None


def notify_correction(q: Question[a.NotifyCorrection]) -> Refusal | None:
    """All gaps in one list, once (art. 32(4), R49); a second list that names a new gap is blocked (L2)."""
    case = q.case
    refused = (
        stage_among(case, BEFORE_ACCEPTANCE, "告知补正", basis.ONE_NOTICE)
        or held_by(case, q.by, "告知补正")
        or all_examined(case)
    )
    if refused:
        return refused
    if not case.gaps:
        return Refusal("no_gaps", "材料没有缺漏,没有可告知补正的内容,应当受理", basis.MUST_ACCEPT)
    if case.notified:
        return _second_notice(case)
    refused = _never_demanded(case, q.body.gaps)
    if refused:
        return refused
    if set(q.body.gaps) != set(case.gaps):
        return Refusal("gaps_open", f"补正须一次列全,现有缺漏:{quoted(case.gaps)}", basis.ONE_NOTICE)
    return None


def _never_demanded(case: Case, names: tuple[str, ...]) -> Refusal | None:
    """R48, R78, LAW A5: what comes by data sharing alone is asked of the provider, never of the applicant."""
    shared = [name for name in names if (line := case.item.material(name)) is not None and line.only_shared]
    if not shared:
        return None
    return Refusal(
        "shared_not_demanded", f"{quoted(shared)}由部门间共享取得,不得要求申请人补正", basis.SHARED
    )


def _second_notice(case: Case) -> Refusal | None:
    new = [name for name in case.gaps if name not in case.notified]
    if new:
        return Refusal(
            "second_notice_names_new_gap",
            f"一次性告知时没有提出{quoted(new)},不得再次要求补正;原告知的材料补齐后应当受理",
            f"{basis.ONE_NOTICE}、第五项",
        )
    return Refusal(
        "already_notified", f"已一次性告知补正{quoted(case.notified)},正等待申请人补正", basis.ONE_NOTICE
    )


def receive_correction(q: Question[a.ReceiveCorrection]) -> Refusal | None:
    """Corrections are taken while the case waits for them."""
    return (
        stage_among(q.case, ("correcting",), "接收补正材料", basis.ONE_NOTICE)
        or known_materials(q.case.item, q.body.materials)
        or _something_came(q.body)
        or plausible(q.body, q.at)
    )


def _something_came(body: a.ReceiveCorrection) -> Refusal | None:
    if body.materials:
        return None
    return Refusal("nothing_corrected", "没有写明补来的是哪件材料", basis.ONE_NOTICE)


def accept(q: Question[a.Accept]) -> Refusal | None:
    """Complete, or everything that was asked for is supplied: must be accepted (art. 32(5))."""
    case = q.case
    refused = (
        stage_among(case, BEFORE_ACCEPTANCE, "受理", basis.MUST_ACCEPT)
        or held_by(case, q.by, "受理")
        or all_examined(case)
    )
    if refused:
        return refused
    if case.demandable:
        return Refusal(
            "gaps_open", f"还有{len(case.demandable)}件材料缺漏:{quoted(case.demandable)}", basis.MUST_ACCEPT
        )
    return None


def decline(q: Question[a.Decline]) -> Refusal | None:
    """Declining needs a lawful reason in words; incompleteness is no reason (R53)."""
    refused = stage_among(q.case, BEFORE_ACCEPTANCE, "不予受理", basis.WRITTEN_VOUCHER) or held_by(
        q.case, q.by, "不予受理"
    )
    if refused:
        return refused
    if q.body.reason_code == "incomplete":
        return Refusal(
            "incompleteness_is_no_reason_to_decline",
            "材料不齐全不能作为不予受理的理由,应当一次性告知补正",
            basis.ONE_NOTICE,
        )
    if q.body.reason_code not in DECLINE_REASONS:
        known = "、".join(f"{code}({words})" for code, words in DECLINE_REASONS.items())
        return Refusal("reason_required", f"不予受理须选定理由类别:{known}", basis.REASONS)
    if not q.body.reason.strip():
        return _reason_required("不予受理", basis.REASONS)
    if q.body.reason_code == "wrong_authority" and not q.body.authority.strip():
        return Refusal("reason_required", "不属本机关职权的,须写明应向哪个机关申请", basis.WRONG_AUTHORITY)
    return None
