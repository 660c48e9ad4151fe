"""Steps at the counter (受理): accept, correct, commit, decline, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clerk.casework import acts as a
from clerk.casework.rules.common import quoted
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.desk.outcomes.listing import promisable
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.arrival import arrival
from clerk.workstation.screens.steps.base import Ask, At, Fill, Look, Step, needed, words
from clerk.workstation.widgets.field import Choice, Field


def _accept(at: At) -> Step:
    dates = at.dates(a.Accept(), "promised", "statutory")
    start = "收件" if at.case.item.starts_from == "receipt" else "受理"
    first = "计入" if at.case.terms.policy.count_event_day else "不计入"
    said = f"(自{start}之日起算,当日{first})"
    return Ask(f"受理本案?\n\n将出具受理通知书。\n\n{dates}\n{said}", a.Accept())


def _accept_incomplete(at: At) -> Step:
    case, policy = at.case, at.case.terms.policy
    body = a.AcceptIncomplete(case.demandable, commitment=True)
    until = at.dates(body, "completion")
    question = (
        f"容缺受理?\n\n容缺材料:{quoted(case.demandable)}\n{until.replace('容缺补齐:', '补齐期限:')}\n\n"
        "申请人须自愿并已签署承诺书:所述真实;知晓所缺材料和补齐期限;按期补齐;"
        f"承担逾期后果({policy.lapse_words})。\n\n"
        "申请人愿意并已签署承诺书,按 Y;不愿意,按 N,改为告知补正。"
    )
    if policy.who_decides == "clerk":
        return Ask(question, body)
    # Where policy lets somebody else decide, who agreed is asked first (湘西、洋县).
    who = {"department": "部门", "supervisor": "主管"}[policy.who_decides]

    def approved(values: Values) -> Step:
        return Ask(question, a.AcceptIncomplete(case.demandable, True, values["approver"].strip()))

    return Fill([words("approver", f"{who}同意人", 40)], approved, f"本地政策规定容缺受理须经{who}同意。")


def _notify(at: At) -> Step:
    case = at.case
    offered = case.terms.policy.offer == "should" and all(case.deferrable(one) for one in case.gaps)
    said = "\n\n这些材料可以容缺:须已告知申请人可容缺受理,申请人不愿意的,才告知补正。" if offered else ""
    question = (
        f"一次性告知补正?\n\n缺漏共{len(case.gaps)}件:{quoted(case.gaps)}{said}\n\n"
        "告知后不得再提出新的补正要求;申请人补齐这些材料后必须受理。"
    )
    return Ask(question, a.NotifyCorrection(case.gaps, deferral_declined=offered))


def _receive_correction(at: At) -> Step:
    def looked(found: a.Findings) -> Step:
        return arrival(at, lambda came: a.ReceiveCorrection(found, came.channel, came.ticket_at, came.fault))

    return Look(at.case.demandable, looked)


def _commit(at: At) -> Step:
    """LAW §4: what it replaces, the later check, and what a false promise leads to stand in the question."""
    proofs = promisable(at.case)
    rule = at.case.terms.policy.informed_commitment
    unit = {"wd": "个工作日", "d": "日", "month": "个月"}.get(rule.check_unit, "日")
    question = (
        f"适用告知承诺?\n\n以书面承诺代替证明:{quoted(proofs)}\n\n"
        f"申请人自愿选择;不愿承诺的,提交证明即可。准予后{rule.check_n}{unit}内核查,"
        "承诺不实的,责令改正或依法撤销决定。\n\n"
        "已告知申请人并已签署告知承诺书,按 Y;不愿意,按 N。"
    )
    return Ask(question, a.Commit(proofs, signed=True))


def _decline(at: At) -> Step:
    code = Choice("code", "理由类别", tuple(DECLINE_REASONS.items()))

    def authority(text: str) -> str:
        return needed(text) if code.value == "wrong_authority" else ""

    fields: list[Field | Choice] = [
        code,
        words("reason", "事实和理由"),
        Field("authority", "应向何机关申请", check=authority, limit=60),
    ]
    hint = "材料不齐不是不予受理的理由。不属本机关职权的,须写明应向哪个机关申请。"
    return Fill(fields, lambda v: a.Decline(v["code"], v["reason"], v["authority"]), hint)


def _withdraw(at: At) -> Step:
    hint = "申请人自愿撤回申请。将退还材料并出具退件通知。"
    return Fill([words("reason", "申请人说明")], lambda v: a.Withdraw(v["reason"]), hint)


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "accept": _accept,
    "accept_incomplete": _accept_incomplete,
    "notify_correction": _notify,
    "receive_correction": _receive_correction,
    "commit": _commit,
    "decline": _decline,
    "withdraw": _withdraw,
}
