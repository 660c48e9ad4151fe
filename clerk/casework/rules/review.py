"""Behind the window (审查): special procedures, publicity, extension. R62–R66, arts. 42, 45."""

from __future__ import annotations

import re
from typing import Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, held_by, stage_among
from clerk.casework.specials import foreseen, stops_statutory
from clerk.casework.times import legal_date
from clerk.catalogue.procedures import KINDS

SPECIALS = KINDS
"""Kinds of special procedures with their Chinese names; the catalogue owns the list."""
LONGEST_SPECIAL = 366
"""No announced time may be longer: beyond it the calendar could not answer."""
_LONGER: Final = re.compile(r"延长\D{0,4}(\d+)")
_NUMBER: Final = re.compile(r"\d+")


def start_special(q: Question[a.StartSpecial]) -> Refusal | None:
    """A special procedure is told in writing with its time (art. 45), within the item's cap (R64)."""
    case = q.case
    refused = stage_among(case, ("in_review",), "启动特别程序", basis.EXCLUDED_TIME) or held_by(
        case, q.by, "启动特别程序"
    )
    if refused:
        return refused
    if q.body.special not in SPECIALS:
        return Refusal("unknown_special", f"没有“{q.body.special}”这种特别程序", basis.EXCLUDED_TIME)
    if not 1 <= q.body.n <= LONGEST_SPECIAL or q.body.unit == "now":
        return Refusal(
            "limit_not_lawful",
            f"特别程序所需时间须为1至{LONGEST_SPECIAL}日(或月)并书面告知申请人",
            basis.EXCLUDED_TIME,
        )
    if case.open_special is not None:
        going = SPECIALS[case.open_special.body.special]
        return Refusal("special_open", f"{going}尚未结束", basis.EXCLUDED_TIME)
    if q.body.stops_statutory and not stops_statutory(case.item, q.body.special):
        said = f"{SPECIALS[q.body.special]}不在不计入期限的特别程序之列,事项清单也没有另行规定"
        return Refusal("clock_runs_on", f"{said},不停止法定时限", basis.EXCLUDED_TIME)
    own = foreseen(case.item, q.body.special)
    cap = own.cap_wd if own is not None else None
    if cap is not None and q.body.unit == "wd" and q.body.n > cap:
        return Refusal(
            "limit_not_lawful", f"本事项的{SPECIALS[q.body.special]}最长{cap}个工作日", case.item.name
        )
    return None


def end_special(q: Question[a.EndSpecial]) -> Refusal | None:
    """A special procedure ends with its result; the clock then runs on."""
    refused = stage_among(q.case, ("in_review",), "结束特别程序", basis.EXCLUDED_TIME) or held_by(
        q.case, q.by, "结束特别程序"
    )
    if refused:
        return refused
    if q.case.open_special is None:
        return Refusal("no_special", "没有正在进行的特别程序", basis.EXCLUDED_TIME)
    return None


def reuse_result(q: Question[a.ReuseResult]) -> Refusal | None:
    """A regional review's result spares the case its own, while it is valid (R65)."""
    refused = stage_among(q.case, ("in_review",), "沿用区域评审成果", basis.REGIONAL_REVIEW) or held_by(
        q.case, q.by, "沿用区域评审成果"
    )
    if refused:
        return refused
    if q.body.special not in SPECIALS or not q.body.source.strip():
        return Refusal("reason_required", "须写明沿用的是哪项评审、哪个区域成果", basis.REGIONAL_REVIEW)
    if q.body.valid_until < legal_date(q.at):
        return Refusal(
            "result_expired", f"区域评审成果已于{q.body.valid_until}失效,不能沿用", basis.REGIONAL_REVIEW
        )
    return None


def publicise(q: Question[a.Publicise]) -> Refusal | None:
    """A publicity period has a length and a place, and only one runs at a time (R66)."""
    case = q.case
    refused = stage_among(case, ("in_review",), "公示", basis.PUBLICITY) or held_by(case, q.by, "公示")
    if refused:
        return refused
    if not 1 <= q.body.n <= LONGEST_SPECIAL or q.body.unit == "now":
        return Refusal("limit_not_lawful", f"公示期须为1至{LONGEST_SPECIAL}日(或月)", basis.PUBLICITY)
    clock = case.deadline("publicity")
    if clock is not None and clock.state == "running":
        return Refusal("period_not_over", f"公示正在进行,到{clock.told}届满", basis.PUBLICITY)
    return None


def object_to(q: Question[a.ObjectTo]) -> Refusal | None:
    """Objections are taken from anybody once something was publicised."""
    if not q.case.publicities:
        return Refusal("wrong_stage", "本案没有公示,不能登记公示异议", basis.PUBLICITY)
    if not q.body.text.strip():
        return Refusal("reason_required", "异议须写明内容", basis.PUBLICITY)
    return None


def settle_objection(q: Question[a.SettleObjection]) -> Refusal | None:
    """Objections are dealt with by whoever holds the file, in words."""
    refused = held_by(q.case, q.by, "处理异议")
    if refused:
        return refused
    if not q.case.open_objections:
        return Refusal("nothing_open", "没有未处理的异议", basis.PUBLICITY)
    return (
        None if q.body.result.strip() else Refusal("reason_required", "须写明异议的处理结果", basis.PUBLICITY)
    )


def extend(q: Question[a.Extend]) -> Refusal | None:
    """Once, approved by the head of the authority, reasoned, before the statutory date (art. 42(1), P3)."""
    case = q.case
    refused = stage_among(case, ("in_review",), "延期", basis.EXTENSION) or held_by(case, q.by, "延期")
    if refused:
        return refused
    earlier = case.joint_extension if q.body.joint else case.extension
    if earlier is not None:
        return Refusal("already_extended", "本案已延期一次,不得再次延期", basis.EXTENSION)
    if not q.body.reason.strip() or not q.body.approver.strip():
        who = "本级人民政府负责人" if q.body.joint else "本机关负责人"
        return Refusal("reason_required", f"延期须经{who}批准并写明理由", basis.EXTENSION)
    clock = case.deadline("joint" if q.body.joint else "statutory")
    if clock is not None and legal_date(q.at) > clock.due:
        return Refusal("limit_not_lawful", f"期限已于{clock.told}届满,不能事后延期", basis.EXTENSION)
    return _joint_length(q) if q.body.joint else _lawful_length(q)


def _joint_length(q: Question[a.Extend]) -> Refusal | None:
    """Items handled together: 15 working days at most over the 45 (art. 42(2))."""
    cap = q.case.terms.policy.joint_cap
    if not q.case.package:
        return Refusal("limit_not_lawful", "本案不是联合办理,没有联合办理期限可延长", basis.JOINT)
    if q.body.unit != cap.unit or not 1 <= q.body.n <= cap.extension:
        return Refusal("limit_not_lawful", f"联合办理最多延长{cap.extension}个工作日", basis.JOINT)
    return None


def _lawful_length(q: Question[a.Extend]) -> Refusal | None:
    limit = q.case.limit("statutory")
    if limit.extension is None:
        return Refusal("limit_not_lawful", "本事项的依据没有规定可以延期", limit.basis or basis.EXTENSION)
    longest = _longest(limit.extension, limit.n)
    if longest <= 0:
        said = f"本事项的依据没有规定可以延期(清单写明:{limit.extension})"
        return Refusal("limit_not_lawful", said, limit.basis or basis.EXTENSION)
    if q.body.unit != limit.unit or not 1 <= q.body.n <= longest:
        return Refusal("limit_not_lawful", f"本事项{limit.extension}", limit.basis or basis.EXTENSION)
    return None


def _longest(words: str, own: int) -> int:
    """By how much a limit of ``own`` may be longer: 可延长10个工作日 says it, 特殊情况45wd says the whole.

    A whole that is shorter (事实清楚15日内) is no extension.
    """
    told = _LONGER.search(words)
    if told is not None:
        return int(told[1])
    whole = _NUMBER.search(words)
    return 10 if whole is None else int(whole[0]) - own
