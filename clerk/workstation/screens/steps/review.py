"""Steps of review (审查): special procedures, publicity, hearings, extension. Arts. 36, 42, 45–48."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from clerk.casework import acts as a
from clerk.casework.rules.hearing import NOTICE_WD
from clerk.casework.rules.review import SPECIALS
from clerk.casework.specials import publicise, start_special
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.base import UNITS, At, Fill, Step, count, day, words
from clerk.workstation.widgets.field import Choice, Field


def _kinds(at: At) -> Choice:
    """The procedures, those that the item itself foresees first."""
    own = {one.kind for one in at.case.item.special_procedures}
    return Choice("kind", "特别程序", sorted(SPECIALS.items(), key=lambda pair: pair[0] not in own))


def _start_special(at: At) -> Step:
    fields: list[Field | Choice] = [_kinds(at), count("n", "所需时间", "5"), Choice("unit", "单位", UNITS)]
    return Fill(
        fields,
        lambda v: start_special(at.case.item, v["kind"], int(v["n"]), v["unit"]),  # type: ignore[arg-type]  # one of the choice's own values
        "所需时间须书面告知申请人。是否停止时限由法律和事项清单定;现场核查不停止法定时限。",
        choose_first=True,
    )


def _end_special(at: At) -> Step:
    return Fill([words("result", "结果")], lambda v: a.EndSpecial(v["result"]))


def _reuse(at: At) -> Step:
    fields: list[Field | Choice] = [
        _kinds(at),
        words("source", "区域成果", 100),
        day("valid_until", "有效期至"),
    ]
    return Fill(
        fields,
        lambda v: a.ReuseResult(v["kind"], v["source"].strip(), date.fromisoformat(v["valid_until"].strip())),
        "沿用区域评审成果的,本案不再另行评审。",
    )


def _publicise(at: At) -> Step:
    fields: list[Field | Choice] = [
        count("n", "公示期", "7"),
        Choice("unit", "单位", UNITS, "d"),
        words("place", "公示地点", 100),
    ]
    return Fill(
        fields,
        lambda v: publicise(at.case.item, int(v["n"]), v["unit"], v["place"].strip()),  # type: ignore[arg-type]  # one of the choice's own values
        "公示期不能提前结束,期满后才能作出决定;有异议的,处理后才能决定。",
    )


def _object(at: At) -> Step:
    fields: list[Field | Choice] = [words("text", "异议内容"), Field("objector", "异议人(可空)", limit=60)]
    return Fill(fields, lambda v: a.ObjectTo(v["text"], v["objector"].strip()))


def _settle_objection(at: At) -> Step:
    open_ones = "\n".join(f"{one.at:%m-%d} {one.text}" for one in at.case.open_objections)
    return Fill(
        [words("result", "处理结果")], lambda v: a.SettleObjection(v["result"]), f"未处理的异议:\n{open_ones}"
    )


def _offer_hearing(at: At) -> Step:
    whom = words("whom", "告知了谁", 100, "申请人、利害关系人")
    hint = "直接涉及申请人与他人之间重大利益关系的,决定前告知听证权利;被告知之日起5日内可以申请。"
    return Fill([whom], lambda v: a.OfferHearing(v["whom"]), hint)


def _ask_hearing(at: At) -> Step:
    fields: list[Field | Choice] = [
        Choice("waived", "答复", (("no", "申请听证"), ("yes", "放弃听证"))),
        words("by_whom", "申请人或放弃人", 60),
    ]
    return Fill(fields, lambda v: a.AskHearing(v["by_whom"].strip(), v["waived"] == "yes"), choose_first=True)


def _call_hearing(at: At) -> Step:
    first = at.case.terms.calendar.add_working_days(at.today, NOTICE_WD)
    fields: list[Field | Choice] = [day("on", "听证日期", str(first)), words("place", "地点", 60)]
    return Fill(
        fields,
        lambda v: a.CallHearing(date.fromisoformat(v["on"].strip()), v["place"]),
        f"须提前{NOTICE_WD}日通知,并在规定期限内组织。",
    )


def _extend(at: At) -> Step:
    limit = at.case.limit("statutory")

    def body(values: Values) -> a.AnyBody:
        return a.Extend(int(values["n"]), limit.unit, values["approver"], values["reason"])

    hint = (
        f"{limit.extension or '本事项的依据没有规定可以延期'};延期一次,由本机关负责人批准,须告知申请人理由。"
    )
    return Fill(_extension("批准人"), body, hint)


def _extend_joint(at: At) -> Step:
    cap = at.case.terms.policy.joint_cap

    def body(values: Values) -> a.AnyBody:
        return a.Extend(int(values["n"]), cap.unit, values["approver"], values["reason"], joint=True)

    return Fill(
        _extension("政府批准人"),
        body,
        f"联合办理最多延长{cap.extension}个工作日,由本级人民政府负责人批准,须告知申请人理由。",
    )


def _extension(who: str) -> list[Field | Choice]:
    return [count("n", "延长", "10"), words("approver", who, 40), words("reason", "理由")]


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "start_special": _start_special,
    "end_special": _end_special,
    "reuse_result": _reuse,
    "publicise": _publicise,
    "object": _object,
    "settle_objection": _settle_objection,
    "offer_hearing": _offer_hearing,
    "ask_hearing": _ask_hearing,
    "call_hearing": _call_hearing,
    "extend": _extend,
    "extend_joint": _extend_joint,
}
