"""A case in words (案卷经过): each act in a line, each clock with its reckoning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from calendars import Period, WorkCalendar
from clerk.casework import acts as a
from clerk.casework.case import STATE_WORDS, Case
from clerk.casework.limits import CLOCK_WORDS, Deadline
from clerk.casework.limits import STATE_WORDS as CLOCK_STATES
from clerk.casework.rules.common import desk_name, quoted
from clerk.casework.rules.ending import CHANNELS
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.casework.rules.review import SPECIALS
from clerk.documents.papers import TEMPLATES

ACT_WORDS: dict[str, str] = {
    "receive": "收件",
    "not_required": "告知无需许可",
    "examine": "审核材料",
    "correct_on_spot": "当场更正",
    "notify_correction": "一次性告知补正",
    "receive_correction": "收到补正材料",
    "accept": "受理",
    "accept_incomplete": "容缺受理",
    "decline": "不予受理",
    "complete": "补齐容缺材料",
    "route": "移交",
    "sign_for": "签收",
    "return_to_window": "退回窗口",
    "start_special": "特别程序开始",
    "end_special": "特别程序结束",
    "extend": "延长期限",
    "decide": "决定",
    "deliver": "送达",
    "withdraw": "撤回申请",
    "note": "备注",
    "amend": "更正",
    "issue": "出具文书",
}
RESULTS = {"grant": "准予", "refuse": "不予许可", "file": "已备案"}
FIELDS = {
    "name": "姓名或名称",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "phone": "电话",
    "address": "地址",
}


def act_line(act: a.Act) -> str:
    """One act in a line, without its time."""
    body: Any = act.body
    say = _DETAILS.get(type(act.body))
    detail = say(body) if say else ""
    return ACT_WORDS[act.kind] + (f":{detail}" if detail else "")


def who(act: a.Act) -> str:
    """Who did it, where."""
    return f"{act.by.name or act.by.id}({desk_name(act.by.desk)})"


def paper_title(template: str, kind: str) -> str:
    """What a paper is called; of a template that only a newer version knows, its kind."""
    known = TEMPLATES.get(template)
    return known.TITLE if known is not None else kind


def _states(found: a.Findings) -> str:
    """Materials by their state; a whole checklist in order is said in a word."""
    if found and all(finding.state == "ok" for finding in found.values()):
        return f"{len(found)}件齐全合格"
    told = []
    for name, finding in found.items():
        if finding.state != "ok":
            told.append(
                f"{name} {STATE_WORDS[finding.state]}" + (f"({finding.defect})" if finding.defect else "")
            )
    return ";".join(told)


def _special(body: a.StartSpecial) -> str:
    stops = ",法定时限暂停" if body.stops_statutory else ""
    return f"{SPECIALS[body.special]},预计{Period(body.n, body.unit).text}{stops}"


_DETAILS: dict[type, Any] = {
    a.Receive: lambda b: _states(b.materials),
    a.NotRequired: lambda b: b.reason,
    a.Examine: lambda b: _states(b.materials),
    a.CorrectOnSpot: lambda b: "、".join(b.materials),
    a.NotifyCorrection: lambda b: quoted(b.gaps),
    a.ReceiveCorrection: lambda b: _states(b.materials),
    a.AcceptIncomplete: lambda b: f"容缺{quoted(b.deferred)},已签承诺书",
    a.Decline: lambda b: f"{DECLINE_REASONS.get(b.reason_code, b.reason_code)}。{b.reason}",
    a.Complete: lambda b: _states(b.materials) + (f",{b.posted_at}交邮" if b.posted_at else ""),
    a.Route: lambda b: f"交{desk_name(b.to)}",
    a.SignFor: lambda b: f"差异{quoted(b.discrepancies)}" if b.discrepancies else "",
    a.ReturnToWindow: lambda b: b.reason,
    a.StartSpecial: _special,
    a.EndSpecial: lambda b: b.result,
    a.Extend: lambda b: f"{Period(b.n, b.unit).text},{b.approver}批准,{b.reason}",
    a.Decide: lambda b: RESULTS[b.result] + (f"。{b.reasons}" if b.reasons else ""),
    a.Deliver: lambda b: CHANNELS.get(b.channel, b.channel) + (f",邮件号{b.tracking}" if b.tracking else ""),
    a.Withdraw: lambda b: b.reason,
    a.Note: lambda b: b.text,
    a.Amend: lambda b: f"{FIELDS[b.field]},{b.reason}",
    a.Issue: lambda b: f"{paper_title(b.template, b.paper)} {b.number}",
}


def clock_name(clock: Deadline) -> str:
    """What a clock waits for."""
    words = SPECIALS.get(clock.material, clock.material)
    return CLOCK_WORDS[clock.what] + (f"({words})" if words else "")


def clock_line(clock: Deadline) -> str:
    """A clock in a line: name, due date, state, and whether an official notice may still move it."""
    doubt = " 暂定" if clock.provisional else ""
    return f"{clock_name(clock)} {clock.due}{doubt} {CLOCK_STATES[clock.state]}"


def explain(clock: Deadline, calendar: WorkCalendar, region: str) -> Iterator[str]:
    """A clock explained: rule, source, and every day from its start to its end."""
    yield f"{clock_name(clock)}:{clock.due}({CLOCK_STATES[clock.state]})"
    yield f"  期限 {clock.period.text},自{clock.start}次日起算(当日不计入)"
    yield f"  依据 {clock.basis}"
    if clock.capped_by:
        yield "  承诺时限晚于法定时限,按法定时限"
    if clock.lead:
        yield f"  承诺办结日往前{clock.lead}个工作日,留出作出决定的时间"
    for missing in clock.missing:
        yield f"  暂定:尚缺《{missing}》"
    if region != "national":
        yield from _national(clock)
    yield from _days(clock, calendar)


def _national(clock: Deadline) -> Iterator[str]:
    from calendars import load_calendar

    alone = load_calendar("national").due(clock.start, clock.period, clock.excluded).due
    if not clock.capped_by and not clock.lead and alone != clock.due:
        yield f"  仅按全国日历为{alone}"


def _days(clock: Deadline, calendar: WorkCalendar) -> Iterator[str]:
    for line in calendar.explain(clock.start, clock.period, clock.excluded):
        count = f"第{line.n}天" if line.counts else "不计"
        why = f"{line.why}{f'({line.source})' if line.source else ''}" if line.why else ""
        last = " <- 到期" if line.date == clock.due else ""
        yield f"    {line.date} {_weekday(line.date)} {count} {why}{last}".rstrip()


def _weekday(day: date) -> str:
    return "周" + "一二三四五六日"[day.weekday()]


def facts(case: Case) -> list[tuple[str, str]]:
    """The head of a case file: label and value."""
    from clerk.casework.contacts import mask_phone
    from clerk.casework.identity import mask_id

    person = case.applicant
    contact = f"  电话 {mask_phone(person.phone)}" if person.phone else ""
    return [
        ("办件编号", case.number),
        ("事项", f"{case.item_name}({case.item_code})"),
        ("申请人", f"{person.name}  {mask_id(person.id_number)}{contact}"),
        ("承办部门", case.department),
        (
            "案卷在",
            desk_name(case.holder)
            + (f",已移交{desk_name(case.offered_to)}待签收" if case.offered_to else ""),
        ),
    ]
