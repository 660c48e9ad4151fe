"""The record itself (案卷记录): remarks, contacts, corrections, lighter rules. R50, R55, R94, LAW L14."""

from __future__ import annotations

from typing import Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, quoted

ANNULLABLE: Final = frozenset(
    {"examine", "correct_on_spot", "complete", "verify_shared", "record_visit", "contact", "note",
     "give_opinion", "object", "pay", "fail_delivery", "rate"}
)  # fmt: skip
"""Records of fact that no paper went out on; what an outcome rests on is undone by its own rules."""
_ANSWERS: Final = frozenset({"accept", "accept_incomplete", "notify_correction", "decline"})
_DECIDED: Final = frozenset({"decide"})
_RESTS_ON: Final[dict[str, frozenset[str]]] = {
    "examine": _ANSWERS, "correct_on_spot": _ANSWERS, "complete": _DECIDED | {"resume"},
    "verify_shared": _DECIDED, "record_visit": _DECIDED, "give_opinion": _DECIDED, "object": _DECIDED,
    "pay": frozenset({"deliver"}), "fail_delivery": frozenset({"deliver"}),
    "rate": frozenset({"handle_rating"}),
}  # fmt: skip
"""Which outcomes, once they have come, rest on which record."""


def consult(q: Question[a.Consult]) -> Refusal | None:
    """What was asked is recorded in words (art. 30, 首问负责)."""
    return (
        None
        if q.body.reason.strip()
        else Refusal("reason_required", "咨询须记明所问事项", basis.CONSULTATION)
    )


def contact(q: Question[a.Contact]) -> Refusal | None:
    """An attempt to reach the applicant that failed says why (R55)."""
    if q.body.reached or q.body.text.strip():
        return None
    return Refusal("reason_required", "没有联系上的,须记明情况", basis.RECORD)


def note(q: Question[a.Note]) -> Refusal | None:
    """A remark may be added to any file, by anybody, at any time; it must say something."""
    return None if q.body.text.strip() else Refusal("reason_required", "备注没有内容", basis.RECORD)


def amend(q: Question[a.Amend]) -> Refusal | None:
    """A slip in the particulars is put right by a new act with a reason (R94)."""
    if not q.body.reason.strip():
        return Refusal("reason_required", "更正须写明理由", basis.RECORD)
    if not q.body.value.strip() and q.body.field == "name":
        return Refusal("reason_required", "姓名或名称不能改为空白", basis.RECORD)
    if q.body.whose == "agent" and q.case.agent is None:
        return Refusal("no_agent", "本案没有代理人", basis.RECORD)
    return None


def _annulled(case: Case) -> tuple[a.Annul, ...]:
    return tuple(act.body for act in case.acts if isinstance(act.body, a.Annul))


def _rested_on(q: Question[a.Annul]) -> bool:
    """Whether an outcome has come since that rests on what would be annulled."""
    outcomes = _RESTS_ON.get(q.body.act, frozenset())
    found = next(n for n, act in enumerate(q.case.acts) if act.kind == q.body.act and act.at == q.body.at)
    return any(act.kind in outcomes for act in q.case.acts[found:])


def annul(q: Question[a.Annul]) -> Refusal | None:
    """A record made by mistake is annulled by the supervisor, with a reason; both stay (R94)."""
    if q.by.role != "supervisor":
        return Refusal("not_the_holder", "误记作废由主管办理", basis.RECORD)
    if not q.body.reason.strip():
        return Refusal("reason_required", "误记作废须写明理由", basis.RECORD)
    found = any(act.kind == q.body.act and act.at == q.body.at for act in q.case.acts)
    if not found:
        return Refusal("nothing_open", "案卷里没有这条记录,请核对记录和时间", basis.RECORD)
    if any(one.act == q.body.act and one.at == q.body.at for one in _annulled(q.case)):
        return Refusal("nothing_open", "这条记录已经作废", basis.RECORD)
    if q.body.act not in ANNULLABLE or _rested_on(q):
        return Refusal(
            "not_annullable", "已据以出具文书或转移案卷的行为不能作废,须按各自的规则更正", basis.RECORD
        )
    return None


def lighten(q: Question[a.Lighten]) -> Refusal | None:
    """LAW L14: a new catalogue may take off, never put on; limits only get shorter."""
    case, body = q.case, q.body
    if case.ended:
        return Refusal("wrong_stage", "案卷已经办结,新清单不再适用", basis.LIGHTER)
    strange = [n for n in (*body.waived, *body.shared, *body.deferrable) if n not in case.materials]
    if strange:
        return Refusal("unknown_material", f"{quoted(strange)}不在本案的材料目录中", basis.LIGHTER)
    for what, limit in (("promised", body.promised), ("statutory", body.statutory)):
        if limit is None:
            continue
        old = case.limit("promised" if what == "promised" else "statutory")
        if limit.unit != old.unit or limit.n > old.n:
            return Refusal("heavier_rule", "新清单更重或单位不同,不适用于在办案卷", basis.LIGHTER)
    return None
