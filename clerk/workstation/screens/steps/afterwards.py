"""Steps after the end, and of the record (评价、核查、报备、联系、咨询、作废). LAW §7, R43, R55, R94."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clerk.casework import acts as a
from clerk.casework.rules.common import quoted
from clerk.casework.times import BEIJING
from clerk.desk import wording
from clerk.desk.outcomes.listing import annullable
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.base import YES_NO, At, Fill, Step, words
from clerk.workstation.widgets.field import Choice, Field

_REACHED: Final = (
    ("phone", "电话"),
    ("wechat", "微信"),
    ("email", "电子邮件"),
    ("post", "邮寄"),
    ("counter", "当面"),
)


def _rate(at: At) -> Step:
    levels = [(str(level), said) for level, said in wording.LEVELS.items()]
    fields: list[Field | Choice] = [
        Choice("level", "评价", levels),
        Field("text", "意见(可空)", limit=200),
        Choice("named", "署名", (("no", "匿名"), ("yes", "实名"))),
    ]
    return Fill(
        fields,
        lambda v: a.Rate(int(v["level"]), v["text"], v["named"] == "yes"),
        "由申请人自愿评价,一次服务评价一次;不得强迫,不得代为评价。",
        choose_first=True,
    )


def _handle_rating(at: At) -> Step:
    rated = at.case.rating
    named = rated is not None and rated.body.named
    said = "" if rated is None else f"{wording.LEVELS.get(rated.body.level, '')} {rated.body.text}".rstrip()
    called = Choice("called", "已回访", YES_NO, "yes" if named else "no")
    hint = f"{'实名' if named else '匿名'}评价:{said}。" + ("实名差评须回访评价人。" if named else "")
    return Fill(
        [words("result", "核实和整改结果", 300), called],
        lambda v: a.HandleRating(v["result"], v["called"] == "yes"),
        hint,
    )


def _check_commitment(at: At) -> Step:
    proofs = quoted(at.case.promise.proofs) if at.case.promise is not None else ""
    fields: list[Field | Choice] = [
        Choice("true", "承诺", (("yes", "属实"), ("no", "不实"))),
        words("findings", "核查情况", 300),
    ]
    return Fill(
        fields,
        lambda v: a.CheckCommitment(v["true"] == "yes", v["findings"]),
        f"核查申请人承诺代替的证明:{proofs}。",
    )


def _report_refusal(at: At) -> Step:
    case = at.case
    reasons = case.declined.reason if case.declined is not None else case.decision and case.decision.reasons
    return Fill(
        [words("opinion", "主管意见")],
        lambda v: a.ReportRefusal(v["opinion"]),
        f"{'不予受理' if case.declined is not None else '不予许可'}:{reasons or ''}",
    )


def _contact(at: At) -> Step:
    reached = Choice("reached", "结果", (("yes", "已联系上"), ("no", "没有联系上")))

    def told(text: str) -> str:
        return "没有联系上的须记明情况" if reached.value == "no" and not text.strip() else ""

    fields: list[Field | Choice] = [
        Choice("channel", "联系方式", _REACHED),
        reached,
        Field("text", "内容或情况", check=told, limit=200),
    ]
    return Fill(
        fields,
        lambda v: a.Contact(v["channel"], v["reached"] == "yes", v["text"]),  # type: ignore[arg-type]  # one of the choice's own values
    )


def _consult(at: At) -> Step:
    fields: list[Field | Choice] = [words("reason", "所问"), Field("answer", "答复", limit=300)]
    return Fill(
        fields, lambda v: a.Consult(v["reason"], v["answer"]), "首问负责:当场答复,或登记后转有关部门。"
    )


def _annul(at: At) -> Step:
    """R94: the record stays and no longer counts; which one is chosen from those that may be."""
    found = {f"{act.kind} {act.at.isoformat()}": act for act in annullable(at.case)}
    options = [
        (key, f"{act.at.astimezone(BEIJING):%m-%d %H:%M} {wording.act_line(act)}")
        for key, act in found.items()
    ]

    def body(values: Values) -> a.AnyBody:
        act = found[values["which"]]
        return a.Annul(act.kind, act.at, values["reason"])

    return Fill(
        [Choice("which", "哪一条记录", options), words("reason", "作废理由", 100)],
        body,
        "原来的记录不会删去,从此不再计算。已据以出具文书的行为不能作废。",
        choose_first=True,
    )


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "rate": _rate,
    "handle_rating": _handle_rating,
    "check_commitment": _check_commitment,
    "report_refusal": _report_refusal,
    "contact": _contact,
    "consult": _consult,
    "annul": _annul,
}
