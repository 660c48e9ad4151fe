"""What an outcome still needs from the clerk before it is done: a yes, some words, or materials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.limits import completion_due
from clerk.casework.rules.common import desk_name, quoted
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.casework.rules.result import CHANNELS
from clerk.casework.rules.review import SPECIALS
from clerk.casework.specials import stops_statutory
from clerk.casework.times import legal_date
from clerk.desk.outcomes import Offer
from clerk.workstation.screens.form import Values
from clerk.workstation.widgets.field import Choice, Field

_UNITS = (("wd", "工作日"), ("d", "日(自然日)"), ("month", "月"))


@dataclass(frozen=True, slots=True)
class Ask:
    """A yes is enough; the question names the effect."""

    question: str
    body: a.AnyBody


@dataclass(frozen=True, slots=True)
class Fill:
    """Some fields, and the act that they make."""

    fields: list[Field | Choice]
    body: Callable[[Values], a.AnyBody]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Some materials to look at, and the act that the findings make."""

    names: tuple[str, ...]
    body: Callable[[a.Findings], a.AnyBody]


Step = Ask | Fill | Look


def step_of(offer: Offer, case: Case) -> Step:
    """What this outcome of this case still needs."""
    if offer.kind == "decide":
        return _decide(offer, case)
    return _STEPS[offer.kind](case)


def _accept(case: Case) -> Step:
    return Ask("受理本案?\n\n将出具受理通知书,承诺时限和法定时限自今日起算(当日不计入)。", a.Accept())


def _accept_incomplete(case: Case) -> Step:
    room = completion_due(case, legal_date(case.acts[-1].at))
    until = f"\n补齐期限:{room[0]}" if room else ""
    question = (
        f"容缺受理?\n\n容缺材料:{quoted(case.demandable)}{until}\n\n"
        "申请人须自愿并已签署承诺书:所述真实;知晓所缺材料和补齐期限;按期补齐;"
        f"承担逾期后果({case.terms.policy.lapse_words})。\n\n"
        "申请人愿意并已签署承诺书,按 Y;不愿意,按 N,改为告知补正。"
    )
    return Ask(question, a.AcceptIncomplete(case.demandable, commitment=True))


def _notify(case: Case) -> Step:
    question = (
        f"一次性告知补正?\n\n缺漏共{len(case.gaps)}件:{quoted(case.gaps)}\n\n"
        "告知后不得再提出新的补正要求;申请人补齐这些材料后必须受理。"
    )
    return Ask(question, a.NotifyCorrection(case.gaps))


def _receive_correction(case: Case) -> Step:
    return Look(case.demandable, lambda found: a.ReceiveCorrection(found))


def _complete(case: Case) -> Step:
    def body(found: a.Findings) -> a.AnyBody:
        # What was marked as missing has simply not been brought this time.
        return a.Complete({name: one for name, one in found.items() if one.state != "missing"})

    return Look(case.outstanding, body)


def _decline(case: Case) -> Step:
    code = Choice("code", "理由类别", tuple(DECLINE_REASONS.items()))

    def authority(text: str) -> str:
        return _needed(text) if code.value == "wrong_authority" else ""

    fields: list[Field | Choice] = [
        code,
        Field("reason", "事实和理由", check=_needed, limit=200),
        Field("authority", "应向何机关申请", check=authority, limit=60),
    ]
    hint = "材料不齐不是不予受理的理由。不属本机关职权的,须写明应向哪个机关申请。"
    return Fill(fields, lambda v: a.Decline(v["code"], v["reason"], v["authority"]), hint)


def _route(case: Case) -> Step:
    desk = f"dept:{case.department}"
    return Ask(f"将案卷移交{desk_name(desk)}?\n\n将出具材料交接单,等待部门签收。", a.Route(desk))


def _sign_for(case: Case) -> Step:
    """R37: the department signs material by material for what the handover list says it gets."""

    def body(found: a.Findings) -> a.AnyBody:
        return a.SignFor(tuple(name for name, one in found.items() if one.state in ("missing", "defective")))

    handed_over = tuple(name for name, one in case.materials.items() if one.state in ("ok", "defective"))
    return Look(handed_over, body) if handed_over else Ask("签收本案卷?", a.SignFor())


def _return(case: Case) -> Step:
    return Fill(
        [Field("reason", "退回理由", check=_needed, limit=200)], lambda v: a.ReturnToWindow(v["reason"])
    )


def _start_special(case: Case) -> Step:
    def body(values: Values) -> a.AnyBody:
        stops = stops_statutory(case.item, values["kind"])
        return a.StartSpecial(values["kind"], int(values["n"]), values["unit"], stops)  # type: ignore[arg-type]  # one of the choice's own values

    fields: list[Field | Choice] = [
        Choice("kind", "特别程序", tuple(SPECIALS.items())),
        Field("n", "所需时间", "5", _number, 4),
        Choice("unit", "单位", _UNITS),
    ]
    return Fill(fields, body, "所需时间须书面告知申请人。现场核查不停止法定时限。")


def _end_special(case: Case) -> Step:
    return Fill([Field("result", "结果", check=_needed, limit=200)], lambda v: a.EndSpecial(v["result"]))


def _extend(case: Case) -> Step:
    limit = case.item.statutory_limit
    fields: list[Field | Choice] = [
        Field("n", "延长", "10", _number, 4),
        Field("approver", "批准人", check=_needed, limit=40),
        Field("reason", "理由", check=_needed, limit=200),
    ]
    return Fill(
        fields,
        lambda v: a.Extend(int(v["n"]), limit.unit, v["approver"], v["reason"]),
        f"{limit.extension or '本事项的依据没有规定可以延期'};延期一次,须告知申请人理由。",
    )


def _deliver(case: Case) -> Step:
    channel = Choice("channel", "送达方式", tuple(CHANNELS.items()))

    def tracking(text: str) -> str:
        return _needed(text) if channel.value == "post" else ""

    fields: list[Field | Choice] = [
        channel,
        Field("receiver", "签收人", case.applicant.name, limit=60),
        Field("tracking", "邮件号(邮寄)", check=tracking, limit=40),
    ]
    return Fill(fields, lambda v: a.Deliver(v["channel"], v["tracking"].strip(), v["receiver"]))  # type: ignore[arg-type]  # one of the choice's own values


def _withdraw(case: Case) -> Step:
    hint = "申请人自愿撤回申请。将退还材料并出具退件通知。"
    return Fill(
        [Field("reason", "申请人说明", check=_needed, limit=200)], lambda v: a.Withdraw(v["reason"]), hint
    )


def _decide(offer: Offer, case: Case) -> Step:
    if offer.choice == "refuse":
        reasons = Field("reasons", "理由", check=_needed, limit=300)
        return Fill(
            [reasons], lambda v: a.Decide("refuse", v["reasons"]), "不予许可须说明理由,并告知复议和诉讼。"
        )
    words = "办结备案" if offer.choice == "file" else "准予许可"
    result = a.Decide("file") if offer.choice == "file" else a.Decide("grant")
    return Ask(f"{words}?\n\n将出具决定文书,案卷转出件窗口送达。", result)


_STEPS: dict[str, Callable[[Case], Step]] = {
    "accept": _accept,
    "accept_incomplete": _accept_incomplete,
    "notify_correction": _notify,
    "receive_correction": _receive_correction,
    "complete": _complete,
    "decline": _decline,
    "route": _route,
    "sign_for": _sign_for,
    "return_to_window": _return,
    "start_special": _start_special,
    "end_special": _end_special,
    "extend": _extend,
    "deliver": _deliver,
    "withdraw": _withdraw,
}


def _needed(text: str) -> str:
    return "" if text.strip() else "这一栏不能空着"


def _number(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and 1 <= int(text) <= 999 else "请填1至999的数字"
